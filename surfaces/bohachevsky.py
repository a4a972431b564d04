"""Bohachevsky's function, the first of three: f = x² + 2y² − 0.3 cos 3πx − 0.4 cos 4πy + 0.7.

Bohachevsky, Johnson & Stein 1986. A bowl with dents where 2x + 0.9π sin 3πx = 0 and 4y + 1.6π sin 4πy = 0.
They grow shallower outwards, and end where the bowl becomes too steep for one.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_DENTS_X = (-1.2224947771568115, -0.6186120678279501, 0.0, 0.6186120678279501, 1.2224947771568115)
_DENTS_Y = (-0.9333791416826435, -0.46952754566849225, 0.0, 0.46952754566849225, 0.9333791416826435)


@dataclass(frozen=True)
class Bohachevsky(Surface):
    """A bowl with small dents."""

    key: ClassVar = "bohachevsky"
    name: ClassVar = "Bohachevsky"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "Small dents on a bowl: SGD and RMSprop stop in the first, Adam rolls to the centre."
    formula: ClassVar = "x**2 + 2*y**2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7"
    source: ClassVar = "Bohachevsky, Johnson & Stein 1986, Technometrics 28:209"
    domain: ClassVar = ((-2.0, 2.0), (-2.0, 2.0))
    minima: ClassVar = ((0.0, 0.0),)
    local_minima: ClassVar = tuple((x, y) for x in _DENTS_X for y in _DENTS_Y if (x, y) != (0, 0))
    start: ClassVar = (-1.9, -1.9)
    steps: ClassVar = 200
    rate: ClassVar = 0.01

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return x**2 + 2 * y**2 - 0.3 * np.cos(3 * np.pi * x) - 0.4 * np.cos(4 * np.pi * y) + 0.7

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return 2 * x + 0.9 * np.pi * np.sin(3 * np.pi * x), 4 * y + 1.6 * np.pi * np.sin(4 * np.pi * y)
