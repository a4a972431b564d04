"""The Goldstein–Price function, a product of two polynomials of degree four:

    f = [1 + (x + y + 1)² (19 − 14x + 3x² − 14y + 6xy + 3y²)]
      · [30 + (2x − 3y)² (18 − 32x + 12x² + 48y − 36xy + 27y²)]

Goldstein & Price 1971. The global minimum is f(0, −1) = 3; a corner of the view reaches a million.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class GoldsteinPrice(Surface):
    """Values from 3 to a million."""

    key: ClassVar = "goldstein_price"
    name: ClassVar = "Goldstein–Price"
    group: ClassVar = "A few minima"
    teaches: ClassVar = "Values from 3 to a million: SGD needs a rate of 2e-6, Adam its usual 0.1."
    formula: ClassVar = (
        "(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
        "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))"
    )
    source: ClassVar = "Goldstein & Price 1971, Math. Comp. 25:569"
    domain: ClassVar = ((-2.0, 2.0), (-2.0, 2.0))
    minima: ClassVar = ((0.0, -1.0),)
    local_minima: ClassVar = ((-0.6, -0.4), (1.8, 0.2), (1.2, 0.8))
    start: ClassVar = (-1.5, 0.0)
    steps: ClassVar = 300
    rate: ClassVar = 2e-6

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        (a, b), (c, d) = self._factors(x, y)
        return (1 + a**2 * b) * (30 + c**2 * d)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        (a, b), (c, d) = self._factors(x, y)
        first, second = 1 + a * a * b, 30 + c * c * d
        first_along = 2 * a * b + a * a * (-14 + 6 * x + 6 * y)  # the same in x and in y
        second_x = 4 * c * d + c * c * (-32 + 24 * x - 36 * y)
        second_y = -6 * c * d + c * c * (48 - 36 * x + 54 * y)
        return first_along * second + first * second_x, first_along * second + first * second_y

    def _factors(self, x: Any, y: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        return (
            (x + y + 1, 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y),
            (2 * x - 3 * y, 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y),
        )
