"""A rule's quantities over all weights of a network, as histograms of both layers in the player's time."""

from typing import Any

import numpy as np

from figures.axis import axis
from figures.drawn import Drawn
from figures.palette import FONT_SIZE, Spec, layout, painted, painted_layout
from optimizers import Optimizer, plain
from trajectories.watched import Watched

LAYERS = ("first layer", "second layer")
_MARGINS = {"l": 44, "r": 12, "t": 24, "b": 40}


def spread_specs(optimizer: Optimizer, run: Drawn, found: Watched) -> dict[str, Spec]:
    """A figure for each of a rule's spreads; a bin is as high as its share of the layer's weights."""
    return {
        f"spread-{index}": _spec(_called(optimizer, expression), index, run, found, expression)
        for index, expression in enumerate(found.spreads)
    }


def _called(optimizer: Optimizer, expression: str) -> str:
    return "|Δθ|/α" if "theta_prev" in expression else plain(optimizer, expression)


def _spec(title: str, index: int, run: Drawn, found: Watched, expression: str) -> Spec:
    counts = found.spreads[expression]
    totals = np.maximum(found.sizes, 1)[None, :, None]
    shares = (counts / totals).astype(np.float32)
    used = np.flatnonzero(counts.sum(axis=(0, 1)))
    first, last = (int(used[0]), int(used[-1]) + 1) if len(used) else (0, 1)
    shares, edges = shares[:, :, first:last], found.edges[first : last + 1]
    axes: dict[str, dict[str, Any]] = {
        "xaxis": axis([float(np.log10(edges[0])), float(np.log10(edges[-1]))], "log")
        | {"title": {"text": title, "standoff": 4}, "showgrid": False},
        "yaxis": {"range": [0, 1.05 * float(shares.max() or 1)], "nticks": 4, "tickformat": ".0%"},
    }
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": [],
            "y": [],
            "mode": "lines",
            "name": LAYERS[layer],
            "line": {"width": 2 - layer * 0.5},
            "customdata": shares[:, layer].ravel(),
            "meta": painted(line__color=run.token if layer == 0 else "ink")
            | {"run": run.name, "bins": {"at": found.looked_at.tolist(), "edges": edges.tolist()}},
            "uid": f"spread-{index}-{layer}",
        }
        for layer in range(len(LAYERS))
    ]
    words = [
        (_word(f"▬ {LAYERS[0]}", 0, "left"), run.token),
        (_word(f"▬ {LAYERS[1]}", 1, "right"), "ink"),
    ]
    colours = {f"annotations[{at}].font.color": token for at, (_, token) in enumerate(words)}
    return {
        "data": traces,
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="zoom",
            uirevision=f"{run.name} {expression}",
            annotations=[word for word, _ in words],
            meta=painted_layout(*axes, **colours),
        ),
    }


def _word(text: str, x: float, anchor: str) -> dict[str, Any]:
    """Words above the figure."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": 1.01,
        "xanchor": anchor,
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": FONT_SIZE - 1},
    }
