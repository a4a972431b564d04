"""β2 too small never settles: a denominator without memory follows every gradient.

Kingma and Ba ask for β1² < √β2. With a short memory v is small just when m, with its longer one, is not.
"""

from itertools import pairwise

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import BOWL
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam
from trajectories import Trajectory
from tunables import number

_RATE, _STEPS, _TAIL = 0.1, 300, 100
_BETAS, _LONG = (0.1, 0.3, 0.5, 0.999), (0.99, 0.995, 0.998, 0.999)


def _scene(betas: tuple[float, ...]) -> Scene:
    runs = tuple(Run(Adam(learning_rate=_RATE, beta2=beta), label=f"β₂ = {number(beta)}") for beta in betas)
    return Scene("Four memories", Experiment(BOWL, runs, steps=_STEPS))


def _radius(run: Trajectory) -> float:
    """The largest distance from the minimum over the last steps."""
    return float(np.hypot(*run.positions[-_TAIL:].T).max())


def _facts(scenes: Trajectories) -> Facts:
    radii = [_radius(run) for run in scenes[0].values()]
    return {
        "rate": _RATE,
        "short": _BETAS[0],
        "middle": _BETAS[2],
        "usual": _BETAS[-1],
        "tail": _TAIL,
        "short_radius": radii[0],
        "middle_radius": radii[2],
        "usual_radius": radii[-1],
        "bound": 0.9**4,
    }


def _claim(scenes: Trajectories) -> bool:
    """The shorter the memory of v, the wider the run still jumps; with the shortest by more than α."""
    radii = [_radius(run) for run in scenes[0].values()]
    falling = all(one > other for one, other in pairwise(radii))
    return bool(falling and radii[0] > 2 * _RATE and radii[-1] < 1e-3)


LESSON = Lesson(
    key="beta2",
    title="The memory of v",
    question="β₂ is the memory of the squared gradients; usually it is {usual}. Shorten it to {short}. "
    "What does Adam do near the minimum?",
    answers=(
        "It settles just the same, only sooner",
        "It diverges",
        "It keeps jumping about the minimum",
    ),
    right=2,
    scenes=(_scene(_BETAS),),
    notice="In the last {tail:.0f} steps the run with β₂ = {short} is still up to {short_radius} away, "
    "about three times α. With {middle} it is {middle_radius}, with {usual} only {usual_radius}.",
    explanation="With a short memory $\\sqrt{\\hat v}$ falls as soon as one gradient is small, while "
    "$\\hat m$ still carries the larger ones before it. Their quotient is then a long step, and the run "
    "jumps off again. Kingma and Ba ask for $\\beta_1^2 < \\sqrt{\\beta_2}$, which with the usual β₁ "
    "means β₂ above {bound}.",
    source="Kingma & Ba 2015, section 4",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_LONG),),
    counter_notice="All of these memories are long enough, and all four runs settle.",
)
