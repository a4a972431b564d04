"""Inside one step of one run: every equation in symbols and in numbers, what they mean, and the anatomy.

It is a fragment: it follows the player, and when that moves it runs alone and leaves the rest of the page
as it is.
"""

from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
import streamlit as st

from figures import Drawn, DrawnRun, View, curvature_specs
from interface.choices import Choices
from interface.controls import Called, fold, plain
from interface.live_chart import anatomy, moving_figures, step_reports
from interface.widgets import part_of_page, widget
from optimizers import Equation, Optimizer, digits_needed, number_latex, symbolic, with_numbers
from optimizers import plain as written
from surfaces import Surface
from trajectories import Trajectory, quantities, remarks
from trajectories.curvature import curvature
from words import INSIDE_CURVATURE, curved, drawn_gradient, stability_limit, stable

NOT_BEGUN = "No step has been taken yet: → on the keyboard, or the player’s button, takes the first one."


@st.fragment
def inspector(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw the inspector for the runs that are shown; `letters` are the coordinates' names.

    The arguments are those of the last run of the whole page: what the reader changes in here, the step and
    the run to look inside, is in `chosen`.
    """
    if part_of_page() and chosen.overtaken:
        st.rerun()
    if not runs:
        return
    by_name = {run.name: (run, optimizer) for run, optimizer in runs}
    if chosen.focus not in by_name:
        chosen.focus = next(iter(by_name))
    run, optimizer = by_name[chosen.focus]
    step = chosen.page.resting_step
    with st.container(key="inside", gap="small"):
        title(chosen, by_name, step)
        names = quantities(optimizer, run.trajectory, max(step, 1))
        said = sentences(optimizer, run.trajectory, step, letters, names)
        said = [*_drawn_gradient(chosen, run.trajectory, step), *said]
        st.markdown("\n".join(f"- {plain(text)}" for text in said) or NOT_BEGUN)
        st.markdown(equations(optimizer, names, letters, numbers=step > 0))
        scene = chosen.page.showing
        anatomy(optimizer, run, letters, has_arrows=scene is None or scene.arrows)
        if chosen.experiment.plane:
            _curvature(chosen.experiment.plane, optimizer, run, step)
        step_reports(step, chosen.reported, chosen.address, on_step=chosen.rest)


def _curvature(plane: Surface, optimizer: Optimizer, run: DrawnRun, step: int) -> None:
    """How the surface curves along the run, folded away, because it takes some time."""
    opened = fold("Curvature", "curvature", False)
    if not opened.open:
        return
    with opened:
        found = curvature(plane, optimizer, run.trajectory)
        if step:
            largest, below = float(found.preconditioned[step]), float(found.limit[step])
            told = [
                curved(step, found.eigenvalues[step].tolist()),
                stable(written(optimizer, optimizer.divisor), largest, stability_limit(optimizer), below),
            ]
            st.markdown("\n".join(f"- {plain(text)}" for text in told if text))
        views = [
            View(name, "steps", figure, f"{run.label}: {INSIDE_CURVATURE[name]}")
            for name, figure in curvature_specs(optimizer, run, plane.letters, found).items()
        ]
        moving_figures("curvature figures", views, beside=True)


def title(chosen: Choices, by_name: Mapping[str, tuple[Drawn, Optimizer]], step: int) -> None:
    """Which step, and of which run."""

    def look_inside(name: str | None) -> None:
        if name and name in by_name:
            chosen.focus = name

    labels = [run.label for run, _ in by_name.values()]

    def name_of(name: str) -> str:
        """The run's label; with its name where another run has the same, so that they are told apart."""
        label = by_name[name][0].label
        return plain(label if labels.count(label) == 1 else f"{label} ({name})")

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"### Inside step {step}", width="content")
        widget(
            partial(st.segmented_control, "Look inside the run"),
            "inside run",
            chosen.focus,
            look_inside,
            default="default",
            options=list(by_name),
            format_func=Called((name, name_of(name)) for name in by_name),
            required=True,
            label_visibility="collapsed",
        )


def equations(optimizer: Optimizer, names: dict[str, Any], letters: tuple[str, ...], *, numbers: bool) -> str:
    """Markdown of every equation of a step, in the paper's order: in symbols, and with its numbers.

    A table with a row per equation and a column per coordinate; `names` are the step's quantities.
    """
    digits = digits_needed(optimizer, names)
    columns = [(letter, _coordinate(names, axis)) for axis, letter in enumerate(letters)] if numbers else []
    rows = [["step", "in symbols", *(f"in {letter}" for letter, _ in columns)]]
    rows.append(["---"] * len(rows[0]))
    for title, group in groupby(optimizer.equations, key=lambda equation: equation.title):
        for index, equation in enumerate(group):
            cells = [_cell(symbolic(optimizer, equation))]
            cells += [
                f"*{letter}* {_cell(_worked_out(optimizer, equation, values, digits))}"
                for letter, values in columns
            ]
            rows.append(["" if index else title, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(latex: str) -> str:
    """A formula in a table, whose cells a bar would end."""
    without_bars = latex.replace("|", r"\vert ")
    return rf"$\displaystyle {without_bars}$"


def _coordinate(names: dict[str, Any], axis: int) -> dict[str, float]:
    """One coordinate's numbers."""
    return {name: float(np.broadcast_to(value, names["theta"].shape)[axis]) for name, value in names.items()}


def _worked_out(optimizer: Optimizer, equation: Equation, values: dict[str, float], digits: int) -> str:
    """A right-hand side in numbers, and the number that it gives."""
    result = number_latex(values[equation.name], digits)[0]
    return rf"{with_numbers(optimizer, equation, values, digits)} = \mathbf{{{result}}}"


def _drawn_gradient(chosen: Choices, trajectory: Trajectory, step: int) -> list[str]:
    """What the step's g is where it is not the exact gradient."""
    experiment, plane = chosen.experiment, chosen.experiment.plane
    if not (plane and experiment.is_noisy and 0 < step <= trajectory.steps):
        return []
    with np.errstate(all="ignore"):
        exact = np.array(plane.gradient(*trajectory.positions[step - 1]), dtype=float)
    given = trajectory.gradients[step]
    if not (np.isfinite(exact).all() and np.isfinite(given).all()):
        return []
    told = drawn_gradient(given.tolist(), exact.tolist(), experiment.noise, experiment.batch, plane.letters)
    return [told]


def sentences(
    optimizer: Optimizer, trajectory: Trajectory, step: int, letters: tuple[str, ...], names: dict[str, Any]
) -> list[str]:
    """What can be said of a step."""
    if step == 0:
        return []
    return [remark.text for remark in remarks(optimizer, trajectory, step, letters, names)]
