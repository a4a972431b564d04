"""The examples that a surface is made of, and what each run's model makes of them.

The model itself, a line, a curve or a boundary, moves with the player and is drawn in the browser, from the
path on the map and a formula that stands in `frontend/models.js`.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures.drawn import Drawn, DrawnRun
from figures.palette import Spec, layout, painted, painted_layout
from optimizers import Array
from surfaces import DataSurface, Points

Bits = NDArray[np.uint8]

_MARGIN = 0.08  # of the examples' extent, around them
_FEWEST_UNITS = 4  # round ones, in an axis
_MARGINS = {"l": 48, "r": 12, "t": 22, "b": 40}
# The two classes of a classifier, or all examples of another.
_SYMBOLS = {-1.0: "diamond-open", 1.0: "circle"}


def examples_spec(surface: DataSurface, runs: Sequence[DrawnRun], batches: Bits | None = None) -> Spec:
    """The examples as points, and a line without points for each run's model.

    Args:
        surface: what is walked on.
        runs: whose models are drawn.
        batches: which examples each step sees, a bit for each, shape (steps, bytes); None where it is all.
    """
    x, y, *classes = (np.asarray(column, dtype=np.float64) for column in surface.data)
    symbols = [_SYMBOLS[float(each)] for each in classes[0]] if classes else "circle"
    names = dict(zip(("xaxis", "yaxis"), surface.axes, strict=True))
    axes: dict[str, dict[str, Any]] = {
        axis: {
            "range": _around(values),
            "title": {"text": names[axis], "standoff": 4},
            "nticks": 6,
            "showgrid": False,
            "zeroline": False,
        }
        for axis, values in (("xaxis", x), ("yaxis", y))
    }
    own = {"own": list(surface.count_range)} if isinstance(surface, Points) else {}
    return {
        "data": [_points(x, y, symbols, batches), *map(_model, runs)],
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="pan",
            uirevision=surface.key,
            meta=painted_layout(*axes) | {"model": surface.model} | own,
        ),
    }


def _points(x: Array, y: Array, symbols: Any, batches: Bits | None) -> dict[str, Any]:
    seen = {} if batches is None else {"customdata": batches.ravel()}
    bytes_ = 0 if batches is None else batches.shape[1]
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "markers",
        "marker": {"size": 6, "symbol": symbols, "opacity": 0.65},
        "hovertemplate": "%{x:.4~g}, %{y:.4~g}<extra></extra>",
        "meta": painted(marker__color="muted") | {"batch": bytes_},
        "uid": "examples",
        **seen,
    }


def _model(run: DrawnRun) -> dict[str, Any]:
    return drawn_by_page(run) | {
        "meta": painted(line__color=run.token) | {"run": run.name},
        "uid": f"model-{run.slug}",
    }


def drawn_by_page(run: Drawn) -> dict[str, Any]:
    """A line of a run without points: the page draws it at the player's step, and Plotly nothing."""
    return {
        "type": "scatter",
        "x": [],
        "y": [],
        "mode": "lines",
        "name": run.label,
        "line": {"width": 2, "dash": run.dash},
    }


def _around(values: Array) -> list[float]:
    """The values and a margin, in round numbers, so that a dragged example does not move the axes."""
    low, high = float(values.min()), float(values.max())
    margin = _MARGIN * (high - low) or 1.0
    unit = 10.0 ** math.floor(math.log10((high - low + 2 * margin) / _FEWEST_UNITS))
    return [math.floor((low - margin) / unit) * unit, math.ceil((high + margin) / unit) * unit]
