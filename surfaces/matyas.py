"""Matyas' function: f = 0.26 (x² + y²) − 0.48 xy.

A quadratic trough along the diagonal, with the eigenvalues 0.04 and 1. Both coordinates curve by 0.52, so
scaling one against the other cannot make it rounder.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from surfaces.surface import Surface


@dataclass(frozen=True)
class Matyas(Surface):
    """A trough along the diagonal."""

    key: ClassVar = "matyas"
    name: ClassVar = "Matyas"
    group: ClassVar = "Valleys"
    teaches: ClassVar = "A trough at 45°: a rate per coordinate is of no use here, and SGD arrives first."
    formula: ClassVar = "0.26*(x**2 + y**2) - 0.48*x*y"
    source: ClassVar = "Surjanovic & Bingham 2013, Virtual Library of Simulation Experiments"
    domain: ClassVar = ((-10.0, 10.0), (-10.0, 10.0))
    minima: ClassVar = ((0.0, 0.0),)
    start: ClassVar = (9.0, -5.0)
    steps: ClassVar = 300
    rate: ClassVar = 0.5

    @property
    def largest_curvature(self) -> float:
        """The larger eigenvalue of the Hessian."""
        return 1.0

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        return 0.26 * (x**2 + y**2) - 0.48 * x * y

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        return 0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x
