"""Work that takes its time: it says how far it is, can be stopped, and gives way to the reader."""

import time
from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

import streamlit as st

from interface.choices import Choices
from interface.widgets import breathe, button
from trajectories.progress import Progress

Result = TypeVar("Result")

PATIENCE = 0.5  # seconds, after which it is said how far it is
_EVERY = 0.1  # seconds between two words of it


def giving_way() -> Progress:
    """What short work is to call now and then: there the run of the page ends when the reader does more."""
    told = time.monotonic()

    def progress(share: float) -> None:
        nonlocal told
        if time.monotonic() - told > _EVERY:
            breathe(0.001)
            told = time.monotonic()

    return progress


def worked_out(
    chosen: Choices, work: Hashable, words: str, do: Callable[[Progress], Result]
) -> Result | None:
    """What `do` gives; None where the reader has stopped it.

    Not to be called in a fragment: what is pressed within one would wait until all is done. Once in a run
    of the page: several parts are one work.

    Args:
        chosen: the session.
        work: what tells this work from any other.
        words: what is being done, `Sweeping 64 × 64 settings`.
        do: called with what hears, now and then, which share is done. There the run of the page ends when
            the reader has done something more; so what it gives should be kept.
    """
    place = st.empty()
    if chosen.stopped == work:
        with place.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption("Stopped before it was done.", width="content")
            button("Go on", partial(chosen.stop, None), key="go on")
        return None
    began = told = time.monotonic()
    bar = None

    def progress(share: float) -> None:
        nonlocal told, bar
        now = time.monotonic()
        if now - told < _EVERY:
            return
        told = now
        breathe(0.001)
        share = min(max(share, 0.0), 1.0)
        if bar:
            bar.progress(share, words)
        elif now - began > PATIENCE:
            with place.container(horizontal=True, vertical_alignment="center", gap="small"):
                bar = st.progress(share, words)
                button("Stop", partial(chosen.stop, work), key="stop")

    result = do(progress)
    place.empty()
    return result
