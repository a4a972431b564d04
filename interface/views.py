"""What stands below the rows: one view at a time, chosen in the line above it. A closed one costs nothing."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from figures import DrawnRun
from interface.choices import Choices
from interface.inspector import inspector
from interface.widgets import widget
from optimizers import Optimizer
from page import VIEWS

# What draws each of `page.VIEWS`, of the shown runs and the letters of what they walk on.
_DRAWN: dict[str, Callable[[Choices, list[tuple[DrawnRun, Optimizer]], tuple[str, ...]], None]] = {
    "inside": inspector,
}


def below(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """The line of names, and the view that is open."""
    widget(
        partial(st.segmented_control, "View below the rows"),
        "view",
        chosen.page.view,
        chosen.show_view,
        default="default",
        options=list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        label_visibility="collapsed",
    )
    _DRAWN[chosen.page.view](chosen, runs, letters)
