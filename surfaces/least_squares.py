"""A line through points by least squares: f(w, b) = mean (w x + b − y)²/2.

Its Hessian is [[mean x², mean x], [mean x, 1]] everywhere. So a feature with a large mean makes a ravine that
lies askew, one with a small spread a ravine along w, and neither the noise nor the targets change it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import numpy as np

from surfaces.data_surface import DataSurface, mean
from surfaces.surface import Point


class _Moments(NamedTuple):
    """What the loss is made of: the examples' middle, and how they spread around it."""

    x: Any  # mean x
    y: Any  # mean y
    spread: Any  # mean (x − mean x)²
    slope: Any  # of the best line; 0 where all x are equal
    rest: Any  # the best line's loss


@dataclass(frozen=True)
class LeastSquares(DataSurface):
    """The loss of the line w x + b; `data` holds x and y."""

    letters: ClassVar = ("w", "b")
    parameters: ClassVar = ("w", "b")
    model: ClassVar = "line"
    formula: ClassVar = "(w*x + b - y)**2/2"

    @cached_property
    def _all(self) -> _Moments:
        return _moments(*self.data)

    def _of(self, rows: Any) -> _Moments:
        return self._all if rows is None else _moments(*self.picked(rows))

    @property
    def minima(self) -> tuple[Point, ...]:
        """The best line; none where all x are equal, since then every line through their middle is."""
        own = self._all
        return ((float(own.slope), float(own.y - own.slope * own.x)),) if own.spread > 0 else ()

    @property
    def largest_curvature(self) -> float | None:
        """The larger eigenvalue of the Hessian; None where the other is 0."""
        return self._steepest if self._all.spread > 0 else None

    @property
    def _steepest(self) -> float:
        (along, across), (_, one) = self.hessian(0.0, 0.0)
        return float((along + one) / 2 + np.hypot((along - one) / 2, across))

    def value(self, x: Any, y: Any, rows: Any = None) -> Any:
        """Half the mean square of w x + b − y, taken apart into three squares, so that none cancels."""
        own = self._of(rows)
        middle = x * own.x + y - own.y
        return (middle**2 + own.spread * (x - own.slope) ** 2) / 2 + own.rest

    def gradient(self, x: Any, y: Any, rows: Any = None) -> tuple[Any, Any]:
        """The means of (w x + b − y) x and of w x + b − y; of a batch, a new one at each step, directly."""
        if rows is not None:
            inputs, targets = (_beside(column, np.ndim(x)) for column in self.picked(rows))
            r = x * inputs + y - targets
            return mean(r * inputs), mean(r)
        own = self._all
        middle = x * own.x + y - own.y
        return own.x * middle + own.spread * (x - own.slope), middle

    def hessian(self, x: Any, y: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        """The same everywhere."""
        own = self._all
        return (own.x**2 + own.spread, own.x), (own.x, 1.0)


def _beside(column: Any, ndim: int) -> Any:
    """The examples first, then axes for points of so many dimensions."""
    missing = ndim + 1 - column.ndim
    return column.reshape(len(column), *(1,) * missing, *column.shape[1:]) if missing > 0 else column


def _moments(x: Any, y: Any) -> _Moments:
    middle_x, middle_y = mean(x), mean(y)
    away_x, away_y = x - middle_x, y - middle_y
    spread, shared = mean(away_x**2), mean(away_x * away_y)
    slope = np.divide(shared, spread, out=np.zeros_like(shared), where=spread > 0)[()]
    return _Moments(middle_x, middle_y, spread, slope, mean((away_y - slope * away_x) ** 2) / 2)
