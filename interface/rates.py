"""The view of a network's learning rates: every run's training loss at the end with 25 of them."""

import numpy as np
import streamlit as st

from experiment import RATE_SEEDS, RATES, alone, best, trained_losses, trained_rates
from figures import TrainedRun, View, rates_spec
from interface.choices import Choices
from interface.controls import plain
from interface.live_chart import Pressed, still_figures
from interface.working import worked_out
from optimizers import Array, Optimizer
from trajectories.progress import part_of
from tunables import short
from words import describe_rates

_CLOSE = 2  # times the lowest loss: a rate that comes so close works well


def rates_view(chosen: Choices, runs: list[tuple[TrainedRun, Optimizer]]) -> None:
    """Draw it for the runs that are shown."""
    with st.container(key="rates", gap="small"):
        if chosen.predicting:
            st.caption("Other rates would answer the question: guess first.")
        elif not runs:
            st.caption("There is no run to be tried with other rates: show one, or add one.")
        else:
            _tried(chosen, [run for run, _ in runs])


def _tried(chosen: Choices, runs: list[TrainedRun]) -> None:
    experiment, network = chosen.experiment, chosen.experiment.network
    assert network
    own = dict(zip(experiment.names, experiment.runs, strict=True))
    rates = {run.name: trained_rates(type(own[run.name].optimizer), network) for run in runs}
    losses = worked_out(
        chosen,
        ("rates", tuple(_without_rate(chosen, run.name) for run in runs)),
        f"Training with {RATES} rates, each from {RATE_SEEDS} seeds",
        lambda progress: {
            run.name: trained_losses(experiment, run.name, part_of(progress, index, len(runs)))
            for index, run in enumerate(runs)
        },
    )
    if losses is None:
        return
    begin = float(runs[0].training.losses[0])
    figure = rates_spec(
        runs,
        rates,
        losses,
        {run.name: own[run.name].optimizer.learning_rate for run in runs},
        dict.fromkeys(rates),
        name="training loss at the end",
        begin=begin,
    )

    def load(pressed: Pressed) -> None:
        for run in runs:
            index = pressed["index"][0]
            if pressed["trace"] == f"rates-{run.slug}" and index < len(rates[run.name]):
                chosen.load(run.name, {f"{run.name}.learning_rate": rates[run.name][index]})

    st.caption(
        f"Every run’s training loss at the end over its α, the median of {RATE_SEEDS} seeds; a large point "
        "where it is now; above the dashed line it ends higher than it began. A click loads a rate."
    )
    still_figures(
        "rates figures", [View("rates", "grid", figure, describe_rates([r.label for r in runs]))], load
    )
    st.markdown(_table(runs, rates, losses))


def _without_rate(chosen: Choices, name: str) -> object:
    """What the losses of a run depend on: everything but the rate that it has now."""
    mine = alone(chosen.experiment, name)
    (run,) = mine.runs
    others = {key: value for key, value in vars(run.optimizer).items() if key != "learning_rate"}
    return mine.surface, mine.steps, type(run.optimizer), tuple(others.items()), run.schedule


def _table(runs: list[TrainedRun], rates: dict[str, tuple[float, ...]], losses: dict[str, Array]) -> str:
    """Markdown: a row per run, with its best rate and the window in which it does about as well."""
    rows = [
        f"| run | best α | training loss there | within {_CLOSE} times that | decades |",
        "|---|---|---|---|---|",
    ]
    for run in runs:
        tried, found = rates[run.name], losses[run.name]
        at = best(found)
        cells = [run.label, "none", "", "", ""]
        if at is not None:
            low, high = _window(found, at)
            wide = np.log10(tried[high] / tried[low])
            span = f"{short(tried[low])} to {short(tried[high])}"
            cells = [run.label, short(tried[at]), short(float(found[at])), span, short(float(wide), 2)]
        rows.append(f"| {' | '.join(map(plain, cells))} |")
    return "\n".join(rows)


def _window(losses: Array, at: int) -> tuple[int, int]:
    """The first and the last rate around the best one with which the loss is nowhere much higher."""
    close = losses <= _CLOSE * losses[at]
    low = high = at
    while low > 0 and close[low - 1]:
        low -= 1
    while high + 1 < len(losses) and close[high + 1]:
        high += 1
    return low, high
