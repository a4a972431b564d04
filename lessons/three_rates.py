"""Three rates: with exact gradients the largest that does not diverge is the best, with noise it is not.

Gradient descent shrinks the distance along an eigenvector of the Hessian by |1 − αλ| at every step: along the
flat one only a large α gets anywhere, and beyond 2/λmax the steep one grows.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD
from surfaces import Line
from tunables import number

_EXACT, _NOISY = Line(mean=3.0), Line(mean=3.0, noise=1.0)
_RATES, _OVER, _STEPS = (0.0018, 0.09, 0.165), 0.185, 200
_NOISY_RATES, _NOISY_STEPS, _BATCH = (0.0018, 0.018, 0.09, 0.165), 2000, 4
_SOME = 50


def _scene(
    title: str,
    surface: Line,
    rates: tuple[float, ...],
    steps: int = _STEPS,
    batch: int | None = None,
) -> Scene:
    runs = tuple(Run(SGD(learning_rate=rate), label=f"α = {number(rate)}") for rate in rates)
    return Scene(title, Experiment(surface, runs, steps=steps, batch=batch), focus="sgd")


def _late(scene: Trajectories, surface: Line) -> list[float]:
    """How far above the minimum the loss of each run is over its last fifth."""
    lowest = surface.value(*surface.minima[0])
    return [float(run.losses[-(run.steps // 5) :].mean() - lowest) for run in scene[0].values()]


_GIVEN = {
    "limit": 2 / (_EXACT.largest_curvature or np.nan),
    "steps": _STEPS,
    "slow": _RATES[0],
    "middle": _RATES[1],
    "fast": _RATES[2],
    "over": _OVER,
}


def _facts(scenes: Trajectories) -> Facts:
    lowest = _EXACT.value(*_EXACT.minima[0])
    slow, middle, fast = (float(run.losses[-1] - lowest) for run in scenes[0].values())
    over = scenes[1]["sgd"].losses - lowest
    noisy = _late(LESSON.run(LESSON.counter), _NOISY)
    return {
        "slow_end": slow,
        "middle_end": middle,
        "fast_end": fast,
        "some": _SOME,
        "over_some": float(over[_SOME]),
        "over_end": float(over[-1]),
        "batch": _BATCH,
        "last": _NOISY_STEPS // 5,
        "noisy_steps": _NOISY_STEPS,
        **{f"noisy{index}": value for index, value in enumerate(noisy)},
    }


def _claim(scenes: Trajectories) -> bool:
    """The larger the rate, the lower the loss, up to one beyond which it grows."""
    late = [float(run.losses[-(run.steps // 5) :].mean()) for run in scenes[0].values()]
    over = [run.losses[-1] > 1000 * max(late) for scene in scenes[1:] for run in scene.values()]
    return bool(np.all(np.diff(late) < 0) and all(over))


LESSON = Lesson(
    key="three_rates",
    title="Three rates",
    question="SGD fits a line to points, each step with the exact gradient. Above α = {limit} it "
    "diverges. Which rate has the lowest loss after {steps:.0f} steps?",
    answers=(
        "α = {slow}: small steps are safe",
        "α = {middle}: half of the limit, a fair compromise",
        "α = {fast}: close to the limit",
    ),
    right=2,
    scenes=(
        _scene("Three rates", _EXACT, _RATES),
        _scene("Beyond the limit", _EXACT, (_OVER,)),
    ),
    notice="The larger, the better: the losses end {slow_end}, {middle_end} and {fast_end} above the "
    "minimum. But the cliff is near. At α = {over} the loss is {over_some} after {some:.0f} steps, and "
    "{over_end} at the end.",
    explanation="Each step shrinks the distance along an axis of the ravine by $|1 - \\alpha\\lambda|$. "
    "Along the valley λ is small, and only a large α gets anywhere; across it a rate above "
    "$2/\\lambda_{max}$ makes the distance grow. Without noise a smaller rate buys nothing: it is only "
    "slower.",
    source="follows from the Hessian’s eigenvalues; compare Goh 2017, Why Momentum Really Works, Distill",
    facts=_facts,
    claim=_claim,
    counter=(_scene("With noise", _NOISY, _NOISY_RATES, _NOISY_STEPS, _BATCH),),
    counter_notice="With noisier points and batches of {batch:.0f} the order turns. Over the last "
    "{last:.0f} of {noisy_steps:.0f} steps the loss is on average {noisy0}, {noisy1}, {noisy2} and "
    "{noisy3} above the minimum: the second smallest rate wins, and the largest is last.",
    given=_GIVEN,
)
