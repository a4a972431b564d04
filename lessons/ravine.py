"""The ravine: one rate for both directions, and SGD's limit 2/λmax.

On a quadratic, gradient descent multiplies the coordinate of curvature λ by 1 − αλ at every step. Across
the ravine λ = κ: at α = 2/κ the factor is −1, beyond it the run leaves.
"""

import numpy as np

from experiment import Challenge, Experiment, Run
from lessons.grounds import RAVINE, RAVINE_START
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD
from tunables import number

_LIMIT = 2 / RAVINE.largest_curvature
_BELOW, _ABOVE, _SMALL = 0.0195, 0.0205, 0.005
_STEPS = 100


def _scene(rate: float) -> Scene:
    runs = (Run(SGD(learning_rate=rate)),)
    return Scene(f"α = {number(rate)}", Experiment(RAVINE, runs, RAVINE_START, _STEPS), focus="sgd")


def _facts(scenes: Trajectories) -> Facts:
    at, below, above = (scene["sgd"].positions[:, 1] for scene in scenes)
    return {
        "kappa": RAVINE.condition,
        "below": _BELOW,
        "limit": _LIMIT,
        "above": _ABOVE,
        "start_y": at[0],
        "end_y": abs(at[-1]),
        "below_y": abs(below[-1]),
        "leaves": np.argmax(np.abs(above) > RAVINE.domain[1][1]),
        "small": _SMALL,
    }


def _claim(scenes: Trajectories) -> bool:
    """y changes its sign at every step; at the limit it stays as large, below it shrinks, above it grows."""
    heights = [scene["sgd"].positions[:, 1] for scene in scenes]
    zigzags = all(bool((np.sign(y[1:]) * np.sign(y[:-1]) == -1).all()) for y in heights)
    first = np.abs(heights[0])
    limits = [abs(heights[1][-1]) < 0.01, abs(heights[2][-1]) > 3] if len(heights) > 2 else []
    return zigzags and bool(np.allclose(first, first[0], rtol=1e-9)) and all(limits)


LESSON = Lesson(
    key="ravine",
    title="The ravine",
    question="This ravine is {kappa:.0f} times as steep across as it is along. With α = {below} SGD "
    "zigzags across it, ever less far. What does it do with α = {limit}?",
    answers=(
        "It zigzags a little longer, then settles",
        "It zigzags for ever, neither closer nor farther",
        "It flies out of the ravine",
    ),
    right=1,
    scenes=(_scene(_LIMIT), _scene(_BELOW), _scene(_ABOVE)),
    notice="At α = {limit} the run jumps between y = {start_y} and y = −{end_y} for ever. At {below} it "
    "closes in, to {below_y} at the end; at {above} it grows and leaves the view at step {leaves:.0f}.",
    explanation="Across the ravine every step multiplies y by $1 - \\alpha\\lambda$, where the curvature "
    "λ is {kappa:.0f}. The factor is minus one at $\\alpha = 2/\\lambda$: {limit}. So the steepest "
    "direction sets the largest rate, and along the ravine, where the curvature is smallest, this same "
    "rate is far too small.",
    source="follows from the closed form of gradient descent on a quadratic",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SMALL),),
    counter_notice="With α = {small} nothing zigzags: y shrinks straight to zero, and x creeps.",
    challenge=Challenge(1e-3, 210, "sgd"),
)
