"""Late bursts: Adam does not come to rest with a large rate, it waits.

Near the minimum the gradients are tiny and v forgets the large ones, by β2 a step. The effective rate
α/√v̂ grows until it exceeds what the curvature allows; then the smallest error grows, until v̂ is large again.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import BOWL
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam
from tunables import number

_RATE, _SMALL, _BETA2, _STEPS = 0.5, 0.05, 0.99, 800


def _scene(rate: float, step: int | None) -> Scene:
    runs = (Run(Adam(learning_rate=rate, beta2=_BETA2)),)
    return Scene(f"α = {number(rate)}", Experiment(BOWL, runs, steps=_STEPS), step=step)


def _facts(scenes: Trajectories) -> Facts:
    run = scenes[0]["adam"]
    lowest = int(np.argmin(run.losses))
    burst = lowest + int(np.argmax(run.losses[lowest:]))
    return {
        "rate": _RATE,
        "small": _SMALL,
        "beta2": _BETA2,
        "lowest": run.losses[lowest],
        "lowest_step": lowest,
        "burst": run.losses[burst],
        "burst_step": burst,
        "rate_y": _RATE / np.sqrt(run.states.v_hat[lowest, 1]),
        "curvature": BOWL.condition,
        "small_end": LESSON.run(LESSON.counter)[0]["adam"].losses[-1],
    }


def _claim(scenes: Trajectories) -> bool:
    """After f has been below 1e-20 it is above 0.01 again."""
    losses = scenes[0]["adam"].losses
    low = np.flatnonzero(losses < 1e-20)
    return bool(len(low) and losses[low[0] :].max() > 1e-2)


LESSON = Lesson(
    key="bursts",
    title="After the arrival",
    question="With α = {rate} and β₂ = {beta2}, Adam has brought f down to {lowest} by step "
    "{lowest_step:.0f}. It goes on. What comes next?",
    answers=(
        "Nothing: the gradient is as good as zero",
        "f bursts up again by itself",
        "It drifts off slowly in one direction",
    ),
    right=1,
    scenes=(_scene(_RATE, None),),
    notice="See the loss: from {lowest} it shoots up to {burst} at step {burst_step:.0f}, with nothing "
    "pushing it. Scrub back to step {lowest_step:.0f} and look at the effective rate in the figures below.",
    explanation="While the gradients are tiny, v forgets the large ones and $\\alpha/\\sqrt{\\hat v}$ "
    "grows: to {rate_y} in y at the lowest point, where the curvature is {curvature:.0f}. That is more "
    "than the bowl bears, so the smallest error grows from step to step, until it is large enough to fill "
    "v again. It answers what many ask: why did the loss explode, long after training had converged, and "
    "why does a smaller α or a larger ε help?",
    source="follows from the closed form of the ravine's limit; compare Cohen et al. 2022, arXiv:2207.14484",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_SMALL, None),),
    counter_notice="With α = {small} nothing bursts in as many steps: f ends at {small_end}.",
)
