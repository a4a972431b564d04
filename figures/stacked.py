"""Panels one above the other over the step: what every figure in the player's time is made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from figures.axis import Scale, axis, axis_range, compact, drawable, has_place
from figures.drawn import Drawn
from figures.palette import FONT_SIZE, Spec, layout, painted, painted_layout
from optimizers import Array

_PALE = 0.45  # how much is seen of what lies under the others


@dataclass(frozen=True)
class Line:
    """One quantity of one run, step by step.

    Attributes:
        name: what the legend calls it.
        quantity: what hovering calls it.
        values: shape (steps + 1,), or (k,) with `at`.
        token: its colour.
        dash, width: how it is drawn.
        uid: its stable name in the figure; Plotly puts it into CSS selectors.
        hover: what hovering says before the step; HTML.
        run: the run's name in links.
        reads: what the run's row calls its value at the player's step; empty where the row does not tell it.
        at: the k steps, from 0 on, of which it has values; None where it has one of every step.
        pale: whether it lies pale under the others, without a head.
    """

    name: str
    quantity: str
    values: Array
    token: str
    dash: str
    width: float
    uid: str
    hover: str
    run: str
    reads: str = ""
    at: NDArray[np.intp] | None = None
    pale: bool = False


@dataclass(frozen=True)
class Panel:
    """Some lines on one axis.

    Attributes:
        title: what stands above it.
        lines: its lines; each is a time series over the same steps.
        scale: whether the axis is linear or logarithmic.
        floor, ceiling: values beyond them no longer set the axis.
        share: its part of the height; shares are relative to each other's.
        legend: whether the lines' names stand above the panel, too.
        ticks: about how many numbers the axis gets.
    """

    title: str
    lines: Sequence[Line]
    scale: Scale = "linear"
    floor: float = -math.inf
    ceiling: float = math.inf
    share: float = 1.0
    legend: bool = False
    ticks: int = 4


def line(run: Drawn, name: str, values: Array, uid: str, **style: Any) -> Line:
    """A line of a run, in its colour and dash and called by its name, unless `style` says otherwise."""
    own: dict[str, Any] = {"quantity": name, "token": run.token, "dash": run.dash, "width": 1.5} | style
    return Line(name=name, values=values, uid=f"{uid}-{run.slug}", hover=run.html, run=run.name, **own)


def stacked(
    panels: Sequence[Panel],
    steps: int,
    *,
    revision: str,
    gap: float,
    margin: dict[str, int],
    labels: Sequence[tuple[dict[str, object], str]] = (),
) -> Spec:
    """A figure of one to three panels over the same steps, its x axis below the last one.

    Args:
        panels: from top to bottom.
        steps: the last step.
        revision: zoom is kept while this stays the same.
        gap: between two panels, as a share of the height.
        margin: in pixels, around all of them; a title takes 20 above its panel.
        labels: annotations at lines' ends, and the tokens that colour them; see `end_labels`.
    """
    domains = domains_of(panels, gap)
    traces: list[dict[str, Any]] = []
    axes: dict[str, dict[str, Any]] = {}
    legends: dict[str, dict[str, Any]] = {}
    for index, (panel, domain) in enumerate(zip(panels, domains, strict=True), start=1):
        suffix = "" if index == 1 else str(index)
        bounds = range_of(panel)
        axes[f"yaxis{suffix}"] = {
            "domain": domain,
            "nticks": panel.ticks,
            **axis(bounds, panel.scale),
        }
        if panel.legend:
            legends[f"legend{suffix}"] = {
                "orientation": "h",
                "x": 1,
                "xanchor": "right",
                "y": domain[1],
                "yanchor": "bottom",
                "itemclick": False,
                "itemdoubleclick": False,
                "bgcolor": "rgba(0, 0, 0, 0)",
                "itemwidth": 30,
                "font": {"size": FONT_SIZE - 1},  # beside the title there is little room
            }
        traces += [
            _trace(each, panel.scale, f"y{suffix}", f"legend{suffix}" if panel.legend else None)
            for each in panel.lines
        ]
    bottom = "y" if len(panels) == 1 else f"y{len(panels)}"
    x_axis = {"range": [0, max(steps, 1)], "title": {"text": "step"}, "anchor": bottom, "showgrid": False}
    axes = {"xaxis": x_axis} | axes
    titles = [(_title(panel, domain), "ink") for panel, domain in zip(panels, domains, strict=True)]
    notes = [
        (_note(text, domain), "muted")
        for panel, domain in zip(panels, domains, strict=True)
        if (text := nothing_to_show(panel))
    ]
    annotations = [*titles, *notes, *labels]
    colours = {f"annotations[{index}].font.color": token for index, (_, token) in enumerate(annotations)}
    shown = layout(
        axes,
        margin,
        dragmode="zoom",
        annotations=[annotation for annotation, _ in annotations],
        uirevision=revision,
        meta=painted_layout(*axes, **colours),
        **legends,
    )
    return {"data": traces, "layout": shown | {"showlegend": bool(legends)}}


def _title(panel: Panel, domain: tuple[float, float]) -> dict[str, object]:
    """A panel's title, level, above its left end: easier to read than one that climbs along the axis."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": domain[1],
        "xanchor": "left",
        "yanchor": "bottom",
        "text": panel.title,
        "showarrow": False,
    }


