"""The map: contours of the surface, its minima, and the runs' paths from their common start."""

import math
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

import numpy as np
import plotly.graph_objects as go

from figures.axis import compact
from figures.drawn import DrawnRun
from figures.landscape import LEVELS, Landscape, around, landscape, reach
from figures.palette import Spec, layout, painted, painted_layout
from surfaces import Domain, Point, Surface
from tunables import short

DOTS_UP_TO = 150  # steps; beyond, a dot per step would only thicken the line
_FLAT = 1e-6  # on the log scale of the heights: a surface that rises no more is shown in one tone
_TICKS = 7  # numbers at the colour bar, at most
FIRST_PATH = 2  # the traces before it are the contours and the minima


def contours(surface: Surface, every: int = 1) -> dict[str, Any]:
    """The surface itself: the one large trace, which changes only with the surface.

    Of the grid's points along x and y `every` so-manyth is in it; colours and levels are those of all.
    """
    ground = landscape(surface)
    # From the minimum itself, which may lie between two points of the grid.
    low = ground.height(ground.lowest)
    high = float(np.max(ground.heights, initial=low, where=np.isfinite(ground.heights)))
    if high - low < _FLAT:
        high = low + 1
    size = (high - low) / LEVELS
    ticks, texts = _colour_bar(ground, low, high)
    return {
        "type": "contour",
        "x": ground.x[::every],
        "y": ground.y[::every],
        "z": ground.heights[::every, ::every].astype(np.float32),
        "customdata": compact(ground.values[::every, ::every]),
        "contours": {"start": low + size, "end": high - size / 2, "size": size, "coloring": "fill"},
        "zmin": low,
        "zmax": high,
        "line": {"width": 0.8},
        "colorbar": colour_bar(surface.signature) | {"tickvals": ticks, "ticktext": texts},
        "hovertemplate": f"{_hover(surface, '.3f')}<br>f = %{{customdata:.4~g}}<extra></extra>",
        "meta": painted(colorscale="heights", line__color="contour"),
        "uid": "contours",
    }


def colour_bar(title: str) -> dict[str, Any]:
    """A slim one beside a map, with its title above."""
    return {
        "title": {"text": title, "side": "top", "font": {"size": 12}},
        "thickness": 10,
        "outlinewidth": 0,
        "x": 1.01,
        "xpad": 4,
        "ypad": 0,
        "tickfont": {"size": 12},
    }


def surroundings(surface: Surface) -> dict[str, Any]:
    """The heights of the view and of what lies around it, as a trace without its looks."""
    x, y, heights = around(surface)
    return {"x": x, "y": y, "z": heights.astype(np.float32)}


def map_figure(surface: Surface, runs: Sequence[DrawnRun]) -> go.Figure:
    """Contours, minima and one path per run."""
    return go.Figure(map_spec(surface, runs))


def map_spec(
    surface: Surface,
    runs: Sequence[DrawnRun],
    *,
    ground: bool = True,
    view: Domain | None = None,
    squares: Sequence[tuple[Point, float]] = (),
    title: str | None = None,
    shaded: bool = False,
    exact: Sequence[DrawnRun] = (),
) -> Spec:
    """The same as plain dictionaries and arrays.

    Args:
        surface, runs: what is drawn.
        ground: False leaves out the contours, which the page has already; their place is empty.
        view: a part of the surface's own view, to be shown instead.
        squares: outlines to be drawn, each by its middle and half of its side.
        title: what stands in the corner of a small map, one of several, which has no room for a colour bar
            and for the axes' names.
        shaded: whether the hills of the heights are shaded, which the page does by itself.
        exact: the same runs with exact gradients, to be drawn thin and pale.
    """
    (x0, x1), (y0, y1) = view or surface.domain
    axes: dict[str, dict[str, Any]] = {
        "xaxis": {
            "range": [x0, x1],
            "title": {"text": surface.letters[0]},
            "showgrid": False,
            "constrain": "domain",
        },
        "yaxis": {
            "range": [y0, y1],
            "title": {"text": surface.letters[1]},
            "showgrid": False,
            "constrain": "domain",
        },
    }
    # Beside the colour bar, and as high up as the curves.
    axes["xaxis"]["constraintoward"], axes["yaxis"]["constraintoward"] = "right", "top"
    axes["yaxis"]["scaleanchor"] = "x"  # a circle is a circle, and a gradient stands across its contour
    # Beyond there is nothing to be seen.
    for axis, (low, high) in zip(axes.values(), reach(surface.domain), strict=True):
        axis |= {"minallowed": low, "maxallowed": high}
    small = title is not None
    if small:
        for axis in axes.values():
            del axis["title"]
    bar = {"showscale": False} if small else {}
    return {
        "data": [
            (contours(surface) if ground else {"type": "contour", "uid": "contours"}) | bar,
            minima_trace(surface),
            *(_path(surface, run) for run in runs),
            *map(_pale, exact),
        ],
        "layout": layout(
            axes,
            {"l": 34, "r": 8, "t": 8, "b": 26} if small else {"l": 44, "r": 64, "t": 8, "b": 40},
            dragmode="pan",
            uirevision=f"{surface.key} {view or surface.domain}",
            meta=painted_layout(*axes, **{f"shapes[{i}].line.color": "ink" for i in range(len(squares))})
            | ({"shaded": True} if shaded else {}),
            **({"shapes": [_square(*square) for square in squares]} if squares else {}),
            **({"annotations": [_corner(title)]} if title else {}),
        ),
    }


