"""The quadratic bowl: f = c ½ (u² + κ v²), (u, v) being (x, y) turned by an angle.

Its Hessian has the eigenvalues c and c κ everywhere, so everything about gradient descent on it is
known in closed form: it converges for rates below 2 / λmax.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from surfaces.surface import Point, Surface, symbolic
from tunables import tunable

_ALONG_X = "scale/2*(x**2 + condition*y**2)"  # the formula where nothing is turned


@dataclass(frozen=True)
class Bowl(Surface):
    """A quadratic ravine of any steepness, direction and scale."""

    key: ClassVar = "bowl"
    name: ClassVar = "Quadratic bowl"
    group: ClassVar = "Valleys"
    teaches: ClassVar = "A ravine κ times steeper across than along: where one rate cannot suit both."
    formula: ClassVar = (
        "u = x*cos(radians(rotation)) + y*sin(radians(rotation)); "
        "v = y*cos(radians(rotation)) - x*sin(radians(rotation)); "
        "scale/2*(u**2 + condition*v**2)"
    )
    source: ClassVar = "elementary"
    domain: ClassVar = ((-3.0, 3.0), (-3.0, 3.0))
    minima: ClassVar = ((0.0, 0.0),)
    steps: ClassVar = 100
    rate: ClassVar = 0.12

    condition: float = tunable(
        r"\kappa",
        title="condition number",
        default=10.0,
        low=1,
        high=1000,
        scale="log",
        meaning="Condition number: how much steeper the ravine is across than along.",
    )
    rotation: float = tunable(
        r"\varphi",
        title="rotation, degrees",
        default=0.0,
        low=0,
        high=90,
        meaning="Degrees by which the ravine is turned against the axes; its own start turns with it.",
    )
    scale: float = tunable(
        "c",
        title="scale of the loss",
        default=1.0,
        low=1e-4,
        high=1e4,
        scale="log",
        meaning="Factor on the whole loss. Adam hardly notices it, SGD does.",
    )

    @property
    def start(self) -> Point:
        """(−2.5, 1.5), turned with the ravine."""
        cos, sin = self._turn()
        return float(-2.5 * cos - 1.5 * sin), float(-2.5 * sin + 1.5 * cos)

    @property
    def equation(self) -> str:
        """In x and y as long as the ravine lies along an axis."""
        return symbolic(type(self), _ALONG_X) if self.rotation == 0 else super().equation

    @property
    def definitions(self) -> str:
        """Of u and v, where they are there."""
        return "u, v: x, y turned by φ" if self.rotation else ""

    @property
    def largest_curvature(self) -> float:
        """The larger eigenvalue of the Hessian."""
        return self.scale * max(1.0, self.condition)

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y)."""
        u, v = self._turned(x, y)
        return self.scale * (u**2 + self.condition * v**2) / 2

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy)."""
        cos, sin = self._turn()
        u, v = self._turned(x, y)
        along, across = self.scale * u, self.scale * self.condition * v
        return along * cos - across * sin, along * sin + across * cos

    def _turned(self, x: Any, y: Any) -> tuple[Any, Any]:
        cos, sin = self._turn()
        return x * cos + y * sin, y * cos - x * sin

    def _turn(self) -> tuple[Any, Any]:
        angle = np.deg2rad(self.rotation)
        return np.cos(angle), np.sin(angle)
