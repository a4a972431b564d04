"""Where Adam is wrong: the counter-example of Reddi, Kale and Kumar.

What is walked stands in `problems/reddi.py`. With a short memory Adam goes to +1, the worst point; AMSGrad
divides by the largest v so far and goes to −1, the best.
"""

from typing import Any

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam, AMSGrad
from problems import Reddi
from tunables import number

_RATE, _BETA2, _LONG = 0.5, 0.1, 0.999
_PROBLEM = Reddi()
(_BEST, _WORST), *_ = _PROBLEM.domain


def _scene(beta2: float) -> Scene:
    settings: dict[str, Any] = {"learning_rate": _RATE, "beta1": 0.0, "beta2": beta2}
    runs = (Run(Adam(**settings)), Run(AMSGrad(**settings)))
    return Scene(f"β₂ = {number(beta2)}", Experiment(_PROBLEM, runs))


def _ends(scenes: Trajectories) -> tuple[float, float]:
    """The mean θ over the last period, of Adam and of AMSGrad."""
    adam, amsgrad = (scenes[0][name].positions[-_PROBLEM.period :, 0].mean() for name in ("adam", "amsgrad"))
    return float(adam), float(amsgrad)


def _facts(scenes: Trajectories) -> Facts:
    ends = {name: float(run.positions[-1, 0]) for name, run in scenes[0].items()}
    (long,) = LESSON.run(LESSON.counter)
    v_hat = scenes[0]["adam"].states.v_hat[
        -_PROBLEM.period :, 0
    ]  # after the large gradient and two small ones
    return {
        "large": _PROBLEM.large,
        "period": _PROBLEM.period,
        "best": _BEST,
        "worst": _WORST,
        "adam": ends["adam"],
        "amsgrad": ends["amsgrad"],
        "adam_loss": scenes[0]["adam"].losses[-_PROBLEM.period :].mean(),
        "best_loss": _BEST / _PROBLEM.period,
        "long_adam": float(long["adam"].positions[-1, 0]),
        "beta2": _BETA2,
        "long": _LONG,
        "up": sum(1 / np.sqrt(v_hat[1:])),
        "down": _PROBLEM.large / np.sqrt(v_hat[0]),
    }


def _claim(scenes: Trajectories) -> bool:
    """Adam ends near the worst point, AMSGrad near the best."""
    adam, amsgrad = _ends(scenes)
    return bool(adam > 0.9 and amsgrad < -0.9)


LESSON = Lesson(
    key="reddi",
    title="A problem made against Adam",
    question="θ may be anything from {best} to {worst}. Every {period:.0f} steps the loss is once "
    "{large:.0f}θ and otherwise −θ, which adds up to θ: the smaller, the better. Where does Adam with β₂ "
    "= {beta2} go?",
    answers=(
        "To the best point",
        "To the worst point",
        "To the middle, where the gradients balance",
    ),
    right=1,
    scenes=(_scene(_BETA2),),
    notice="Adam climbs to θ = {adam} and loses {adam_loss} per step in the end, where the best point loses "
    "{best_loss}. AMSGrad, which divides by the largest v so far, goes to {amsgrad}.",
    explanation="The memory is so short that v has forgotten the large gradient when the small ones come. "
    "Divided by $\\sqrt{\\hat v}$, the one large gradient pushes down by {down} α, and the others "
    "together push up by {up} α. AMSGrad never forgets: its divisor stays, and the sum decides. θ is "
    "kept in bounds and the rate falls with $1/\\sqrt t$, as in the paper.",
    source="Reddi, Kale & Kumar 2018, section 3, arXiv:1904.09237",
    facts=_facts,
    claim=_claim,
    counter=(_scene(_LONG),),
    counter_notice="With β₂ = {long} the memory is long enough for both, and Adam goes towards the best "
    "point too: it ends at θ = {long_adam}.",
)
