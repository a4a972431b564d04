"""Runs of an optimizer on a surface: everything recorded, or the last point only."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer
from surfaces import Surface
from trajectories.walk import padded, walk
from tunables import lanes


@dataclass(frozen=True)
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
    def overflowed_at(self) -> Any:
        """The first step whose position or loss is not finite, and −1 where all are; shape (...)."""
        finite = np.isfinite(self.positions).all(axis=1) & np.isfinite(self.losses)
        return np.where(finite.all(axis=0), -1, np.argmin(finite, axis=0))


def simulate(surface: Surface, optimizer: Optimizer, start: ArrayLike, steps: int) -> Trajectory:
    """Run `optimizer` on `surface` from `start`, shape (2,) or (2, ...), and record every step.

    Tunables of either may be arrays: one call then runs a whole sweep, one lane per setting.
    """
    theta = padded(start, np.broadcast_shapes(lanes(surface), lanes(optimizer)))
    positions, gradients, states = [theta], [np.full_like(theta, np.nan)], [optimizer.init(theta)]
    with np.errstate(all="ignore"):  # an overflow is a result, reported as one
        for step in islice(_walk(surface, optimizer, theta), steps):
            positions.append(step.theta)
            gradients.append(step.g)
            states.append(step.state)
        recorded = _nan_from_first(np.array(positions), axis=1)
        losses = np.asarray(surface.value(recorded[:, 0], recorded[:, 1]), dtype=np.float64)
    return Trajectory(
        positions=recorded,
        losses=_nan_from_first(losses),
        gradients=_finite(np.array(gradients)),
        states=type(states[0])(*(_finite(np.array(rows)) for rows in zip(*states, strict=True))),
        learning_rates=_constant(getattr(optimizer, "learning_rate", np.nan), losses),
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


def _constant(rate: Any, losses: Array) -> Array:
    return np.broadcast_to(np.asarray(rate, dtype=np.float64), losses.shape).copy()
