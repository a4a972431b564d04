"""What stands below the rows: one view at a time, chosen in the line above it. A closed one costs nothing."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from figures import Drawn, DrawnRun, TrainedRun
from interface.basins import basins_view
from interface.choices import Choices
from interface.compare import compare_view
from interface.controls import Called
from interface.inspector import inspector
from interface.race import race_view
from interface.rates import rates_view
from interface.reports import reports
from interface.runs import Ending
from interface.seeds import seeds_view
from interface.space import space_view
from interface.sweep import sweep_view
from interface.take import take_trained_view, take_view
from interface.weights import weights_inspector
from interface.widgets import widget
from optimizers import Optimizer
from page import VIEWS

# What draws each of `page.VIEWS`, of the shown runs and the letters of what they walk on.
_DRAWN: dict[str, Callable[[Choices, list[tuple[DrawnRun, Optimizer]], tuple[str, ...]], None]] = {
    "inside": inspector,
    "sweep": sweep_view,
    "basins": basins_view,
    "race": race_view,
    "compare": compare_view,
    "space": space_view,
    "seeds": seeds_view,
    "take": take_view,
}
# The same of those that a network has, without letters.
_OF_NETWORK: dict[str, Callable[[Choices, list[tuple[TrainedRun, Optimizer]]], None]] = {
    "inside": weights_inspector,
    "sweep": rates_view,
    "take": take_trained_view,
}
# Those that are drawn after all else on the page.
_SLOW = {"sweep", "basins", "race", "space", "seeds", "take"}


def below(chosen: Choices, runs: list[tuple[Drawn, Optimizer, Ending]]) -> Callable[[], None]:
    """The line of names, and the view that is open; what is returned draws what of it takes its time."""
    if chosen.page.leaves_out("views") or chosen.page.leaves_out(*VIEWS):
        return lambda: None
    offered = [view for view in VIEWS if _is_offered(chosen, view)]
    widget(
        partial(st.segmented_control, "View below the rows"),
        "view",
        chosen.page.view,
        chosen.show_view,
        default="default",
        options=offered,
        format_func=Called(VIEWS),
        required=True,
        label_visibility="collapsed",
    )
    draw = _drawing(chosen, runs)
    if chosen.page.view not in _SLOW:
        draw()
        return lambda: None
    reports(chosen)
    place = st.container()

    def later() -> None:
        with place:
            draw()

    return later


def _drawing(chosen: Choices, runs: list[tuple[Drawn, Optimizer, Ending]]) -> Callable[[], None]:
    """What draws the open view."""
    view, experiment = chosen.page.view, chosen.experiment
    if experiment.network:
        if view not in _OF_NETWORK:
            return partial(_absent, view)
        trained = [(run, rule) for run, rule, _ in runs if isinstance(run, TrainedRun)]
        return partial(_OF_NETWORK[view], chosen, trained)
    drawn = [(run, rule) for run, rule, _ in runs if isinstance(run, DrawnRun)]
    return partial(_DRAWN[view], chosen, drawn, experiment.surface.letters)


def _absent(view: str) -> None:
    st.caption(f"“{VIEWS[view]}” needs a map, and a network has none.")


def _is_offered(chosen: Choices, view: str) -> bool:
    """Whether there is something to see in it; some would answer a lesson's question before the guess."""
    if chosen.page.leaves_out(view):
        return False
    if view in (chosen.page.view, "inside"):
        return True
    if chosen.predicting and view != "space":
        return False
    if chosen.experiment.network:
        return view in _OF_NETWORK
    if chosen.experiment.plane is None and view != "take":
        return False
    return view != "seeds" or chosen.experiment.is_noisy
