"""Take it home: the numbers, the picture and the code of what is on the page, to be downloaded."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from experiment import Experiment, to_query
from exports import notebook, numpy_script, table, torch_script
from figures import DrawnRun, TrainedRun
from interface.choices import Choices
from interface.controls import Called, plain
from interface.live_chart import alone, ground_message, pictures
from interface.picture import chart_message, file_name
from interface.runs import shown_runs
from interface.widgets import widget
from optimizers import Optimizer

_CODE_HEIGHT = 420  # pixels
_SCRIPTS: dict[str, Callable[[Experiment, str, str], str]] = {
    "NumPy": numpy_script,
    "PyTorch": torch_script,
}


def take_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Offer them; what is large is made when it is asked for."""
    with st.container(key="take", gap="medium"):
        if excuse := _excuse(chosen, runs):
            st.caption(excuse)
        else:
            _files(chosen, len(runs) * len(letters))
            _code(chosen, [run for run, _ in runs])


def take_trained_view(chosen: Choices, runs: list[tuple[TrainedRun, Optimizer]]) -> None:
    """The same of a network, whose runs are no short scripts."""
    with st.container(key="take", gap="medium"):
        if excuse := _excuse(chosen, runs):
            st.caption(excuse)
        else:
            _files(chosen, len(runs))


def _excuse(chosen: Choices, runs: Sequence[object]) -> str:
    """Why there is nothing to be taken home; empty where there is."""
    if chosen.predicting:
        return "What is to be taken home would answer the question: guess first."
    return "" if runs else "There is no run to take home: show one, or add one."


def _files(chosen: Choices, rows_a_step: int) -> None:
    """The picture and the numbers."""
    experiment = chosen.experiment
    name = file_name(experiment)
    rows = (experiment.step_count + 1) * rows_a_step
    with st.container(horizontal=True, gap="large"):
        with st.container(gap="xsmall", width="content"):
            st.markdown("**The picture**, as it is now")
            pictures()
        with st.container(gap="xsmall", width="content"):
            st.markdown("**The page**, to play without a server")
            _download("HTML", f"{name}.html", "text/html", partial(_page, chosen))
        with st.container(gap="xsmall", width="content"):
            st.markdown(f"**The numbers**, {rows:,} rows")
            _download("CSV", f"{name}.csv", "text/csv", partial(table, experiment))
        with st.container(gap="xsmall", width="content"):
            st.markdown("**A notebook** that imports this project")
            _download("Notebook", f"{name}.ipynb", "application/x-ipynb+json", partial(notebook, experiment))


def _download(label: str, name: str, kind: str, made: Callable[[], str]) -> None:
    """A button for a file that is made when it is pressed."""
    st.download_button(
        label, data=lambda: made().encode(), file_name=name, mime=kind, on_click="ignore", key=f"take {name}"
    )


def _page(chosen: Choices) -> str:
    experiment = chosen.experiment
    return alone(chart_message(chosen, shown_runs(experiment)), ground_message(experiment.plane))


def _code(chosen: Choices, runs: list[DrawnRun]) -> None:
    """A run as a script."""
    experiment = chosen.experiment
    names = [run.name for run in runs]
    labels = {run.name: run.label for run in runs}
    if chosen.focus not in names:
        chosen.focus = names[0]

    def choose(name: str) -> None:
        if name in names:
            chosen.focus = name

    st.markdown("**The code** of one run; it prints what the page shows, to rounding")
    widget(
        partial(st.segmented_control, "The code of the run"),
        "take run",
        chosen.focus,
        choose,
        default="default",
        options=names,
        format_func=Called((name, plain(labels[name])) for name in names),
        required=True,
        label_visibility="collapsed",
    )
    address = urlencode(to_query(experiment))
    for tab, (library, script) in zip(st.tabs(list(_SCRIPTS)), _SCRIPTS.items(), strict=True):
        with tab:
            text = script(experiment, chosen.focus, address)
            _download(
                f"{library} script",
                f"adamscope-{chosen.focus}-{library.lower()}.py",
                "text/x-python",
                partial(str, text),
            )
            st.code(text, language="python", height=_CODE_HEIGHT)
