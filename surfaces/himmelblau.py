"""Himmelblau's function: f = (x² + y − 11)² + (x + y² − 7)².

Himmelblau 1972. Two parabolas cross in four points, and in each of them f = 0: which of the four a run finds
depends on its start and its rule.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface


@dataclass(frozen=True)
class Himmelblau(Surface):
    """Four minima of equal depth."""

    key: ClassVar = "himmelblau"
    name: ClassVar = "Himmelblau"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "Four minima of equal depth: from one start, SGD and Adam find different ones."
    formula: ClassVar = "(x**2 + y - 11)**2 + (x + y**2 - 7)**2"
    source: ClassVar = "Himmelblau 1972, Applied Nonlinear Programming"
    domain: ClassVar = ((-6.0, 6.0), (-6.0, 6.0))
    minima: ClassVar = (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    )
    start: ClassVar = (0.6, -5.7)
    steps: ClassVar = 200
    rate: ClassVar = 0.002

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        twice_x, twice_y = 2 * x, 2 * y
        # Twice what is squared, so that no factor is left to be multiplied by.
        a, b = twice_x * x + twice_y - 22, twice_x + twice_y * y - 14
        return a * twice_x + b, a + b * twice_y

    def slope(self, theta: Any, t: int) -> Any:
        """The gradient at θ; of many lanes both coordinates at once, in half as many calls."""
        if theta.ndim == 1:  # where a call of NumPy costs more than its arithmetic
            return super().slope(theta, t)
        twice = 2 * theta
        inner = twice * theta
        inner += twice[::-1]
        inner -= np.reshape([22.0, 14.0], (2, *(1,) * (theta.ndim - 1)))
        slope = inner * twice
        slope += inner[::-1]
        return slope
