"""The live chart: one browser component that draws, plays and reports where the reader put the start.

It lives in `frontend/` (JavaScript modules and a style sheet), stays the same node for the whole visit
and gets ordinary Plotly figures. The surface's heights travel apart from the paths, as an element of
their own that does not change with the runs, so that Streamlit sends only its hash again.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, TypeGuard, cast

import streamlit as st

from figures import PALETTES, View, contours, travelling
from interface.address import Address
from interface.live_chart.anatomy import anatomy, step_reports
from interface.live_chart.browser import component, sent, sent_views
from interface.live_chart.code import code_of
from interface.live_chart.message import (
    Card,
    ChartMessage,
    Code,
    GroundMessage,
    Hiding,
    Line,
    Palette,
    Preview,
    PreviewMessage,
    Row,
    Seek,
    SentTrace,
    Start,
    Welcome,
)
from interface.live_chart.previews import previews
from interface.messages import MOST, is_count
from interface.widgets import arriving, once
from remembered import MB, remembered
from surfaces import Point, Surface

__all__ = [
    "Card",
    "ChartMessage",
    "Line",
    "Preview",
    "PreviewMessage",
    "Row",
    "Seek",
    "Welcome",
    "anatomy",
    "chart_message",
    "code_of",
    "ground_message",
    "live_chart",
    "previews",
    "step_reports",
]

KEY = "live_chart"
_MOST_HIDDEN = 100  # names in a message
_COARSE = 2  # of the grid's points every second
_GROUND = component("ground")
_CHART = component("chart")


def chart_message(
    *,
    surface: Surface | None,
    hint: str,
    views: Sequence[View],
    rows: list[Row],
    steps: int,
    start: Point | None,
    seek: Seek,
    acknowledged: int,
    address: Address,
    lesson: Literal["", "predicting", "revealed"],
    welcome: Welcome | None,
    present: bool,
    code: Code | None,
    gallery: list[Card] | None,
    greeted: int,
    coarse: bool = False,
) -> ChartMessage:
    """All that the chart shows.

    Args:
        surface: whose heights lie under the paths (a plane is made with `ground=False`); None where no view
            shows any.
        hint: a line above the figures.
        views: what is drawn, in this order.
        rows: one per shown run.
        steps: the last step that the player can show.
        start: where the runs begin; None where it cannot be moved.
        seek: where to send the player, `{number, step, play}`, once for every number.
        acknowledged: the sequence number of the last start that is in these figures.
        address: the link to this page.
        lesson: whether a lesson's text stands above the chart, which is then less high, and whether it
            still waits for a prediction, which the chart then does not give away.
        welcome: what a reader sees who is new here, or None.
        present: whether the page is shown to a class.
        code: the QR code that was asked for, or None.
        gallery: the lessons' cards, where they were asked for, or None.
        greeted: the number of the last greeting that came; it makes the answer another than the one before.
        coarse: whether the heights are those of `ground_message(surface, coarse=True)`.
    """
    return ChartMessage(
        ground=_ground(surface, coarse)[0],
        hint=hint,
        views=sent_views(views),
        rows=rows,
        steps=steps,
        start=start,
        domain=surface.domain if surface else None,
        seek=seek,
        acknowledged=acknowledged,
        address=address,
        lesson=lesson,
        welcome=welcome,
        present=present,
        code=code,
        gallery=gallery,
        greeted=greeted,
    )


def live_chart(
    surface: Surface | None,
    message: ChartMessage,
    *,
    on_start: Callable[[Start], None],
    on_hello: Callable[[int, Any], None],
    on_hiding: Callable[[list[str]], None],
    on_presenting: Callable[[bool], None],
    on_asking: Callable[[str], None],
    on_opening: Callable[[str], None],
) -> None:
    """Mount the chart, or update the one that is there.

    Args:
        surface: the one of the message.
        message: see `chart_message`.
        on_start: called, before the page runs again, with a start that the reader asked for.
        on_hello: called with the number of a greeting, by which a browser asks for the whole page, and with
            what it says is the address's query.
        on_hiding: called with the names of the runs that are to be hidden, and no others.
        on_presenting: called with whether the page is to be shown to a class.
        on_opening: called with the key of a lesson that is to be opened.
        on_asking: called with a link whose QR code is wanted.
    """
    with st.container(gap=None):
        place, out_of_sight = st.container(), st.container()
    # Sent first, because the chart waits for it, and placed below, because it shows nothing.
    with out_of_sight:
        _GROUND(key="ground", data=ground_message(surface), height=1)

    def report() -> None:
        message = sent(KEY, "start")
        if _is_start(message):
            once(KEY, partial(on_start, message))()

    def greet() -> None:
        message = sent(KEY, "hello")
        if isinstance(message, dict) and is_count(message.get("number")):
            on_hello(int(message["number"]), message.get("query"))

    def hide() -> None:
        message = sent(KEY, "hiding")
        if _is_hiding(message):
            once(f"{KEY} hiding", partial(on_hiding, message["hidden"]))()

    def present() -> None:
        message = sent(KEY, "presenting")
        if isinstance(message, dict) and isinstance(message.get("on"), bool):
            once(f"{KEY} presenting", partial(on_presenting, message["on"]))()

    def ask() -> None:
        message = sent(KEY, "asking")
        if isinstance(message, dict) and isinstance(message.get("link"), str):
            once(f"{KEY} asking", partial(on_asking, message["link"]))()

    def open_lesson() -> None:
        message = sent(KEY, "opening")
        if isinstance(message, dict) and isinstance(message.get("lesson"), str):
            once(f"{KEY} opening", partial(on_opening, message["lesson"]))()

    with place:
        _CHART(
            key=KEY,
            data=message,
            on_start_change=report,
            on_hello_change=greet,
            on_hiding_change=hide,
            on_presenting_change=present,
            on_asking_change=ask,
            on_opening_change=open_lesson,
        )
    if arriving():
        report()
        hide()
        present()
        open_lesson()
        greet()


def ground_message(surface: Surface | None, *, coarse: bool = False) -> GroundMessage:
    """A surface's heights under their name, and the colours of both themes.

    Coarse ones are drawn in half the time: for a surface that changes while one looks at it.
    """
    ground_id, trace = _ground(surface, coarse)
    return GroundMessage(id=ground_id, trace=trace, palettes=cast(dict[str, Palette], PALETTES))


def _is_start(message: Any) -> TypeGuard[Start]:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    return (
        isinstance(message, dict)
        and all(isinstance(message.get(key), int | float) and abs(message[key]) < MOST for key in ("x", "y"))
        and is_count(message.get("sequence"))
    )


def _is_hiding(message: Any) -> TypeGuard[Hiding]:
    hidden = message.get("hidden") if isinstance(message, dict) else None
    return (
        isinstance(hidden, list)
        and len(hidden) <= _MOST_HIDDEN
        and all(isinstance(name, str) for name in hidden)
    )


@remembered(limit=8 * MB, size=lambda ground: len(json.dumps(ground)))  # of about 0.2 MB each
def _ground(surface: Surface | None, coarse: bool = False) -> tuple[str, SentTrace | None]:
    """The surface's heights as they travel, with a name for them."""
    if surface is None:
        return "no map", None
    trace = SentTrace(travelling(contours(surface, every=_COARSE if coarse else 1)))
    return hashlib.sha256(json.dumps(trace, sort_keys=True).encode()).hexdigest()[:16], trace
