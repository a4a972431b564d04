"""A line through sixty made points: where a ravine comes from, and what does not make one.

x = m + s z and y = 2x − 1 + σ e + D o with columns z, e and o whose sums are exact, so that everything is
known in closed form: λ = ½(T ± √(T² − 4s²)) with T = m² + s² + 1, the steep direction φ from the w-axis by
tan 2φ = 2m/(m² + s² − 1), and κ = 1 for m = 0, s = 1 alone. The mean, the spread and the noise never move the
minimum; outliers move it and never change the ravine.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from surfaces.least_squares import LeastSquares
from tunables import Array, tunable


@dataclass(frozen=True)
class Line(LeastSquares):
    """A line through points of any mean, spread and noise."""

    key: ClassVar = "line"
    name: ClassVar = "Line through points"
    teaches: ClassVar = "Where ravines come from: a feature whose mean is not 0 makes one, and turns it."
    source: ClassVar = "elementary"
    formula: ClassVar = "x = mean + spread*z; y = 2*x - 1 + noise*e + outliers*o; " + LeastSquares.formula
    columns: ClassVar = ("z", "e", "o")
    view: ClassVar = ((-2.0, 6.0), (-5.0, 5.0))
    start: ClassVar = (-1.0, 2.0)
    steps: ClassVar = 200
    rate: ClassVar = 0.15

    mean: float = tunable(
        "m",
        title="mean of x",
        default=2.0,
        low=0,
        high=5,
        meaning="The mean of the feature. Away from 0, slope and height are traded for each other: a ravine.",
    )
    spread: float = tunable(
        "s",
        title="spread of x",
        default=1.0,
        low=0.1,
        high=2,
        meaning="The standard deviation of the feature. A small one makes the slope hard to tell.",
    )
    noise: float = tunable(
        r"\sigma",
        title="noise of y",
        default=0.5,
        low=0,
        high=2,
        meaning="How far the points scatter around their line. It lifts the whole loss and moves nothing.",
    )
    outliers: float = tunable(
        "D",
        title="outliers",
        default=0.0,
        low=0,
        high=10,
        meaning="By how much three points on the right are too high. They move the minimum, not the ravine.",
    )

    @cached_property
    def data(self) -> tuple[Array, ...]:
        """x and y."""
        z, e, o = self.table("line")
        x = self.mean + self.spread * z
        return x, 2 * x - 1 + self.noise * e + self.outliers * o
