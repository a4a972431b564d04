"""Your own formula: a surface that the reader types, in x and y.

See `notation/reading.py` for what may be written. Nothing is declared about such a surface, so no
minimum is listed; the lowest point that a search finds is shown as found.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np

from notation import LONGEST, written
from remembered import MB, remembered
from surfaces.surface import Domain, Point, Surface
from tunables import tunable

_GRID = 121
_STARTS = ((-0.8, 0.6), (0.8, 0.6), (0.8, -0.6), (-0.8, -0.6), (0.3, 0.4), (-0.3, -0.4))


@dataclass(frozen=True)
class Formula(Surface):
    """A surface of the reader's own. Constructing one raises ValueError where the text is no formula."""

    key: ClassVar = "formula"
    name: ClassVar = "Your own formula"
    finite: ClassVar = False
    group: ClassVar = "Formula"
    teaches: ClassVar = "Any formula in x and y; its gradient is worked out exactly."
    source: ClassVar = "you"
    minima: ClassVar = ()
    steps: ClassVar = 200

    text: str = tunable(
        "f(x, y) =",
        title="formula",
        default="x**2/2 + y**2 + 2*sin(3*x)*cos(2*y)",
        high=LONGEST,
        meaning="x, y, numbers, + - * / ^, π, e, √, |x|, sin, cos, tan, exp, ln, tanh, min, max, sign and "
        "the like, as you write them by hand: 2x² + sin 3y.",
    )
    reach: float = tunable(
        "r",
        title="reach of the view",
        default=5.0,
        low=0.1,
        high=100,
        scale="log",
        meaning="The view goes from −r to r in x and in y.",
    )

    def __post_init__(self) -> None:
        written(self.text)
        if np.ndim(self.reach) == 0 and not np.isfinite(_sampled(self)[2]).any():
            raise ValueError("this formula has no finite value anywhere in the view")

    @property
    def equation(self) -> str:
        """LaTeX of the formula, as it is written."""
        return written(self.text).latex

    @property
    def domain(self) -> Domain:
        """A square around the origin."""
        return (-self.reach, self.reach), (-self.reach, self.reach)

    @property
    def start(self) -> Point:
        """A point towards a corner at which the formula has a finite value and slope, where it has one."""
        return _start(self)

    @property
    def rate(self) -> float:
        """At most one over the curvature in view, and a twentieth of its reach for a step; to one digit."""
        return _rate(self)

    @property
    def found(self) -> Point | None:
        """The lowest point that a search from the best of a grid finds inside the view."""
        if (lowest := _lowest(self)) is None:
            return None
        # What differs from 0 by rounding alone is 0.
        x, y = (0.0 if abs(each) < 1e-12 * self.reach else each for each in lowest)
        return x, y

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y); not finite where the formula has no real value."""
        return written(self.text).value(x, y)

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy), the formula's exact derivatives; not finite where it has no value."""
        return written(self.text).gradient(x, y)


@remembered(limit=4 * MB, size=lambda sampled: sum(each.nbytes for each in sampled))  # of 0.35 MB each
def _sampled(surface: Formula) -> tuple[Any, Any, Any]:
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.meshgrid(np.linspace(x0, x1, _GRID), np.linspace(y0, y1, _GRID))
    return x, y, surface.value(x, y)


@lru_cache(maxsize=32)
def _start(surface: Formula) -> Point:
    """One of the usual starts, else the nearest grid point that will do; at worst one without a slope."""
    usual = surface.reach * np.array(_STARTS).T
    x, y, values = _sampled(surface)
    grid = np.array([x[np.isfinite(values)], y[np.isfinite(values)]])
    grid = grid[:, np.argsort(np.hypot(*(grid - usual[:, :1])), kind="stable")]
    # First with few decimals, which read better beside the map.
    for points in (usual, np.clip(grid.round(3), -surface.reach, surface.reach), grid):
        good = np.isfinite([surface.value(*points), *surface.gradient(*points)]).all(axis=0)
        if good.any():
            return float(points[0, good.argmax()]), float(points[1, good.argmax()])
    return float(grid[0, 0]), float(grid[1, 0])


@lru_cache(maxsize=32)
def _rate(surface: Formula) -> float:
    x, y, _ = _sampled(surface)
    spacing = x[0, 1] - x[0, 0]
    with np.errstate(all="ignore"):
        slopes = np.array(surface.gradient(x, y))
        curvatures = np.abs(np.gradient(slopes, spacing, axis=(1, 2))).sum(axis=0).max(axis=0)
        steepness = np.hypot(*slopes)
    fastest = max(_quantile(curvatures), 20 * _quantile(steepness) / surface.reach, 1e-9)
    return min(max(float(f"{1 / fastest:.0e}"), 1e-7), 10.0)


def _quantile(values: Any) -> float:
    finite = values[np.isfinite(values)]
    return float(np.quantile(finite, 0.9)) if len(finite) else 0.0


@lru_cache(maxsize=32)
def _lowest(surface: Formula) -> Point | None:
    """Newton's method from the lowest grid point, kept where it ends lower, level and in view."""
    x, y, values = _sampled(surface)
    best = np.unravel_index(np.nanargmin(np.where(np.isfinite(values), values, np.nan)), values.shape)
    point = np.array([x[best], y[best]])
    h = 1e-6 * surface.reach
    with np.errstate(all="ignore"):
        for _ in range(50):
            slope = np.array(surface.gradient(*point))
            hessian = np.array(
                [
                    np.subtract(surface.gradient(*(point + step)), surface.gradient(*(point - step)))
                    for step in h * np.eye(2)
                ]
            ) / (2 * h)
            if not (np.isfinite(hessian).all() and np.isfinite(slope).all()):
                return None
            try:
                move = np.linalg.solve(hessian, slope)
            except np.linalg.LinAlgError:
                return None
            point = point - move
            if np.hypot(*move) < 1e-12 * surface.reach:
                break
    inside = np.abs(point).max() < surface.reach
    lower = surface.value(*point) <= values[best] + 1e-12 * max(1.0, abs(values[best]))
    near = np.hypot(*move) < 1e-6 * surface.reach
    return (float(point[0]), float(point[1])) if inside and lower and near else None
