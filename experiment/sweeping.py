"""An experiment with many values of its numbers at once: what can be swept, and what a sweep shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiment.changes import change_surface
from experiment.experiment import Experiment, Run
from experiment.settings import MOST_SEED, NOISE, batch_tunable
from optimizers import Array
from problems import LAST_SEED, Batches, Noisy, Problem
from remembered import MB, remembered
from surfaces import DataSurface
from trajectories import Sweep, sweep
from trajectories.progress import Progress
from trajectories.sweep import SCHEDULE, TOLERANCE
from tunables import Numbers, Tunable, tunables

SEEDS = 16  # over which a noisy run is judged


def sweepable(experiment: Experiment, run: str) -> dict[str, Tunable]:
    """What can be swept for a run, by its name in links: `adam.beta1`, `bowl.condition`, `noise`, `batch`.

    The run's own numbers come first, its learning rate first of all, then those of its schedule,
    `adam.schedule.length`, and the surface's.
    """
    surface = experiment.choice
    if surface is None or run not in experiment.names:
        return {}
    its = experiment.runs[experiment.names.index(run)]
    own = {f"{run}.{each.name}": each for each in tunables(type(its.optimizer))}
    own |= {f"{run}.{SCHEDULE}.{each.name}": each for each in tunables(type(its.schedule))}
    own |= {f"{surface.key}.{each.name}": each for each in tunables(type(surface))}
    own |= {"noise": NOISE} if experiment.plane else {}
    batch = batch_tunable(surface)
    own |= {"batch": batch} if batch else {}
    return {name: each for name, each in own.items() if isinstance(each.scale, Numbers)}


def turned(experiment: Experiment, name: str, value: float) -> Experiment:
    """The experiment with one of its numbers, by its name in links, where a slider may turn it."""
    if name == "noise":
        return replace(experiment, noise=value)
    if name == "batch":
        return replace(experiment, batch=int(value))
    owner, _, field = name.rpartition(".")
    choice = experiment.choice
    if choice and owner == choice.key:
        moved: Any = {field: value}
        return change_surface(experiment, replace(choice, **moved))
    index, part = _part_of_run(experiment, owner)
    run = experiment.runs[index]
    moved = replace(run, **{part: replace(getattr(run, part), **{field: value})})
    return replace(experiment, runs=(*experiment.runs[:index], moved, *experiment.runs[index + 1 :]))


def value_of(experiment: Experiment, name: str) -> float:
    """One of an experiment's numbers, by its name in links: what `turned` turns."""
    if name == "noise":
        return experiment.noise
    if name == "batch":
        return experiment.batch or experiment.examples
    owner, _, field = name.rpartition(".")
    choice = experiment.choice
    if choice and owner == choice.key:
        return float(getattr(choice, field))
    index, part = _part_of_run(experiment, owner)
    return float(getattr(getattr(experiment.runs[index], part), field))


def _part_of_run(experiment: Experiment, owner: str) -> tuple[int, str]:
    """Whose numbers these are, `adam` or `adam.schedule`: the index of a run, and its field that has them."""
    name = owner.removesuffix(f".{SCHEDULE}")
    return experiment.names.index(name), "optimizer" if name == owner else "schedule"


def alone(experiment: Experiment, name: str) -> Experiment:
    """A run by itself, without what only says how it is shown: what its path depends on."""
    run = experiment.runs[experiment.names.index(name)]
    return replace(
        experiment, runs=(Run(run.optimizer, schedule=run.schedule),), log_loss=None, exact_paths=True
    )


def seeds_from(experiment: Experiment, count: int) -> tuple[int, ...]:
    """The experiment's own and those after it, beginning anew after the last that there is."""
    network = experiment.network
    seed, last = (network.seed, LAST_SEED) if network else (experiment.seed, MOST_SEED)
    return tuple((seed + index) % (last + 1) for index in range(count))


