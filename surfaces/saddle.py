"""The saddle: f = x² − y².

It falls without end along y, so it has no minimum. Its Hessian is the same everywhere, yet
`largest_curvature` stays None: y grows by the factor 1 + 2α in every step, so gradient descent diverges
at any rate, and not only above 2 / λmax.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class Saddle(Surface):
    """A minimum in x, a maximum in y."""

    key: ClassVar = "saddle"
    name: ClassVar = "Saddle"
    group: ClassVar = "Saddles"
    teaches: ClassVar = "Beside the ridge the slope is tiny: SGD creeps off it, Adam leaves at full step."
    formula: ClassVar = "x**2 - y**2"
    source: ClassVar = "elementary"
    domain: ClassVar = ((-3.0, 3.0), (-3.0, 3.0))
    minima: ClassVar = ()
    saddle: ClassVar = 0.0
    start: ClassVar = (2.5, 0.1)
    steps: ClassVar = 25
    rate: ClassVar = 0.03

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return x**2 - y**2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return 2 * x, -2 * y
