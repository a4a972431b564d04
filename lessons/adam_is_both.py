"""Adam is both: momentum's mean over RMSprop's root mean square.

Compared by the length of the path through the ravine: the straight way is the shortest possible.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from lessons.measures import path_length
from optimizers import SGD, Adam, Momentum, RMSprop
from surfaces import Bowl

_TURNED = Bowl(condition=RAVINE.condition, rotation=45)
_RATE, _SGD_RATE, _MU, _STEPS = 0.05, 0.0195, 0.9, 200
_RUNS = (
    Run(Adam(learning_rate=_RATE)),
    Run(RMSprop(learning_rate=_RATE)),
    Run(Momentum(learning_rate=_SGD_RATE, momentum=_MU)),
    Run(SGD(learning_rate=_SGD_RATE)),
)


def _facts(scenes: Trajectories) -> Facts:
    return {name: path_length(run) for name, run in scenes[0].items()} | {
        "straight": np.hypot(*RAVINE_START),
        "steps": _STEPS,
        "rate": _RATE,
        "sgd_rate": _SGD_RATE,
        "angle": _TURNED.rotation,
    }


def _claim(scenes: Trajectories) -> bool:
    """Adam arrives on a path little longer than the straight one; all others walk three times as far."""
    lengths = {name: path_length(run) for name, run in scenes[0].items()}
    adam = scenes[0]["adam"]
    straight = np.hypot(*(adam.positions[-1] - adam.positions[0]))
    others = min(length for name, length in lengths.items() if name != "adam")
    return bool(lengths["adam"] < 1.2 * straight and others > 3 * straight and adam.losses[-1] < 1e-3)


LESSON = Lesson(
    key="adam_is_both",
    title="Four rules, one ravine",
    question="Four rules in the same ravine, {steps:.0f} steps each: Adam and RMSprop with α = {rate}, "
    "momentum and SGD with α = {sgd_rate}. Which one takes the shortest path?",
    answers=("SGD", "Momentum", "RMSprop", "Adam"),
    right=3,
    scenes=(Scene("four rules", Experiment(RAVINE, _RUNS, RAVINE_START, _STEPS)),),
    notice="As the crow flies it is {straight}. Adam's path is {adam} long, RMSprop's {rmsprop}, "
    "momentum's {momentum} and SGD's {sgd}: most of theirs goes to and fro across the ravine.",
    explanation="The numerator $\\hat m$ is momentum: a mean over many steps, in which the zigzag "
    "cancels. The denominator $\\sqrt{\\hat v}$ is RMSprop's: it gives the flat direction as long a step "
    "as the steep one. Together they walk diagonally to the bottom; and as the mean goes to zero there, "
    "so does the step, which RMSprop's does not.",
    source="Kingma & Ba 2015, section 5",
    facts=_facts,
    claim=_claim,
    counter=(Scene("turned", Experiment(_TURNED, _RUNS, (-2.1213, -1.4142), _STEPS)),),
    counter_notice="Turned by {angle:.0f} degrees, the ravine lies across Adam's coordinates, and Adam "
    "does not arrive in time; SGD and momentum do what they did before.",
)
