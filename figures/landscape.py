"""The heights of a surface over its view, on a log scale that shows a valley as well as its walls.

Levels are even in log(f − min + s). The shift s, a hundredth of the median height, keeps the bottom
readable: without it the levels would crowd around the minimum, and with a linear scale Rosenbrock's
valley would be one flat tone.
"""

import math
from dataclasses import dataclass

import numpy as np

from optimizers import Array
from remembered import MB, remembered
from surfaces import Surface

RESOLUTION = 121  # odd, so that the middle of the view is a grid point
LEVELS = 18
_SHARE = 0.01


@dataclass(frozen=True)
class Landscape:
    """A surface on a grid over its view.

    Attributes:
        x, y: the grid, shape (RESOLUTION,) each.
        values: f, shape (RESOLUTION, RESOLUTION), row by row in y; NaN where f is not finite.
        heights: log10(f − lowest + shift), which the colours show.
        lowest: the surface's minimum where it is known, else the lowest value in view.
        shift: s, in units of f.
    """

    x: Array
    y: Array
    values: Array
    heights: Array
    lowest: float
    shift: float


@remembered(limit=8 * MB, size=lambda ground: 2 * (ground.values.nbytes + ground.x.nbytes))
def landscape(surface: Surface) -> Landscape:
    """Sample a surface over its view."""
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, RESOLUTION), np.linspace(y0, y1, RESOLUTION)
    with np.errstate(all="ignore"):
        values = np.asarray(surface.value(x[None, :], y[:, None]), dtype=np.float64)
    values = np.where(np.isfinite(values), values, np.nan)
    seen = values[np.isfinite(values)]
    lowest = lowest_value(surface)
    if lowest is None:
        lowest = float(seen.min()) if len(seen) else 0.0
    spread = float(np.median(seen)) - lowest if len(seen) else 1.0
    shift = _one_digit(_SHARE * spread) if spread > 0 else 1.0
    heights = np.log10(np.maximum(values - lowest, 0.0) + shift)
    return Landscape(x, y, values, heights, lowest, shift)


def lowest_value(surface: Surface) -> float | None:
    """f at the surface's global minima, or None where none is known."""
    return float(surface.value(*surface.minima[0])) if surface.minima else None


def _one_digit(value: float) -> float:
    return float(f"{value:.0e}") if math.isfinite(value) and value > 0 else 1.0
