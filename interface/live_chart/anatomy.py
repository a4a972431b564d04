"""Inside a run, in the player's time: its figures, its arrows, and the player's reports of the step."""

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from typing import Any

import streamlit as st

from figures import DrawnRun, anatomy_specs, arrows, travelling
from interface.live_chart.browser import component
from optimizers import Optimizer

_ANATOMY = component("anatomy")
_REPORTS = component("reports")
_LATEST = 2**31
_NUMBERS = count(1)


def anatomy(optimizer: Optimizer, run: DrawnRun, letters: tuple[str, ...]) -> None:
    """The figures of one run, which the live chart's player moves, and its arrows on the map."""
    _ANATOMY(key="anatomy", data=_data(optimizer, run, letters))


def step_reports(step: int, query: dict[str, str], on_step: Callable[[int], None]) -> None:
    """Have the player report where it rests; `on_step` is called before the fragment around this runs again.

    Args:
        step: the step that the page shows now, the answer to the last report.
        query: the keys and values of the link to this page.
        on_step: called with the reported step.
    """

    def report() -> None:
        step = st.session_state["reports"].step
        if is_step(step):
            on_step(int(step))

    _REPORTS(key="reports", data={"step": step, "query": query}, on_step_change=report, height=1)


def is_step(value: Any) -> bool:
    """Whether a browser sent what our own page sends; anything else is passed over."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value < _LATEST and float(value).is_integer()


@lru_cache(maxsize=64)
def _data(optimizer: Optimizer, run: DrawnRun, letters: tuple[str, ...]) -> dict[str, Any]:
    """What the browser gets of a run; the same, and with the same number, as long as nothing changes."""
    return {
        "number": next(_NUMBERS),
        "run": run.name,
        "figures": travelling(anatomy_specs(optimizer, run, letters)),
        "arrows": arrows(optimizer, run) if len(letters) > 1 else [],
        "descriptions": _descriptions(run),
    }


def _descriptions(run: DrawnRun) -> dict[str, str]:
    """The figures in words; their numbers stand in the equations above them."""
    return {
        "means": f"{run.label}: the gradient and its running means against the step, for each coordinate.",
        "rates": f"{run.label}: what the step is divided by, and the effective rate, against the step.",
        "lengths": f"{run.label}: the steps' lengths in units of α, and the factors of bias correction.",
    }
