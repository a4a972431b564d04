"""McCormick's function: f = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1.

A parabola across the diagonal and a tilted sine along it: a minimum in every period, each lower than the
one before. (½ − π/3, −½ − π/3), where f = −√3/2 − π/3, is the lowest in view; beyond the view, to the lower
left, f falls without end.
"""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface


@dataclass(frozen=True)
class McCormick(Surface):
    """A wavy slope on a parabolic trough."""

    key: ClassVar = "mccormick"
    name: ClassVar = "McCormick"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "A wall and a gentle trough: a rate that suits the wall is slow in the trough."
    formula: ClassVar = "sin(x + y) + (x - y)**2 - 1.5*x + 2.5*y + 1"
    source: ClassVar = "Surjanovic & Bingham 2013, Virtual Library of Simulation Experiments"
    domain: ClassVar = ((-1.5, 4.0), (-3.0, 4.0))
    minima: ClassVar = ((1 / 2 - math.pi / 3, -1 / 2 - math.pi / 3),)
    local_minima: ClassVar = ((1 / 2 + 2 * math.pi / 3, -1 / 2 + 2 * math.pi / 3),)
    start: ClassVar = (-1.3, 3.3)
    steps: ClassVar = 200
    rate: ClassVar = 0.01

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return np.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        wave, apart = np.cos(x + y), x - y
        return wave + 2 * apart - 1.5, wave - 2 * apart + 2.5
