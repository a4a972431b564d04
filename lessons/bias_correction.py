"""Without bias correction Adam's first steps are too long.

m and v both start at zero, so both are too small at first. v remembers ten times as far back as m, hence
√v is too small for longer, and m/√v too large: (1 − β1)/√(1 − β2) = 3.16 times at step 1.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam
from surfaces import Bowl, Formula
from trajectories.measures import step_lengths

_RATE, _STEPS = 0.1, 100
_SLOPE = Formula("3*x + 2*y")  # the same gradient everywhere
_CORRECTED = Adam(learning_rate=_RATE)
_RUNS = (
    Run(Adam(learning_rate=_RATE, bias_correction=False), label="without correction"),
    Run(_CORRECTED, label="with correction"),
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
        "slope_peak": np.nanmax(step_lengths(scenes[1]["adam"])[:, 0]) / _RATE,
        "slope_step": np.nanargmax(step_lengths(scenes[1]["adam"])[:, 0]),
        "overshoot": off.positions[:, 0].max(),
        "overshoot_on": on.positions[:, 0].max(),
    }


def _claim(scenes: Trajectories) -> bool:
    """Without correction the first step is (1 − β1)/√(1 − β2) α and later ones are longer."""
    off, on = scenes[0]["adam"], scenes[0]["adam.2"]
    lengths = step_lengths(off)[:, 0] / _RATE
    return bool(
        abs(lengths[1] - 0.1 / np.sqrt(0.001)) < 1e-3
        and np.nanmax(lengths) > 5
        and np.nanmax(step_lengths(on)) < 1.001 * _RATE
        and off.positions[:, 0].max() > 5 * on.positions[:, 0].max()
    )


LESSON = Lesson(
    key="bias_correction",
    title="Bias correction",
    question="m and v both start at zero, so both are too small at first, and bias correction divides "
    "that out. Leave it out: how long is the very first step?",
    answers=(
        "A tenth of α: only a tenth of g has come into m",
        "Exactly α, as with the correction",
        "{first} α: v is too small by more than m",
    ),
    right=2,
    scenes=(
        Scene("The bowl", Experiment(Bowl(), _RUNS, steps=_STEPS), step=5, quantity="step", arrows=True),
        Scene("Constant slope", Experiment(_SLOPE, _RUNS, (0.0, 0.0), 40), step=12, quantity="step"),
    ),
    notice="Without correction step {peak_step:.0f} is the longest, {peak} α, and the run overshoots to x "
    "= {overshoot}; with it, to {overshoot_on}. Where the slope is the same everywhere, step "
    "{slope_step:.0f} is {slope_peak} α long.",
    explanation="$m_1 = (1 - \\beta_1)\\,g$ and $v_1 = (1 - \\beta_2)\\,g^2$, so the first step is "
    "$\\alpha\\,(1 - \\beta_1) / \\sqrt{1 - \\beta_2}$ instead of α. This says nothing of speed: with a "
    "small α the uncorrected run may arrive sooner. But the longest steps come first, when least is "
    "known of the slope.",
    source="Kingma & Ba 2015, section 3",
    facts=_facts,
    claim=_claim,
    counter=(
        Scene(
            "Corrected twice",
            Experiment(
                Bowl(), (Run(_CORRECTED, label="one"), Run(_CORRECTED, label="the other")), steps=_STEPS
            ),
            step=5,
            quantity="step",
        ),
    ),
    counter_notice="With the correction on in both, the first step is α long in each coordinate.",
)
