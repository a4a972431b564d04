"""The Styblinski–Tang function: f = ½ (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y).

Styblinski & Tang 1990. The same double well in x and in y, so one dent in each quadrant, at the outer roots
of 4t³ − 32t + 5. The lowest value is −78.33233140754283, often misprinted as 2 × −39.16599.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface

_LOW, _HIGH = -2.903534027771177, 2.746802770990837


@dataclass(frozen=True)
class StyblinskiTang(Surface):
    """Four dents, one in each quadrant."""

    key: ClassVar = "styblinski_tang"
    name: ClassVar = "Styblinski–Tang"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "x and y are separate: each falls to the side of 0.157 on which it starts."
    formula: ClassVar = "1/2*(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)"
    source: ClassVar = "Styblinski & Tang 1990, Neural Networks 3:467"
    domain: ClassVar = ((-5.0, 5.0), (-5.0, 5.0))
    minima: ClassVar = ((_LOW, _LOW),)
    local_minima: ClassVar = ((_HIGH, _LOW), (_LOW, _HIGH), (_HIGH, _HIGH))
    start: ClassVar = (0.0, -0.5)
    steps: ClassVar = 150
    rate: ClassVar = 0.005

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return (4 * x * x * x - 32 * x + 5) / 2, (4 * y * y * y - 32 * y + 5) / 2
