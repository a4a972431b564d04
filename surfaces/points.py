"""A line through points of the reader's own, typed or pasted."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from surfaces.least_squares import LeastSquares
from surfaces.surface import Domain, Point
from tunables import Array, Pair, Pairs, tunable

_PAIRS = Pairs(60)
_VIEW = 5.0  # to either side, at least


@dataclass(frozen=True)
class Points(LeastSquares):
    """The loss of a line through any points. Constructing one raises ValueError where the text has none."""

    key: ClassVar = "points"
    name: ClassVar = "Your own points"
    teaches: ClassVar = "Any data: type, paste, drag or click them, and see which ravine they make."
    source: ClassVar = "you"
    columns: ClassVar = ("x", "y")
    steps: ClassVar = 300

    text: str = tunable(
        "x, y",
        title="points",
        default="1 1; 2 3; 3 2; 4 5; 5 4; 6 7",
        scale=_PAIRS,
        meaning=f"Pairs x y, a row each or with semicolons between them, {_PAIRS.fewest} to {_PAIRS.most}. "
        "Two columns of a table can be pasted.",
    )

    @property
    def count_range(self) -> tuple[int, int]:
        """The fewest and the most points that there can be."""
        return _PAIRS.fewest, _PAIRS.most

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _PAIRS.read(self.text, "points"))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The points as numbers."""
        return _PAIRS.pairs(self.text, "points")

    @cached_property
    def data(self) -> tuple[Array, ...]:
        """x and y."""
        x, y = np.array(self.pairs).T
        return x, y

    @property
    def view(self) -> Domain:  # type: ignore[override]
        """A square around the origin, twice as far as the best line's slope and height."""
        own = self._all
        reach = max(_VIEW, *(_rounded_up(2 * abs(each)) for each in (own.slope, own.y - own.slope * own.x)))
        return (-reach, reach), (-reach, reach)

    @property
    def start(self) -> Point:
        """Half way to a corner."""
        reach = self.view[0][1]
        return -reach / 2, reach / 2

    @property
    def rate(self) -> float:
        """1.3 over the largest curvature, to two digits."""
        return float(f"{1.3 / self._steepest:.1e}")


def _rounded_up(value: float) -> float:
    """To two digits."""
    if not value > 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.ceil(value / unit) * unit
