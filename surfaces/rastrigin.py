"""Rastrigin's function: f = 20 + x² − 10 cos 2πx + y² − 10 cos 2πy.

Rastrigin 1974. A dent near every pair of integers, where 2t + 20π sin 2πt = 0; between two of them f rises
by about 20, while from one to the next the bowl falls by 1 to 3.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_DENTS = (-1.9899122337085495, -0.9949586376523348, 0.0, 0.9949586376523348, 1.9899122337085495)


@dataclass(frozen=True)
class Rastrigin(Surface):
    """A bowl full of equal dents."""

    key: ClassVar = "rastrigin"
    name: ClassVar = "Rastrigin"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "Dents 20 deep near every integer: a run falls into the nearest and stays there."
    formula: ClassVar = "20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)"
    source: ClassVar = "Rastrigin 1974, Systems of extremal control"
    domain: ClassVar = ((-2.5, 2.5), (-2.5, 2.5))
    minima: ClassVar = ((0.0, 0.0),)
    local_minima: ClassVar = tuple((x, y) for x in _DENTS for y in _DENTS if (x, y) != (0, 0))
    start: ClassVar = (-1.6, 1.4)
    steps: ClassVar = 200
    rate: ClassVar = 0.001

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return 20 + x**2 - 10 * np.cos(2 * np.pi * x) + y**2 - 10 * np.cos(2 * np.pi * y)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return 2 * x + 20 * np.pi * np.sin(2 * np.pi * x), 2 * y + 20 * np.pi * np.sin(2 * np.pi * y)
