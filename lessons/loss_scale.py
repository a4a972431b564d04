"""Adam ignores the loss's scale, SGD does not.

Multiply f by c: g, m̂ and √v̂ are all multiplied by c, and α m̂/√v̂ stays as it is, but for ε. SGD's
steps are multiplied by c.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam
from surfaces import Bowl
from tunables import number

_RATE, _SGD_RATE, _STEPS = 0.1, 0.12, 100
_SCALES, _EPSILON = (1e-3, 1.0, 1e3), 0.1


def _scene(scale: float, epsilon: float = 1e-8) -> Scene:
    runs = (Run(Adam(learning_rate=_RATE, epsilon=epsilon)), Run(SGD(learning_rate=_SGD_RATE)))
    return Scene(f"c = {number(scale)}", Experiment(Bowl(scale=scale), runs, steps=_STEPS))


def _apart(scenes: Trajectories, name: str) -> float:
    """The largest distance between a run's paths on the first two scales, coordinate by coordinate."""
    return float(np.abs(scenes[0][name].positions - scenes[1][name].positions).max())


def _facts(scenes: Trajectories) -> Facts:
    small, _, large = (scene["sgd"] for scene in scenes)
    return {
        "divided": 1 / _SCALES[0],
        "times": _SCALES[2],
        "apart": _apart(scenes, "adam"),
        "sgd_x": small.positions[-1, 0],
        "sgd_y": small.positions[-1, 1],
        "sgd_overflows": large.overflowed_at,
        "epsilon": _EPSILON,
    }


def _claim(scenes: Trajectories) -> bool:
    """Adam's path is the same on both scales to five decimals, SGD's is another."""
    return bool(_apart(scenes, "adam") < 1e-5 and _apart(scenes, "sgd") > 1)


LESSON = Lesson(
    key="loss_scale",
    title="The scale of the loss",
    question="Divide the loss by {divided:.0f}. The contours are the same lines, only their labels "
    "change. Which run notices?",
    answers=("Both: smaller slopes, smaller steps", "Only SGD", "Only Adam", "Neither: the map is the same"),
    right=1,
    scenes=tuple(map(_scene, _SCALES)),
    notice="Flip between the scales: Adam's path moves by less than {apart}, which nobody can see. SGD "
    "gets only to ({sgd_x}, {sgd_y}) on the small loss; on one {times:.0f} times as large it has "
    "overflowed by step {sgd_overflows:.0f}.",
    explanation="Multiply the loss by c, and g, $\\hat m$ and $\\sqrt{\\hat v}$ are all multiplied by c: "
    "the quotient $\\hat m / \\sqrt{\\hat v}$ is not. Only ε notices. That is why one α serves Adam on "
    "very different losses, and why SGD's rate must be found anew for each.",
    source="Kingma & Ba 2015, section 2.1",
    facts=_facts,
    claim=_claim,
    counter=tuple(_scene(scale, _EPSILON) for scale in _SCALES[:2]),
    counter_notice="With ε = {epsilon}, Adam notices too: the quotient no longer cancels.",
)
