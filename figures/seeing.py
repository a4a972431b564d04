"""What a network sees, at every step at which it was looked at: its boundary between two classes, the images
that it is asked about, and its first layer. The pictures themselves are drawn in the browser.
"""

import math
from typing import Any

import numpy as np

from figures.drawn import TrainedRun
from figures.examples import drawn_by_page
from figures.palette import Spec, layout, painted, painted_layout
from problems import Network
from trajectories.seen import first_layer, hardest, regions

MOST_IMAGES = 40
MOST_UNITS = 32
_GRID = (52, 36)
_MARGIN = 0.12  # of the examples' extent, around them
_MARGINS = {"l": 40, "r": 12, "t": 22, "b": 40}
_SYMBOLS = ("circle", "diamond-open")


def regions_spec(network: Network, run: TrainedRun) -> Spec:
    """The examples of two inputs, and where the run has the boundary between their classes."""
    inputs, labels = network.training
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    around = _MARGIN * (high - low)
    x, y = (
        np.linspace(first, last, count)
        for first, last, count in zip(low - around, high + around, _GRID, strict=True)
    )
    axes: dict[str, dict[str, Any]] = {
        "xaxis": {"range": [float(x[0]), float(x[-1])], "title": {"text": "x₁", "standoff": 4}, "nticks": 6},
        "yaxis": {"range": [float(y[0]), float(y[-1])], "title": {"text": "x₂", "standoff": 4}, "nticks": 6},
    }
    for each in axes.values():
        each |= {"showgrid": False, "zeroline": False}
    grid = {
        "at": run.training.pictured_at.tolist(),
        "size": [len(x), len(y)],
        "box": [float(x[0]), float(x[-1]), float(y[0]), float(y[-1])],
    }
    return {
        "data": [
            drawn_by_page(run)
            | {
                "customdata": regions(network, run.training, x, y).ravel(),
                "meta": painted(line__color=run.token, marker__colorscale="heights")
                | {"run": run.name, "grid": grid},
                "uid": "regions",
            },
            {
                "type": "scatter",
                "x": inputs[:, 0],
                "y": inputs[:, 1],
                "mode": "markers",
                "marker": {"size": 7, "symbol": [_SYMBOLS[label] for label in labels]},
                "hovertemplate": "%{x:.3~g}, %{y:.3~g}<extra></extra>",
                "meta": painted(marker__color="ink"),
                "uid": "examples",
            },
        ],
        "layout": layout(
            axes,
            _MARGINS,
            dragmode="pan",
            uirevision=network.key,
            meta=painted_layout(*axes),
        ),
    }


def images_spec(network: Network, run: TrainedRun) -> Spec:
    """Images that are held out, and what the run takes each for."""
    training, order = run.training, hardest(network, run.training)
    held_out = network.validation
    assert held_out
    shown = order[:MOST_IMAGES]
    right = (training.taken == held_out.labels).sum(axis=1)
    pixels = held_out.inputs[shown]
    low, high = float(held_out.inputs.min()), float(held_out.inputs.max())
    total = len(order)
    return _tiles(
        run,
        len(shown),
        title=f"Held out, the hardest of {total} for",
        told=[f"{count} of {total} right" for count in right.tolist()],
        pictures=np.round(255 * (pixels - low) / (high - low)).astype(np.uint8).ravel(),
        labels=held_out.labels[shown].astype(np.uint8),
        taken=training.taken[:, shown].ravel(),
    )


def filters_spec(network: Network, run: TrainedRun, weight: int) -> Spec:
    """The weights from an image into each of the first hidden units, as images: white is positive.

    That `weight` of θ is marked, where it is one of them.
    """
    pictures = first_layer(network, run.training, MOST_UNITS)
    some = f"{MOST_UNITS} of " if network.hidden > MOST_UNITS else ""
    pixel, unit = divmod(weight, network.hidden)
    return _tiles(
        run,
        pictures.shape[1],
        title=f"Weights into {some}{network.hidden} hidden units of",
        told=[""] * len(pictures),
        pictures=pictures.ravel(),
        chosen=[unit, pixel] if pixel < network.shape[0] else None,
    )


def _tiles(
    run: TrainedRun,
    count: int,
    *,
    title: str,
    told: list[str],
    pictures: Any,
    labels: Any = None,
    taken: Any = None,
    chosen: list[int] | None = None,
) -> Spec:
    """What no chart library draws: small square pictures, which change, or whose captions do."""
    tiled = {
        "at": run.training.pictured_at.astype(np.int32),
        "side": math.isqrt(len(pictures) // (count * (1 if taken is not None else len(told)))),
        "count": count,
        "pictures": pictures,
        "labels": labels,
        "taken": taken,
        "told": told,
        "title": title,
        "label": run.label,
        "token": run.token,
        "chosen": chosen,
    }
    return {"data": [], "layout": {"meta": {"run": run.name, "tiled": tiled}}}
