"""The live chart: one browser component that draws, plays and reports where the reader put the start.

It lives in `frontend/` (JavaScript modules and a style sheet), stays the same node for the whole visit
and gets ordinary Plotly figures. The surface's heights travel apart from the paths, as an element of
their own that does not change with the runs, so that Streamlit sends only its hash again.
"""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any, TypedDict, cast

import streamlit as st

from figures import PALETTES, contours, surroundings
from interface.live_chart.alone import alone
from interface.live_chart.anatomy import (
    anatomy,
    is_pick,
    moving_figures,
    pictures,
    step_reports,
    still_figures,
)
from interface.live_chart.browser import component, sent, sent_views
from interface.live_chart.code import code_of
from interface.live_chart.message import (
    Asking,
    Card,
    ChartMessage,
    GroundMessage,
    Hiding,
    Line,
    Opening,
    Palette,
    Placing,
    Presenting,
    Pressed,
    Preview,
    PreviewMessage,
    Row,
    Saved,
    Seek,
    Start,
    Trace,
    Welcome,
)
from interface.live_chart.packing import packed
from interface.live_chart.previews import HELD_POINTS, HELD_START, LONGEST_HELD, held_point, previews
from interface.messages import MOST, is_count
from interface.widgets import arriving, once
from remembered import MB, remembered
from surfaces import Surface

__all__ = [
    "HELD_POINTS",
    "HELD_START",
    "Acts",
    "Card",
    "ChartMessage",
    "Line",
    "Opening",
    "Placing",
    "Pressed",
    "Preview",
    "PreviewMessage",
    "Row",
    "Saved",
    "Seek",
    "Welcome",
    "alone",
    "anatomy",
    "code_of",
    "ground_message",
    "ground_name",
    "held_point",
    "live_chart",
    "moving_figures",
    "pictures",
    "previews",
    "sent_views",
    "step_reports",
    "still_figures",
]

KEY = "live_chart"
_MOST_HIDDEN = 100  # names in a message
_COARSE = 2  # of the grid's points every second
_GROUND = component("ground")
_CHART = component("chart")


class Acts(TypedDict):
    """What a reader's doings in the chart lead to; each is called before the page runs again.

    `hello` is a browser that asks for the whole page, with the number of its greeting and with what it says
    is the address's query.
    """

    hello: Callable[[int, Any], None]
    start: Callable[[Start], None]
    placing: Callable[[Placing], None]
    hiding: Callable[[Hiding], None]
    picking: Callable[[Pressed], None]
    presenting: Callable[[Presenting], None]
    asking: Callable[[Asking], None]
    opening: Callable[[Opening], None]


def live_chart(surface: Surface | None, message: ChartMessage, acts: Acts) -> None:
    """Mount the chart, or update the one that is there.

    Args:
        surface: whose heights lie under the paths (a plane is made with `ground=False`); None where no view
            shows any.
        message: what the chart shows; its ground is `ground_name(surface)`.
        acts: what the reader does there.
    """
    with st.container(gap=None):
        place, out_of_sight = st.container(), st.container()
    # Sent first, because the chart waits for it, and placed below, because it shows nothing.
    with out_of_sight:
        _GROUND(key="ground", data=_packed_ground(surface), height=1)

    def hear(event: str) -> None:
        message = sent(KEY, event)
        if _IS_OURS[event](message):
            once(f"{KEY} {event}", partial(acts[event], message))()  # type: ignore[literal-required]

    def greet() -> None:
        message = sent(KEY, "hello")
        if isinstance(message, dict) and is_count(message.get("number")):
            acts["hello"](int(message["number"]), message.get("query"))

    heard = {event: partial(hear, event) for event in _IS_OURS} | {"hello": greet}
    with place:
        _CHART(key=KEY, data=packed(message), **{f"on_{event}_change": act for event, act in heard.items()})
    if arriving():
        for act in heard.values():
            act()


def ground_name(surface: Surface | None, *, coarse: bool = False) -> str:
    """What the surface's heights are called, those of `ground_message`."""
    return _ground(surface, coarse)[0]


def ground_message(surface: Surface | None, *, coarse: bool = False) -> GroundMessage:
    """A surface's heights under their name, and the colours of both themes.

    Coarse ones are drawn in half the time: for a surface that changes while one looks at it.
    """
    ground_id, trace = _ground(surface, coarse)
    around = Trace(surroundings(surface)) if surface else None
    return GroundMessage(
        id=ground_id, trace=trace, around=around, palettes=cast(dict[str, Palette], PALETTES)
    )


def _is_start(message: Any) -> bool:
    return (
        isinstance(message, dict)
        and all(isinstance(message.get(key), int | float) and abs(message[key]) < MOST for key in ("x", "y"))
        and is_count(message.get("sequence"))
    )


def _is_placing(message: Any) -> bool:
    return (
        isinstance(message, dict)
        and isinstance(message.get("text"), str)
        and len(message["text"]) <= LONGEST_HELD
        and is_count(message.get("sequence"))
    )


def _is_hiding(message: Any) -> bool:
    hidden = message.get("hidden") if isinstance(message, dict) else None
    return (
        isinstance(hidden, list)
        and len(hidden) <= _MOST_HIDDEN
        and all(isinstance(name, str) for name in hidden)
    )


def _has(key: str, kind: type) -> Callable[[Any], bool]:
    return lambda message: isinstance(message, dict) and isinstance(message.get(key), kind)


# Whether a browser sent what our own page sends, by event; anything else is passed over.
_IS_OURS: dict[str, Callable[[Any], bool]] = {
    "start": _is_start,
    "placing": _is_placing,
    "hiding": _is_hiding,
    "picking": is_pick,
    "presenting": _has("on", bool),
    "asking": _has("link", str),
    "opening": _has("lesson", str),
}


@remembered(limit=5 * MB, size=len)  # of about 0.1 MB each
def _packed_ground(surface: Surface | None) -> bytes:
    return packed(ground_message(surface))


@remembered(limit=7 * MB, size=lambda ground: ground[1]["z"].nbytes if ground[1] else 0)
def _ground(surface: Surface | None, coarse: bool = False) -> tuple[str, Trace | None]:
    """The surface's heights, with a name for them."""
    if surface is None:
        return "no map", None
    trace = Trace(contours(surface, every=_COARSE if coarse else 1))
    return hashlib.sha256(packed(trace)).hexdigest()[:16], trace
