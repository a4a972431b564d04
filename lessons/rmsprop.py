"""A rate per coordinate: RMSprop is quick in the ravine, and circles at its bottom.

Each coordinate's step is α g/√v. Near the minimum the gradient's recent size is all that v holds, so that
steps stay near α instead of shrinking: the run ends in a two-cycle of about ±α/2.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, RMSprop
from trajectories.measures import first_below
from tunables import number

_RATE, _SMALL, _SGD_RATE = 0.05, 0.005, 0.0195
_LIMIT, _STEPS = 1e-2, 200
_TAIL = 50


_FLOOR = ((-0.6, 0.6), (-0.6, 0.6))  # where one sees that RMSprop does not settle


def _scene(rate: float) -> Scene:
    runs = (Run(RMSprop(learning_rate=rate)), Run(SGD(learning_rate=_SGD_RATE)))
    return Scene(
        f"α = {number(rate)}", Experiment(RAVINE, runs, RAVINE_START, _STEPS), focus="rmsprop", view=_FLOOR
    )


def _circle(scenes: Trajectories) -> float:
    """How far RMSprop still goes to either side of the ravine's floor at the end."""
    return float(np.abs(scenes[0]["rmsprop"].positions[-_TAIL:, 1]).min())


def _facts(scenes: Trajectories) -> Facts:
    return {
        "kappa": RAVINE.condition,
        "rate": _RATE,
        "half": _RATE / 2,
        "sgd_rate": _SGD_RATE,
        "limit": _LIMIT,
        "arrives": first_below(scenes[0]["rmsprop"].losses, _LIMIT),
        "sgd_arrives": first_below(scenes[0]["sgd"].losses, _LIMIT),
        "circle": _circle(scenes),
        "small": _SMALL,
    }


def _claim(scenes: Trajectories) -> bool:
    """RMSprop is near the bottom in less than half of SGD's steps, and then does not settle."""
    first, second = (first_below(scenes[0][name].losses, _LIMIT) for name in ("rmsprop", "sgd"))
    return bool(2 * first < second and _circle(scenes) > 0.4 * _RATE)


LESSON = Lesson(
    key="rmsprop",
    title="A rate per coordinate",
    question="RMSprop divides each coordinate's gradient by its recent root mean square. It races SGD, "
    "whose α = {sgd_rate} is close to the largest possible. What happens?",
    answers=(
        "RMSprop is near the bottom sooner, but does not settle there",
        "RMSprop is near the bottom sooner, and settles there",
        "SGD is first: it alone follows the slope",
    ),
    right=0,
    scenes=(_scene(_RATE),),
    notice="RMSprop's f is first below {limit} at step {arrives:.0f}, SGD's at {sgd_arrives:.0f}. But "
    "RMSprop's curve then stays where it is: at the end it jumps between y = {circle} and y = −{circle} at "
    "every step.",
    explanation="Dividing by $\\sqrt v$ makes the steps about α in both coordinates, so the flat one no "
    "longer waits for the steep one. The same division spoils the end: as the gradient shrinks, $\\sqrt "
    "v$ shrinks with it, and the steps do not. What is left is a cycle of half a step to either side, "
    "{half}.",
    source="Tieleman & Hinton 2012, lecture 6e",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SMALL),),
    counter_notice="With α = {small} the circle is too small to see, but the run has not arrived when SGD "
    "has.",
)
