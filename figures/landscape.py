"""The heights of a surface over its view, on a log scale that shows a valley as well as its walls.

Levels are even in log(f − min + s). The shift s, a hundredth of the median height, keeps the bottom
readable: without it the levels would crowd around the minimum, and with a linear scale Rosenbrock's
valley would be one flat tone.

A surface without a minimum but with a saddle has its levels even in ±log(1 + |f − saddle|/s), so that they
crowd around the saddle and show which ways lead up and which down.

What differs by rounding alone does not differ: Levy's minimum is computed as 1.5·10⁻³² and is 0, and
sin(x)**2 + cos(x)**2 is flat.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import Array
from remembered import MB, remembered
from surfaces import Domain, Surface

RESOLUTION = 121  # odd, so that the middle of the view is a grid point
LEVELS = 18
REACH = 5  # times the view's width and height: so far out a surface is drawn, and no farther
_AROUND = 61  # points along each axis of that
ROUNDING = 1e-14  # of the largest numbers involved
_SHARE = 0.01
_LARGEST = 1e308  # of a difference of heights
_HIGHEST = 309.0  # on the scale of the heights


@dataclass(frozen=True)
class Landscape:
    """A surface on a grid over its view.

    Attributes:
        x, y: the grid, shape (RESOLUTION,) each.
        values: f, shape (RESOLUTION, RESOLUTION), row by row in y; NaN where f is not finite.
        heights: log10(f − lowest + shift), which the colours show; around a saddle ±log10(1 +
            |f − saddle|/shift).
        lowest: the surface's minimum where it is known, else the lowest value in view; 0 where it differs
            from 0 by rounding alone.
        shift: s, in units of f.
        saddle: f at a saddle around which the levels crowd, or None.
    """

    x: Array
    y: Array
    values: Array
    heights: Array
    lowest: float
    shift: float
    saddle: float | None = None

    def height(self, value: float) -> float:
        """Where a value of f, at least the lowest, stands on the scale of the heights."""
        return float(self.heights_of(value))

    def heights_of(self, values: Any) -> Any:
        """The same for an array."""
        base = self.lowest if self.saddle is None else self.saddle
        return _height(values - base, self.shift, self.saddle is not None)

    def value(self, height: float) -> float:
        """The value of f that stands there on the scale."""
        if self.saddle is None:
            return self.lowest + (10.0 ** min(height, 308.0) - self.shift)
        return self.saddle + math.copysign(self.shift * (10.0 ** min(abs(height), 308.0) - 1), height)


@remembered(limit=7 * MB, size=lambda ground: 2 * (ground.values.nbytes + ground.x.nbytes))
def landscape(surface: Surface) -> Landscape:
    """Sample a surface over its view."""
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, RESOLUTION), np.linspace(y0, y1, RESOLUTION)
    with np.errstate(all="ignore"):
        values = np.asarray(surface.value(x[None, :], y[:, None]), dtype=np.float64)
    values = np.where(np.isfinite(values), values, np.nan)
    seen = np.sort(values[np.isfinite(values)])
    bottom, top = (float(seen[0]), float(seen[-1])) if len(seen) else (0.0, 0.0)
    lowest = float(surface.value(*surface.minima[0])) if surface.minima else bottom
    # Halves, because the difference of two numbers may be too large for one.
    if abs(lowest) / 2 <= ROUNDING * (top / 2 - bottom / 2):
        lowest = 0.0
    flat = top / 2 - bottom / 2 <= ROUNDING * max(abs(top), abs(bottom))
    with np.errstate(over="ignore"):
        rises = np.clip(values - lowest, 0.0, 0.0 if flat else _LARGEST)
        middle, highest = (min(max(float(value - lowest), 0.0), _LARGEST) for value in (_middle(seen), top))
    saddle = surface.saddle
    if saddle is not None:
        rises = values - saddle
        middle = _middle(np.sort(np.abs(rises[np.isfinite(rises)])))
    shift = 1.0 if flat else _one_digit(_SHARE * (middle or highest))
    return Landscape(x, y, values, _height(rises, shift, saddle is not None), lowest, shift, saddle)


def reach(domain: Domain) -> Domain:
    """All of the plane that is drawn: the view in its middle, and what lies around it."""
    x, y = domain
    return _widened(*x), _widened(*y)


def _widened(low: float, high: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, REACH * (high - low) / 2
    return middle - half, middle + half


def around(surface: Surface) -> tuple[Array, Array, Array]:
    """x, y and heights of a coarse grid over the view and what lies around it, on the view's own scale."""
    ground = landscape(surface)
    x, y = (np.linspace(low, high, _AROUND) for low, high in reach(surface.domain))
    with np.errstate(all="ignore"):
        values = np.asarray(surface.value(x[None, :], y[:, None]), dtype=np.float64)
        if ground.saddle is None:
            values = np.maximum(values, ground.lowest)
        heights = ground.heights_of(values)
    # Where f overflows it is high; where it is undefined there is nothing.
    return x, y, np.nan_to_num(heights, nan=np.nan, posinf=_HIGHEST, neginf=-_HIGHEST)


def _height(rises: Any, shift: float, is_saddle: bool) -> Any:
    """The heights of rises over the lowest value or, up and down, over a saddle."""
    if is_saddle:
        return np.sign(rises) * np.log10(1 + np.abs(rises) / shift)
    return np.log10(rises + shift)


def lowest_value(surface: Surface) -> float | None:
    """f at the surface's global minima, 0 where rounding alone makes it another; None where none is known."""
    return landscape(surface).lowest if surface.minima else None


def _middle(ascending: Array) -> float:
    """The median; of an even number the higher of two, because their sum may be too large."""
    return float(ascending[len(ascending) // 2]) if len(ascending) else 0.0


def _one_digit(value: float) -> float:
    return float(f"{value:.0e}") if math.isfinite(value) and value > 0 else 1.0
