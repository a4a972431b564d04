"""Without bias correction Adam's first steps are too long.

m and v both start at zero, so both are too small at first. v remembers ten times as far back as m, hence
√v is too small for longer, and m/√v too large: (1 − β1)/√(1 − β2) = 3.16 times at step 1.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from lessons.measures import step_lengths
from optimizers import Adam
from surfaces import Bowl

_RATE = 0.1
_RUNS = (
    Run(Adam(learning_rate=_RATE, bias_correction=False), label="without correction"),
    Run(Adam(learning_rate=_RATE), label="with correction"),
)


def _facts(scenes: Trajectories) -> Facts:
    off, on = scenes[0]["adam"], scenes[0]["adam.2"]
    lengths = step_lengths(off)[:, 0] / _RATE
    return {
        "rate": _RATE,
        "first": lengths[1],
        "first_on": step_lengths(on)[1, 0] / _RATE,
        "peak": np.nanmax(lengths),
        "peak_step": np.nanargmax(lengths),
        "overshoot": off.positions[:, 0].max(),
        "overshoot_on": on.positions[:, 0].max(),
    }


def _claim(scenes: Trajectories) -> bool:
    """The first step is (1 − β1)/√(1 − β2) times as long as α, and the longest one is longer still."""
    facts = _facts(scenes)
    return bool(
        abs(facts["first"] - 0.1 / np.sqrt(0.001)) < 1e-3
        and facts["peak"] > 5
        and facts["overshoot"] > 5 * facts["overshoot_on"]
    )


LESSON = Lesson(
    key="bias_correction",
    title="Bias correction",
    question="Adam's two means start at zero, so at first both are too small; bias correction divides that "
    "out. Leave it out: how long is the very first step, at the usual $\\beta_1$ and $\\beta_2$?",
    answers=(
        "A tenth of α, because only a tenth of g has come into m.",
        "Exactly α, as with the correction.",
        "{first:.3g} α, because v is even more too small than m.",
    ),
    right=2,
    scenes=(Scene("both", Experiment(Bowl(), _RUNS, steps=40), step=5),),
    notice="Watch the first steps of both. Without the correction the longest step, number {peak_step:.0f}, "
    "is {peak} α long; the run then overshoots to x = {overshoot}, against {overshoot_on} with it.",
    explanation="$m_1 = (1 - \\beta_1)\\,g$ and $v_1 = (1 - \\beta_2)\\,g^2$, so the first step is "
    "$\\alpha\\,(1 - \\beta_1) / \\sqrt{1 - \\beta_2}$: {first} α instead of {first_on} α. It is not "
    "a matter of speed: with a small α the uncorrected run may well arrive sooner. It is that nobody asked "
    "for these long steps, and that they come before anything is known of the gradient.",
    source="Kingma & Ba 2015, section 3",
    facts=_facts,
    claim=_claim,
    counter=(
        Scene(
            "corrected twice",
            Experiment(Bowl(), (Run(Adam(learning_rate=_RATE)), Run(Adam(learning_rate=_RATE))), steps=40),
            step=5,
        ),
    ),
    counter_notice="With the correction on in both, the first step is α long in each coordinate.",
)
