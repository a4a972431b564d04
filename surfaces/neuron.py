"""One neuron with one input: f = mean (w₂ tanh(w₁x) − y)²/2, the smallest network that is not convex.

Turning the signs of both weights changes nothing, so there are two equal minima, and a saddle between them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from surfaces.data_surface import DataSurface, means
from surfaces.surface import Point
from tunables import Array

_NEAR = (1.16202844351, 1.46028706876)
_NEWTON = 5  # steps from there to all digits


@dataclass(frozen=True)
class Neuron(DataSurface):
    """The loss of a neuron's two weights."""

    key: ClassVar = "neuron"
    name: ClassVar = "One neuron"
    teaches: ClassVar = "The smallest network: twin minima, a saddle between them, flats where it saturates."
    source: ClassVar = "elementary"
    letters: ClassVar = ("w₁", "w₂")
    parameters: ClassVar = ("w1", "w2")
    model: ClassVar = "neuron"
    columns: ClassVar = ("x", "y")
    formula: ClassVar = "(w2*tanh(w1*x) - y)**2/2"
    view: ClassVar = ((-3.0, 3.0), (-3.0, 3.0))
    start: ClassVar = (-2.2, 2.4)
    steps: ClassVar = 400
    rate: ClassVar = 0.2

    @property
    def data(self) -> tuple[Array, ...]:
        """x and y."""
        return self.table("neuron")

    @cached_property
    def minima(self) -> tuple[Point, ...]:
        """The twins."""
        theta = np.array(_NEAR)
        for _ in range(_NEWTON):
            theta = theta - np.linalg.solve(self.hessian(*theta), self.gradient(*theta))
        x, y = map(float, theta)
        return (x, y), (-x, -y)

    def value(self, x: Any, y: Any, rows: Any = None) -> Any:
        """Half the mean square of w₂ tanh(w₁x) − y."""

        def costs(x: Any, y: Any, inputs: Array, targets: Array) -> tuple[Any]:
            return ((y * np.tanh(x * inputs) - targets) ** 2 / 2,)

        return means(costs, self.picked(rows), x, y)[0]

    def gradient(self, x: Any, y: Any, rows: Any = None) -> tuple[Any, Any]:
        """The means of r w₂ (1 − h²) x and of r h, with h = tanh(w₁x) and r = w₂h − y."""

        def slopes(x: Any, y: Any, inputs: Array, targets: Array) -> tuple[Any, Any]:
            h = np.tanh(x * inputs)
            r = y * h - targets
            return r * y * (1 - h**2) * inputs, r * h

        return means(slopes, self.picked(rows), x, y)

    def hessian(self, x: Any, y: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        """The means of w₂²h'² + r w₂h'', of h'(w₂h + r) and of h², h being tanh(w₁x)."""

        def curvatures(x: Any, y: Any, inputs: Array, targets: Array) -> tuple[Any, Any, Any]:
            h = np.tanh(x * inputs)
            once, r = (1 - h**2) * inputs, y * h - targets
            twice = -2 * h * once * inputs
            return y**2 * once**2 + r * y * twice, once * (y * h + r), h**2

        first, mixed, second = means(curvatures, self.data, x, y)
        return (first, mixed), (mixed, second)
