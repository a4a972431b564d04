"""Logistic regression without an intercept: f = mean log(1 + e^(−m)) + ½λ‖w‖², m = c (w₁x₁ + w₂x₂), c = ±1.

Convex. Where a line through the origin separates the two classes and there is no penalty, it has no minimum:
the larger the weights, the lower the loss.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from surfaces.data_surface import DataSurface, means
from surfaces.surface import Point
from tunables import Array, tunable

_MOST_STEPS = 100  # where there is a minimum, it takes a few
_MOST_HALVINGS = 30
_SMALL = 1e-5  # a step under this share of the weights is one of the last three


def penalty(meaning: str) -> Any:
    """The field λ, which every such surface declares with its own sentence for the reader."""
    return tunable(r"\lambda", default=0.0, low=1e-4, high=1, scale="log", zero=True, meaning=meaning)


@dataclass(frozen=True)
class Classification(DataSurface):
    """The loss of two weights; `data` holds x₁, x₂ and c."""

    letters: ClassVar = ("w₁", "w₂")
    parameters: ClassVar = ("w1", "w2")
    model: ClassVar = "boundary"
    axes: ClassVar = ("x₁", "x₂")
    columns: ClassVar = ("x1", "x2", "c")
    formula: ClassVar = "log(1 + exp(-c*(w1*x1 + w2*x2)))"
    penalised: ClassVar = "penalty/2*(w1**2 + w2**2)"

    penalty: float

    @cached_property
    def minima(self) -> tuple[Point, ...]:
        """Newton's method from the origin; none where the weights grow without end."""
        theta, move = np.zeros(2), self._move(np.zeros(2))
        for _ in range(_MOST_STEPS):
            if np.hypot(*move) <= _SMALL * (1 + np.hypot(*theta)):
                theta = theta - move
                x, y = map(float, theta - self._move(theta))  # each step doubles the digits
                return ((x, y),)
            lower = self.value(*theta)
            halves = (theta - move / 2**count for count in range(_MOST_HALVINGS))
            theta = next((each for each in halves if self.value(*each) < lower), theta)
            move = self._move(theta)
        return ()

    def _move(self, theta: Array) -> Any:
        """Of Newton's method."""
        return np.linalg.lstsq(self.hessian(*theta), self.gradient(*theta))[0]

    def value(self, x: Any, y: Any, rows: Any = None) -> Any:
        """The mean over the examples, and the penalty."""

        def costs(x: Any, y: Any, x1: Array, x2: Array, c: Array) -> tuple[Any]:
            return (np.logaddexp(0.0, -c * (x * x1 + y * x2)),)

        return means(costs, self.picked(rows), x, y)[0] + self.penalty / 2 * (x**2 + y**2)

    def gradient(self, x: Any, y: Any, rows: Any = None) -> tuple[Any, Any]:
        """The means of −c x/(1 + e^m), and λ w."""

        def slopes(x: Any, y: Any, x1: Array, x2: Array, c: Array) -> tuple[Any, Any]:
            wrong = _logistic(-c * (x * x1 + y * x2))
            return -c * x1 * wrong, -c * x2 * wrong

        along_x, along_y = means(slopes, self.picked(rows), x, y)
        return along_x + self.penalty * x, along_y + self.penalty * y

    def hessian(self, x: Any, y: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        """The mean of p (1 − p) x xᵀ, and λ."""

        def curvatures(x: Any, y: Any, x1: Array, x2: Array, c: Array) -> tuple[Any, Any, Any]:
            m = c * (x * x1 + y * x2)
            weight = _logistic(m) * _logistic(-m)
            return weight * x1**2, weight * x1 * x2, weight * x2**2

        first, mixed, second = means(curvatures, self.data, x, y)
        return (first + self.penalty, mixed), (mixed, second + self.penalty)


def _logistic(m: Any) -> Any:
    """1/(1 + e^(−m)), in a form that cannot overflow."""
    return np.exp(-np.logaddexp(0.0, -m))
