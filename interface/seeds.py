"""The view of seeds: the page's runs with many seeds, how their losses spread, and who is ahead how often."""

from functools import partial

import numpy as np
import streamlit as st

from experiment import SEED, Experiment, alone, seeds_from
from figures import DrawnRun, Scale, View, ends_spec, fan_spec, lowest_value
from interface.choices import Choices
from interface.controls import control, plain
from interface.live_chart import Pressed, still_figures
from interface.working import worked_out
from optimizers import Optimizer
from page import SEEDS
from problems import posed
from remembered import MB, remembered
from surfaces import Surface
from trajectories import Ensemble, ahead, ensemble
from trajectories.progress import Progress, part_of
from tunables import short
from words import describe_ends, describe_fan, loss_name

_WIDTH = 320  # pixels of the number of seeds


def seeds_view(chosen: Choices, runs: list[tuple[DrawnRun, Optimizer]], letters: tuple[str, ...]) -> None:
    """Draw it for the runs that are shown."""
    experiment, surface = chosen.experiment, chosen.experiment.plane
    with st.container(key="seeds", gap="small"):
        if chosen.predicting:
            st.caption("Many seeds would answer the question: guess first.")
        elif surface is None or not experiment.is_noisy or not runs:
            st.caption("Without noise and mini-batches all seeds are alike: unfold “Noise” in the sidebar.")
        else:
            _compared(chosen, surface, [run for run, _ in runs])


def _compared(chosen: Choices, surface: Surface, drawn: list[DrawnRun]) -> None:
    experiment, count = chosen.experiment, chosen.page.seeds
    with st.container(width=_WIDTH):
        control(SEEDS, "seeds", count, chosen.set_seeds)
    seeds = seeds_from(experiment, count)
    mine = tuple(alone(experiment, run.name) for run in drawn)
    words = f"Running {len(drawn)} runs with {count} seeds each"
    ensembles = worked_out(chosen, ("seeds", mine, count), words, partial(_ensembles, mine, count))
    if ensembles is None:
        return
    st.markdown(_table(surface, drawn, ensembles))
    scale: Scale = "log" if experiment.loss_on_log else "linear"
    labels = [run.label for run in drawn]
    views = [
        View("fan", "grid", fan_spec(surface, drawn, ensembles, scale), describe_fan(labels, count)),
        View("ends", "grid", ends_spec(surface, drawn, ensembles, seeds), describe_ends(labels, count)),
    ]

    def load(pick: Pressed) -> None:
        if pick["index"][0] < count:  # it comes from a browser
            chosen.set_seed(seeds[pick["index"][0]])

    still_figures("seed figures", views, load)
    st.caption(
        f"{count} seeds from {SEED.show(seeds[0])} on. A point is where a run ends with one of "
        "them; a click on it loads that seed."
    )


def _ensembles(mine: tuple[Experiment, ...], count: int, progress: Progress) -> list[Ensemble]:
    return [_ensemble(own, count, part_of(progress, index, len(mine))) for index, own in enumerate(mine)]


@remembered(
    limit=4 * MB, size=lambda each: each.nbytes, key=lambda experiment, count, progress: (experiment, count)
)
def _ensemble(experiment: Experiment, count: int, progress: Progress) -> Ensemble:
    (run,), plane = experiment.runs, experiment.plane
    assert plane
    seeds = np.array(seeds_from(experiment, count))
    problem = posed(
        plane, noise=experiment.noise, batch=experiment.batch, seed=seeds, sampling=experiment.sampling
    )
    walked = partial(ensemble, problem, run.optimizer, experiment.start_point, experiment.step_count)
    return walked(run.schedule, progress=progress)


def _table(surface: Surface, runs: list[DrawnRun], ensembles: list[Ensemble]) -> str:
    """Markdown: a row per run, with its loss at the end, how often it is ahead, and how often it arrives."""
    lowest = lowest_value(surface) or 0.0
    wins = ahead([each.final_losses for each in ensembles])
    name = plain(loss_name(lowest or None))
    rows = [
        f"| run | median of {name} at the end | 10 to 90 % | ahead | ends near a minimum |",
        "|---|---|---|---|---|",
    ]
    for run, each, won in zip(runs, ensembles, wins, strict=True):
        low, middle, high = (plain(short(float(value) - lowest)) for value in each.quantiles[:, -1])
        count = len(each.arrived)
        arrived = f"{int(each.arrived.sum())} of {count}"
        rows.append(f"| {plain(run.label)} | {middle} | {low} to {high} | {won} of {count} | {arrived} |")
    return "\n".join(rows)
