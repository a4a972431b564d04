"""A line through 342 real penguins: how heavy one is, by the length of its flippers.

In decimetres their mean is 14 times their spread, which makes κ = 1295; standardised, κ is 1.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from surfaces.data_surface import mean
from surfaces.least_squares import LeastSquares
from tunables import Array, tunable


@dataclass(frozen=True)
class Penguins(LeastSquares):
    """The loss of a line through the penguins: flippers in dm, mass in kg."""

    key: ClassVar = "penguins"
    name: ClassVar = "Penguins"
    teaches: ClassVar = "Real data: a feature as it comes gives κ = 1295, a standardised one κ = 1."
    source: ClassVar = "Gorman, Williams & Fraser 2014, PLoS ONE 9(3): e90081; CC0"
    columns: ClassVar = ("x", "y")
    view: ClassVar = ((-3.0, 9.0), (-8.0, 6.0))
    start: ClassVar = (0.0, 0.0)
    steps: ClassVar = 300
    rate: ClassVar = 0.2

    standardise: bool = tunable(
        "",
        title="standardise the feature",
        default=False,
        meaning="Count the flippers from their mean, in units of their standard deviation.",
    )

    @property
    def axes(self) -> tuple[str, str]:  # type: ignore[override]
        """Flippers, in dm or standardised, and mass."""
        return f"flippers x, {'standardised' if self.standardise else 'dm'}", "mass y, kg"

    @cached_property
    def data(self) -> tuple[Array, ...]:
        """Flippers, in dm or standardised, and mass in kg."""
        flippers, mass = self.table("penguins")
        x, y = flippers / 100, mass / 1000
        return np.where(self.standardise, standardised(x), x), y


def standardised(x: Array) -> Any:
    """Counted from the mean in units of the standard deviation, that of the examples."""
    away = x - mean(x)
    return away / np.sqrt(mean(away**2))