def _corner(text: str) -> dict[str, Any]:
    corner = {"xref": "x domain", "yref": "y domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "top"}
    return {"text": text, "showarrow": False, "align": "left", "xshift": 4, "yshift": -2} | corner


def _square(middle: Point, half: float) -> dict[str, Any]:
    (x, y), line = middle, {"width": 1.5, "dash": "dot"}
    return {"type": "rect", "x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half, "line": line}


def minima_trace(surface: Surface) -> dict[str, Any]:
    """Crosses at the minima, small ones at those that are not global; a ring at one that was only found."""
    kinds = [
        ("global minimum", "x-thin", 11, surface.minima),
        ("local minimum", "x-thin", 7, surface.local_minima),
        ("lowest point found", "circle-open", 11, (surface.found,) if surface.found else ()),
    ]
    marks = [(point, name, symbol, size) for name, symbol, size, points in kinds for point in points]
    return {
        "type": "scatter",
        "x": [point[0] for point, *_ in marks],
        "y": [point[1] for point, *_ in marks],
        "text": [name for _, name, *_ in marks],
        "mode": "markers",
        "marker": {
            "symbol": [symbol for *_, symbol, _ in marks],
            "size": [size for *_, size in marks],
            "line": {"width": 2},
        },
        "hovertemplate": f"%{{text}}<br>{_hover(surface, '.4~g')}<extra></extra>",
        "meta": painted(marker__line__color="ink", marker__color="ink"),
        "uid": "minima",
    }


def _path(surface: Surface, run: DrawnRun) -> dict[str, Any]:
    trajectory = run.trajectory
    dots = trajectory.steps <= DOTS_UP_TO
    with np.errstate(all="ignore"):  # what is beyond float32 is beyond every screen, too
        positions = trajectory.positions.astype(np.float32)
    return {
        "type": "scatter",
        "x": positions[:, 0],
        "y": positions[:, 1],
        "mode": "lines+markers" if dots else "lines",
        "line": {"width": 2, "dash": run.dash, "simplify": False},
        "marker": {"size": 4.5 if dots else 1, "symbol": "circle"},
        "customdata": compact(run.gradient_norms),
        "name": run.label,
        "hovertemplate": f"{run.html}, step %{{pointNumber}}<br>{_hover(surface, '.4~g')}"
        "<br>‖g‖ = %{customdata:.3~g}<extra></extra>",
        "meta": painted(line__color=run.token, marker__color=run.token) | {"run": run.name, "time": "path"},
        "uid": f"path-{run.slug}",
    }


def _pale(run: DrawnRun) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        positions = run.trajectory.positions.astype(np.float32)
    return {
        "type": "scatter",
        "x": positions[:, 0],
        "y": positions[:, 1],
        "mode": "lines",
        "line": {"width": 1.5, "dash": "solid", "simplify": False},
        "opacity": 0.4,
        "hoverinfo": "skip",
        "meta": painted(line__color=run.token) | {"run": run.name, "time": "pale"},
        "uid": f"exact-{run.slug}",
    }


def _hover(surface: Surface, digits: str) -> str:
    """Where the pointer is, for Plotly."""
    return "<br>".join(
        f"{letter} = %{{{axis}:{digits}}}" for letter, axis in zip(surface.letters, "xy", strict=True)
    )


def _colour_bar(ground: Landscape, low: float, high: float) -> tuple[list[float], list[str]]:
    """Tick positions on the scale of the heights, and the values of f there: the roundest of each stretch."""
    stretch = (high - low) / _TICKS
    positions: list[float] = []
    texts = []
    for index in range(_TICKS):
        bottom = low + index * stretch
        value = roundest(
            ground.value(bottom) if index else ground.lowest, ground.value(bottom + 0.9 * stretch)
        )
        position = ground.height(value)
        if not positions or position - positions[-1] >= 0.6 * stretch:
            positions.append(position)
            texts.append(short(value))
    return positions, texts


def roundest(low: float, high: float) -> float:
    """The number from `low` to `high` that has the fewest digits; 0 where it is among them."""
    if low <= 0 <= high or not low < high:
        return 0.0 if low <= 0 <= high else low
    for decade in range(math.ceil(math.log10(max(abs(low), abs(high)))), -320, -1):
        for factor in ("1", "5", "2"):
            unit = Decimal(f"{factor}e{decade}")
            times = (Decimal(low) / unit).to_integral_value(ROUND_CEILING)
            if times * unit <= Decimal(high):
                return float(times * unit)
    return low
