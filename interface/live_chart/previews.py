"""What the browser asks for while a slider's thumb or the start is held, and what it gets."""

from collections.abc import Callable
from typing import Any, TypeGuard

from interface.live_chart.browser import component, sent
from interface.live_chart.message import Preview, PreviewMessage
from interface.live_chart.packing import packed
from interface.messages import MOST, is_count
from interface.widgets import arriving
from surfaces import Point

HELD_START, HELD_POINTS = "start", "points"  # what is held when it is no slider
_PREVIEWS = component("previews")
LONGEST_HELD = 4_000  # characters of what is held: a number, a point, or all examples
_LONGEST_NAME = 100  # of a slider's class


def previews(message: PreviewMessage, on_preview: Callable[[Preview], None]) -> None:
    """Hand the browser a preview, or None while it wants none.

    Args:
        message: the page as it would be.
        on_preview: called, before the fragment around this runs again, with what is asked for next.
    """

    def ask() -> None:
        asked = sent("previews", "preview")
        if _is_preview(asked) and not arriving():
            on_preview(asked)

    _PREVIEWS(key="previews", data=packed(message), on_preview_change=ask, height=1)


def held_point(text: str) -> Point | None:
    """The point where the start is held; None where the text says none."""
    try:
        x, y = map(float, text.split(","))
    except ValueError:
        return None
    return (x, y) if abs(x) < MOST and abs(y) < MOST else None


def _is_preview(message: Any) -> TypeGuard[Preview]:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    return (
        isinstance(message, dict)
        and all(
            isinstance(message.get(key), str) and len(message[key]) <= most
            for key, most in (("held", _LONGEST_NAME), ("text", LONGEST_HELD))
        )
        and is_count(message.get("number"))
    )
