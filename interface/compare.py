"""The view that compares two runs: where they part, which is lower, and whose step is longer and why."""

from functools import partial

import numpy as np
import streamlit as st

from figures import DrawnRun, View, comparison_specs
from interface.choices import Choices
from interface.controls import list_of, plain
from interface.live_chart import moving_figures, step_reports
from interface.widgets import part_of_page
from optimizers import Optimizer, evaluate
from optimizers import plain as written
from surfaces import Surface
from trajectories import quantities
from trajectories.comparison import compared
from tunables import short
from words import INSIDE_TWO, longer, parting, standing

_PAIR = 2

Shown = tuple[DrawnRun, Optimizer]


@st.fragment
def compare_view(chosen: Choices, runs: list[Shown], letters: tuple[str, ...]) -> None:
    """Draw it for two of the runs that are shown; it follows the player."""
    if part_of_page() and chosen.overtaken:
        st.rerun()
    step = chosen.page.resting_step
    plane = chosen.experiment.plane
    with st.container(key="compare", gap="small"):
        if chosen.predicting:
            st.caption("Comparing would answer the question: guess first.")
        elif plane is None or len(runs) < _PAIR:
            st.caption("Comparing takes two runs that are shown.")
        else:
            _compared(chosen, plane, _pair(chosen, runs), runs, step)
        step_reports(step, chosen.reported, chosen.address, on_step=chosen.rest)


def _pair(chosen: Choices, runs: list[Shown]) -> list[Shown]:
    """The pair that was chosen, as far as it is shown; else the first ones."""
    by_name = {run.name: (run, optimizer) for run, optimizer in runs}
    wanted = [name for name in chosen.page.compared if name in by_name]
    others = [name for name in by_name if name not in wanted]
    return [by_name[name] for name in [*wanted, *others][:_PAIR]]


def _compared(chosen: Choices, plane: Surface, pair: list[Shown], runs: list[Shown], step: int) -> None:
    _controls(chosen, [run for run, _ in pair], [run for run, _ in runs])
    drawn = [run for run, _ in pair]
    labels = [run.label for run in drawn]
    found = compared(plane, drawn[0].trajectory, drawn[1].trajectory)
    lengths = [float(each[step]) for each in found.lengths]
    said = [
        parting(labels, found.parted_at, found.amount, drawn[0].trajectory.steps),
        standing(labels, step, float(found.apart[step]), float(found.lead[step])),
        longer(labels, lengths, step) if step else "",
    ]
    st.markdown("\n".join(f"- {plain(text)}" for text in said if text))
    if step:
        st.markdown(_reasons(pair, plane.letters, step))
    views = [
        View(name, "steps", figure, f"{' and '.join(labels)}: {INSIDE_TWO[name]}")
        for name, figure in comparison_specs(drawn, found).items()
    ]
    moving_figures("comparison", views)


def _controls(chosen: Choices, pair: list[DrawnRun], runs: list[DrawnRun]) -> None:
    labels = {run.name: run.label for run in runs}
    names = [run.name for run in pair]

    def pick(end: int, name: str) -> None:
        if name in labels:
            both = [*names]
            if name == both[1 - end]:
                both[1 - end] = both[end]
            both[end] = name
            chosen.compare(*both)

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        list_of("Compare", "compare Compare", names[0], partial(pick, 0), labels)
        list_of("with", "compare with", names[1], partial(pick, 1), labels)


def _reasons(pair: list[Shown], letters: tuple[str, ...], step: int) -> str:
    """Markdown: of what each run's step is made, in the inspector's own numbers."""
    heads = [f"step in {letter}" for letter in letters]
    rows = [f"| run | {' | '.join(heads)} | effective rate | direction |", "|---" * (len(heads) + 3) + "|"]
    for run, optimizer in pair:
        names = quantities(optimizer, run.trajectory, step)
        shape = names["theta"].shape
        with np.errstate(all="ignore"):
            rate = np.broadcast_to(evaluate(optimizer.effective_rate, names), shape)
            direction = np.broadcast_to(evaluate(optimizer.direction, names), shape)
            move = names["theta"] - names["theta_prev"]
        cells = [plain(run.label), *(plain(short(float(each))) for each in move)]
        for expression, values in ((optimizer.effective_rate, rate), (optimizer.direction, direction)):
            told = ", ".join(
                f"{short(float(value))} in {letter}" for value, letter in zip(values, letters, strict=True)
            )
            cells.append(plain(f"{written(optimizer, expression)} = {told}"))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)
