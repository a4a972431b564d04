"""The curves beside the map: the loss and, below it, the gradient's norm, against the step."""

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
import plotly.graph_objects as go

from figures.axis import Scale
from figures.drawn import DrawnRun
from figures.labels import end_labels, label_room
from figures.landscape import landscape, lowest_value
from figures.palette import Spec
from figures.stacked import Panel, line, stacked
from surfaces import Surface
from trajectories.measures import path_lengths, step_lengths
from words import TOLERANCE, loss_name

_GAP = 0.12  # between the two panels, as a share of the height
_ROOM = 30.0  # a loss this many times above the highest in view no longer sets the axis
_DEPTH = 2.0  # nor does one that is deeper below the view than this many times its range of heights


# What the upper panel shows: the loss, a step's length over the learning rate, or the path's length so far.
Quantity = Literal["loss", "step", "path"]


def curves_figure(surface: Surface, runs: Sequence[DrawnRun], scale: Scale) -> go.Figure:
    """Loss and gradient norm, one line per run, their names at the lines' ends."""
    return go.Figure(curves_spec(surface, runs, scale))


def curves_spec(
    surface: Surface,
    runs: Sequence[DrawnRun],
    scale: Scale,
    quantity: Quantity = "loss",
    *,
    norms: bool = True,
) -> Spec:
    """The same as plain dictionaries and arrays, which Plotly need not check at every step of a slider.

    A lesson may have another `quantity` in the loss's place; without `norms` there is one panel.
    """
    panels = [_losses(surface, runs, scale) if quantity == "loss" else _lengths(runs, quantity)]
    if norms:
        lines = [line(run, "‖g‖", run.gradient_norms, "y2") for run in runs]
        panels.append(Panel("gradient norm, ‖g‖", lines, "log", share=0.36))
    spec = stacked(
        panels,
        max((run.trajectory.steps for run in runs), default=1),
        # The axes follow the runs until the reader zooms; another scale is another picture.
        revision=f"{surface.key} {scale} {quantity} {len(panels)}",
        gap=_GAP,
        margin={"l": 48, "r": label_room(runs), "t": 22, "b": 40},
        labels=end_labels(runs, panels, _GAP),
    )
    if quantity == "loss" and scale == "log" and surface.minima and runs:
        _mark_tolerance(spec)
    return spec


def _mark_tolerance(spec: Spec) -> None:
    """A thin line at the loss below which the rows call it low."""
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": TOLERANCE, "y1": TOLERANCE}
    spec["layout"]["shapes"] = [shape | {"line": {"width": 1, "dash": "dot"}, "layer": "below"}]
    spec["layout"]["meta"]["paint"]["shapes[0].line.color"] = "muted"


def _lengths(runs: Sequence[DrawnRun], quantity: Quantity) -> Panel:
    """How far each step went in its larger coordinate over the learning rate, or how long the path was."""
    with np.errstate(all="ignore"):
        if quantity == "step":
            title, name = "step over α in its larger coordinate", "|Δθ|∞/α"
            lengths = [
                step_lengths(run.trajectory).max(axis=1) / run.trajectory.learning_rates for run in runs
            ]
        else:
            title, name = "length of the path", "path"
            lengths = [path_lengths(run.trajectory) for run in runs]
    lines = [
        line(run, name, values, "y", width=2, reads=name) for run, values in zip(runs, lengths, strict=True)
    ]
    return Panel(title, lines, "linear", share=0.54, ticks=6)


def _losses(surface: Surface, runs: Sequence[DrawnRun], scale: Scale) -> Panel:
    lowest = lowest_value(surface) or 0.0
    name = loss_name(lowest)
    view = landscape(surface).values
    seen = view[np.isfinite(view)] if np.isfinite(view).any() else np.array([lowest])
    with np.errstate(over="ignore"):
        losses = [run.trajectory.losses - lowest for run in runs]
        bottom, top = (float(end - lowest) for end in (seen.min(), seen.max()))
    return Panel(
        f"loss, {name}",
        [line(run, name, values, "y", width=2, reads=name) for run, values in zip(runs, losses, strict=True)],
        scale,
        # Only where no minimum is known can a run go deep below all that is in view.
        floor=-math.inf if surface.minima else bottom - _DEPTH * (top - bottom),
        ceiling=_ROOM * top if top > 0 else math.inf,
        share=0.54,
        ticks=6,
    )
