"""While a slider's thumb or the start is held: the picture of the page as it would be there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from experiment import Experiment
from interface.choices import Choices
from interface.live_chart import (
    HELD_POINTS,
    HELD_START,
    Preview,
    PreviewMessage,
    ground_message,
    held_point,
    previews,
)
from interface.picture import chart_message
from interface.runs import shown_runs
from interface.widgets import part_of_page, turn_of

# Steps of all runs together that are walked for a picture while something is held: what takes longer than a
# tenth of a second or two would not follow the hand. The whole runs are there at the release.
MOST_SUPPOSED = 8_000
MOST_TRAINED = 900  # the same in a network


@st.fragment
def while_held(chosen: Choices) -> None:
    """While a slider's thumb or the start is held, the picture of the page as it would be there.

    It changes nothing: the page is what it was until what is held is released and speaks for itself.
    """
    if not part_of_page():
        chosen.asked = None
    elif chosen.overtaken:
        st.rerun()  # the release came in one message with the last preview
    asked, supposed = chosen.asked, None
    if asked and (turn := _turn(chosen, asked)):
        supposed = chosen.supposing(turn)
    chart = ground = None
    if supposed and supposed.experiment != chosen.experiment:
        experiment = _at_hand(supposed.experiment)
        other_ground = experiment.plane != chosen.experiment.plane
        chart = chart_message(chosen, shown_runs(experiment), experiment, coarse=other_ground)
        if other_ground:
            ground = ground_message(experiment.plane, coarse=True)
    previews(PreviewMessage(answered=chosen.previewed, chart=chart, ground=ground), chosen.preview)


def _turn(chosen: Choices, asked: Preview) -> Callable[[], None] | None:
    """What the release of what is held would do; None where nothing is held there."""
    if asked["held"] == HELD_START:
        start = held_point(asked["text"])
        return partial(chosen.set_clicked_start, start, chosen.acknowledged) if start else None
    if asked["held"] == HELD_POINTS:
        return partial(chosen.place_points, asked["text"], chosen.placed)
    return turn_of(asked["held"], asked["text"])


def _at_hand(experiment: Experiment) -> Experiment:
    """As much of it as can be walked while a hand moves."""
    shown = sum(not run.hidden for run in experiment.runs)
    most = MOST_TRAINED if experiment.network else MOST_SUPPOSED
    return replace(experiment, steps=min(experiment.step_count, most // max(shown, 1)))
