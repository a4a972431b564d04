"""The view of a fair race: every run at its own best learning rate, and a scoreboard."""

import math
from collections.abc import Callable
from functools import partial

import streamlit as st

from experiment import SEEDS, SETTLED, Best, Experiment, alone, best_rate
from figures import DrawnRun
from interface.choices import Choices
from interface.controls import control, list_of, plain
from interface.widgets import button
from interface.working import worked_out
from optimizers import Optimizer
from page import CRITERIA, ORDERS
from remembered import MB, remembered
from surfaces import Surface
from trajectories.progress import Progress, part_of
from trajectories.score import Score, score
from tunables import short


def race_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw it for the runs that are shown."""
    with st.container(key="race", gap="small"):
        if chosen.predicting:
            st.caption("A race would answer the question: guess first.")
        elif chosen.experiment.plane is None or not runs:
            st.caption("A race needs a map and a run: show one, or add one.")
        else:
            _race(chosen, chosen.experiment.plane, [run for run, _ in runs])


def _race(chosen: Choices, plane: Surface, drawn: list[DrawnRun]) -> None:
    experiment, page = chosen.experiment, chosen.page
    _controls(chosen, plane)
    judged = (page.criterion, page.tolerance)
    mine = {run.name: alone(experiment, run.name) for run in drawn}
    fastest = worked_out(
        chosen,
        ("race", tuple(mine.values()), judged),
        f"Trying every rate of {len(drawn)} runs",
        lambda progress: _best_of_all(mine, *judged, progress),
    )
    if fastest is None:
        return
    rates = {name: each.rate for name, each in fastest.items() if each.rate}
    now = {name: each.runs[0].optimizer.learning_rate for name, each in mine.items()}
    with st.container(horizontal=True, gap="small"):
        same = all(now[name] == rate for name, rate in rates.items())
        button(
            "Give each its best rate",
            partial(chosen.set_best_rates, rates),
            key="best rates",
            type="primary",
            disabled=same,
        )
        if chosen.rates_before:
            button("Set all back", chosen.set_rates_back, key="rates back")
    st.caption(_rule(experiment, {run.label: fastest[run.name] for run in drawn}, *judged))
    examples = experiment.batch or experiment.examples or 1
    scores = {run.name: score(plane, run.trajectory, page.tolerance, examples) for run in drawn}
    key = _ORDERS[page.order]
    order = sorted(drawn, key=lambda run: key(scores[run.name], now[run.name]))
    st.markdown(_table(order, scores, now, fastest))


def _controls(chosen: Choices, plane: Surface) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        page = chosen.page
        list_of("Best by", "race Best by", page.criterion, chosen.set_criterion, CRITERIA)
        list_of("Sorted by", "race Sorted by", page.order, chosen.set_order, ORDERS)
        if plane.minima:
            with st.container(width=320):
                control(SETTLED, "tolerance", chosen.page.tolerance, chosen.set_tolerance)


def _best_of_all(
    mine: dict[str, Experiment], criterion: str, tolerance: float, progress: Progress
) -> dict[str, Best]:
    return {
        name: _best(own, criterion, tolerance, part_of(progress, index, len(mine)))
        for index, (name, own) in enumerate(mine.items())
    }


@remembered(limit=MB, size=lambda best: 200, key=lambda *arguments: arguments[:-1])
def _best(mine: Experiment, criterion: str, tolerance: float, progress: Progress) -> Best:
    return best_rate(mine, criterion, tolerance, progress)


def _rule(experiment: Experiment, fastest: dict[str, Best], criterion: str, tolerance: float) -> str:
    """How the best rates are found; `fastest` by label."""
    tried = sorted({each.tried for each in fastest.values()})
    rates = f"{tried[0]} to {tried[-1]}" if tried[1:] else str(tried[0])
    what = (
        f"the fewest steps until f − f\\* stays below {short(tolerance)}"
        if criterion == "steps"
        else f"the least loss after {experiment.step_count} steps"
    )
    seeds = f", by the median over {SEEDS} seeds" if experiment.is_noisy else ""
    none = [label for label, each in fastest.items() if each.rate is None]
    missing = f" No rate of {plain(', '.join(none))} comes to that: what is there stays." if none else ""
    return (
        f"Each run is tried with {rates} rates, those of its slider and its own; the best has {what}{seeds}, "
        f"and of equals it is the smaller.{missing}"
    )


# By what the scoreboard is sorted: the least first, what is no number last.
_ORDERS: dict[str, Callable[[Score, float], float]] = {
    "loss": lambda score, rate: _last_if_none(score.loss),
    "steps": lambda score, rate: score.settled_at,
    "distance": lambda score, rate: _last_if_none(score.distance),
    "length": lambda score, rate: _last_if_none(score.length),
    "gradients": lambda score, rate: score.gradients,
    "rate": lambda score, rate: rate,
}


def _last_if_none(value: float) -> float:
    return math.inf if math.isnan(value) else value


def _table(
    order: list[DrawnRun], scores: dict[str, Score], now: dict[str, float], fastest: dict[str, Best]
) -> str:
    """Markdown: a row per run."""
    titles = ["run", "loss at the end", "settled at step", "from a minimum", "path", "gradients", "α now"]
    titles.append("best α")
    rows = [f"| {' | '.join(titles)} |", "|---" + "|--:" * (len(titles) - 1) + "|"]
    for run in order:
        own, best = scores[run.name], fastest[run.name].rate
        cells = [
            run.label,
            _shown(own.loss),
            _shown(own.settled_at),
            _shown(own.distance),
            _shown(own.length),
            f"{own.gradients:,}",
            short(now[run.name]),
            short(best) if best else "none",
        ]
        rows.append(f"| {' | '.join(map(plain, cells))} |")
    return "\n".join(rows)


def _shown(value: float) -> str:
    return short(value) if math.isfinite(value) else "never" if math.isinf(value) else "none"
