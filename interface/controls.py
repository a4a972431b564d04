"""Controls made from a tunable's declaration: a slider with the value beside it, to be typed exactly."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from tunables import Tunable

BOX_WIDTH = 84  # pixels: room for 0.000015

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$:<>~|^&])")


# Addresses, mail addresses and icon names become links and icons after the backslashes are gone: an
# invisible word joiner (U+2060) keeps them apart.
_JOINED = re.compile(r"(?<=[^\W\d_])(?=\.\w)|(?<=:)(?=[\w/])|(?=@)")


def plain(text: str) -> str:
    """Text that Markdown shows as it is; for everything that a reader or a link wrote."""
    return _MARKDOWN.sub(r"\\\1", _JOINED.sub("\u2060", text))


_DRAWING, _THERE = "widgets of this run", "widgets of the last whole run"


@contextmanager
def whole_page() -> Iterator[None]:
    """Around everything that a run of the page draws; one that is interrupted does not count."""
    st.session_state[_DRAWING] = set()
    yield
    st.session_state[_THERE] = st.session_state[_DRAWING]


def show(key: str, value: Any) -> None:
    """Let the widget `key` show `value`, without disturbing a reader who is just moving it there.

    A widget that comes back is always told: a message that was under way when it went can leave its value in
    the session, while the browser has forgotten it and would show the widget empty.
    """
    if key not in st.session_state.get(_THERE, ()) or st.session_state.get(key) != value:
        st.session_state[key] = value
    st.session_state.setdefault(_DRAWING, set()).add(key)


def box(
    label: str,
    key: str,
    value: str,
    read: Callable[[str], Any],
    apply: Callable[[Any], None],
    *,
    width: int | None = None,
    help: str | None = None,
) -> None:
    """A text box whose text is read by `read`; what that refuses is named below it and changes nothing.

    With a `width` in pixels it stands beside its slider, whose label serves for both.
    """
    problem_key = f"{key} problem"

    def changed() -> None:
        try:
            apply(read(st.session_state[key]))
        except ValueError as problem:
            st.session_state[problem_key] = str(problem)

    show(key, value)
    st.text_input(
        label,
        key=key,
        on_change=changed,
        label_visibility="collapsed" if width else "visible",
        autocomplete="off",
        width=width or "stretch",
        help=help,
    )


def problem_of(key: str) -> None:
    """Say once what the box `key` could not use."""
    if problem := st.session_state.pop(f"{key} problem", None):
        st.caption(f":red[{plain(problem[0].upper() + problem[1:])}. Nothing was changed.]")


def control(tunable: Tunable, key: str, value: Any, apply: Callable[[Any], None]) -> None:
    """A slider and a box for a number, a switch, or a box for a text.

    `apply` is called with what the reader chose, and may refuse it with a ValueError.
    """
    if tunable.scale == "switch":
        show(key, value)
        st.toggle(
            tunable.words.capitalize(),
            key=key,
            help=tunable.meaning,
            on_change=lambda: apply(st.session_state[key]),
        )
        return
    slider_key, box_key = f"{key} slider", f"{key} box"
    if tunable.scale == "text":
        box(f"${tunable.symbol}$", box_key, value, tunable.read, apply, help=tunable.meaning)
        problem_of(box_key)
        return
    show(slider_key, value)
    with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="bottom"):
        st.select_slider(
            f"${tunable.symbol}$ {tunable.words}",
            options=tunable.stops_with(value),
            key=slider_key,
            format_func=tunable.write,
            help=tunable.meaning,
            on_change=lambda: apply(st.session_state[slider_key]),
        )
        box(f"{tunable.words}, exact", box_key, tunable.write(value), tunable.read, apply, width=BOX_WIDTH)
    problem_of(box_key)
