"""The view in space: the surface in three dimensions, and the paths on it."""

from functools import partial

import streamlit as st

from figures import HEIGHTS, DrawnRun, View, space_spec
from interface.choices import Choices
from interface.controls import Called
from interface.live_chart import moving_figures
from interface.widgets import widget
from optimizers import Optimizer
from words import describe_space


def space_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw it with the runs that are shown; it follows the player."""
    plane, heights = chosen.experiment.plane, chosen.page.heights
    drawn = [run for run, _ in runs]
    with st.container(key="space", gap="small"):
        if plane is None:
            st.caption("Here is no surface to be seen in space.")
        else:
            widget(
                partial(st.segmented_control, "Heights"),
                "heights",
                heights,
                chosen.set_heights,
                default="default",
                options=list(HEIGHTS),
                format_func=Called(HEIGHTS),
                required=True,
                label_visibility="collapsed",
            )
            words = describe_space(plane, [run.label for run in drawn], heights)
            view = View("space", "space", space_spec(plane, drawn, heights), words)
            moving_figures("space figure", [view])
            st.caption("Drag to turn it, pinch or use the wheel to come nearer. It follows the player.")
