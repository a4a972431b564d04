"""Turn the ravine: SGD does not care, Adam does.

Gradient descent turns with the plane. Adam divides coordinate by coordinate, so it depends on where the
axes are: a ravine along an axis is its best case.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START, turned
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam
from surfaces import Bowl

_RATE, _SGD_RATE, _STEPS = 0.05, 0.0195, 200
_RUNS = (Run(Adam(learning_rate=_RATE)), Run(SGD(learning_rate=_SGD_RATE)))
_ANGLES, _SWAPPED = (45, 0, 15, 30), 90


def _scene(angle: int) -> Scene:
    surface = Bowl(condition=RAVINE.condition, rotation=angle)
    return Scene(f"{angle}°", Experiment(surface, _RUNS, turned(RAVINE_START, angle), _STEPS))


def _distances(scenes: Trajectories) -> list[float]:
    """Adam's distance from the minimum at the end of every scene."""
    return [float(np.hypot(*scene["adam"].positions[-1])) for scene in scenes]


def _facts(scenes: Trajectories) -> Facts:
    half, none, little, _ = _distances(scenes)
    return {
        "angle": _ANGLES[0],
        "little_angle": _ANGLES[2],
        "swapped": _SWAPPED,
        "half": half,
        "none": none,
        "little": little,
        "sgd": scenes[0]["sgd"].losses[-1],
    }


def _claim(scenes: Trajectories) -> bool:
    """Turned, Adam is far from the minimum at the end; SGD ends at the same height at every angle."""
    heights = [scene["sgd"].losses[-1] for scene in scenes]
    return bool(_distances(scenes)[0] > 0.5 and np.allclose(heights, 0.00118548, rtol=5e-5))


LESSON = Lesson(
    key="rotation",
    title="Turn the ravine",
    question="Turn the ravine by {angle:.0f} degrees, and the start with it. It is the same landscape, "
    "looked at askew. Which run notices?",
    answers=("Neither: it is the same landscape", "Only SGD", "Only Adam"),
    right=2,
    scenes=tuple(map(_scene, _ANGLES)),
    notice="SGD ends at f = {sgd} at every angle. Adam, which along the axes gets within {none} of the "
    "minimum, is still {half} away here, and {little} at only {little_angle:.0f} degrees.",
    explanation="The gradient turns with the landscape, so SGD's path does too. Adam divides each "
    "coordinate by its own $\\sqrt{\\hat v}$. In a ravine along an axis these two numbers are its two "
    "curvatures; in one askew both coordinates see the steep side, $\\sqrt{\\hat v}$ is the same for "
    "both, and nothing is evened out.",
    source="follows from Kingma & Ba 2015, Algorithm 1: v holds squares by coordinate",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SWAPPED),),
    counter_notice="At {swapped:.0f} degrees x and y have changed places, and Adam arrives as it did at "
    "none.",
)
