"""The view of a sweep: a map over two numbers of a run, and every run's loss over its learning rate."""

from functools import partial

import numpy as np
import streamlit as st

from experiment import (
    SETTLED,
    Experiment,
    alone,
    best,
    rate_losses,
    rate_stops,
    sweepable,
    swept,
    turned,
    value_of,
)
from figures import DrawnRun, SweptAxis, View, lowest_value, rates_spec, sweep_spec
from interface.choices import Choices
from interface.controls import control, list_of, plain
from interface.live_chart import Pressed, still_figures
from interface.working import worked_out
from optimizers import Array, Optimizer
from page import CRITERIA, Axes
from remembered import MB, remembered
from surfaces import Surface
from trajectories import Sweep
from trajectories.progress import Progress, part_of
from tunables import Tunable, short
from words import describe_rates, describe_sweep, loss_name, stability_limit

SIDE = 64  # values of each number


def sweep_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw it for the runs that are shown."""
    with st.container(key="sweep", gap="small"):
        if chosen.predicting:
            st.caption("A sweep would answer the question: guess first.")
        elif (axes := chosen.page.axes) is None or not runs:
            st.caption("A sweep needs a map and a run: show one, or add one.")
        else:
            _swept(chosen, axes, [run for run, _ in runs])


def _swept(chosen: Choices, axes: Axes, drawn: list[DrawnRun]) -> None:
    experiment = chosen.experiment
    plane = experiment.plane
    assert plane
    _controls(chosen, axes)
    mine = alone(experiment, axes.run)
    rule = mine.names[0]
    own = sweepable(mine, rule)
    names = (_of_rule(axes.across, axes.run, rule), _of_rule(axes.up, axes.run, rule))
    across, up = (_axis(mine, name, own[name]) for name in names)
    each = {run.name: alone(experiment, run.name) for run in drawn}
    normal = _without(mine, names, own)
    cells = f"{len(across.values)} × {len(up.values)}"
    done = worked_out(
        chosen,
        ("sweep", normal, names, chosen.page.tolerance, tuple(each.values())),
        f"Sweeping {cells} settings",
        lambda progress: (
            _sweep(normal, names, chosen.page.tolerance, part_of(progress, 0, 2)),
            _losses(each, part_of(progress, 1, 2)),
        ),
    )
    if done is None:
        return
    found, losses = done
    begin = float(plane.value(*experiment.start_point)) - (lowest_value(plane) or 0.0)
    label = dict(zip(experiment.names, experiment.labels, strict=True))[axes.run]
    sweep_words = describe_sweep(label, across.title, up.title, chosen.page.criterion)
    rates = {name: rate_stops(its) for name, its in each.items()}
    here = {name: its.runs[0].optimizer.learning_rate for name, its in each.items()}
    limits = {name: divergence(plane, its.runs[0].optimizer) for name, its in each.items()}
    views = [
        View("sweep", "grid", sweep_spec(across, up, found, chosen.page.criterion, begin), sweep_words),
        View(
            "rates",
            "grid",
            rates_spec(
                drawn,
                rates,
                losses,
                here,
                limits,
                name=f"{loss_name(lowest_value(plane))} at the end",
                begin=begin,
            ),
            describe_rates([run.label for run in drawn]),
        ),
    ]

    def load(pressed: Pressed) -> None:
        index = pressed["index"]
        if pressed["trace"] == "sweep" and len(index) == 2:
            row, column = index
            if row < len(up.values) and column < len(across.values):  # it comes from a browser
                chosen.load(axes.run, {axes.across: across.values[column], axes.up: up.values[row]})
        for run in drawn:
            if pressed["trace"] == f"rates-{run.slug}" and index[0] < len(rates[run.name]):
                chosen.load(run.name, {f"{run.name}.learning_rate": rates[run.name][index[0]]})

    st.caption(
        f"Left, {plain(label)} with {cells} settings, hatched where it overflows; the dotted lines cross "
        "where the page stands. Right, every run’s loss at the end over its α, a point where it is now; "
        "above the dashed line it ends higher than it began. A click loads a setting."
    )
    still_figures("sweep figures", views, load)
    tried = [(rates[run.name], losses[run.name], limits[run.name]) for run in drawn]
    st.markdown(_table(plane, begin, drawn, tried))


def _controls(chosen: Choices, axes: Axes) -> None:
    """Which run, which two numbers, and what is shown of them."""
    experiment = chosen.experiment
    labels = dict(zip(experiment.names, experiment.labels, strict=True))
    own, mine = sweepable(experiment, axes.run), f"{axes.run}."

    def choose_run(run: str) -> None:
        if run in labels:
            # The same numbers of the other run, as far as it has them.
            moved = (
                f"{run}.{name.removeprefix(mine)}" if name.startswith(mine) else name for name in axes[1:]
            )
            chosen.set_sweep(run, *moved)

    def choose(end: int, name: str) -> None:
        if name in own:
            picked = [axes.across, axes.up]
            if name == picked[1 - end]:
                picked[1 - end] = picked[end]
            picked[end] = name
            chosen.set_sweep(axes.run, *picked)

    called = {name: f"{each.letter} {each.words}".strip() for name, each in own.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        list_of("Run", "sweep Run", axes.run, choose_run, labels)
        list_of("Across", "sweep Across", axes.across, partial(choose, 0), called)
        list_of("Up", "sweep Up", axes.up, partial(choose, 1), called)
        list_of("Shows", "sweep Shows", chosen.page.criterion, chosen.set_criterion, CRITERIA)
    if chosen.page.criterion == "steps":
        with st.container(width=320):
            control(SETTLED, "tolerance", chosen.page.tolerance, chosen.set_tolerance)


def _of_rule(name: str, run: str, rule: str) -> str:
    """A number's name where its run is alone: `adam.beta1` for `adam.2.beta1`."""
    return f"{rule}.{name.removeprefix(f'{run}.')}" if name.startswith(f"{run}.") else name


