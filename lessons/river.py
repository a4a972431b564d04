"""The river and its valley: a high rate looks worse and has come farther; a decay at the end shows it.

In a ravine with noise a high rate keeps a run high up on the walls while it travels along the bottom.
Lowering the rate at the end lets it sink: warm-up, stable, decay.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD
from schedules import WarmUpStableDecay

_START, _SIGMA, _STEPS = (-1.0, 0.5), 3.0, 300
_HIGH, _LOW, _SHARE = 0.018, 0.0018, 0.2
_VIEW = ((-1.3, 1.1), (-0.6, 0.6))
_BEFORE, _AFTER = slice(190, 240), slice(-10, None)


def _scene(title: str, sigma: float) -> Scene:
    decay = WarmUpStableDecay(warm_up=1, decay_share=_SHARE)
    runs = (
        Run(SGD(learning_rate=_HIGH), label="high"),
        Run(SGD(learning_rate=_LOW), label="low"),
        Run(SGD(learning_rate=_HIGH), label="high, then decays", schedule=decay),
    )
    experiment = Experiment(RAVINE, runs, _START, _STEPS, noise=sigma)
    return Scene(title, experiment, focus="sgd.3", view=_VIEW)


def _means(scene: Trajectories, steps: slice) -> list[float]:
    return [float(run.losses[steps].mean()) for run in scene[0].values()]


_GIVEN = {
    "sigma": _SIGMA,
    "high_rate": _HIGH,
    "low_rate": _LOW,
    "decay": _SHARE * _STEPS,
}


def _facts(scenes: Trajectories) -> Facts:
    high_before, low_before, _ = _means(scenes, _BEFORE)
    high, low, decays = _means(scenes, _AFTER)
    high_x, low_x, _ = (float(run.positions[_BEFORE, 0].mean()) for run in scenes[0].values())
    quiet = _means(LESSON.run(LESSON.counter), slice(-1, None))
    return {
        "from": _BEFORE.start,
        "to": _BEFORE.stop - 1,
        "high_before": high_before,
        "low_before": low_before,
        "high_x": high_x,
        "low_x": low_x,
        "last": -_AFTER.start,
        "high": high,
        "low": low,
        "decays": decays,
        "quiet_high": quiet[0],
        "quiet_decays": quiet[2],
    }


def _claim(scenes: Trajectories) -> bool:
    """Before the decay the high rate is worse than the low one; after it, what decayed is below both."""
    high_before, low_before, _ = _means(scenes, _BEFORE)
    high, low, decays = _means(scenes, _AFTER)
    return bool(low_before < high_before and decays < min(high, low) and np.isfinite(high))


LESSON = Lesson(
    key="river",
    title="The river and its valley",
    question="A ravine with noise, σ = {sigma:.0f}. SGD with a high rate, α = {high_rate}, with a low "
    "one, {low_rate}, and with the high one that decays over the last {decay:.0f} steps. Which ends "
    "lowest?",
    answers=(
        "The low rate: it was below the high one all along",
        "The one that decays",
        "The high rate: it never slows down",
    ),
    right=1,
    scenes=(_scene("Noise", _SIGMA),),
    notice="Over steps {from:.0f} to {to:.0f} the high rate has a mean loss of {high_before}, the low one "
    "{low_before}. But the high one is at x = {high_x} by then, the low one at {low_x}. Over the last "
    "{last:.0f} steps: high {high}, low {low}, decayed {decays}.",
    explanation="Think of a river in a valley. The high rate is thrown up on the banks, which is all that "
    "the loss shows, while it is carried downstream. The low rate stays near the water and hardly moves. "
    "Once the high rate decays, it sinks to the river, far downstream.",
    source="Wen et al. 2024, arXiv:2410.05192; Hu et al. 2024, arXiv:2404.06395",
    facts=_facts,
    claim=_claim,
    counter=(_scene("Without noise", 0.0),),
    counter_notice="Without noise nothing is thrown about, and to decay is only to slow down: the high "
    "rate ends at {quiet_high}, the one that decays at {quiet_decays}.",
    given=_GIVEN,
)
