"""ε is not a detail: where √v̂ is smaller than ε, Adam becomes gradient descent with rate α/ε.

The step is α m̂ / (√v̂ + ε). Scale the loss by c and √v̂ scales with it, but ε does not.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.grounds import RAVINE
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam
from surfaces import Bowl
from tunables import number

_RATE, _STEPS, _START = 0.05, 200, (1.0, 1.0)
_LARGE, _USUAL = 1e-2, 1e-8
_SCALES, _SMALL = (1.0, 1e-4), 1e-3
_RUNS = tuple(
    Run(Adam(learning_rate=_RATE, epsilon=value), label=f"ε = {number(value)}") for value in (_LARGE, _USUAL)
)


def _scene(scale: float) -> Scene:
    surface = Bowl(condition=RAVINE.condition, scale=scale)
    return Scene(f"c = {number(scale)}", Experiment(surface, _RUNS, _START, _STEPS))


def _facts(scenes: Trajectories) -> Facts:
    small, full, tiny = (scene["adam"].positions[-1, 0] for scene in scenes)
    root = np.sqrt(scenes[0]["adam"].states.v_hat[-1, 0])
    return {
        "divided": 1 / _SMALL,
        "start": _START[0],
        "steps": _STEPS,
        "large": _LARGE,
        "usual": _USUAL,
        "small": small,
        "full": full,
        "tiny": tiny,
        "tiny_scale": _SCALES[1],
        "usual_end": scenes[0]["adam.2"].positions[-1, 0],
        "root": root,
        "ratio": _LARGE / root,
    }


def _claim(scenes: Trajectories) -> bool:
    """On the scaled loss the large ε has left the run at x = 0.3806, and the small one has let it arrive."""
    large, usual = (scenes[0][name].positions[-1, 0] for name in ("adam", "adam.2"))
    return bool(abs(large - 0.3806) < 1e-3 and abs(usual) < 1e-3)


LESSON = Lesson(
    key="epsilon",
    title="What ε is for",
    question="Divide the loss by {divided:.0f}: the same bowl, the same minimum. Adam runs on it twice "
    "from x = {start}, once with ε = {usual} and once with ε = {large}. What does the large ε do?",
    answers=(
        "Nothing: Adam does not see the loss's scale",
        "It makes the run crawl in x, where the slope is small",
        "It makes the run overshoot",
    ),
    right=1,
    scenes=(_scene(_SMALL), *map(_scene, _SCALES)),
    notice="After {steps:.0f} steps the run with ε = {large} is still at x = {small}; with ε = {usual} it "
    "has arrived. Undivided, the same ε = {large} ends at x = {full}, and with c = {tiny_scale} at "
    "{tiny}.",
    explanation="The step is $\\alpha\\,\\hat m / (\\sqrt{\\hat v} + \\epsilon)$. Here $\\sqrt{\\hat v}$ "
    "in x is only {root}, and ε = {large} is {ratio:.0f} times that. Where ε outweighs $\\sqrt{\\hat "
    "v}$, Adam is gradient descent with the rate $\\alpha/\\epsilon$: it sees the slope's size again, "
    "and small slopes make small steps.",
    source="follows from Kingma & Ba 2015, Algorithm 1",
    facts=_facts,
    claim=_claim,
    counter=(Scene("Undivided", Experiment(Bowl(condition=RAVINE.condition), _RUNS, _START, _STEPS)),),
    counter_notice="With slopes of ordinary size, the large ε does no harm: the run ends at x = {full}.",
)
