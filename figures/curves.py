"""The curves beside the map: the loss and, below it, the gradient's norm, against the step."""

import math
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.drawn import DrawnRun
from figures.landscape import landscape, lowest_value
from figures.palette import Spec
from figures.stacked import Panel, Scale, axis_range, drawable, heights, line, stacked
from optimizers import Array
from surfaces import Surface

_GAP = 0.1  # between the two panels, as a share of the height
_LABEL_HEIGHT = 0.055  # of the figure's height: how far apart two labels at line ends stand
_LABEL_LETTERS = 18  # a longer label is cut at its line's end
_FEWEST_LETTERS = 10  # room for the rules' names, so that most figures have the same width
_LETTER = 6.2  # pixels
_ROOM = 30.0  # a loss this many times above the highest in view no longer sets the axis
_DEPTH = 2.0  # nor does one that is deeper below the view than this many times its range of heights


def loss_name(surface: Surface) -> str:
    """What the loss curve shows: `f` where the minimum is 0 or unknown, else `f − 3`, less the minimum."""
    lowest = lowest_value(surface)
    return f"f {'−' if lowest > 0 else '+'} {abs(lowest):.5g}" if lowest else "f"


def curves_figure(surface: Surface, runs: Sequence[DrawnRun], scale: Scale) -> go.Figure:
    """Loss and gradient norm, one line per run, their names at the lines' ends."""
    return go.Figure(curves_spec(surface, runs, scale))


def curves_spec(surface: Surface, runs: Sequence[DrawnRun], scale: Scale) -> Spec:
    """The same as plain dictionaries and arrays, which Plotly need not check at every step of a slider."""
    lowest = lowest_value(surface) or 0.0
    losses = [run.trajectory.losses - lowest for run in runs]
    name = loss_name(surface)
    view = landscape(surface).values
    bottom, top = float(np.nanmin(view)) - lowest, float(np.nanmax(view)) - lowest
    letters = min(max((len(run.label) for run in runs), default=0), _LABEL_LETTERS)
    panels = [
        Panel(
            name,
            [line(run, name, values, "y", width=2) for run, values in zip(runs, losses, strict=True)],
            scale,
            # Only where no minimum is known can a run go deep below all that is in view.
            floor=bottom - _DEPTH * (top - bottom) if lowest_value(surface) is None else -math.inf,
            ceiling=_ROOM * top if top > 0 else math.inf,
            share=0.54,
            ticks=6,
        ),
        Panel("‖g‖", [line(run, "‖g‖", run.gradient_norms, "y2") for run in runs], "log", share=0.36),
    ]
    return stacked(
        panels,
        max((run.trajectory.steps for run in runs), default=1),
        # The axes follow the runs until the reader zooms; another scale is another picture.
        revision=f"{surface.key} {scale}",
        gap=_GAP,
        margin={"l": 60, "r": round(14 + _LETTER * max(letters, _FEWEST_LETTERS)), "t": 8, "b": 40},
        annotations=_end_labels(
            runs,
            losses,
            axis_range(losses, scale, panels[0].floor, panels[0].ceiling),
            scale,
            heights(panels, _GAP),
        ),
    )


def _end_labels(
    runs: Sequence[DrawnRun],
    losses: Sequence[Array],
    bounds: list[float],
    scale: Scale,
    place: tuple[float, float],
) -> list[tuple[dict[str, object], str]]:
    """The runs' names and colour tokens at the ends of their losses, moved apart where they would touch."""
    ends = []
    for run, values in zip(runs, losses, strict=True):
        drawn = drawable(values, scale)
        if len(drawn):
            end = math.log10(drawn[-1]) if scale == "log" else float(drawn[-1])
            share = (end - bounds[0]) / (bounds[1] - bounds[0])
            ends.append((min(max(share, 0.0), 1.0), run))
    heights = _apart([place[0] + share * (place[1] - place[0]) for share, _ in ends], _LABEL_HEIGHT)
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
