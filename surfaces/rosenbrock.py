"""Rosenbrock's valley: f = (1 − x)² + b (y − x²)², with a curved and almost flat floor.

Rosenbrock 1960; b = 100 is his. The minimum (1, 1) does not depend on b.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface
from tunables import tunable


@dataclass(frozen=True)
class Rosenbrock(Surface):
    """The banana-shaped valley."""

    key: ClassVar = "rosenbrock"
    name: ClassVar = "Rosenbrock"
    group: ClassVar = "Valleys"
    teaches: ClassVar = "A curved valley, found at once, whose flat floor then takes hundreds of steps."
    formula: ClassVar = "(1 - x)**2 + b*(y - x**2)**2"
    source: ClassVar = "Rosenbrock 1960, Comput. J. 3:175"
    domain: ClassVar = ((-2.0, 2.0), (-1.0, 3.0))
    minima: ClassVar = ((1.0, 1.0),)
    start: ClassVar = (-1.2, 1.0)
    steps: ClassVar = 500
    rate: ClassVar = 0.001

    b: float = tunable(
        "b",
        title="steepness of the walls",
        default=100.0,
        low=1,
        high=1000,
        scale="log",
        meaning="How steep the valley's walls are.",
    )

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return (1 - x) ** 2 + self.b * (y - x**2) ** 2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        wall = y - x * x
        return -2 * (1 - x) - 4 * self.b * x * wall, 2 * self.b * wall
