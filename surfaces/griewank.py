"""Griewank's function: f = 1 + (x² + y²)/4000 − cos x cos(y/√2).

Griewank 1981. Waves of the same height everywhere, on a bowl so shallow that it hardly says which dent is
the deepest: the nearest ones lie only 0.007 above the global minimum.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Surface

_QUADRANT = (  # mirrored in both axes
    (3.1400226338955397, 4.438444480920714),
    (9.420067886213593, 4.438444437201061),
    (6.280045217550294, 8.876888885374552),
)


@dataclass(frozen=True)
class Griewank(Surface):
    """A faint bowl under a regular pattern of waves."""

    key: ClassVar = "griewank"
    name: ClassVar = "Griewank"
    group: ClassVar = "Many minima"
    teaches: ClassVar = "Dents of almost equal depth: which one is found depends on the rule and the rate."
    formula: ClassVar = "1 + 1/4000*(x**2 + y**2) - cos(x)*cos(y/sqrt(2))"
    source: ClassVar = "Griewank 1981, J. Optim. Theory Appl. 34:11"
    domain: ClassVar = ((-10.0, 10.0), (-10.0, 10.0))
    minima: ClassVar = ((0.0, 0.0),)
    local_minima: ClassVar = (
        (6.280045279379904, 0.0),
        (-6.280045279379904, 0.0),
        (0.0, 8.876888929095657),
        (0.0, -8.876888929095657),
        *((i * x, j * y) for x, y in _QUADRANT for i in (1, -1) for j in (1, -1)),
    )
    start: ClassVar = (6.0, 3.5)
    steps: ClassVar = 200
    rate: ClassVar = 0.5

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return 1 + (x**2 + y**2) / 4000 - np.cos(x) * np.cos(y / np.sqrt(2))

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return (
            x / 2000 + np.sin(x) * np.cos(y / np.sqrt(2)),
            y / 2000 + np.cos(x) * np.sin(y / np.sqrt(2)) / np.sqrt(2),
        )
