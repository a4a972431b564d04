"""Easom's function: f = −cos x cos y exp(−(x − π)² − (y − π)²).

Easom 1990. One narrow hole at (π, π) in a plain where the slope fades like a Gaussian. Where
tan t = −2 (t − π) beside t = π, four dents lie around the hole, only 8e-5 deep.
"""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_DENTS = (1.3049954504376675, 4.978189856741919)


@dataclass(frozen=True)
class Easom(Surface):
    """One hole in a plain."""

    key: ClassVar = "easom"
    name: ClassVar = "Easom"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "A hole in a plain: SGD crawls while the slope is small, Adam walks as on any slope."
    formula: ClassVar = "-exp(-(x - pi)**2 - (y - pi)**2)*cos(x)*cos(y)"
    source: ClassVar = "Easom 1990, A survey of global optimization techniques, University of Louisville"
    domain: ClassVar = ((0.0, 6.5), (0.0, 6.5))
    minima: ClassVar = ((math.pi, math.pi),)
    local_minima: ClassVar = tuple((x, y) for x in _DENTS for y in _DENTS)
    start: ClassVar = (1.6, 1.8)
    steps: ClassVar = 200
    rate: ClassVar = 0.2

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return -np.cos(x) * np.cos(y) * self._nearness(x, y)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        nearness = self._nearness(x, y)
        return (
            (np.sin(x) + 2 * (x - np.pi) * np.cos(x)) * np.cos(y) * nearness,
            (np.sin(y) + 2 * (y - np.pi) * np.cos(y)) * np.cos(x) * nearness,
        )

    def _nearness(self, x: Any, y: Any) -> Any:
        along, across = x - np.pi, y - np.pi
        return np.exp(-along * along - across * across)