def swept(
    experiment: Experiment,
    axes: Mapping[str, tuple[float, ...]],
    tolerance: float = TOLERANCE,
    progress: Progress = lambda share: None,
) -> Sweep:
    """The only run of an experiment with all combinations of these values, by their names in links.

    Every lane is what the page shows when its numbers are turned there: what the surface brings along, its
    start and the rate of rules whose steps scale with the gradient, turns with them until it is touched.
    """
    (run,), plane = experiment.runs, experiment.plane
    if plane is None:
        raise ValueError("a sweep needs a surface")
    own = {name: index for index, name in enumerate(axes) if name.startswith(f"{plane.key}.")}
    shape = tuple(len(values) if name in own else 1 for name, values in axes.items())
    starts, rates = np.empty((2, *shape)), np.empty(shape)
    for lane in np.ndindex(shape):
        there = experiment
        for name, index in own.items():
            there = turned(there, name, axes[name][lane[index]])
        starts[:, *lane], rates[lane] = there.start_point, there.runs[0].optimizer.learning_rate
    rule = replace(run.optimizer, learning_rate=rates) if own else run.optimizer  # type: ignore[arg-type]
    return sweep(
        _problem(experiment, axes),
        rule,
        starts if own else experiment.start_point,
        experiment.step_count,
        {name.removeprefix(f"{rule.key}.") if _of_schedule(name) else name: axes[name] for name in axes},
        tolerance=tolerance,
        schedule=run.schedule,
        progress=progress,
    )


def _of_schedule(name: str) -> bool:
    """Whether it is a schedule's number: `adam.schedule.length`."""
    return name.split(".")[-2:-1] == [SCHEDULE]


def _problem(experiment: Experiment, axes: Mapping[str, tuple[float, ...]]) -> Problem:
    """What is walked on, with the page's seed also for what of it only the sweep makes random."""
    problem = experiment.problem
    if "batch" in axes and experiment.batches is None and isinstance(experiment.plane, DataSurface):
        plane = experiment.plane
        problem = Batches(plane, experiment.examples, experiment.seed, experiment.sampling)
        problem = Noisy(problem, experiment.noise, experiment.seed) if experiment.noise else problem
    if "noise" in axes and not experiment.noise:
        assert isinstance(problem, Batches) or problem is experiment.plane
        problem = Noisy(problem, 0.0, experiment.seed)
    return problem


def rate_stops(mine: Experiment) -> tuple[float, ...]:
    """The rates at which the only run of an experiment is tried: its slider's stops."""
    return _rate(mine).stops


def rate_losses(mine: Experiment, progress: Progress = lambda share: None) -> Array:
    """What is left of the run's loss at the end with each of its `rate_stops`; NaN where it overflows."""
    return _rate_losses(turned(mine, _rate_name(mine), float(_rate(mine).default)), progress)


def _rate(mine: Experiment) -> Tunable:
    return tunables(type(mine.runs[0].optimizer))[0]


def _rate_name(mine: Experiment) -> str:
    return f"{mine.names[0]}.{_rate(mine).name}"


@remembered(limit=MB, size=lambda losses: losses.nbytes, key=lambda mine, progress: mine)
def _rate_losses(mine: Experiment, progress: Progress) -> Array:
    return swept(mine, {_rate_name(mine): rate_stops(mine)}, TOLERANCE, progress).above_minimum


@dataclass(frozen=True)
class Best:
    """With which learning rate a run does best.

    Attributes:
        rate: that rate, the smaller of equals; None where none comes to an end, or to settle.
        value: what it is judged by there: the loss at the end, or the step from which it has settled.
        tried: how many rates were tried.
    """

    rate: float | None
    value: float
    tried: int


def best_rate(
    mine: Experiment, criterion: str, tolerance: float, progress: Progress = lambda share: None
) -> Best:
    """The best of the only run's `rate_stops` and its present rate.

    Where gradients are drawn it is the best by the median over `SEEDS` seeds, from the page's on.

    Args:
        mine: an experiment with one run.
        criterion: `loss`, at the end, or `steps`, from which on it has settled.
        tolerance: below what f − f* has to stay.
        progress: see `sweep`.
    """
    own = mine.runs[0].optimizer.learning_rate
    rates = tuple(sorted({*rate_stops(mine), own}))
    axes: dict[str, tuple[float, ...]] = {_rate_name(mine): rates}
    if mine.is_noisy:
        axes["seed"] = seeds_from(mine, SEEDS)
    found = swept(mine, axes, tolerance, progress)
    values = found.settled_at.astype(float) if criterion == "steps" else found.above_minimum
    lost = np.isnan(values) if criterion == "loss" else found.settled_at < 0
    judged = np.where(lost, np.inf, values)
    if mine.is_noisy:
        judged = np.median(judged, axis=1)
    at = int(np.argmin(judged))
    return Best(rates[at] if judged[at] < np.inf else None, float(judged[at]), len(rates))


def best(values: Array) -> int | None:
    """Where the least of them is, the first of equals; None where none is a number."""
    return None if np.isnan(values).all() else int(np.nanargmin(values))
