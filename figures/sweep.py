"""A run with many settings: a map over two of its numbers, and every run's loss over its rate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from figures.axis import Scale, axis, axis_range, has_place
from figures.drawn import Drawn
from figures.map import colour_bar
from figures.palette import Spec, layout, painted, painted_layout
from optimizers import Array
from trajectories import Sweep
from tunables import EXACT, Tunable, short

LEAST = 1e-12  # a loss below this is as good as none: it has the colour of this
WORST = 10.0  # times the loss at the start: a worse one has the colour of this
_TICKS = 6
_HATCH = 3  # cells from one line of the hatching to the next
_MARGINS = {"l": 64, "r": 12, "t": 26, "b": 44}


@dataclass(frozen=True)
class SweptAxis:
    """One of the two numbers that a map goes over.

    Attributes:
        tunable: its declaration.
        values: of it, in ascending order.
        here: its value on the page.
    """

    tunable: Tunable
    values: tuple[float, ...]
    here: float

    @property
    def place(self) -> float:
        """Where the page stands, in cells."""
        place: float = self.tunable.scale.place(self.here, self.values)  # type: ignore[attr-defined]
        return place

    @property
    def title(self) -> str:
        """`α learning rate`."""
        return f"{self.tunable.letter} {self.tunable.words}".strip()

    def shown(self) -> list[str]:
        """Every value as the page writes it."""
        return [short(value, EXACT) for value in self.values]


def sweep_spec(across: SweptAxis, up: SweptAxis, found: Sweep, criterion: str, begin: float) -> Spec:
    """A cell for every pair of values, `found` having the shape (across, up).

    Args:
        across, up: the two numbers.
        found: what became of the run with each pair.
        criterion: `loss`, at the end, or `steps`, until it settled.
        begin: what f is above its minimum at the start.
    """
    values = (found.settled_at if criterion == "steps" else found.above_minimum).T.astype(np.float64)
    lost = found.overflowed_at.T >= 0
    told = np.where(lost | (values < 0) if criterion == "steps" else lost, np.nan, values)
    heights, bar = _steps_bar(told) if criterion == "steps" else _loss_bar(told, begin)
    axes: dict[str, dict[str, Any]] = {
        name: {
            "type": "category",
            "range": [-0.5, len(own.values) - 0.5],
            "title": {"text": own.title, "standoff": 4},
            "showgrid": False,
            **_ticks(own),
        }
        for name, own in (("xaxis", across), ("yaxis", up))
    }
    letters = [own.tunable.letter or own.title for own in (across, up)]
    what = "settled from step" if criterion == "steps" else "loss at the end"
    trace = {
        "type": "heatmap",
        "x": across.shown(),
        "y": up.shown(),
        "z": heights.astype(np.float32),
        "customdata": told,
        "zmin": bar["low"],
        "zmax": bar["high"],
        "colorbar": bar["colorbar"],
        "hoverongaps": False,
        "hovertemplate": f"{letters[0]} = %{{x}}<br>{letters[1]} = %{{y}}<br>{what} %{{customdata:.4~g}}"
        "<br>click to load it<extra></extra>",
        "meta": painted(colorscale="heights") | {"picks": True},
        "uid": "sweep",
    }
    shapes = [*_cross(across.place, up.place), *_hatching(lost)]
    tokens = {f"shapes[{i}].line.color": "ink" if i < 2 else "muted" for i in range(len(shapes))}
    return {
        "data": [trace],
        "layout": layout(
            axes,
            _MARGINS | {"r": 70},
            dragmode="pan",
            uirevision=f"{across.tunable.name} {up.tunable.name}",
            shapes=shapes,
            meta=painted_layout(*axes, **tokens),
        ),
    }


def _loss_bar(values: Array, begin: float) -> tuple[Array, dict[str, Any]]:
    """log10 of the losses, where they are all above 0 or nearly, and their colour bar."""
    finite = values[np.isfinite(values)]
    if finite.size and finite.min() < -1e-9 * max(1.0, abs(finite).max()):
        low, high = np.quantile(finite, [0.02, 0.98])  # no minimum is known, and f goes below 0
        return values, _bar(float(low), float(max(high, low + 1e-9)), "f", None)
    most = max(WORST * begin, 10 * LEAST) if np.isfinite(begin) else 1e300
    with np.errstate(all="ignore"):
        heights = np.log10(np.clip(values, LEAST, most))
    seen = heights[np.isfinite(heights)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (-1.0, 1.0)
    decades = range(int(np.ceil(low - 1e-9)), int(np.floor(high + 1e-9)) + 1)
    every = max(1, -(-len(decades) // _TICKS))
    ticks = [decade for decade in decades if decade % every == 0]
    return heights, _bar(low, max(high, low + 1e-6), "f − f*", ticks)


def _steps_bar(values: Array) -> tuple[Array, dict[str, Any]]:
    seen = values[np.isfinite(values)]
    low, high = (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)
    high = max(high, low + 1)
    ticks = np.unique(np.round(np.linspace(low, high, _TICKS))).astype(int).tolist()
    # Room below, so that the quickest does not look like what never settled.
    bar = _bar(low - (high - low) / 2, high, "step", None)
    bar["colorbar"] |= {"tickvals": ticks}
    return values, bar


def _bar(low: float, high: float, title: str, decades: list[int] | None) -> dict[str, Any]:
    colorbar = colour_bar(title)
    if decades is not None:
        colorbar |= {"tickvals": decades, "ticktext": [short(10.0**decade) for decade in decades]}
    return {"low": low, "high": high, "colorbar": colorbar}


def _ticks(own: SweptAxis) -> dict[str, Any]:
    """A few values of an axis, as evenly spread as they are."""
    count = len(own.values)
    every = max(1, round((count - 1) / _TICKS))
    at = list(range(0, count, every))
    shown = own.shown()  # the categories: a number would be taken for the category of that name
    texts: list[str] = []
    for digits in range(2, 8):
        texts = [short(own.values[index], digits) for index in at]
        if len(set(texts)) == len(texts):
            break
    return {"tickmode": "array", "tickvals": [shown[index] for index in at], "ticktext": texts}


def _cross(x: float, y: float) -> list[dict[str, Any]]:
    """Where the page stands: a line across the map, and one up."""
    line = {"width": 1.2, "dash": "dot"}
    return [
        {"type": "line", "xref": "x", "yref": "y domain", "x0": x, "x1": x, "y0": 0, "y1": 1, "line": line},
        {"type": "line", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line},
    ]


def _hatching(lost: Any) -> list[dict[str, Any]]:
    """One path: a diagonal through every third cell of those that overflowed."""
    cells = [(int(row), int(column)) for row, column in np.argwhere(lost) if (row - column) % _HATCH == 0]
    if not cells:
        return []
    path = "".join(f"M{x - 0.5},{y - 0.5}L{x + 0.5},{y + 0.5}" for y, x in cells)
    return [{"type": "path", "path": path, "line": {"width": 1}}]


def rates_spec(
    runs: Sequence[Drawn],
    rates: Mapping[str, tuple[float, ...]],
    losses: Mapping[str, Array],
    here: Mapping[str, float],
    limits: Mapping[str, float | None],
    *,
    name: str,
    begin: float,
) -> Spec:
    """Every run's loss at the end against its learning rate.

    Args:
        runs: what is drawn.
        rates, losses: of each, by name: the rates that were tried, and f − f* at the end, NaN where it
            overflowed.
        here: the rate that each has on the page.
        limits: above which rate theory says it diverges; None where it says none.
        name: what the loss is called.
        begin: what it is at the start.
    """
    seen = np.concatenate([np.asarray(losses[run.name]) for run in runs] or [np.array([1.0])])
    scale: Scale = "linear" if (seen[np.isfinite(seen)] < 0).any() else "log"
    floor, top = (LEAST, WORST * begin) if scale == "log" and begin > 0 else (-np.inf, np.inf)
    bounds = axis_range([np.clip(seen, floor, top)], scale)
    lowest = min((values[0] for values in rates.values()), default=1e-4)
    highest = max((values[-1] for values in rates.values()), default=10)
    axes: dict[str, dict[str, Any]] = {
        "xaxis": {
            "title": {"text": "α learning rate", "standoff": 4},
            **axis([np.log10(lowest), np.log10(highest)], "log"),
        },
        "yaxis": {"title": {"text": name, "standoff": 2}, **axis(bounds, scale)},
    }
    lines: list[dict[str, Any]] = []
    shapes, tokens = [], []
    for run in runs:
        own = np.maximum(np.asarray(losses[run.name]), floor)
        drawn = np.where(has_place(own, scale), own, np.nan)
        lines += _of_rates(run, rates[run.name], drawn, here[run.name])
        if limit := limits[run.name]:
            shapes.append(
                {"type": "line", "yref": "y domain", "x0": limit, "x1": limit, "y0": 0, "y1": 1}
                | {"line": {"width": 1.2, "dash": "dot"}}
            )
            tokens.append(run.token)
    if begin > 0 or scale == "linear":
        shapes.append(
            {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": begin, "y1": begin}
            | {"line": {"width": 1, "dash": "dash"}}
        )
        tokens.append("muted")
    painting = {f"shapes[{i}].line.color": token for i, token in enumerate(tokens)}
    return {
        "data": lines,
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="pan",
            uirevision="rates",
            shapes=shapes,
            meta=painted_layout(*axes, **painting),
        ),
    }


def _of_rates(run: Drawn, rates: tuple[float, ...], losses: Array, here: float) -> list[dict[str, Any]]:
    """A run's line, with a gap where it overflowed, and a point where it is on the page."""
    at = np.interp(np.log(here), np.log(rates), losses)
    shared = {"meta": painted(line__color=run.token, marker__color=run.token) | {"run": run.name}}
    return [
        {
            "type": "scatter",
            "x": np.array(rates),
            "y": losses,
            "mode": "lines+markers",
            "line": {"width": 2, "dash": run.dash},
            "marker": {"size": 4},
            "name": run.label,
            "hovertemplate": f"{run.html}<br>α = %{{x:.4~g}}<br>loss at the end %{{y:.4~g}}"
            "<br>click to load it<extra></extra>",
            "uid": f"rates-{run.slug}",
            **shared,
            "meta": shared["meta"] | {"picks": True},
        },
        {
            "type": "scatter",
            "x": [here],
            "y": [float(at)],
            "mode": "markers",
            "marker": {"size": 11, "line": {"width": 2}},
            "hoverinfo": "skip",
            "uid": f"here-{run.slug}",
            "meta": painted(marker__color=run.token, marker__line__color="ground") | {"run": run.name},
        },
    ]
