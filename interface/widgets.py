"""Streamlit's widgets on this page: what they show, and what the reader did with them.

One rule for all: what the reader did last wins, and a widget is written only when something else changed
what it shows. `widget` draws one and calls `act` with what the reader put it to; `interface/ledger.py` tells
that from what the browser merely repeats. A hidden text carries the number of the run that arrived to the
browser and back, and with it what a new server must know of a page that another one drew.
"""

import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from interface.again import Standing
from interface.ledger import Ledger

_DESK, _MEMORY = "desk", "memory"
_LONGEST_MEMORY = 20_000  # characters
_NO_CLASS = re.compile(r"[^a-zA-Z0-9_-]")  # Streamlit has "-" for these, where a key is a class on the page
_BREATH = 0.015  # seconds between two looks at whether the reader did something more


# The desk of every run that is under way, by what Streamlit makes for one run.
_found: WeakKeyDictionary[Any, "Desk"] = WeakKeyDictionary()


class Remembering(Protocol):
    """What outlives the server: it is kept in the browser, because the address does not hold it."""

    def remember(self) -> dict[str, Any]:
        """What a later session must know, as JSON has it."""

    def recall(self, told: dict[str, Any]) -> None:
        """Take it over. It comes from a browser: anything may stand there."""


@dataclass
class Desk:
    """A session's widgets.

    Attributes:
        ledger: what the browser shows, and what is on its way there.
        name: this session's own, for the memory.
        met: whether the browser's memory has been read.
        there: the keys of the widgets that the last whole run drew.
        drawn: those drawn since, with what the widget was to show and what hears of its turns.
        standing: what they were drawn with.
        drawing: whether a whole run is under way.
        arriving: whether the browser has come with widgets that another session drew, one that a restarted
            server has forgotten. Then nothing is written and nothing done until all widgets are drawn once:
            what differs from the address is what the reader did meanwhile.
        waiting: what the reader pressed meanwhile, by key.
        notes: what else is kept of a widget, for as long as it is there.
    """

    ledger: Ledger = field(default_factory=Ledger)
    name: str = field(default_factory=lambda: secrets.token_hex(6))
    met: bool = False
    there: frozenset[str] = frozenset()
    drawn: dict[str, tuple[Any, Callable[[], None]]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    drawing: bool = False
    arriving: bool = False
    waiting: dict[str, Callable[[], None]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def forget(self, key: str) -> None:
        """The widget is not there any more."""
        self.ledger.forget(key)
        self.standing.forget(key)
        self.notes.pop(key, None)


def desk() -> Desk:
    """This session's. A run asks for it hundreds of times, and Streamlit looks long for what it keeps."""
    context = get_script_run_ctx(suppress_warning=True)
    state = context.session_state if context else None
    if state is not None and (mine := _found.get(state)):
        return mine
    if _DESK not in st.session_state:
        st.session_state[_DESK] = Desk()
    mine = st.session_state[_DESK]
    if state is not None:
        _found[state] = mine
    return mine


@contextmanager
def whole_page(page: Remembering) -> Iterator[None]:
    """Around everything that a run of the page draws; a run that is interrupted does not count."""
    mine = desk()
    first = not mine.met
    _listen(mine)
    mine.ledger.begin()
    mine.drawing = True
    mine.standing.begin()
    try:
        # No place is held in it: what replaces a message that is still on its way takes that one's turn.
        unseen = st.container(key="unseen")
        if first:  # before all widgets: it tells whether another session has drawn them
            written = _written(mine, page)
            told = _memory(unseen, written)
            mine.met = True
            if told != written:
                mine.arriving = True
                page.recall(_read(told))
        yield
        if not first:  # after all widgets: where it has arrived, so have they
            st.session_state[_MEMORY] = _written(mine, page)
            _memory(unseen)
        for key in mine.there - mine.drawn.keys():
            mine.forget(key)
        drawn, mine.drawn = mine.drawn, {}
        mine.there = frozenset(drawn)
        mine.standing.end()
    finally:
        mine.drawing = False
    if mine.arriving:
        _take_over(mine, drawn)


def part_of_page() -> bool:
    """To be called where a fragment begins: whether it runs alone, and not within a whole run."""
    mine = desk()
    if mine.drawing:
        return False
    _listen(mine)
    mine.ledger.begin()
    return True


def widget(
    make: "partial[Any]",
    key: str,
    value: Any,
    act: Callable[[Any], None],
    *,
    default: str = "value",
    **options: Any,
) -> None:
    """Draw the widget `key`, showing `value`; `act` is called with what the reader puts it to instead.

    Args:
        make: Streamlit's command, called with `options`.
        key: what the widget is called; stable as long as it stands for the same thing.
        value: what it shows.
        act: what the reader's turn does.
        default: the name of the command's own option for a first value; `index` is the place among `options`.
        options: for the command.
    """
    mine = desk()
    ledger = mine.ledger

    def changed() -> None:
        if mine.arriving:
            return  # all turns are looked for when the page is drawn
        _listen(mine)
        now = st.session_state[key]
        turned = ledger.is_act(key, now)
        ledger.heard(key, now)
        if turned:
            act(now)

    if key not in mine.there and key not in mine.drawn:
        mine.forget(key)  # it comes back, and the browser knows it no more
    mine.drawn[key] = value, changed
    as_it_was = not mine.arriving
    if ledger.run == 1:
        ledger.heard(key, value)  # the command's own first value does
    elif not mine.arriving and ledger.must_write(key, value, st.session_state.get(key)):
        st.session_state[key] = value
        ledger.wrote(key, value)
        as_it_was = False
    options[default] = _place(options.get("options", ()), value) if default == "index" else value
    mine.standing.draw(make, key, options, "on_change", changed, as_it_was=as_it_was)


def button(label: str, act: Callable[[], None], *, key: str, **options: Any) -> None:
    """Draw a button; `act` is called when the reader presses it."""
    mine, pressed = desk(), once(key, act)
    if not mine.arriving:
        mine.standing.draw(partial(st.button, label), key, options, "on_click", pressed)
    elif st.button(label, key=key, on_click=pressed, **options):
        pressed()


def once(key: str, act: Callable[[], None]) -> Callable[[], None]:
    """What is to be called when a press or a click is heard of, be it twice.

    A session hears of it before the page begins. For a browser that comes from another session there is no
    such callback yet, so whoever draws the button calls this where `arriving` is true.
    """
    mine = desk()

    def happened() -> None:
        if mine.arriving:
            mine.waiting[key] = act
        else:
            act()

    return happened


def arriving() -> bool:
    """Whether this run draws a page for a browser that comes from another session."""
    return desk().arriving


def turned_too(key: str) -> bool:
    """Whether the newest message brought a turn of this widget, which its own callback has yet to take."""
    return key in st.session_state and desk().ledger.is_act(key, st.session_state[key])


def overrule(key: str) -> None:
    """Whatever the newest message says of this widget, a turn of another has come after it."""
    if key in st.session_state:
        desk().ledger.heard(key, st.session_state[key])


def may_show(key: str) -> list[Any]:
    """What the browser's widget may show without a turn of the reader's."""
    return desk().ledger.may_show(key)


def notes(key: str) -> dict[str, Any]:
    """What the page keeps of this widget, for as long as it is there."""
    return desk().notes.setdefault(key, {})


def live(key: str, read: Callable[[str], Any], apply: Callable[[Any], None]) -> None:
    """Have a slider's turns shown while its thumb is held: what `read` makes of its text is for `apply`."""
    notes(key)["live"] = read, apply


def turn_of(css_class: str, text: str) -> Callable[[], None] | None:
    """The turn of the slider that has this class to the value with this text; None where there is none."""
    for key in desk().there:
        if "live" in notes(key) and css_class == f"st-key-{_NO_CLASS.sub('-', key)}":
            read, apply = notes(key)["live"]
            try:
                return partial(apply, read(text))
            except ValueError:
                return None
    return None


def breathe(seconds: float) -> None:
    """Wait, but no longer than until the reader does something more."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, _BREATH))
        st.session_state.get(_DESK)  # where Streamlit ends a run that another one has overtaken


def _take_over(mine: Desk, drawn: dict[str, tuple[Any, Callable[[], None]]]) -> None:
    """Do what the reader did while there was no server, and draw the page that comes of it."""
    mine.arriving = False
    waiting, mine.waiting = mine.waiting, {}
    for key, (value, _) in drawn.items():
        mine.ledger.heard(key, value)
    for heard in [*(changed for _, changed in drawn.values()), *waiting.values()]:
        heard()
    st.rerun()


def _listen(mine: Desk) -> None:
    """Take from the newest message which run had arrived in the browser."""
    told = _read(st.session_state.get(_MEMORY))
    if told.get("session") == mine.name and isinstance(told.get("run"), int):
        mine.ledger.reached(told["run"])


def _memory(place: Any, value: str = "") -> str:
    """The hidden text, which the browser gives back with every message."""
    text: str = place.text_area(
        "What this page remembers",
        value,
        key=_MEMORY,
        max_chars=_LONGEST_MEMORY,
        label_visibility="collapsed",
    )
    return text


def _written(mine: Desk, page: Remembering) -> str:
    told = {"session": mine.name, "run": mine.ledger.run, **page.remember()}
    return json.dumps(told, separators=(",", ":"))


def _read(text: Any) -> dict[str, Any]:
    """What a hidden text says; nothing where it is none of ours."""
    try:
        told = json.loads(text) if isinstance(text, str) and len(text) <= _LONGEST_MEMORY else {}
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _place(options: Any, value: Any) -> int | None:
    return list(options).index(value) if value in options else None
