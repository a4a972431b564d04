"""Many seeds of the same runs: how the losses spread by step, and where the runs end."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures.axis import Scale, axis, axis_range, compact, has_place
from figures.drawn import DrawnRun
from figures.landscape import lowest_value
from figures.map import contours, minima_trace
from figures.palette import Spec, layout, painted, painted_layout
from surfaces import Surface
from trajectories import Ensemble
from words import loss_name

_ROOM = 0.3  # of the ends' extent, around them
_LEAST = 0.08  # of the view: so much of it is always shown
_MARGINS = {"l": 48, "r": 12, "t": 24, "b": 40}


def fan_spec(surface: Surface, runs: Sequence[DrawnRun], ensembles: Sequence[Ensemble], scale: Scale) -> Spec:
    """The median of every run's losses, and the band from the 10 % to the 90 % quantile, by step."""
    lowest = lowest_value(surface) or 0.0
    name = loss_name(lowest)
    with np.errstate(all="ignore"):
        losses = [each.quantiles - lowest for each in ensembles]
    drawn = [np.where(has_place(each, scale), each, np.nan) for each in losses]
    bounds = axis_range([line for each in drawn for line in each], scale)
    steps = max((len(each.quantiles[0]) for each in ensembles), default=2) - 1
    axes: dict[str, dict[str, Any]] = {
        "xaxis": {"range": [0, steps], "title": {"text": "step", "standoff": 4}},
        "yaxis": {"title": {"text": f"{name}: median, 10 to 90 %", "standoff": 2}, **axis(bounds, scale)},
    }
    data = [trace for run, each in zip(runs, drawn, strict=True) for trace in _fan(run, each)]
    return {
        "data": data,
        "layout": layout(axes, _MARGINS, dragmode="pan", uirevision="fan", meta=painted_layout(*axes)),
    }


def _fan(run: DrawnRun, quantiles: Any) -> list[dict[str, Any]]:
    low, middle, high = map(compact, quantiles)
    steps = np.arange(len(low), dtype=np.float32)
    edge: dict[str, Any] = {"type": "scatter", "x": steps, "mode": "lines", "hoverinfo": "skip"}
    edge["line"] = {"width": 0}
    meta = {"run": run.name}
    return [
        edge | {"y": low, "uid": f"low-{run.slug}", "meta": painted(line__color=run.token) | meta},
        edge
        | {
            "y": high,
            "fill": "tonexty",
            "uid": f"high-{run.slug}",
            "meta": painted(line__color=run.token, fillcolor=f"{run.token} band") | meta,
        },
        {
            "type": "scatter",
            "x": steps,
            "y": middle,
            "mode": "lines",
            "name": run.label,
            "line": {"width": 2, "dash": run.dash},
            "hovertemplate": f"{run.html}, step %{{x}}<br>median %{{y:.3~g}}<extra></extra>",
            "meta": painted(line__color=run.token) | meta,
            "uid": f"median-{run.slug}",
        },
    ]


def ends_spec(
    surface: Surface, runs: Sequence[DrawnRun], ensembles: Sequence[Ensemble], seeds: Sequence[int]
) -> Spec:
    """Where the runs end, a point for each seed, over as much of the map as those in its view take."""
    axes: dict[str, dict[str, Any]] = {
        name: {"range": side, "title": {"text": letter, "standoff": 4}, "showgrid": False}
        for name, side, letter in zip(
            ("xaxis", "yaxis"), _around(surface, ensembles), surface.letters, strict=True
        )
    }
    clouds = [_cloud(run, each, seeds) for run, each in zip(runs, ensembles, strict=True)]
    ground = contours(surface) | {"showscale": False, "hoverinfo": "skip"}
    return {
        "data": [ground | {"uid": "ends-ground"}, minima_trace(surface), *clouds],
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="pan",
            uirevision="ends",
            meta=painted_layout(*axes),
        ),
    }


def _around(surface: Surface, ensembles: Sequence[Ensemble]) -> list[list[float]]:
    """The part of the view in which the ends lie that lie in it; all of it where none does."""
    ends = np.concatenate([np.zeros((2, 0)), *(each.ends for each in ensembles)], axis=1)
    low, high = np.array(surface.domain).T
    inside = ends[:, ((low <= ends.T) & (high >= ends.T)).all(axis=1)]
    if not inside.size:
        return [list(side) for side in surface.domain]
    ranges = []
    for values, (least, most) in zip(inside, surface.domain, strict=True):
        middle = (values.max() + values.min()) / 2
        half = max((0.5 + _ROOM) * np.ptp(values), _LEAST * (most - least) / 2)
        ranges.append([max(float(middle - half), least), min(float(middle + half), most)])
    return ranges


def _cloud(run: DrawnRun, ensemble: Ensemble, seeds: Sequence[int]) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        x, y = ensemble.ends.astype(np.float32)
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "markers",
        "marker": {"size": 7, "opacity": 0.75, "line": {"width": 0.8}},
        "customdata": np.array(seeds, dtype=np.int32),
        "hovertemplate": f"{run.html}, seed %{{customdata}}: click to load it<extra></extra>",
        "name": run.label,
        "meta": painted(marker__color=run.token, marker__line__color="ground")
        | {"run": run.name, "picks": True},
        "uid": f"end-{run.slug}",
    }
