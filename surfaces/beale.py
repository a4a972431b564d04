"""Beale's function: f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)².

Beale 1958. Flat around the minimum (3, ½), with steep corners: the gradient spans six decades.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class Beale(Surface):
    """A plateau with steep corners."""

    key: ClassVar = "beale"
    name: ClassVar = "Beale"
    group: ClassVar = "Valleys"
    teaches: ClassVar = "A long flat trough between steep corners: gradients of very different sizes."
    formula: ClassVar = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
    source: ClassVar = "Beale 1958, On an iterative method for finding a local minimum"
    domain: ClassVar = ((-4.5, 4.5), (-4.5, 4.5))
    minima: ClassVar = ((3.0, 0.5),)
    start: ClassVar = (1.0, 1.5)
    steps: ClassVar = 300
    rate: ClassVar = 0.002

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return sum(residual**2 for residual in self._residuals(x, y))

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        a, b, c = self._residuals(x, y)
        return (
            2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1),
            2 * a * x + 4 * b * x * y + 6 * c * x * y * y,
        )

    def _residuals(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        return 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y
