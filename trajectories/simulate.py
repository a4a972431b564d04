"""Runs of an optimizer on a surface: everything recorded, or the last point only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer
from surfaces import Surface
from trajectories.walk import Step, padded, walk
from tunables import lanes


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is made of it can be remembered
class Trajectory:
    """Everything that a run of T steps went through; `...` are the lanes of a sweep.

    Nothing is clipped. A value that overflows is NaN from that step on; the loss, being the larger number,
    often overflows before the position.

    Attributes:
        positions: θ_0 ... θ_T, shape (T + 1, 2, ...).
        losses: f(θ_0) ... f(θ_T), shape (T + 1, ...).
        gradients: row t is g_t, the surface's gradient that step t used, at θ_{t−1}; row 0 is NaN.
            Shape (T + 1, 2, ...).
        states: a State of arrays of shape (T + 1, 2, ...); row t is the State after step t.
        learning_rates: α_t, shape (T + 1, ...).
    """

    positions: Array
    losses: Array
    gradients: Array
    states: Any
    learning_rates: Array

    @property
    def steps(self) -> int:
        """T, the number of steps."""
        return len(self.losses) - 1

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take."""
        arrays = (self.positions, self.losses, self.gradients, self.learning_rates, *self.states)
        return sum(array.nbytes for array in arrays)

    @property
    def overflowed_at(self) -> Any:
        """The first step whose position or loss is not finite, and −1 where all are; shape (...)."""
        finite = np.isfinite(self.positions).all(axis=1) & np.isfinite(self.losses)
        return np.where(finite.all(axis=0), -1, np.argmin(finite, axis=0))


class OnlineProblem(Protocol):
    """A problem in one dimension whose loss changes with t, and the rules under which one plays it.

    Attributes:
        period: after how many steps the losses repeat.
    """

    @property
    def period(self) -> int:
        """See above."""

    def value(self, theta: float, t: int) -> float:
        """f_t(θ), t = 1, 2, ..."""

    def gradient(self, theta: Array, t: int) -> Array:
        """df_t/dθ, of the shape of `theta`."""

    def project(self, theta: Array) -> Array:
        """The feasible point nearest to θ."""

    def rate(self, t: int) -> float:
        """The factor on the optimizer's learning rate at step t."""


def simulate(surface: Surface, optimizer: Optimizer, start: ArrayLike, steps: int) -> Trajectory:
    """Run `optimizer` on `surface` from `start`, shape (2,) or (2, ...), and record every step.

    Tunables of either may be arrays: one call then runs a whole sweep, one lane per setting.
    """
    theta = padded(start, np.broadcast_shapes(lanes(surface), lanes(optimizer)))
    rates = np.full(steps + 1, 1.0)
    return _recorded(
        _walk(surface, optimizer, theta),
        optimizer,
        theta,
        rates,
        lambda positions: surface.value(positions[:, 0], positions[:, 1]),
    )


def simulate_online(problem: OnlineProblem, optimizer: Optimizer, start: float, steps: int) -> Trajectory:
    """Run `optimizer` on a problem in one dimension whose loss changes with t, and record every step.

    The one parameter stands in both coordinates, so that a Trajectory means what it always means.
    Row 0 of the losses is f_1 at the start, row t is f_t at θ_{t−1}: what step t was charged.
    """
    theta = padded((start, start), lanes(optimizer))
    steps_taken = walk(problem.gradient, optimizer, theta, rate=problem.rate, project=problem.project)
    times = np.maximum(np.arange(steps + 1), 1)
    rates = np.array([problem.rate(int(t)) for t in times])

    def charged(positions: Array) -> Array:
        before = positions[[0, *range(steps)], 0]
        return np.array([problem.value(theta, int(t)) for theta, t in zip(before, times, strict=True)])

    return _recorded(steps_taken, optimizer, theta, rates, charged)


def _recorded(
    walking: Iterator[Step],
    optimizer: Optimizer,
    theta: Array,
    rates: Array,
    losses_at: Callable[[Array], ArrayLike],
) -> Trajectory:
    """As many steps as there are rates after the first, with everything they went through."""
    positions, gradients, states = [theta], [np.full_like(theta, np.nan)], [optimizer.init(theta)]
    with np.errstate(all="ignore"):  # an overflow is a result, reported as one
        for step in islice(walking, len(rates) - 1):
            positions.append(step.theta)
            gradients.append(step.g)
            states.append(step.state)
        recorded = _nan_from_first(np.array(positions), axis=1)
        losses = np.asarray(losses_at(recorded), dtype=np.float64)
    own = np.asarray(getattr(optimizer, "learning_rate", np.nan), dtype=np.float64)
    return Trajectory(
        positions=recorded,
        losses=_nan_from_first(losses),
        gradients=_finite(np.array(gradients)),
        states=type(states[0])(*(_finite(np.array(rows)) for rows in zip(*states, strict=True))),
        learning_rates=_per_step(rates, losses) * own,
    )


def final_positions(surface: Surface, optimizer: Optimizer, start: ArrayLike, steps: int) -> Array:
    """θ_T alone, shape (2, ...), equal to `simulate(...).positions[-1]` without recording the way there."""
    theta = padded(start, np.broadcast_shapes(lanes(surface), lanes(optimizer)))
    finite: Any = True
    with np.errstate(all="ignore"):
        for step in islice(_walk(surface, optimizer, theta), steps):
            theta = step.theta
            finite = finite & np.isfinite(theta).all(axis=0)
    return np.where(finite, theta, np.nan)


def _walk(surface: Surface, optimizer: Optimizer, theta: Array) -> Any:
    return walk(lambda theta, t: np.array(surface.gradient(theta[0], theta[1])), optimizer, theta)


def _nan_from_first(values: Array, axis: int | None = None) -> Array:
    """`values` with every row from the first that is not finite on as NaN; `axis` is judged as one."""
    finite: NDArray[np.bool_] = np.isfinite(values)
    if axis is not None:
        finite = np.asarray(finite.all(axis=axis, keepdims=True))
    return np.where(np.logical_and.accumulate(finite, axis=0), values, np.nan)


def _finite(values: Array) -> Array:
    return np.where(np.isfinite(values), values, np.nan)


def _per_step(rates: Array, losses: Array) -> Array:
    """One rate per step, for every lane."""
    return np.broadcast_to(rates.reshape(-1, *(1,) * (losses.ndim - 1)), losses.shape)
