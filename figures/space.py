"""The surface in three dimensions, with the paths on it."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from figures.drawn import DrawnRun
from figures.landscape import LEVELS, Landscape, landscape
from figures.palette import FONT_SIZE, Spec, layout, painted
from optimizers import Array
from surfaces import Surface

HEIGHTS = {"log": "As the map’s colours", "true": "True heights"}
_LIFT = 0.012  # of the height: so far above the surface are the paths, to be seen
_ROOM = 0.03  # of the height, above and below
_AXES = ("xaxis", "yaxis", "zaxis")


def space_spec(surface: Surface, runs: Sequence[DrawnRun], heights: str) -> Spec:
    """The surface over its view, a path for each run, and a ball where it is at the player's step.

    Args:
        surface, runs: what is drawn.
        heights: `log`, as the map's colours are spread, or `true`.
    """
    ground = landscape(surface)
    grid = _raised(ground, ground.values, heights)
    known = grid[np.isfinite(grid)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    tall = (high - low) or 1.0
    lift = _LIFT * tall
    bounds = [*map(list, surface.domain), [low - _ROOM * tall, high + _ROOM * tall]]
    names = [*surface.letters, "" if heights == "log" else "f"]
    scene: dict[str, Any] = {
        axis: {
            "range": side,
            "title": {"text": name, "font": {"size": FONT_SIZE}},
            "showbackground": False,
            "zeroline": False,
            "nticks": 5,
            "showspikes": False,
        }
        for axis, side, name in zip(_AXES, bounds, names, strict=True)
    }
    scene["zaxis"] |= {"showticklabels": heights == "true"}
    ratio = {"x": 1, "y": _side(surface), "z": 0.6}
    scene |= {"aspectmode": "manual", "aspectratio": ratio, "uirevision": surface.key}
    scene |= {"camera": {"eye": {"x": 0.64, "y": -1.34, "z": 1.5}, "center": {"x": 0, "y": 0, "z": -0.12}}}
    lines = {"show": True, "width": 1, "start": low, "end": high, "size": tall / LEVELS}
    hill = {
        "type": "surface",
        "x": ground.x.astype(np.float32),
        "y": ground.y.astype(np.float32),
        "z": grid.astype(np.float32),
        "showscale": False,
        "opacity": 0.96,
        "hoverinfo": "skip",
        "contours": {"z": lines},
        "lighting": {"ambient": 0.75, "diffuse": 0.45, "specular": 0.04, "roughness": 0.9},
        "meta": painted(colorscale="heights", contours__z__color="ridge"),
        "uid": "hill",
    }
    tokens = {f"scene.{axis}.{name}": token for axis in _AXES for name, token in _TOKENS.items()}
    shown = layout({}, {"l": 0, "r": 0, "t": 0, "b": 0}, scene=scene, uirevision=surface.key)
    tokens |= {"paper_bgcolor": "ground", "font.color": "ink", "hoverlabel.bgcolor": "ground"}
    walked = [_walked(run, _raised(ground, run.trajectory.losses, heights) + lift) for run in runs]
    return {"data": [hill, *chain(*walked)], "layout": shown | {"meta": {"paint": tokens}}}


_TOKENS = {"color": "muted", "gridcolor": "grid", "linecolor": "muted"}


def _side(surface: Surface) -> float:
    """The view's height over its width, as far as that can be looked at."""
    (x0, x1), (y0, y1) = surface.domain
    return float(np.clip((y1 - y0) / (x1 - x0), 0.4, 1.6))


def _raised(ground: Landscape, values: Array, heights: str) -> Array:
    """How high values of f stand."""
    if heights == "true":
        return values
    with np.errstate(all="ignore"):
        base = ground.lowest if ground.saddle is None else -np.inf
        raised: Array = ground.heights_of(np.maximum(values, base))
    return raised


def _walked(run: DrawnRun, heights: Array) -> list[dict[str, Any]]:
    """A run's path, and its place at the player's step."""
    with np.errstate(all="ignore"):
        x, y = run.trajectory.positions.T.astype(np.float32)
        z = heights.astype(np.float32)
    shared = {"type": "scatter3d", "x": x, "y": y, "z": z, "name": run.label}
    hover = f"{run.html}<br>(%{{x:.3~g}}, %{{y:.3~g}})<extra></extra>"
    return [
        shared
        | {
            "mode": "lines",
            "line": {"width": 5},
            "hovertemplate": hover,
            "meta": painted(line__color=run.token) | {"run": run.name, "time": "walk"},
            "uid": f"walk-{run.slug}",
        },
        shared
        | {
            "mode": "markers",
            "marker": {"size": 5, "line": {"width": 1}},
            "hovertemplate": hover,
            "meta": painted(marker__color=run.token, marker__line__color="ground")
            | {"run": run.name, "time": "place"},
            "uid": f"place-{run.slug}",
        },
    ]
