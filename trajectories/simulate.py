"""Runs of an optimizer on a problem: everything recorded, or the last point only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer, Own, evaluate, plain
from problems import Problem
from schedules import CONSTANT, Schedule
from trajectories.going import Going
from trajectories.walk import padded, walk, whole
from tunables import tunables


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is made of it can be remembered
class Trajectory:
    """Everything that a run of T steps went through; `...` are the lanes of a sweep.

    Nothing is clipped. A run goes on for as long as everything of a step is finite: the gradient that it
    used, its State, the position and the loss there. At the first step where something is not, which is
    `overflowed_at`, all of them end together: they are NaN from that step on, whatever else of it could still
    be computed, and `failed` says what it was. The start alone always stands, even where f is not finite.

    Attributes:
        positions: θ_0 ... θ_T, shape (T + 1, n, ...); n is 2 on a surface.
        losses: f(θ_0) ... f(θ_T), shape (T + 1, ...).
        gradients: row t is g_t, the gradient that step t was given, at θ_{t−1}; row 0 is NaN.
            Shape (T + 1, n, ...).
        states: a State of arrays of shape (T + 1, n, ...); row t is the State after step t.
        learning_rates: α_t, shape (T + 1, ...).
        failed: what was the first not to be finite, shape (...): `g`, a quantity of the State or `θ` by its
            letter, `f`, or `/` for a division by zero; empty where the run went on to its end.
        undefined: whether that was no number at all, as 0/0 is, rather than infinite; shape (...).
    """

    positions: Array
    losses: Array
    gradients: Array
    states: Any
    learning_rates: Array
    failed: Any = ""
    undefined: Any = False

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
        """The first step of which something is not finite, and −1 where all is; shape (...)."""
        finite = np.isfinite(self.positions).all(axis=1) & np.isfinite(self.losses)
        return np.where(finite.all(axis=0), -1, np.argmin(finite, axis=0))


def simulate(
    problem: Problem, optimizer: Optimizer, start: ArrayLike, steps: int, schedule: Schedule = CONSTANT
) -> Trajectory:
    """Run `optimizer` on `problem` from `start`, shape (n,) or (n, ...), and record every step.

    A surface is a problem with n = 2. Tunables of surface and optimizer may be arrays: one call then runs a
    whole sweep, one lane per setting. Raises ValueError where `steps` is no whole number from 0 on.
    """
    steps = whole(steps)
    with np.errstate(all="ignore"):  # an overflow is a result, reported as one
        walked = list(walk(problem, optimizer, start, schedule, steps=steps))
        path, slopes = np.array([step.theta for step in walked]), np.array([step.g for step in walked])
        states = [step.state for step in walked]
        state = type(states[0])(*map(np.array, zip(*states, strict=True)))
        losses = np.asarray(problem.losses(path), dtype=np.float64)
    going = np.logical_and.accumulate(_finite([slopes, *state, path], losses))
    failed, undefined = _failures(optimizer, going, slopes=slopes, state=state, path=path, losses=losses)
    if problem.surface is not None and np.any(undefined & (failed == "f")):
        undefined = undefined & ~((failed == "f") & _overflows(problem, path, np.argmin(going, axis=0)))
    factors = np.array([step.factor for step in walked])
    own = np.asarray(getattr(optimizer, "learning_rate", np.nan), dtype=np.float64)
    return Trajectory(
        positions=np.concatenate([path[:1], _until(going[1:], path[1:])]),
        losses=_until(going, losses),
        gradients=_until(going, slopes),
        states=type(state)(*(_until(going, array) for array in state)),
        learning_rates=_per_step(factors, losses) * own,
        failed=failed,
        undefined=undefined,
    )


def _finite(recorded: Iterable[Array], losses: Array) -> NDArray[np.bool_]:
    """Whether all is finite of each step, shape (T + 1, ...); of step 0 only f can fail to be."""
    finite = np.isfinite(losses)
    for array in recorded:
        finite[1:] &= np.isfinite(array[1:]).all(axis=1)
    return finite


def _until(going: NDArray[np.bool_], values: Array) -> Array:
    """`values` with NaN in every row in which its lane goes on no more."""
    if going.all():
        return values
    return np.where(going if values.ndim == going.ndim else going[:, None], values, np.nan)


def _failures(
    optimizer: Optimizer, going: NDArray[np.bool_], *, slopes: Array, state: Any, path: Array, losses: Array
) -> tuple[Any, Any]:
    """What ended each lane, and whether that was no number at all: see `Trajectory`."""
    failed, undefined = np.full(losses.shape[1:], "", dtype="U8"), np.zeros(losses.shape[1:], dtype=bool)
    made = [equation.name for equation in optimizer.equations if equation.name != "theta"]
    for lane in map(tuple, np.argwhere(~going[-1])):
        t = int(np.argmin(going[(slice(None), *lane)]))
        rows = [(name, getattr(state, name)[t]) for name in made]
        rows = [("g", slopes[t]), *rows, ("theta", path[t])] if t > 0 else []
        for name, row in [*rows, ("f", losses[t][None])]:
            value = row[(slice(None), *lane)]
            if not np.isfinite(value).all():
                failed[lane], undefined[lane] = name, np.isnan(value).any()
                break
        if failed[lane] not in ("g", "f"):
            # Of finite numbers, only 0/0 is no number, but for functions that a reader's own rule may have.
            divided = undefined[lane] and not isinstance(optimizer, Own)
            divided = divided or not _divisor(optimizer, state, t, path[t].shape)[:, *lane].all()
            name = str(failed[lane])
            failed[lane] = "/" if divided else "θ" if name == "theta" else plain(type(optimizer), name)
    return failed[()], undefined[()]


def _overflows(problem: Problem, path: Array, at: Any) -> Any:
    """Whether f grows beyond all numbers along the step `at`, to where it is no number; shape (...).

    A polynomial is no number there either, once it comes to ∞ − ∞; where a logarithm ends, f is small.
    """
    there = np.take_along_axis(path, at[None, None], axis=0)[0]
    before = np.take_along_axis(path, np.maximum(at - 1, 0)[None, None], axis=0)[0]
    before = np.where(at > 0, before, 0.0)
    with_value, without = np.zeros(at.shape), np.ones(at.shape)
    most = np.zeros(at.shape)
    with np.errstate(all="ignore"):
        for _ in range(_HALVINGS):
            middle = with_value / 2 + without / 2
            if np.all((most > _HUGE) | (middle == with_value) | (middle == without)):
                break
            f = _cost(problem, before + (there - before) * middle)
            most = np.maximum(most, np.where(np.isnan(f), 0.0, np.abs(f)))
            with_value, without = np.where(np.isnan(f), (with_value, middle), (middle, without))
    return most > _HUGE


_HALVINGS = 1100  # from the largest number down to 1
_HUGE = 1e100


def _divisor(optimizer: Optimizer, state: Any, t: int, shape: tuple[int, ...]) -> Array:
    """What the rule divides by at step t, of this shape."""
    names = {field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))} | {"t": t}
    for name, rows in state._asdict().items():
        names |= {name: rows[t], f"{name}_prev": rows[t - 1]}
    return np.broadcast_to(evaluate(optimizer.divisor, names), shape)


def final_positions(problem: Problem, optimizer: Optimizer, start: ArrayLike, steps: int) -> Array:
    """θ_T alone, shape (n, ...), equal to `simulate(...).positions[-1]` without recording the way there."""
    going = Going(padded(start, problem, optimizer).shape[1:])
    with np.errstate(all="ignore"):
        for step in walk(problem, optimizer, start, steps=whole(steps)):
            going.see(step, _cost(problem, step.theta))
    return np.where(going.on, step.theta, np.nan) if step.t else step.theta


def _cost(problem: Problem, theta: Array) -> Array:
    """The loss at θ, shape (...)."""
    return np.asarray(problem.losses(theta[None]))[0]


def _per_step(rates: Array, losses: Array) -> Array:
    """One rate per step, for every lane."""
    return np.broadcast_to(rates.reshape(-1, *(1,) * (losses.ndim - 1)), losses.shape)
