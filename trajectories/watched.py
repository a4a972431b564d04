"""All weights of a network in the hands of a rule: how its quantities are spread over them, and one of them
through all of its steps, as if it were walked alone.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers import Array, Optimizer, evaluate
from problems import Network
from remembered import MB, remembered
from schedules import Schedule
from trajectories.looks import pictures_at
from trajectories.simulate import Trajectory
from trajectories.walk import Step, walk
from tunables import tunables

PER_DECADE = 4  # bins
LOWEST, HIGHEST = -20, 12  # decades
_BINS, _ON_EDGE = np.float32(PER_DECADE / np.log(10)), np.float32(1e-4)
LONG = 0.5  # of α: a step above this is a long one


@dataclass(frozen=True, eq=False)
class Watched:
    """A run of a network's T steps, seen from its weights.

    Attributes:
        weight: one weight's own run, with one coordinate; its losses are 0, for it has none of its own.
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


class Watch:
    """Looks at a network's weights while it is trained: `see` every step, and then take what was `seen`.

    Args:
        network: what is trained.
        optimizer: the rule that trains it.
        steps: how many it takes.
        weight: the place in θ of the weight that is followed through all of them.
    """

    def __init__(self, network: Network, optimizer: Optimizer, steps: int, weight: int) -> None:
        self.optimizer, self.weight = optimizer, weight
        self.looked_at = pictures_at(steps)
        self.edges = 10.0 ** np.linspace(LOWEST, HIGHEST, (HIGHEST - LOWEST) * PER_DECADE + 1)
        first_layer = (network.shape[0] + 1) * network.hidden
        self.sizes = first_layer, network.size - first_layer
        shape = len(self.looked_at), len(self.sizes), len(self.edges) - 1
        self.spreads = {each: np.zeros(shape, dtype=np.uint16) for each in spread_over(optimizer)}
        own = np.repeat(np.arange(len(self.sizes)), self.sizes)  # of each weight, its layer
        every = np.arange(len(self.spreads))[:, None] * len(self.sizes)
        self._first = (every + own) * (len(self.edges) + 1) + 1
        self._looks = {int(t): look for look, t in enumerate(self.looked_at)}
        self.long = np.full(steps + 1, np.nan)
        self._own: list[tuple[Array, Array, tuple[Any, ...], Any]] = []
        self._before: Step | None = None
        self._kind: Any = None
        self._of_each: list[bool] = []  # of the State's fields, whether each weight has its own

    def see(self, step: Step) -> None:
        """The next step, step 0 first."""
        rate = self.optimizer.learning_rate * step.factor
        if self._before:
            moved = np.abs(step.theta - self._before.theta) > LONG * rate
            self.long[step.t] = np.count_nonzero(moved) / len(moved)
            if step.t in self._looks:
                names = _names(self.optimizer, step, self._before, rate)
                self._spread(self._looks[step.t], names, len(step.theta))
        else:
            self._kind = type(step.state)
            self._of_each = [np.ndim(field) > 0 for field in step.state]
        at = self.weight
        state = tuple(
            [each[at] if of_each else each for each, of_each in zip(step.state, self._of_each, strict=True)]
        )
        self._own.append((step.theta[at], step.g[at], state, rate))
        self._before = step

    def _spread(self, look: int, names: dict[str, Any], size: int) -> None:
        """Count all expressions at once: in single precision, whose logarithm takes little time."""
        values = np.empty((len(self.spreads), size), dtype=np.float32)
        for index, expression in enumerate(self.spreads):
            values[index] = evaluate(expression, names)
        last = len(self.edges) - 1
        # What lies on an edge counts in the bin above it.
        bins = np.floor(np.log(values) * _BINS + (_ON_EDGE - LOWEST * PER_DECADE))
        # What lies below, 0 and no number count before the first bin, what lies above after the last.
        places = np.fmin(np.fmax(bins, -1), last).astype(np.intp) + self._first
        shape = len(self.spreads), len(self.sizes), last + 2
        found = np.bincount(places.ravel(), minlength=math.prod(shape)).reshape(shape)[:, :, 1:-1]
        for counts, each in zip(self.spreads.values(), found, strict=True):
            counts[look] = each

    @property
    def seen(self) -> Watched:
        """All of it."""
        positions, gradients, states, rates = map(np.array, zip(*self._own, strict=True))
        return Watched(
            weight=_alone(positions, gradients, self._kind, states, rates),
            looked_at=self.looked_at,
            spreads=self.spreads,
            edges=self.edges,
            sizes=self.sizes,
            long=self.long,
        )


@remembered(limit=MB, size=lambda watched: watched.nbytes)
def watched(network: Network, optimizer: Optimizer, steps: int, schedule: Schedule, weight: int) -> Watched:
    """Train a network again, to follow another of its weights."""
    watch = Watch(network, optimizer, steps, weight)
    with np.errstate(all="ignore"):
        for step in walk(network, optimizer, network.start, schedule, steps=steps):
            watch.see(step)
    return watch.seen


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
