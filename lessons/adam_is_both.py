"""Adam is both: momentum's mean over RMSprop's root mean square.

Compared by the length of the path through the ravine: the straight way is the shortest possible.
"""

from itertools import pairwise

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START, turned
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam, Momentum, RMSprop
from surfaces import Bowl
from trajectories.measures import path_lengths

_TURNED = Bowl(condition=RAVINE.condition, rotation=45)
_VIEW = ((-2.9, 1.1), (-2.0, 2.0))
_RATE, _SGD_RATE, _MU, _STEPS = 0.05, 0.0195, 0.9, 200
_RHO = 0.9  # RMSprop's memory
_STAGES = (
    Run(RMSprop(learning_rate=_RATE, rho=_RHO)),
    Run(Adam(learning_rate=_RATE, beta2=_RHO), label="with a mean"),
    Run(Adam(learning_rate=_RATE), label="and longer memory"),
)
_RUNS = (
    Run(Adam(learning_rate=_RATE)),
    Run(RMSprop(learning_rate=_RATE)),
    Run(Momentum(learning_rate=_SGD_RATE, momentum=_MU)),
    Run(SGD(learning_rate=_SGD_RATE)),
)


def _facts(scenes: Trajectories) -> Facts:
    return {name: path_lengths(run)[-1] for name, run in scenes[0].items()} | {
        "rho": _RHO,
        "beta2": Adam().beta2,
        "mean": path_lengths(scenes[1]["adam"])[-1],
        "straight": np.hypot(*RAVINE_START),
        "steps": _STEPS,
        "rate": _RATE,
        "sgd_rate": _SGD_RATE,
        "angle": _TURNED.rotation,
    }


def _claim(scenes: Trajectories) -> bool:
    """Adam arrives on a path little longer than the straight one, and all others walk three times as far.

    From RMSprop to Adam it takes the mean and the longer memory: each shortens the path by a fifth or more.
    """
    lengths = {name: path_lengths(run)[-1] for name, run in scenes[0].items()}
    adam = scenes[0]["adam"]
    straight = np.hypot(*(adam.positions[-1] - adam.positions[0]))
    others = min(length for name, length in lengths.items() if name != "adam")
    stages = [path_lengths(scene[name])[-1] for scene in scenes[1:] for name in ("rmsprop", "adam", "adam.2")]
    shorter = all(long > 1.25 * short for long, short in pairwise(stages))
    return bool(
        shorter and lengths["adam"] < 1.2 * straight and others > 3 * straight and adam.losses[-1] < 1e-3
    )


LESSON = Lesson(
    key="adam_is_both",
    title="Four rules, one ravine",
    question="Four rules in the same ravine, {steps:.0f} steps each: Adam and RMSprop with α = {rate}, "
    "momentum and SGD with α = {sgd_rate}. Which one takes the shortest path?",
    answers=("SGD", "Momentum", "RMSprop", "Adam"),
    right=3,
    scenes=(
        Scene(
            "Four rules",
            Experiment(RAVINE, _RUNS, RAVINE_START, _STEPS),
            view=_VIEW,
            quantity="path",
            apart=True,
        ),
        Scene("From RMSprop to Adam", Experiment(RAVINE, _STAGES, RAVINE_START, _STEPS), quantity="path"),
    ),
    notice="As the crow flies it is {straight}. Adam's path is {adam} long, RMSprop's {rmsprop}, "
    "momentum's {momentum} and SGD's {sgd}: most of theirs goes to and fro across the ravine.",
    explanation="In the numerator $\\hat m$ is momentum: a mean in which the zigzag cancels. In the "
    "denominator $\\sqrt{\\hat v}$ is RMSprop's division: it gives the flat direction as long a step as "
    "the steep one. Give RMSprop the mean, and its path shrinks from {rmsprop} to {mean}; lengthen its "
    "memory from {rho} to {beta2}, so that the divisor holds still, and it is {adam}.",
    source="Kingma & Ba 2015, section 5",
    facts=_facts,
    claim=_claim,
    counter=(
        Scene(
            "Turned",
            Experiment(_TURNED, _RUNS, turned(RAVINE_START, _TURNED.rotation), _STEPS),
            quantity="path",
            apart=True,
        ),
    ),
    counter_notice="Turned by {angle:.0f} degrees, the ravine lies across Adam's coordinates, and Adam "
    "does not arrive in time; SGD and momentum do what they did before.",
)
