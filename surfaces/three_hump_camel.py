"""The three-hump camel: f = 2x² − 1.05x⁴ + x⁶/6 + xy + y².

On the line y = −x/2, where df/dy = 0, the slope is x (x⁴ − 4.2x² + 3.5): a global minimum at 0, a local
one on either side of it, and a saddle in between.
"""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface

_FAR = math.sqrt(2.1 + math.sqrt(0.91))  # the outer root of x⁴ − 4.2x² + 3.5


@dataclass(frozen=True)
class ThreeHumpCamel(Surface):
    """Three dents in a row."""

    key: ClassVar = "three_hump_camel"
    name: ClassVar = "Three-hump camel"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "Three dents: SGD and RMSprop stop in the first one, Adam's momentum carries it on."
    formula: ClassVar = "2*x**2 - 1.05*x**4 + 1/6*x**6 + x*y + y**2"
    source: ClassVar = "Surjanovic & Bingham 2013, Virtual Library of Simulation Experiments"
    domain: ClassVar = ((-2.5, 2.5), (-2.5, 2.5))
    minima: ClassVar = ((0.0, 0.0),)
    local_minima: ClassVar = ((_FAR, -_FAR / 2), (-_FAR, _FAR / 2))
    start: ClassVar = (2.3, 2.3)
    steps: ClassVar = 200
    rate: ClassVar = 0.02

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        x_cubed = x * x * x
        return 4 * x - 4.2 * x_cubed + x_cubed * x * x + y, x + 2 * y
