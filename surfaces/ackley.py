"""Ackley's function: f = 20 (1 − exp(−0.2 r)) + e − exp(½ (cos 2πx + cos 2πy)), r = √((x² + y²)/2).

Ackley 1987. The pit in the middle ends in a point, like a cone: at (0, 0) there is no gradient, and close
to it the slope is 2√2 in every direction. There `gradient` gives 0, the mean over all directions and a
subgradient: a run that stands exactly in the minimum stays in it.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_SIGNS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
_OCTANT = (  # mirrored in both axes and the diagonal
    (0.9521665459501717, 0.0),
    (0.9684776587077244, 0.9684776587077244),
    (1.9589197181217173, 0.0),
    (1.9646166628629864, 0.9824160350791393),
    (1.9744519864841166, 1.9744519864841166),
    (2.964619443112052, 0.0),
    (2.9672595287625643, 0.9891541864816626),
    (2.973139419924383, 1.9821399503814776),
    (2.9792239546911445, 2.9792239546911445),
)


@dataclass(frozen=True)
class Ackley(Surface):
    """Ripples around a pit."""

    key: ClassVar = "ackley"
    name: ClassVar = "Ackley"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "Dents around a pit: at its usual rate Adam stops in the first, at 0.3 it gets out."
    formula: ClassVar = (
        "r = sqrt((x**2 + y**2)/2); 20*(1 - exp(-0.2*r)) + e - exp((cos(2*pi*x) + cos(2*pi*y))/2)"
    )
    source: ClassVar = "Ackley 1987, A Connectionist Machine for Genetic Hillclimbing"
    domain: ClassVar = ((-3.0, 3.0), (-3.0, 3.0))
    minima: ClassVar = ((0.0, 0.0),)
    local_minima: ClassVar = tuple(
        sorted({(i * x, j * y) for a, b in _OCTANT for x, y in ((a, b), (b, a)) for i, j in _SIGNS})
    )
    kinks: ClassVar = ((0.0, 0.0),)
    start: ClassVar = (2.5, 1.6)
    steps: ClassVar = 200
    rate: ClassVar = 0.02

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        ripples = np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
        return 20 * (1 - np.exp(-0.2 * np.hypot(x, y) / np.sqrt(2))) + np.e - ripples

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        distance = np.hypot(x, y)
        slope = 4 / np.sqrt(2) * np.exp(-0.2 * distance / np.sqrt(2))  # of the pit, outwards
        divisor = np.where(distance == 0, 1, distance)
        ripples = np.pi * np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
        return (
            slope * (x / divisor) + ripples * np.sin(2 * np.pi * x),
            slope * (y / divisor) + ripples * np.sin(2 * np.pi * y),
        )
