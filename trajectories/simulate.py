"""Runs of an optimizer on a surface: everything recorded, or the last point only."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Equation, Optimizer, evaluate, plain
from surfaces import Surface
from trajectories.walk import Step, padded, walk, whole
from tunables import exact, lanes, tunables


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is made of it can be remembered
class Trajectory:
    """Everything that a run of T steps went through; `...` are the lanes of a sweep.

    Nothing is clipped. A run goes on for as long as everything of a step is finite: the gradient that it
    used, its State, the position and the loss there. At the first step where something is not, which is
    `overflowed_at`, all of them end together: they are NaN from that step on, whatever else of it could still
    be computed, and `failed` says what it was. The start alone always stands, even where f is not finite.

    Attributes:
        positions: θ_0 ... θ_T, shape (T + 1, 2, ...).
        losses: f(θ_0) ... f(θ_T), shape (T + 1, ...).
        gradients: row t is g_t, the surface's gradient that step t used, at θ_{t−1}; row 0 is NaN.
            Shape (T + 1, 2, ...).
        states: a State of arrays of shape (T + 1, 2, ...); row t is the State after step t.
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

    Tunables of either may be arrays: one call then runs a whole sweep, one lane per setting. Raises
    ValueError where `steps` is no whole number from 0 on.
    """
    steps = whole(steps)
    theta = padded(start, np.broadcast_shapes(lanes(surface), lanes(optimizer)))
    rates = np.full(steps + 1, 1.0)
    return _recorded(
        _walk(surface, optimizer, theta),
        optimizer,
        theta,
        rates,
        lambda positions: surface.value(positions[:, 0], positions[:, 1]),
        surface=surface,
    )


def simulate_online(problem: OnlineProblem, optimizer: Optimizer, start: float, steps: int) -> Trajectory:
    """Run `optimizer` on a problem in one dimension whose loss changes with t, and record every step.

    The one parameter stands in both coordinates, so that a Trajectory means what it always means.
    Row 0 of the losses is f_1 at the start, row t is f_t at θ_{t−1}: what step t was charged.
    """
    steps = whole(steps)
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
    *,
    surface: Surface | None = None,
) -> Trajectory:
    """As many steps as there are rates after the first, with everything they went through."""
    positions, gradients, states = [theta], [np.full_like(theta, np.nan)], [optimizer.init(theta)]
    with np.errstate(all="ignore"):  # an overflow is a result, reported as one
        for step in islice(walking, len(rates) - 1):
            positions.append(step.theta)
            gradients.append(step.g)
            states.append(step.state)
        path, slopes = np.array(positions), np.array(gradients)
        state = type(states[0])(*map(np.array, zip(*states, strict=True)))
        losses = np.asarray(losses_at(path), dtype=np.float64)
    going = np.logical_and.accumulate(_finite([slopes, *state, path], losses))
    failed, undefined = _failures(optimizer, going, slopes=slopes, state=state, path=path, losses=losses)
    if surface is not None and np.any(undefined & (failed == "f")):
        undefined = undefined & ~((failed == "f") & _overflows(surface, path, np.argmin(going, axis=0)))
    own = np.asarray(getattr(optimizer, "learning_rate", np.nan), dtype=np.float64)
    return Trajectory(
        positions=np.concatenate([path[:1], _until(going[1:], path[1:])]),
        losses=_until(going, losses),
        gradients=_until(going, slopes),
        states=type(state)(*(_until(going, array) for array in state)),
        learning_rates=_per_step(rates, losses) * own,
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
            # Of finite numbers, only 0/0 is no number.
            divided = undefined[lane] or not _divisor(optimizer, state, t, path[t].shape)[:, *lane].all()
            name = str(failed[lane])
            failed[lane] = "/" if divided else "θ" if name == "theta" else plain(type(optimizer), name)
    return failed[()], undefined[()]


def _overflows(surface: Surface, path: Array, at: Any) -> Any:
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
            f = surface.value(*(before + (there - before) * middle))
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
    return np.broadcast_to(evaluate(Equation("", optimizer.divisor), names), shape)


def final_positions(surface: Surface, optimizer: Optimizer, start: ArrayLike, steps: int) -> Array:
    """θ_T alone, shape (2, ...), equal to `simulate(...).positions[-1]` without recording the way there."""
    steps = whole(steps)
    theta = padded(start, np.broadcast_shapes(lanes(surface), lanes(optimizer)))
    if steps == 0:
        return theta
    with np.errstate(all="ignore"):
        going = np.isfinite(surface.value(theta[0], theta[1]))
        for step in islice(_walk(surface, optimizer, theta), steps):
            theta = step.theta
            going = going & np.isfinite(surface.value(theta[0], theta[1]))
            for array in (step.g, *step.state, theta):
                going = going & np.isfinite(array).all(axis=0)
    return np.where(going, theta, np.nan)


def _walk(surface: Surface, optimizer: Optimizer, theta: Array) -> Any:
    gradient = exact(type(surface).gradient)
    return walk(lambda theta, t: np.array(gradient(surface, theta[0], theta[1])), optimizer, theta)


def _per_step(rates: Array, losses: Array) -> Array:
    """One rate per step, for every lane."""
    return np.broadcast_to(rates.reshape(-1, *(1,) * (losses.ndim - 1)), losses.shape)
