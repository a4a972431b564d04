"""The axes that values are drawn against: their ends, their ticks, and which values have a place on them.

Whatever a run has gone through, an axis has finite ends and a length, so that a browser can divide by it.
"""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from figures.palette import FONT_SIZE
from optimizers import Array

Scale = Literal["log", "linear"]
# Plotly writes powers of ten a quarter larger than it is told.
_POWERS = {"exponentformat": "power", "tickfont": {"size": FONT_SIZE / 1.25}}
_FEWEST_DECADES = 0.8  # in so much of one there are always two of 1, 2 and 5
_SMALLEST, _LARGEST = 1e-37, 1e37  # well inside of what float32 holds in full precision
# Of a linear axis: what its length in values is must be a number, and so must pixels over that length.
_FARTHEST, _SHORTEST = 8e307, 1e-290


def axis_range(
    series: Sequence[Array], scale: Scale, floor: float = -math.inf, ceiling: float = math.inf
) -> list[float]:
    """Bounds that show every value from `floor` to `ceiling`, in the axis's units (log10 on a log axis)."""
    values = drawable(np.concatenate([*series, np.array([])]), scale)
    if not len(values):
        return [-1.0, 1.0]
    top = values.max() if values.max() <= ceiling else max(ceiling, values[values <= ceiling].max(initial=0))
    low = values.min() if values.min() >= floor else values[values >= floor].min(initial=top)
    low, high = float(low), float(max(top, low))
    if scale == "log":
        low, high = math.log10(low), math.log10(high)
    # What differs by rounding alone is one value, in the middle of an axis that is long enough to be one.
    largest = max(abs(low), abs(high))
    apart = high - low if high - low > max(1e-9 * largest, _SHORTEST) else 0.0
    room = 0.04 * apart or (0.5 if scale == "log" else max(0.5, 0.05 * largest))
    return [low - room, high + room]


def drawable(values: Array, scale: Scale) -> Array:
    """The values that have a place on the axis."""
    return values[has_place(values, scale)]


def has_place(values: Array, scale: Scale) -> NDArray[np.bool_]:
    """Which values have a place on the axis; of the shape of `values`."""
    return np.isfinite(values) & ((values > 0) if scale == "log" else (np.abs(values) <= _FARTHEST))


def compact(values: Array) -> Array:
    """The values in half the bytes, where float32 holds all of them: it ends at 1e-38 and 1e38."""
    sizes = np.abs(values[np.isfinite(values) & (values != 0)])
    fits = not len(sizes) or (sizes.min() > _SMALLEST and sizes.max() < _LARGEST)
    return values.astype(np.float32) if fits else values


def axis(bounds: list[float], scale: Scale) -> dict[str, object]:
    """Range and ticks: on a log axis decades, at most six, or 1, 2 and 5 where it shows fewer than two.

    Where that would be a single number, Plotly finds round ones.
    """
    if scale == "linear":
        return {"type": scale, "range": bounds, "tickformat": "~g"}
    if bounds[1] - bounds[0] < _FEWEST_DECADES:
        return {"type": scale, "range": bounds}
    decades = math.floor(bounds[1]) - math.ceil(bounds[0]) + 1
    stride = max(1, math.ceil(decades / 6)) if decades > 1 else "D2"
    return {"type": scale, "range": bounds, "dtick": stride, "tick0": 0, **_POWERS}
