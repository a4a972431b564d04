"""Levy's function, with w = 1 + (x − 1)/4 and u = 1 + (y − 1)/4:

    f = sin² πw + (w − 1)² [1 + 10 sin²(πw + 1)] + (u − 1)² [1 + sin² 2πu]

After Levy & Montalvo 1985, in the form with w that Surjanovic & Bingham print. x and y are separate: five
valleys in x, the global one at x = 1, and eight dents in y along each of them.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_DENTS_X = (-8.244554665464944, -4.205434985718203, 1.0, 3.79108219045051, 7.723082150790462)
_DENTS_Y = (
    -8.959023320607939,
    -6.948452278487519,
    -4.930286250610244,
    -2.8906496084617133,
    1.0,
    4.890649608461714,
    6.930286250610244,
    8.948452278487519,
)


@dataclass(frozen=True)
class Levy(Surface):
    """Walls and waves."""

    key: ClassVar = "levy"
    name: ClassVar = "Levy"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "A wavy wall: Adam stops in the first valley; at a rate of 1 it finds the deepest."
    formula: ClassVar = (
        "w = 1 + (x - 1)/4; u = 1 + (y - 1)/4; "
        "sin(pi*w)**2 + (w - 1)**2*(1 + 10*sin(pi*w + 1)**2) + (u - 1)**2*(1 + sin(2*pi*u)**2)"
    )
    source: ClassVar = "Levy & Montalvo 1985, SIAM J. Sci. Stat. Comput. 6:15"
    domain: ClassVar = ((-10.0, 10.0), (-10.0, 10.0))
    minima: ClassVar = ((1.0, 1.0),)
    local_minima: ClassVar = tuple((x, y) for x in _DENTS_X for y in _DENTS_Y if (x, y) != (1, 1))
    start: ClassVar = (-6.0, 4.0)
    steps: ClassVar = 200
    rate: ClassVar = 0.1

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        w, u = 1 + (x - 1) / 4, 1 + (y - 1) / 4
        return (
            np.sin(np.pi * w) ** 2
            + (w - 1) ** 2 * (1 + 10 * np.sin(np.pi * w + 1) ** 2)
            + (u - 1) ** 2 * (1 + np.sin(2 * np.pi * u) ** 2)
        )

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        w, u = (x - 1) / 4, (y - 1) / 4  # less 1
        wave, ripple = np.sin(np.pi * (1 + w) + 1), np.sin(2 * np.pi * (1 + u))
        across = (
            np.pi * np.sin(2 * np.pi * (1 + w))
            + 2 * w * (1 + 10 * wave * wave)
            + 10 * np.pi * w * w * np.sin(2 * np.pi * (1 + w) + 2)
        )
        along = u * (1 + ripple * ripple) + np.pi * u * u * np.sin(4 * np.pi * (1 + u))
        return across / 4, along / 2
