"""The live chart: one browser component that draws, plays and reports where the reader put the start.

It lives in `frontend/` (JavaScript modules and a style sheet), stays the same node for the whole visit
and gets ordinary Plotly figures. The surface's heights travel apart from the paths, as an element of
their own that does not change with the runs, so that Streamlit sends only its hash again.
"""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, TypedDict

import streamlit as st

from figures import PALETTES, Spec, contours, travelling
from interface.address import Address
from interface.live_chart.anatomy import anatomy, step_reports
from interface.live_chart.browser import component, sent
from interface.messages import MOST, is_count
from interface.widgets import arriving, once
from remembered import MB, remembered
from surfaces import Surface

__all__ = ["Message", "Row", "anatomy", "live_chart", "step_reports"]

KEY = "live_chart"
_GROUND = component("ground")
_CHART = component("chart")


class Row(TypedDict):
    """The line below the figures that says how one run ended."""

    name: str
    label: str
    sentence: str
    token: str
    dash: str


class Message(TypedDict):
    """A start that the reader asked for, and its number."""

    x: float
    y: float
    sequence: int


def live_chart(
    *,
    surface: Surface | None,
    hint: str,
    figures: dict[str, Spec],
    descriptions: dict[str, str],
    rows: list[Row],
    quantity: str,
    steps: int,
    start: tuple[float, ...] | None,
    seek: dict[str, Any],
    acknowledged: int,
    address: Address,
    lesson: Literal["", "predicting", "revealed"],
    on_start: Callable[[Message], None],
    greeted: int,
    on_hello: Callable[[int, Any], None],
) -> None:
    """Mount the chart, or update the one that is there.

    Args:
        surface: whose heights lie under the map; None where there is no map.
        hint: a line above the figures.
        figures: `map` (made with `ground=False`) and `curves`.
        descriptions: the figures in words, for those who do not see them.
        rows: one per shown run.
        quantity: what the curves' values are called.
        steps: the last step that the player can show.
        start: where the runs begin; None where it cannot be moved.
        seek: where to send the player, `{number, step, play}`, once for every number.
        acknowledged: the sequence number of the last start that is in these figures.
        address: the link to this page.
        lesson: whether a lesson's text stands above the chart, which is then less high, and whether it
            still waits for a prediction, which the chart then does not give away.
        on_start: called, before the page runs again, with a start that the reader asked for.
        greeted: the number of the last greeting that came; it makes the answer another than the one before.
        on_hello: called with the number of a greeting, by which a browser asks for the whole page, and with
            what it says is the address's query.
    """
    ground_id, trace = _ground(surface)
    with st.container(gap=None):
        place, out_of_sight = st.container(), st.container()
    # Sent first, because the chart waits for it, and placed below, because it shows nothing.
    with out_of_sight:
        _GROUND(key="ground", data={"id": ground_id, "trace": trace, "palettes": PALETTES}, height=1)

    def report() -> None:
        message = sent(KEY, "start")
        if _is_message(message):
            once(KEY, partial(on_start, message))()

    def greet() -> None:
        message = sent(KEY, "hello")
        if isinstance(message, dict) and is_count(message.get("number")):
            on_hello(int(message["number"]), message.get("query"))

    with place:
        _CHART(
            key=KEY,
            data={
                "ground": ground_id,
                "hint": hint,
                "figures": travelling(figures),
                "descriptions": descriptions,
                "rows": rows,
                "quantity": quantity,
                "steps": steps,
                "start": start,
                "view": surface.domain if surface else None,
                "seek": seek,
                "acknowledged": acknowledged,
                "address": address,
                "lesson": lesson,
                "greeted": greeted,
            },
            on_start_change=report,
            on_hello_change=greet,
        )
    if arriving():
        report()
        greet()


def _is_message(message: Any) -> bool:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    return (
        isinstance(message, dict)
        and all(isinstance(message.get(key), int | float) and abs(message[key]) < MOST for key in ("x", "y"))
        and is_count(message.get("sequence"))
    )


@remembered(limit=8 * MB, size=lambda ground: len(json.dumps(ground)))  # of about 0.2 MB each
def _ground(surface: Surface | None) -> tuple[str, dict[str, Any] | None]:
    """The surface's heights as they travel, with a name for them."""
    if surface is None:
        return "no map", None
    trace = travelling(contours(surface))
    return hashlib.sha256(json.dumps(trace, sort_keys=True).encode()).hexdigest()[:16], trace
