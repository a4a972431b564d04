"""The view of basins: from every start of a grid, to which minimum one or two runs come."""

import html
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from experiment import Experiment, alone, rounded_start
from figures import DrawnRun, View, basins_spec, difference_spec, end_names
from interface.choices import Choices
from interface.controls import list_of, plain
from interface.live_chart import Pressed, still_figures
from interface.working import worked_out
from optimizers import Array, Optimizer
from remembered import MB, remembered
from surfaces import Surface
from trajectories import Basins, basins
from trajectories.basins import CIRCLING, FLED, UNFINISHED
from trajectories.progress import Progress, part_of
from tunables import percent
from words import describe_basins

SIDE = 200  # starts along each axis
_NONE = ""  # no second run
_MOST_ROWS = 8  # minima in the table


def basins_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw it for one run, and another beside it."""
    with st.container(key="basins", gap="small"):
        if chosen.predicting:
            st.caption("Basins would answer the question: guess first.")
        elif chosen.experiment.plane is None or not chosen.experiment.runs:
            st.caption("Basins need a map and a run: add one.")
        else:
            _basins(chosen, chosen.experiment.plane)


def _basins(chosen: Choices, plane: Surface) -> None:
    experiment = chosen.experiment
    labels = dict(zip(experiment.names, experiment.labels, strict=True))
    names = chosen.page.compared
    _controls(chosen, labels)
    xs, ys = grid(plane)
    mine = tuple(replace(alone(experiment, name), start=None) for name in names)  # which is none of many
    words = f"Walking {' and '.join(labels[name] for name in names)} from {SIDE} × {SIDE} starts"
    found = worked_out(chosen, ("basins", mine), words, partial(_all_found, mine))
    if found is None:
        return
    (x, y), steps = experiment.start_point, experiment.step_count
    views = []
    for number, (name, each) in enumerate(zip(names, found, strict=True), start=1):
        title = f"<b>{html.escape(labels[name], quote=False)}</b>"
        spec = basins_spec(plane, (xs, ys), each, title=title, steps=steps, start=(x, y))
        words = describe_basins(labels[name], _shares(each))
        views.append(View(f"basins-{number}", "grid", spec, words))
    if len(found) > 1:
        one, other = found
        differing = float((one.minimum != other.minimum).mean())
        title = f"<b>different ends</b>: {percent(differing)}"
        spec = difference_spec(plane, (xs, ys), one, other, title=title, start=(x, y))
        pair = " and ".join(labels[name] for name in names)
        words = f"Where {pair} end differently: {percent(differing)} of all starts."
        views.append(View("difference", "grid", spec, words))

    def begin(pressed: Pressed) -> None:
        index = pressed["index"]
        if len(index) == 2 and index[0] < len(ys) and index[1] < len(xs):  # it comes from a browser
            chosen.set_start((float(xs[index[1]]), float(ys[index[0]])))

    st.caption(
        f"Each of {SIDE} × {SIDE} starts has the colour of the minimum to which it leads in {steps} steps, "
        "the stronger the sooner; grey comes to none. A click begins there."
    )
    still_figures("basins figures", views, begin)
    st.markdown(_table([labels[name] for name in names], found))


def _controls(chosen: Choices, labels: dict[str, str]) -> None:
    names = chosen.page.compared

    def first(name: str) -> None:
        chosen.compare(name, *(other for other in names[1:] if other != name))

    def second(name: str) -> None:
        chosen.compare(*dict.fromkeys([names[0], *([name] if name else [])]))

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        list_of("Run", "basins Run", names[0], first, labels)
        others = {_NONE: "none", **{name: label for name, label in labels.items() if name != names[0]}}
        list_of("Beside it", "basins Beside it", names[1] if len(names) > 1 else _NONE, second, others)


def grid(plane: Surface) -> tuple[Array, Array]:
    """The starts' coordinates over the view, in a clicked start's decimals: a click is that very start."""
    (x0, x1), (y0, y1) = plane.domain
    points = [
        rounded_start(plane, (x, y))
        for x, y in zip(np.linspace(x0, x1, SIDE).tolist(), np.linspace(y0, y1, SIDE).tolist(), strict=True)
    ]
    xs, ys = np.array(points).T
    return xs, ys


def _all_found(mine: tuple[Experiment, ...], progress: Progress) -> list[Basins]:
    return [_found(own, part_of(progress, index, len(mine))) for index, own in enumerate(mine)]


@remembered(limit=4 * MB, size=lambda found: found.nbytes, key=lambda mine, progress: mine)
def _found(mine: Experiment, progress: Progress) -> Basins:
    (run,), plane = mine.runs, mine.plane
    assert plane
    return basins(
        mine.problem,
        run.optimizer,
        *grid(plane),
        mine.step_count,
        schedule=run.schedule,
        progress=progress,
    )


def _shares(found: Basins) -> list[tuple[str, float]]:
    names = end_names(found)
    shares = sorted(found.shares.items(), key=lambda each: (each[0] < 0, -each[1]))
    return [(names[index], share) for index, share in shares]


def _table(labels: list[str], found: list[Basins]) -> str:
    """Markdown: a row for every end, with its share of each run's starts."""
    names = end_names(found[0])
    totals = {index: max(each.shares.get(index, 0.0) for each in found) for index in names}
    listed = [
        index for index in sorted(totals, key=lambda index: -totals[index]) if index >= 0 and totals[index]
    ]
    rows = [f"| starts that end | {' | '.join(map(plain, labels))} |", "|---" * (len(labels) + 1) + "|"]
    for index in [*listed[:_MOST_ROWS], UNFINISHED, CIRCLING, FLED]:
        if totals[index]:
            cells = [percent(each.shares.get(index, 0.0)) for each in found]
            at = f"at {names[index]}" if index >= 0 else names[index]
            rows.append(f"| {plain(at)} | {' | '.join(map(plain, cells))} |")
    if rest := listed[_MOST_ROWS:]:
        cells = [percent(sum(each.shares.get(index, 0.0) for index in rest)) for each in found]
        rows.append(f"| at {len(rest)} other minima | {' | '.join(map(plain, cells))} |")
    return "\n".join(rows)