def _axis(mine: Experiment, name: str, declared: Tunable) -> SweptAxis:
    grid: tuple[float, ...] = declared.scale.grid(SIDE)  # type: ignore[attr-defined]
    return SweptAxis(declared, grid, value_of(mine, name))


def _without(mine: Experiment, names: tuple[str, str], own: dict[str, Tunable]) -> Experiment:
    """The experiment with what is swept at its default, so that turning that is no new sweep."""
    plane = mine.plane
    for name in names:
        if not (plane and name.startswith(f"{plane.key}.")):
            mine = turned(mine, name, float(own[name].default))
    return mine


@remembered(
    limit=4 * MB,
    size=lambda found: found.nbytes,
    key=lambda experiment, names, tolerance, progress: (experiment, names, tolerance),
)
def _sweep(experiment: Experiment, names: tuple[str, str], tolerance: float, progress: Progress) -> Sweep:
    own = sweepable(experiment, experiment.names[0])
    axes = {name: own[name].scale.grid(SIDE) for name in names}  # type: ignore[attr-defined]
    return swept(experiment, axes, tolerance, progress)


def _losses(each: dict[str, Experiment], progress: Progress) -> dict[str, Array]:
    """Every run's losses over its rates."""
    return {
        name: rate_losses(its, part_of(progress, index, len(each)))
        for index, (name, its) in enumerate(each.items())
    }


def divergence(surface: Surface, rule: Optimizer) -> float | None:
    """Above which rate theory says that a rule diverges here; None where it says no rate."""
    limit, steepest = stability_limit(rule), surface.largest_curvature
    return limit / steepest if limit and steepest and rule.divisor == "1" else None


def _table(
    surface: Surface,
    begin: float,
    runs: list[DrawnRun],
    tried: list[tuple[tuple[float, ...], Array, float | None]],
) -> str:
    """Markdown: a row per run, with its best rate and up to which one it ends lower than it began."""
    name = plain(loss_name(lowest_value(surface) or None))
    rows = [
        f"| run | best α | {name} there | ends lower than it began up to α | in theory |",
        "|---|---|---|---|---|",
    ]
    for run, (rates, losses, limit) in zip(runs, tried, strict=True):
        at = best(losses)
        lower = np.append(losses < begin, False)
        up_to = short(rates[int(np.argmin(lower)) - 1]) if lower[0] else "none"
        chosen = ("none", "") if at is None else (short(rates[at]), short(float(losses[at])))
        cells = (run.label, *chosen, up_to, short(limit) if limit else "")
        rows.append(f"| {' | '.join(map(plain, cells))} |")
    return "\n".join(rows)
