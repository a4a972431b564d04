"""Branin's function: f = (y − 5.1x²/(4π²) + 5x/π − 6)² + 10 (1 − 1/(8π)) cos x + 10.

Branin 1972. A curved trough with a cosine along it: where its floor crosses x = −π, π and 3π the cosine is
−1, and f = 5/(4π) in all three.
"""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface


@dataclass(frozen=True)
class Branin(Surface):
    """Three minima of equal depth along a curved trough."""

    key: ClassVar = "branin"
    name: ClassVar = "Branin"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "Three minima of equal depth: from one start, SGD and Adam turn opposite ways."
    formula: ClassVar = "(y - 5.1/(4*pi**2)*x**2 + 5/pi*x - 6)**2 + 10*(1 - 1/(8*pi))*cos(x) + 10"
    source: ClassVar = "Branin 1972, IBM J. Res. Dev. 16:504"
    domain: ClassVar = ((-5.0, 10.0), (0.0, 15.0))
    minima: ClassVar = ((-math.pi, 12.275), (math.pi, 2.275), (3 * math.pi, 2.475))
    start: ClassVar = (5.9, 14.0)
    steps: ClassVar = 300
    rate: ClassVar = 0.01

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return self._across(x, y) ** 2 + 10 * (1 - 1 / (8 * np.pi)) * np.cos(x) + 10

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        across = self._across(x, y)
        bend = -2 * 5.1 / (4 * np.pi**2) * x + 5 / np.pi
        return 2 * across * bend - 10 * (1 - 1 / (8 * np.pi)) * np.sin(x), 2 * across

    def _across(self, x: Any, y: Any) -> Any:
        return y - 5.1 / (4 * np.pi**2) * x * x + 5 / np.pi * x - 6
