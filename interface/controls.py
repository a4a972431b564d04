"""Controls made from a tunable's declaration: a slider with the value beside it, to be typed exactly."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from interface.widgets import live, may_show, notes, overrule, turned_too, widget
from tunables import Choice, Pairs, Switch, Text, Tunable, sentence

BOX_WIDTH = 84  # pixels: room for 0.000015
_LINE, _AROUND = 24, 18  # pixels of a line of text, and above and below a few
_PAIRS_LINES = 4
_LIST_WIDTH = 210  # pixels

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$:<>~|^&])")


# Addresses, mail addresses and icon names become links and icons after the backslashes are gone: an
# invisible word joiner (U+2060) keeps them apart.
_JOINED = re.compile(r"(?<=[^\W\d_])(?=\.\w)|(?<=:)(?=[\w/])|(?=@)")


def plain(text: str) -> str:
    """Text that Markdown shows as it is; for everything that a reader or a link wrote."""
    return _MARKDOWN.sub(r"\\\1", _JOINED.sub("\u2060", text))


def box(
    label: str,
    key: str,
    value: str,
    read: Callable[[str], Any],
    apply: Callable[[Any], None],
    *,
    width: int | None = None,
    lines: int = 1,
    help: str | None = None,
) -> None:
    """A text box of so many `lines` whose text is read by `read`.

    What that refuses changes nothing and stays in the box, with a complaint that `complaint_of` shows, until
    the reader writes something else there or something else changes what the box stands for.

    With a `width` in pixels it stands beside its slider, whose label serves for both.
    """

    def wrote(text: str) -> None:
        notes(key).clear()
        try:
            apply(read(text))
        except ValueError as complaint:
            notes(key).update(text=text, complaint=str(complaint), instead_of=value)

    if notes(key).get("instead_of") != value:
        notes(key).clear()
    looks: dict[str, Any] = {"height": _LINE * lines + _AROUND} if lines > 1 else {"autocomplete": "off"}
    widget(
        partial(st.text_area if lines > 1 else st.text_input, label),
        key,
        notes(key).get("text", value),
        wrote,
        label_visibility="collapsed" if width else "visible",
        width=width or "stretch",
        help=help,
        **looks,
    )


def fold(title: str, key: str, expanded: bool) -> Any:
    """An expander, at first expanded or not, which stays as open as the reader leaves it."""
    if notes(key).setdefault("looks", (title, expanded)) != (title, expanded):
        # With other looks Streamlit takes it for another one.
        st.session_state[key] = st.session_state.get(key, expanded)
        notes(key)["looks"] = (title, expanded)
    return st.expander(title, expanded=expanded, key=key, on_change="rerun")


def complaint_of(key: str) -> None:
    """Say what is wrong with the text in the box `key`, if anything is."""
    if complaint := notes(key).get("complaint"):
        st.caption(f":red[{plain(sentence(complaint))}. Nothing was changed.]")


def list_of(title: str, key: str, value: str, act: Callable[[str], None], options: Mapping[str, str]) -> None:
    """A list to choose from, one of several in a row; `options` gives every value its words."""
    widget(
        partial(st.selectbox, title, width=_LIST_WIDTH),
        key,
        value,
        act,
        default="index",
        options=list(options),
        format_func=Called(options),
    )


def control(tunable: Tunable, key: str, value: Any, apply: Callable[[Any], None]) -> None:
    """A slider and a box for a number, a switch, a box for a text, or a list to choose from.

    `apply` is called with what the reader chose, and may refuse it with a ValueError.
    """
    box_key = f"{key} box"
    words, help = sentence(tunable.words), tunable.meaning
    match tunable.scale:
        case Switch():
            widget(partial(st.toggle, words), key, value, apply, help=help)
        case Choice(options):
            make = partial(st.selectbox, words)
            widget(make, key, value, apply, default="index", options=options, help=help)
        case Text():
            box(tunable.letter, box_key, value, tunable.read, apply, help=help)
            complaint_of(box_key)
        case Pairs():
            box(
                f"{tunable.letter} {tunable.words}",
                box_key,
                value,
                tunable.read,
                apply,
                lines=_PAIRS_LINES,
                help=help,
            )
            complaint_of(box_key)
        case _:
            _number(tunable, f"{key} slider", box_key, value, apply)
            complaint_of(box_key)


def _number(
    tunable: Tunable, slider_key: str, box_key: str, value: float, apply: Callable[[Any], None]
) -> None:
    """Two widgets for one number; where one message brings a turn of both, what was typed came last."""

    def slid(number: float) -> None:
        if not turned_too(box_key):
            notes(box_key).clear()
            apply(number)

    def typed(number: float) -> None:
        overrule(slider_key)
        apply(number)

    with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="bottom"):
        widget(
            partial(st.select_slider, f"{tunable.letter} {tunable.words}".strip()),
            slider_key,
            value,
            slid,
            options=_stops(tunable, slider_key, value),
            format_func=_shown(tunable),
            help=tunable.meaning,
        )
        live(slider_key, tunable.read, apply)
        box(f"{tunable.words}, exact", box_key, tunable.show(value), tunable.read, typed, width=BOX_WIDTH)


class Called(dict[Any, str]):
    """What each of a list's options is called; equal to another with the same words, as no function is."""

    def __call__(self, option: Any) -> str:
        """What it is called."""
        return self[option]


class _Shown(Called):
    """How a slider's stops are shown. Streamlit asks for each of a hundred twice, whenever it is drawn."""

    def __init__(self, tunable: Tunable) -> None:
        super().__init__((stop, tunable.show(stop)) for stop in tunable.stops)
        self._tunable = tunable

    def __missing__(self, value: float) -> str:
        return self._tunable.show(value)


_shown = lru_cache(maxsize=256)(_Shown)


def _stops(tunable: Tunable, key: str, value: float) -> tuple[float, ...]:
    """The slider's stops, and with them what the browser's slider may stand at when it next speaks.

    An exact number is a stop for as long as nothing but the slider itself changes the number: a reader can
    slide away from it and come back.
    """
    kept, stops = notes(key), _shown(tunable)
    if value not in stops:
        kept["exact"] = value
    elif "exact" in kept and st.session_state.get(key) != value:
        del kept["exact"]
    more = {value, *may_show(key)} | ({kept["exact"]} if "exact" in kept else set())
    return tuple(sorted({*stops, *more})) if more - stops.keys() else tunable.stops
