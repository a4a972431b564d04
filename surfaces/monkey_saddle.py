"""The monkey saddle: f = x³ − 3xy², two valleys for the legs and one for the tail.

At (0, 0) not only the gradient but the Hessian is zero. It falls without end in three directions, so it has
no minimum.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class MonkeySaddle(Surface):
    """Three valleys that meet where nothing curves."""

    key: ClassVar = "monkey_saddle"
    name: ClassVar = "Monkey saddle"
    group: ClassVar = "Saddles"
    teaches: ClassVar = "Three valleys meet where nothing curves: SGD and Adam leave by different ones."
    formula: ClassVar = "x**3 - 3*x*y**2"
    source: ClassVar = "elementary"
    domain: ClassVar = ((-2.0, 2.0), (-2.0, 2.0))
    minima: ClassVar = ()
    saddle: ClassVar = 0.0
    start: ClassVar = (-1.2, 1.7)
    steps: ClassVar = 20
    rate: ClassVar = 0.01

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return x**3 - 3 * x * y**2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return 3 * x * x - 3 * y * y, -6 * x * y
