"""The six-hump camel: f = (4 − 2.1x² + x⁴/3) x² + xy + (4y² − 4) y².

Symmetric under a half turn, so its six minima come in pairs of equal height; the lowest pair, at
f = −1.0316, is global.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class SixHumpCamel(Surface):
    """Six minima, two of them global."""

    key: ClassVar = "six_hump_camel"
    name: ClassVar = "Six-hump camel"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "Beside a hilltop: move the start a little, and another of six minima is found."
    formula: ClassVar = "(4 - 2.1*x**2 + 1/3*x**4)*x**2 + x*y + (4*y**2 - 4)*y**2"
    source: ClassVar = "Surjanovic & Bingham 2013, Virtual Library of Simulation Experiments"
    domain: ClassVar = ((-2.0, 2.0), (-1.25, 1.25))
    minima: ClassVar = (
        (0.08984201310031806, -0.7126564030207396),
        (-0.08984201310031806, 0.7126564030207396),
    )
    local_minima: ClassVar = (
        (1.703606714969981, -0.7960835686726251),
        (-1.703606714969981, 0.7960835686726251),
        (1.6071047529201972, 0.5686514548841314),
        (-1.6071047529201972, -0.5686514548841314),
    )
    start: ClassVar = (-1.1, -0.1)
    steps: ClassVar = 150
    rate: ClassVar = 0.02

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        x_cubed = x * x * x
        return 8 * x - 8.4 * x_cubed + 2 * x_cubed * x * x + y, x + 16 * y * y * y - 8 * y