def nothing_to_show(panel: Panel) -> str:
    """Why none of a panel's lines can be drawn, in words; empty where one can, or where there are none."""
    values = np.concatenate([np.ravel(each.values) for each in panel.lines] or [np.array([])])
    finite = values[np.isfinite(values)]
    if not panel.lines or len(drawable(values, panel.scale)):
        return ""
    if not len(finite):
        return "no finite value"
    if panel.scale == "linear":
        return "every value is too large to draw"
    return (
        f"{'no value is above 0' if finite.any() else 'every value is 0'}:<br>nothing to show on a log axis"
    )


def _note(text: str, domain: tuple[float, float]) -> dict[str, object]:
    """Words in the middle of a panel."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": sum(domain) / 2,
        "xanchor": "center",
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
    }


def domains_of(panels: Sequence[Panel], gap: float) -> list[tuple[float, float]]:
    """Where the panels stand, from top to bottom, as shares of the height from below."""
    unit = (1 - gap * (len(panels) - 1)) / sum(panel.share for panel in panels)
    domains = []
    top = 1.0
    for panel in panels:
        bottom = max(top - unit * panel.share, 0.0)
        domains.append((bottom, top))
        top = bottom - gap
    return domains


def _trace(each: Line, scale: Scale, axis: str, legend: str | None) -> dict[str, Any]:
    place = has_place(each.values, scale)
    # A line is drawn between neighbours; values that have none would not be seen at all.
    alone = place.any() and not (place[1:] & place[:-1]).any()
    coloured = ("line__color", "marker__color") if alone else ("line__color",)
    time = "pale" if each.pale else "x" if each.at is None else "looks"
    return {
        "type": "scatter",
        **({} if each.at is None else {"x": each.at.astype(np.int32)}),
        "y": compact(each.values),
        "yaxis": axis,
        **({"opacity": _PALE} if each.pale else {}),
        **({"mode": "lines+markers", "marker": {"size": 5}} if alone else {"mode": "lines"}),
        "line": {"width": each.width, "dash": each.dash},
        "name": each.name,
        **({"legend": legend} if legend else {}),
        "hovertemplate": f"{each.hover}, step %{{x}}<br>{each.quantity} = %{{y:.4~g}}<extra></extra>",
        "meta": painted(**dict.fromkeys(coloured, each.token))
        | {"run": each.run, "time": time}
        | ({"reads": each.reads} if each.reads else {}),
        "uid": each.uid,
    }


def range_of(panel: Panel) -> list[float]:
    """The bounds of a panel's axis, in its units."""
    return axis_range([each.values for each in panel.lines], panel.scale, panel.floor, panel.ceiling)
