"""The curves beside the map: the loss and, below it, the gradient's norm, against the step."""

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from figures.drawn import DrawnRun
from figures.landscape import landscape, lowest_value
from figures.palette import Spec, layout, painted, painted_layout
from optimizers import Array
from surfaces import Surface

LossScale = Literal["log", "linear"]

_LOSS, _NORM = (0.46, 1.0), (0.0, 0.36)  # shares of the height
_LABEL_HEIGHT = 0.055  # of the figure's height: how far apart two labels at line ends stand
_LABEL_LETTERS = 10  # what fits between the lines' ends and the figure's edge
_ROOM = 30.0  # a loss this many times above the highest in view no longer sets the axis


def loss_name(surface: Surface) -> str:
    """What the loss curve shows: `f` where the minimum is 0 or unknown, else `f − 3`, less the minimum."""
    lowest = lowest_value(surface)
    return f"f {'−' if lowest > 0 else '+'} {abs(lowest):.5g}" if lowest else "f"


def curves_figure(surface: Surface, runs: Sequence[DrawnRun], scale: LossScale) -> go.Figure:
    """Loss and gradient norm, one line per run, their names at the lines' ends."""
    return go.Figure(curves_spec(surface, runs, scale))


def curves_spec(surface: Surface, runs: Sequence[DrawnRun], scale: LossScale) -> Spec:
    """The same as plain dictionaries and arrays, which Plotly need not check at every step of a slider."""
    lowest = lowest_value(surface) or 0.0
    losses = [run.trajectory.losses - lowest for run in runs]
    norms = [run.gradient_norms for run in runs]
    name = loss_name(surface)
    lines = [_line(run, values, name, "y") for run, values in zip(runs, losses, strict=True)]
    lines += [_line(run, values, "‖g‖", "y2") for run, values in zip(runs, norms, strict=True)]
    steps = max((run.trajectory.steps for run in runs), default=1)
    top = float(np.nanmax(landscape(surface).values)) - lowest
    loss_range = _axis_range(losses, scale, _ROOM * top if top > 0 else math.inf)
    norm_range = _axis_range(norms, "log", math.inf)
    labels = _end_labels(runs, losses, loss_range, scale)
    colours = {f"annotations[{index}].font.color": token for index, (_, token) in enumerate(labels)}
    axes: dict[str, dict[str, Any]] = {
        "xaxis": {"range": [0, steps], "title": {"text": "step"}, "anchor": "y2", "showgrid": False},
        "yaxis": {"domain": _LOSS, "title": {"text": name}, "nticks": 6, **_axis(loss_range, scale)},
        "yaxis2": {"domain": _NORM, "title": {"text": "‖g‖"}, "nticks": 4, **_axis(norm_range, "log")},
    }
    return {
        "data": lines,
        "layout": layout(
            axes,
            {"l": 60, "r": 76, "t": 8, "b": 40},
            dragmode="zoom",
            annotations=[label for label, _ in labels],
            # The axes follow the runs until the reader zooms; another scale is another picture.
            uirevision=f"{surface.key} {scale}",
            meta=painted_layout(*axes, **colours),
        ),
    }


def _line(run: DrawnRun, values: Array, quantity: str, axis: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x0": 0,
        "dx": 1,
        "y": values,
        "yaxis": axis,
        "mode": "lines",
        "line": {"width": 2 if axis == "y" else 1.5, "dash": run.dash, "simplify": False},
        "name": run.label,
        "hovertemplate": f"{run.html}, step %{{x}}<br>{quantity} = %{{y:.4g}}<extra></extra>",
        "meta": painted(line__color=run.token) | {"run": run.name, "time": "x"},
        "uid": f"{axis}-{run.slug}",
    }


def _axis_range(series: Sequence[Array], scale: LossScale, ceiling: float) -> list[float]:
    """Bounds that show every value up to `ceiling`, in the axis's units (log10 on a log axis)."""
    values = _drawable(np.concatenate([*series, np.array([])]), scale)
    if not len(values):
        return [-1.0, 1.0]
    top = values.max() if values.max() <= ceiling else max(ceiling, values[values <= ceiling].max(initial=0))
    low, high = float(values.min()), float(max(top, values.min()))
    if scale == "log":
        low, high = math.log10(low), math.log10(high)
    room = 0.04 * (high - low) or 0.5
    return [low - room, high + room]


def _drawable(values: Array, scale: LossScale) -> Array:
    """The values that have a place on the axis."""
    return values[np.isfinite(values) & ((values > 0) | (scale == "linear"))]


def _axis(bounds: list[float], scale: LossScale) -> dict[str, object]:
    """Range and ticks: decades, thinned to at most six, on a log axis that shows two of them or more."""
    if scale == "linear":
        return {"type": scale, "range": bounds, "tickformat": "~g"}
    decades = math.floor(bounds[1]) - math.ceil(bounds[0]) + 1
    stride = max(1, math.ceil(decades / 6)) if decades > 1 else "D2"
    return {"type": scale, "range": bounds, "exponentformat": "power", "dtick": stride, "tick0": 0}


def _end_labels(
    runs: Sequence[DrawnRun], losses: Sequence[Array], bounds: list[float], scale: LossScale
) -> list[tuple[dict[str, object], str]]:
    """The runs' names and colour tokens at the ends of their losses, moved apart where they would touch."""
    ends = []
    for run, values in zip(runs, losses, strict=True):
        drawn = _drawable(values, scale)
        if len(drawn):
            end = math.log10(drawn[-1]) if scale == "log" else float(drawn[-1])
            share = (end - bounds[0]) / (bounds[1] - bounds[0])
            ends.append((min(max(share, 0.0), 1.0), run))
    heights = _apart([_LOSS[0] + share * (_LOSS[1] - _LOSS[0]) for share, _ in ends], _LABEL_HEIGHT)
    return [
        (
            {
                "xref": "paper",
                "yref": "paper",
                "x": 1.015,
                "y": height,
                "xanchor": "left",
                "yanchor": "middle",
                "text": run.shortened(_LABEL_LETTERS).html,
                "showarrow": False,
                "font": {"size": 13},
            },
            run.token,
        )
        for height, (_, run) in zip(heights, ends, strict=True)
    ]


def _apart(wanted: list[float], gap: float) -> list[float]:
    """Heights near the wanted ones, in the same order, at least `gap` apart and at most 1."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = list(wanted)
    floor = -math.inf
    for index in order:
        placed[index] = floor = max(wanted[index], floor + gap)
    ceiling = 1.0
    for index in reversed(order):
        placed[index] = ceiling = min(placed[index], ceiling)
        ceiling -= gap
    return placed
