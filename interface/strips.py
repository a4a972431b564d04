"""Under the slider of a learning rate: what is left of the run's loss at the end with every rate."""

from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from experiment import alone, best, rate_losses, rate_stops
from figures import LEAST, WORST, lowest_value
from interface.choices import Choices
from interface.sweep import divergence
from interface.working import giving_way
from optimizers import Array
from tunables import short, tunables

Places = list[tuple[str, Any]]  # a run's name, and the container under the slider of its rate


def has_strips(chosen: Choices) -> bool:
    """Whether the page has them; a lesson that waits for a guess would be given away."""
    return chosen.page.strips and chosen.experiment.plane is not None and not chosen.predicting


def strips(chosen: Choices, places: Places) -> None:
    """Draw them in their places."""
    experiment, plane = chosen.experiment, chosen.experiment.plane
    if plane is None:
        return
    begin = float(plane.value(*experiment.start_point)) - (lowest_value(plane) or 0.0)
    for name, place in places:
        mine = alone(experiment, name)
        rates, losses = rate_stops(mine), rate_losses(mine, giving_way())
        rule = mine.runs[0].optimizer
        limit = divergence(plane, rule)
        scale: Any = tunables(type(rule))[0].scale
        mark = scale.place(limit, rates) / (len(rates) - 1) if limit else None
        with place:
            st.html(strip(rates, losses, begin, mark))


def strip(rates: tuple[float, ...], losses: Array, begin: float, mark: float | None = None) -> str:
    """The curve as HTML: an area as high as the logarithm of the loss, full where it overflows.

    Args:
        rates: in ascending order, evenly spread as the slider has them.
        losses: what is left of the loss at the end with each, NaN where it overflows.
        begin: what it was at the start, which has a line.
        mark: where, from 0 to 1, theory says that the run diverges; None where it says nothing.
    """
    known = losses[np.isfinite(losses)]
    on_log = begin > 0 and not (known < -LEAST * begin).any()
    top = WORST * begin if on_log else max(begin, *known) if known.size else begin
    values = np.clip(np.nan_to_num(losses, nan=top), LEAST if on_log else -np.inf, top)
    heights, level = (np.log(values), np.log(begin)) if on_log else (values, begin)
    low, high = float(heights.min()), float(np.log(top) if on_log else top)
    length = (high - low) or 1.0
    down = np.round(100 * (high - heights) / length, 1).tolist()
    corners = [f"{x} {_short(y)}%" for x, y in zip(_across(len(rates)), down, strict=True)]
    shape = ", ".join(["0% 100%", *corners, "100% 100%"])
    at = best(losses)
    least = "" if at is None else f": least with {short(rates[at])}, {short(float(losses[at]))}"
    label = f"Loss at the end over the learning rate{least}. At the start it is {short(begin)}."
    theory = "" if mark is None else f'<i style="left: {_percent(mark)}"></i>'
    start = f'<b style="top: {_percent((high - float(level)) / length)}"></b>'
    area = f'<div style="clip-path: polygon({shape})"></div>'
    return (
        f'<div class="ads-strip" role="img" aria-label="{label}" title="{label}">{area}{start}{theory}</div>'
    )


@lru_cache(maxsize=16)
def _across(count: int) -> list[str]:
    """So many places evenly spread from left to right."""
    return [_percent(index / (count - 1)) for index in range(count)]


def _percent(share: float) -> str:
    return _short(round(100 * share, 1)) + "%"


def _short(number: float) -> str:
    return str(number).removesuffix(".0")
