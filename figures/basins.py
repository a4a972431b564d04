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


def end_names(found: Basins) -> dict[int, str]:
    """What every end is called that a start can have: `(3, 2)`, `still on its way`."""
    return {index: _at(minimum) for index, minimum in enumerate(found.minima)} | _ENDS


def basins_spec(surface: Surface, grid: Grid, found: Basins, *, title: str, steps: int, start: Point) -> Spec:
    """The starts in the colour of the minimum to which they lead, the stronger the sooner it is reached."""
    slots = np.where(found.minimum >= 0, found.minimum % len(BASINS), len(BASINS) - 1 - found.minimum)
    shades = np.where(found.minimum >= 0, found.arrived_at * (_STEPS - 1) // max(steps, 1), 0)
    words = [f"to {name}, there from step" if index >= 0 else f"{name}:" for index, name in _ends(found)]
    trace = _cells(surface, grid, slots * _STEPS + np.clip(shades, 0, _STEPS - 1), _codes(found), words)
    trace |= {"customdata": found.arrived_at.astype(np.int16), "uid": "basins"}
    trace["hovertemplate"] = trace["hovertemplate"].replace("%{text}", "%{text} %{customdata}")
    return _map(surface, title, [trace, minima_trace(surface), _begin(start)])


def difference_spec(
    surface: Surface, grid: Grid, one: Basins, other: Basins, *, title: str, start: Point
) -> Spec:
    """The starts from which two runs end differently, in ink."""
    names = [name for _, name in _ends(one)]
    words = [f"{first} and {second}" for first in names for second in names]
    tones = np.where(one.minimum != other.minimum, _DIFFERENT, _SAME)
    trace = _cells(surface, grid, tones, _codes(one) * len(names) + _codes(other), words)
    return _map(surface, title, [trace | {"uid": "difference"}, minima_trace(surface), _begin(start)])


def _cells(
    surface: Surface, grid: Grid, tones: NDArray[np.int_], codes: NDArray[np.int_], words: list[str]
) -> dict[str, Any]:
    """A cell for every start: its tone on the palette's colour scale, and the word of its code."""
    x, y = surface.letters
    return {
        "type": "heatmap",
        "x": grid[0],
        "y": grid[1],
        "z": tones.astype(np.int16),
        "zmin": 0,
        "zmax": _STRETCHES * _STEPS - 1,
        "text": codes.astype(np.int16),
        "showscale": False,
        "hovertemplate": f"{x} = %{{x:.3f}}<br>{y} = %{{y:.3f}}<br>%{{text}}"
        "<br>click to start there<extra></extra>",
        "meta": painted(colorscale="basins") | {"picks": True, "words": words},
    }


def _ends(found: Basins) -> list[tuple[int, str]]:
    """Every end that a start can have, in the order of `_codes`, with its name."""
    names = end_names(found)
    return [(index, names[index]) for index in (*range(len(found.minima)), UNFINISHED, FLED, CIRCLING)]


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
