"""Where ε stands: outside the root, inside it, or beside the root of the uncorrected v.

Inside the root ε is added to v̂ and not to its root, so that it acts as √ε would outside: 10⁻⁶ as 10⁻³. The
short form of Kingma & Ba's section 2, θ − α_t m / (√v + ε̂) with α_t = α √(1 − β₂ᵗ) / (1 − β₁ᵗ), which
TensorFlow computes, is Adam with ε = ε̂ / √(1 − β₂ᵗ): at the first step more than thirty times ε̂, later ε̂.
"""

from typing import Any

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import Adam, Optimizer, own_rule
from surfaces import Bowl
from tunables import short

_RATE, _STEPS = 0.1, 100
_EPSILON, _LARGE = 1e-6, 1e-4
_TINY, _SMALL = 1e-4, 1e-3
_MOMENTS = "m = beta1*m_prev + (1 - beta1)*g; v = beta2*v_prev + (1 - beta2)*g^2"
_INSIDE = own_rule(
    f"{_MOMENTS}; m_hat = m/(1 - beta1^t); v_hat = v/(1 - beta2^t); "
    "theta = theta_prev - alpha*m_hat/sqrt(v_hat + epsilon)"
)
_SHORT = own_rule(
    f"{_MOMENTS}; alpha_t = alpha*sqrt(1 - beta2^t)/(1 - beta1^t); "
    "theta = theta_prev - alpha_t*m/(sqrt(v) + epsilon)"
)
_OUTSIDE_NAME, _INSIDE_NAME, _SHORT_NAME = "adam", "own", "own.2"


def _scene(title: str, scale: float, epsilon: float, step: int | None = None) -> Scene:
    rules: dict[str, type[Optimizer]] = {"√v̂ + ε": Adam, "√(v̂ + ε)": _INSIDE, "√v + ε̂": _SHORT}
    settings: dict[str, Any] = {"learning_rate": _RATE, "epsilon": epsilon}
    runs = tuple(Run(rule(**settings), label=label) for label, rule in rules.items())
    return Scene(title, Experiment(Bowl(scale=scale), runs, steps=_STEPS), step)


def _first(scenes: Trajectories, scene: int, name: str) -> float:
    """The length of a run's first step in x, in α."""
    x = scenes[scene][name].positions[:, 0]
    return float(abs(x[1] - x[0]) / _RATE)


def _facts(scenes: Trajectories) -> Facts:
    tiny, large = scenes
    decay = Adam().beta2
    return {
        "steps": _STEPS,
        "scale": _TINY,
        "epsilon": _EPSILON,
        "slope": abs(tiny[_OUTSIDE_NAME].gradients[1, 0]),
        "outside": tiny[_OUTSIDE_NAME].positions[-1, 0],
        "inside": tiny[_INSIDE_NAME].positions[-1, 0],
        "short": tiny[_SHORT_NAME].positions[-1, 0],
        "inside_first": _first(scenes, 0, _INSIDE_NAME),
        "like": np.sqrt(_EPSILON),
        "large": _LARGE,
        "small": _SMALL,
        "large_outside_first": _first(scenes, 1, _OUTSIDE_NAME),
        "large_short_first": _first(scenes, 1, _SHORT_NAME),
        "large_short": large[_SHORT_NAME].positions[-1, 0],
        "factor": 1 / np.sqrt(1 - decay),
    }


def _claim(scenes: Trajectories) -> bool:
    """With ε inside the root the run is left behind; with ε outside, and with ε̂, it has arrived."""
    outside, inside, short = (
        abs(scenes[0][name].positions[-1, 0]) for name in (_OUTSIDE_NAME, _INSIDE_NAME, _SHORT_NAME)
    )
    return bool(outside < 0.01 and short < 0.01 and inside > 0.5)


LESSON = Lesson(
    key="where_epsilon",
    title="Where ε stands",
    question="Libraries write Adam’s last line in three ways: with ε beside the root, √v̂ + ε; inside it, "
    "√(v̂ + ε); and beside the root of the uncorrected v, √v + ε̂. All three get ε = {epsilon}, and slopes "
    "as small as {slope}. Which of them falls behind?",
    answers=(
        "None: {epsilon} is far too small to matter",
        "The one with ε inside the root",
        "The one that does not correct v",
    ),
    right=1,
    scenes=(
        _scene(f"c = {short(_TINY)}", _TINY, _EPSILON),
        _scene(f"ε = {short(_LARGE)}, step 1", _SMALL, _LARGE, step=1),
    ),
    notice="The run with ε inside the root begins with a step of {inside_first} α in x. After {steps:.0f} "
    "steps it is at x = {inside}; the others have arrived, at {outside} and {short}. With ε = {large} and "
    "c = {small} the third differs, too: a first step of {large_short_first} α instead of "
    "{large_outside_first} α; it still ends at {large_short}.",
    explanation="Inside the root ε is added to $\\hat v$, a square: it weighs as much as "
    "$\\sqrt{\\epsilon}$ outside, here {like} against slopes of {slope}. The third way is the short form "
    "$\\theta_t = \\theta_{t-1} - \\alpha_t\\,m_t / (\\sqrt{v_t} + \\hat\\epsilon)$, as if ε were "
    "$\\hat\\epsilon / \\sqrt{1 - \\beta_2^t}$: {factor} times as large at the first step. The paper’s "
    "algorithm and PyTorch write √v̂ + ε, TensorFlow and Keras the short form; optax has a number for each "
    "place: an ε does not carry over.",
    source="Kingma & Ba 2015, Algorithm 1 and the remark after it",
    facts=_facts,
    claim=_claim,
    given={"epsilon": _EPSILON, "slope": 2.5 * _TINY},
    counter=(_scene("c = 1", 1.0, _EPSILON),),
    counter_notice="With slopes of ordinary size all three walk the same way, wherever ε stands.",
)
