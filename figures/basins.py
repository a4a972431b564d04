"""From where a run comes to which minimum: a map of the starts, and where two runs differ."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures.map import minima_trace
from figures.palette import BASINS, OTHER_ENDS, Spec, layout, painted, painted_layout
from optimizers import Array
from surfaces import Point, Surface
from trajectories import Basins
from trajectories.basins import CIRCLING, FLED, UNFINISHED
from tunables import short

Grid = tuple[Array, Array]  # the starts' coordinates, shapes (n,) and (m,)

_ENDS = {UNFINISHED: "still on its way", FLED: "out of the view", CIRCLING: "circling elsewhere"}
_STRETCHES = len(BASINS) + len(OTHER_ENDS)  # of the palette's colour scale
_STEPS = 20  # shades of one colour
_SAME, _DIFFERENT = (
    len(BASINS) * _STEPS + 1,
    (_STRETCHES - 1) * _STEPS + 1,
)  # the palest grey, and the darkest
_MARGINS = {"l": 44, "r": 12, "t": 26, "b": 40}


def end_names(surface: Surface, found: Basins) -> dict[int, str]:
    """What every end is called that a start can have: `(3, 2)`, `still on its way`."""
    names = {index: _at(minimum) for index, minimum in enumerate(found.minima)}
    return names | _ENDS


def basins_spec(surface: Surface, grid: Grid, found: Basins, *, title: str, steps: int, start: Point) -> Spec:
    """The starts in the colour of the minimum to which they lead, the stronger the sooner it is reached."""
    slots = np.where(found.minimum >= 0, found.minimum % len(BASINS), len(BASINS) - 1 - found.minimum)
    shades = np.where(found.minimum >= 0, found.arrived_at * (_STEPS - 1) // max(steps, 1), 0)
    names = end_names(surface, found)
    order = [*range(len(found.minima)), UNFINISHED, FLED, CIRCLING]
    words = [f"to {names[index]}, there from step" if index >= 0 else f"{names[index]}:" for index in order]
    trace = {
        "type": "heatmap",
        "x": grid[0],
        "y": grid[1],
        "z": (slots * _STEPS + np.clip(shades, 0, _STEPS - 1)).astype(np.int16),
        "zmin": 0,
        "zmax": _STRETCHES * _STEPS - 1,
        "text": _codes(found).astype(np.uint8),
        "customdata": found.arrived_at.astype(np.int16),
        "showscale": False,
        "hovertemplate": f"{surface.letters[0]} = %{{x:.3f}}<br>{surface.letters[1]} = %{{y:.3f}}"
        "<br>%{text} %{customdata}<br>click to start there<extra></extra>",
        "meta": painted(colorscale="basins") | {"picks": True, "words": words},
        "uid": "basins",
    }
    return _map(surface, title, [trace, minima_trace(surface), _begin(start)])


def difference_spec(
    surface: Surface, grid: Grid, one: Basins, other: Basins, *, title: str, start: Point
) -> Spec:
    """The starts from which two runs end differently, in ink."""
    differs = one.minimum != other.minimum
    names = end_names(surface, one)
    order = [*range(len(one.minima)), UNFINISHED, FLED, CIRCLING]
    words = [names[index] for index in order]
    codes = [
        np.where(each.minimum >= 0, each.minimum, len(one.minima) - 1 - each.minimum) for each in (one, other)
    ]
    both = [f"{first} and {second}" for first in words for second in words]
    told = (codes[0] * len(words) + codes[1]).astype(np.int16)
    trace = {
        "type": "heatmap",
        "x": grid[0],
        "y": grid[1],
        "z": np.where(differs, _DIFFERENT, _SAME).astype(np.int16),
        "zmin": 0,
        "zmax": _STRETCHES * _STEPS - 1,
        "text": told,
        "showscale": False,
        "hovertemplate": f"{surface.letters[0]} = %{{x:.3f}}<br>{surface.letters[1]} = %{{y:.3f}}"
        "<br>%{text}<br>click to start there<extra></extra>",
        "meta": painted(colorscale="basins") | {"picks": True, "words": both},
        "uid": "difference",
    }
    return _map(surface, title, [trace, minima_trace(surface), _begin(start)])


def _codes(found: Basins) -> NDArray[np.int_]:
    """Places in a list of the minima and of the other ends after them."""
    return np.where(found.minimum >= 0, found.minimum, len(found.minima) - 1 - found.minimum).astype(int)


def _map(surface: Surface, title: str, traces: list[dict[str, Any]]) -> Spec:
    axes: dict[str, dict[str, Any]] = {
        name: {
            "range": list(side),
            "title": {"text": letter, "standoff": 4},
            "showgrid": False,
            "constrain": "domain",
        }
        for name, side, letter in zip(("xaxis", "yaxis"), surface.domain, surface.letters, strict=True)
    }
    axes["yaxis"]["scaleanchor"] = "x"
    corner = {"xref": "x domain", "yref": "y domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    return {
        "data": traces,
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="pan",
            uirevision=f"{surface.key} {surface.domain}",
            annotations=[{"text": title, "showarrow": False, "yshift": 4} | corner],
            meta=painted_layout(*axes),
        ),
    }


def _begin(start: Point) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [start[0]],
        "y": [start[1]],
        "mode": "markers",
        "marker": {"symbol": "circle-open-dot", "size": 12, "line": {"width": 2}},
        "hovertemplate": "the runs begin here<extra></extra>",
        "meta": painted(marker__line__color="ink", marker__color="ink"),
        "uid": "begin",
    }


def _at(point: Point) -> str:
    x, y = (short(round(coordinate, 4) + 0.0) for coordinate in point)
    return f"({x}, {y})"
