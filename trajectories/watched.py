"""All weights of a network in the hands of a rule: how its quantities are spread over them, and one of them
through all of its steps, as if it were walked alone.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers import Array, Optimizer, evaluate
from problems import Network
from remembered import MB, remembered
from schedules import Schedule
from trajectories.simulate import Trajectory
from trajectories.training import pictures_at
from trajectories.walk import Step, walk
from tunables import tunables

PER_DECADE = 4  # bins
LOWEST, HIGHEST = -20, 12  # decades
LONG = 0.5  # of α: a step above this is a long one


@dataclass(frozen=True, eq=False)
class Watched:
    """A run of a network's T steps, seen from its weights.

    Attributes:
        weight: one weight's own run, with one coordinate; its losses are NaN, for it has none of its own.
        looked_at: the steps at which all weights were looked at, shape (k,).
        spreads: by expression, how many weights of each layer have it in each bin, shape (k, 2, bins); a
            layer is its weights and its biases. What is 0 or no number is in none. Row 0 is empty.
        edges: the bins' ends, shape (bins + 1,).
        sizes: how many weights each layer has.
        long: which share of the weights step t moved by more than half of α, shape (T + 1,); row 0 is NaN.
    """

    weight: Trajectory
    looked_at: NDArray[np.intp]
    spreads: dict[str, NDArray[np.uint16]]
    edges: Array
    sizes: tuple[int, int]
    long: Array

    @property
    def nbytes(self) -> int:
        """How much memory its arrays take."""
        return self.weight.nbytes + self.long.nbytes + sum(each.nbytes for each in self.spreads.values())


def spread_over(optimizer: Optimizer) -> tuple[str, ...]:
    """What of a rule is spread over the weights: the gradient, what divides it and the rate that this leaves;
    where nothing divides it, the length of the step.
    """
    if optimizer.divisor == "1":
        return ("abs(g)", "abs(theta - theta_prev) / learning_rate")
    return ("abs(g)", optimizer.divisor, optimizer.effective_rate)


@remembered(limit=2 * MB, size=lambda watched: watched.nbytes)
def watched(network: Network, optimizer: Optimizer, steps: int, schedule: Schedule, weight: int) -> Watched:
    """Train a network again and look at its weights; that `weight` of θ is followed through all steps."""
    looked_at = pictures_at(steps)
    edges = 10.0 ** np.linspace(LOWEST, HIGHEST, (HIGHEST - LOWEST) * PER_DECADE + 1)
    wanted = spread_over(optimizer)
    spreads = {each: np.zeros((len(looked_at), 2, len(edges) - 1), dtype=np.uint16) for each in wanted}
    first_layer = (network.shape[0] + 1) * network.hidden
    long = np.full(steps + 1, np.nan)
    own: list[tuple[Array, Array, tuple[Any, ...], Any]] = []
    before: Step | None = None
    look = 0
    with np.errstate(all="ignore"):
        for step in walk(network, optimizer, network.start, schedule, steps=steps):
            rate = optimizer.learning_rate * step.factor
            if before:
                long[step.t] = np.mean(np.abs(step.theta - before.theta) > LONG * rate)
            if step.t == looked_at[look]:
                if before:
                    names = _names(optimizer, step, before, rate)
                    for each, counts in spreads.items():
                        values = np.broadcast_to(evaluate(each, names), step.g.shape)
                        bins = np.floor(np.log10(values) * PER_DECADE) - LOWEST * PER_DECADE
                        for layer, part in enumerate((bins[:first_layer], bins[first_layer:])):
                            inside = part[(part >= 0) & (part < len(edges) - 1)].astype(np.intp)
                            counts[look, layer] = np.bincount(inside, minlength=len(edges) - 1)
                look = min(look + 1, len(looked_at) - 1)
            state = tuple(np.atleast_1d(field)[weight if np.ndim(field) else 0] for field in step.state)
            own.append((step.theta[weight], step.g[weight], state, rate))
            before = step
    positions, gradients, states, rates = zip(*own, strict=True)
    kind = type(step.state)
    return Watched(
        weight=_alone(np.array(positions), np.array(gradients), kind, np.array(states), np.array(rates)),
        looked_at=looked_at,
        spreads=spreads,
        edges=edges,
        sizes=(first_layer, network.size - first_layer),
        long=long,
    )


def _names(optimizer: Optimizer, step: Step, before: Step, rate: Any) -> dict[str, Any]:
    """Everything that a rule's equations name at a step, of all weights; compare `quantities`."""
    names: dict[str, Any] = {each.name: getattr(optimizer, each.name) for each in tunables(type(optimizer))}
    names |= {"learning_rate": rate, "t": step.t, "g": step.g}
    names |= {"theta": step.theta, "theta_prev": before.theta}
    names |= {f"{field}_prev": value for field, value in before.state._asdict().items()}
    return names | step.state._asdict()


def _alone(positions: Array, gradients: Array, kind: Any, states: Array, rates: Array) -> Trajectory:
    """One weight's run; it ends, as a trajectory does, where something of it is not finite."""
    finite = np.isfinite(positions[1:]) & np.isfinite(gradients[1:]) & np.isfinite(states[1:]).all(axis=1)
    going = np.logical_and.accumulate(np.append(True, finite))

    def until(values: Array) -> Array:
        kept: Array = np.where(going, values, np.nan)[:, None]
        return kept

    return Trajectory(
        positions=until(positions),
        losses=np.where(going, 0.0, np.nan),
        gradients=until(gradients),
        states=kind(*(until(values) for values in states.T)),
        learning_rates=rates,
        failed="" if going.all() else "θ",
    )
