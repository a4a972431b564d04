"""A network with many learning rates: how low the training loss of its only run comes with each."""

from dataclasses import replace
from typing import Any

import numpy as np

from experiment.changes import default_optimizer
from experiment.experiment import Experiment
from experiment.sweeping import alone, seeds_from
from optimizers import Array, Optimizer
from problems import Network
from remembered import MB, remembered
from schedules import Schedule
from trajectories.progress import Progress, part_of
from trajectories.walk import walk
from tunables import tunables

RATES = 25  # of a rule, even on a log axis,
_ABOVE, _DECADES = 100, 4  # from so many times its own rate there, if its slider goes that far, so far down
RATE_SEEDS = 3  # over which each is judged by the median
_EVERY = 64  # steps between two words of how far it is


def trained_rates(rule: type[Optimizer], network: Network) -> tuple[float, ...]:
    """The rates at which a rule is tried on a network, in ascending order: those around its own there."""
    scale: Any = tunables(rule)[0].scale
    last = min(_ABOVE * default_optimizer(rule, network).learning_rate, scale.high)
    first = max(last / 10**_DECADES, scale.low)
    return tuple(sorted({scale.rounded(rate) for rate in np.geomspace(first, last, RATES).tolist()}))


def trained_losses(experiment: Experiment, name: str, progress: Progress = lambda share: None) -> Array:
    """What is left of a run's training loss at the end with each of its `trained_rates`, shape (RATES,).

    The median over the network's seed and those after it; NaN where the middle one of them is no number.
    Raises ValueError where no network walks.
    """
    mine, network = alone(experiment, name), experiment.network
    if network is None:
        raise ValueError(f"{experiment.surface.name} has no weights to be trained")
    (run,) = mine.runs
    rates = trained_rates(type(run.optimizer), network)
    seeds = seeds_from(experiment, RATE_SEEDS)
    losses = np.empty((len(rates), len(seeds)))
    for index, lane in enumerate(np.ndindex(losses.shape)):
        rule = replace(run.optimizer, learning_rate=rates[lane[0]])
        seeded = replace(network, seed=seeds[lane[1]])
        told = part_of(progress, index, losses.size)
        losses[lane] = _final_loss(seeded, rule, mine.step_count, mine.schedule_of(run), told)
    return np.median(losses, axis=1)


@remembered(limit=MB, size=lambda loss: 0, key=lambda *arguments: arguments[:-1])
def _final_loss(
    network: Network, optimizer: Optimizer, steps: int, schedule: Schedule, progress: Progress
) -> float:
    """Of all training examples, without the loss's scale; NaN where it is no number."""
    with np.errstate(all="ignore"):
        for step in walk(network, optimizer, network.start, schedule, steps=steps):
            if step.t % _EVERY == 0:
                progress(step.t / steps)
                if not np.isfinite(step.theta).all():
                    return np.nan
        loss = network.loss(step.theta) / network.loss_scale
    return loss if np.isfinite(loss) else np.nan
