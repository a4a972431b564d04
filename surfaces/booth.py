"""Booth's function: f = (x + 2y − 7)² + (2x + y − 5)².

Two straight lines, each squared, that cross in the minimum (1, 3). A quadratic bowl whose axes lie on the
diagonals, with the eigenvalues 2 and 18, so gradient descent diverges above a rate of 1/9.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class Booth(Surface):
    """A tilted quadratic bowl."""

    key: ClassVar = "booth"
    name: ClassVar = "Booth"
    group: ClassVar = "Valleys"
    teaches: ClassVar = "Far out SGD leaps, because its step grows with the slope; Adam's stays near α."
    formula: ClassVar = "(x + 2*y - 7)**2 + (2*x + y - 5)**2"
    source: ClassVar = "Surjanovic & Bingham 2013, Virtual Library of Simulation Experiments"
    domain: ClassVar = ((-10.0, 10.0), (-10.0, 10.0))
    minima: ClassVar = ((1.0, 3.0),)
    start: ClassVar = (-8.0, -8.0)
    steps: ClassVar = 300
    rate: ClassVar = 0.02

    @property
    def largest_curvature(self) -> float:
        """The larger eigenvalue of the Hessian."""
        return 18.0

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        a, b = x + 2 * y - 7, 2 * x + y - 5
        return 2 * a + 4 * b, 4 * a + 2 * b
