"""Separable data: the logistic loss has no minimum, and the weights grow for ever.

Where a line separates the classes, larger weights along it always cost less. Gradient descent's norm grows
like log t. Adam's grows faster, because what divides its steps shrinks with the gradient.
"""

import numpy as np

from experiment import Experiment, Run
from lessons.lesson import Facts, Lesson, Scene, Trajectories
from optimizers import SGD, Adam
from surfaces import Logistic

_SEPARABLE, _PENALISED = Logistic(separable=True), Logistic(separable=True, penalty=0.01)
_START, _RATE, _SGD_RATE, _STEPS, _LONG = (0.0, 0.0), 0.1, 1.0, 1000, 4000
_GROWS = 1.1  # times over the second half


def _scene(title: str, surface: Logistic, steps: int) -> Scene:
    runs = (Run(Adam(learning_rate=_RATE)), Run(SGD(learning_rate=_SGD_RATE)))
    return Scene(title, Experiment(surface, runs, _START, steps))


def _norms(scene: Trajectories, step: int) -> dict[str, float]:
    return {name: float(np.hypot(*run.positions[step])) for name, run in scene[0].items()}


def _facts(scenes: Trajectories) -> Facts:
    first, long = scenes
    ends = {
        **{f"{name}_end": norm for name, norm in _norms((first,), _STEPS).items()},
        **{f"{name}_half": norm for name, norm in _norms((long,), _LONG // 2).items()},
        **{f"{name}_long": norm for name, norm in _norms((long,), _LONG).items()},
    }
    x, y = long["adam"].positions[-1]
    return {
        "steps": _STEPS,
        "half": _LONG // 2,
        "long": _LONG,
        "angle": float(np.degrees(np.arctan2(y, x))),
        **ends,
        "penalty": _PENALISED.penalty,
        "w1": _PENALISED.minima[0][0],
        "w2": _PENALISED.minima[0][1],
    }


def _claim(scenes: Trajectories) -> bool:
    """The weights of both rules still grow over the second half of their steps, Adam's more."""
    grown = [
        _norms((scene,), -1)[name] / _norms((scene,), len(scene[name].losses) // 2)[name]
        for scene in scenes
        for name in ("adam", "sgd")
    ]
    adam, sgd = grown[::2], grown[1::2]
    return bool(min(sgd) > _GROWS and all(a > s for a, s in zip(adam, sgd, strict=True)))


LESSON = Lesson(
    key="separable",
    title="A loss without a minimum",
    question="A classifier with two weights, on points that a line separates without an error. SGD and "
    "Adam start at zero. Where do the weights come to rest?",
    answers=(
        "Where the line separates best",
        "Nowhere: they grow for ever",
        "Where the loss is zero",
    ),
    right=1,
    scenes=(
        _scene("A thousand steps", _SEPARABLE, _STEPS),
        _scene("More steps", _SEPARABLE, _LONG),
    ),
    notice="After {steps:.0f} steps the weights’ length is {sgd_end} with SGD and {adam_end} with Adam; "
    "after {half:.0f} it is {sgd_half} and {adam_half}, after {long:.0f} {sgd_long} and {adam_long}. The "
    "line in the figure of the points hardly turns any more.",
    explanation="Once all points are on the right side, twice the weights mean twice the certainty, and a "
    "lower loss: it falls towards zero and is zero nowhere. SGD’s gradient vanishes with it, so its "
    "weights grow only like the logarithm of t. Adam divides by that vanishing gradient and goes on; its "
    "direction is {angle}°.",
    source="Soudry et al. 2018, arXiv:1710.10345",
    facts=_facts,
    claim=_claim,
    counter=(_scene("A penalty", _PENALISED, _STEPS),),
    counter_notice="A penalty λ = {penalty} on large weights makes a minimum at ({w1}, {w2}), and both "
    "arrive. So do labels that overlap: switch “Separable classes” off.",
)
