"""One run with many settings at once, of which only what matters of each is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer
from problems import Batches, Noisy, Problem
from schedules import CONSTANT, Schedule
from surfaces import DataSurface, Surface
from trajectories.going import Going
from trajectories.progress import Progress, part_of
from trajectories.walk import padded, walk, whole
from tunables import Numbers, shortened, tunables

TOLERANCE = 1e-3
NOISE, BATCH, SEED = "noise", "batch", "seed"  # axes that are neither the rule's nor the surface's
SCHEDULE = "schedule"  # the owner of a schedule's numbers
_BREATH = 16  # steps between two words of progress


@dataclass(frozen=True, eq=False)
class Sweep:
    """What becomes of a run with each of many settings; `...` are the lanes, an axis for each that is swept.

    Attributes:
        final_losses: f after the last step, NaN where the run overflowed; shape (...).
        settled_at: the step from which on f − f* stays below the tolerance, −1 where it does not, and
            everywhere where no minimum is known; shape (...).
        overflowed_at: the first step of which something is not finite, −1 where all is; shape (...).
        lowest: f*, the least value of the surface with that setting, NaN where none is known; shape (...).
    """

    final_losses: Array
    settled_at: NDArray[np.int32]
    overflowed_at: NDArray[np.int32]
    lowest: Array

    @property
    def above_minimum(self) -> Array:
        """f − f* after the last step; f itself where no minimum is known."""
        return self.final_losses - np.where(np.isnan(self.lowest), 0.0, self.lowest)

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take."""
        return sum(array.nbytes for array in self.arrays)

    @property
    def arrays(self) -> tuple[Any, ...]:
        """All of it, in the order of the fields."""
        return self.final_losses, self.settled_at, self.overflowed_at, self.lowest


def sweep(
    problem: Problem,
    optimizer: Optimizer,
    start: ArrayLike,
    steps: int,
    axes: Mapping[str, ArrayLike],
    *,
    tolerance: float = TOLERANCE,
    schedule: Schedule = CONSTANT,
    progress: Progress = lambda share: None,
) -> Sweep:
    """Run `optimizer` on a surface with all combinations of the values of the `axes`, in one broadcast run.

    Args:
        problem: a surface, or one with noise and mini-batches.
        optimizer: its tunables may be arrays that broadcast with the lanes.
        start: shape (2,), or (2, ...) where it differs between the lanes.
        steps: how many; a whole number.
        axes: the values of each, shape (n,), by what they are of: a number of the rule or of the surface,
            `adam.beta1` or `bowl.condition`, or of the schedule, `schedule.length`; `noise`, the σ of the
            gradient; `batch`, how many examples; `seed`, from which both are drawn. The first one is the
            first axis of the result. Without any there is one lane.
        tolerance: how near f must stay to its minimum to have settled.
        schedule: the factor on the learning rate at every step.
        progress: called now and then with the share that is done.

    Raises ValueError, with a sentence, for an axis that there is not.
    """
    if problem.surface is None:
        raise ValueError("a sweep needs a surface")
    values = {name: np.atleast_1d(np.asarray(given, dtype=np.float64)) for name, given in axes.items()}
    shape = tuple(map(len, values.values()))
    start = np.broadcast_to(_spread(np.asarray(start, dtype=np.float64), 2, shape), (2, *shape))
    rest: dict[str, Any] = {"tolerance": tolerance, "schedule": schedule, "progress": progress}
    if BATCH in values:
        return _by_batch(problem, optimizer, start, steps, values, rest=rest)
    swept, rule = problem, optimizer
    turned: dict[str, Array] = {}
    for index, (name, own) in enumerate(values.items()):
        along = own.reshape(-1, *(1,) * (len(shape) - 1 - index))
        owner, _, field = name.rpartition(".")
        if name == NOISE:
            swept = _noisy(swept, along)
        elif name == SEED:
            # With all axes, because what is drawn has the coordinates or examples in front.
            swept = _seeded(swept, along.astype(np.int64).reshape((1,) * index + along.shape))
        elif owner == SCHEDULE and field in _numbers(schedule):
            turned[field] = along
        elif owner == optimizer.key and field in _numbers(optimizer):
            rule = replace(rule, **{field: along})  # type: ignore[arg-type]
        elif owner == problem.surface.key and field in _numbers(problem.surface):
            swept = _on(swept, {field: along})
        else:
            raise ValueError(f"there is nothing to sweep that is called {shortened(name)}")
    surface = swept.surface
    assert surface
    if turned:
        rest["schedule"] = _Schedules(schedule, turned)
    return surveyed(swept, rule, start, steps, lowest=_lowest(surface), **rest)


def surveyed(
    problem: Problem,
    optimizer: Optimizer,
    start: ArrayLike,
    steps: int,
    *,
    lowest: ArrayLike,
    tolerance: float = TOLERANCE,
    schedule: Schedule = CONSTANT,
    progress: Progress = lambda share: None,
) -> Sweep:
    """What becomes of every lane of a walk; `lowest` is f* in each, NaN where it is not known."""
    steps = whole(steps)
    lanes = padded(start, problem, optimizer).shape[1:]
    going = Going(lanes)
    known = np.broadcast_to(np.asarray(lowest, dtype=np.float64), lanes)
    settled = _Settled(known, tolerance)
    with np.errstate(all="ignore"):
        for step in walk(problem, optimizer, start, schedule, steps=steps):
            losses = np.asarray(problem.losses(step.theta[None]), dtype=np.float64)[0]
            going.see(step, losses)
            settled.see(step.t, losses)
            if step.t % _BREATH == 0:
                progress(step.t / max(steps, 1))
    settled_at = np.where(going.on & (settled.since <= steps), settled.since, -1).astype(np.int32)
    return Sweep(np.where(going.on, losses, np.nan), settled_at, going.overflowed_at, known.copy())


class _Schedules:
    """A schedule of which every lane has its own: the factors of all lanes at a step, shape (...)."""

    def __init__(self, schedule: Schedule, numbers: Mapping[str, Array]) -> None:
        own = np.broadcast_arrays(*numbers.values())
        self._shape = own[0].shape
        settings = [dict(zip(numbers, lane, strict=True)) for lane in zip(*map(np.ravel, own), strict=True)]
        self._each = [replace(schedule, **{name: float(n) for name, n in each.items()}) for each in settings]

    def factor(self, t: int, steps: int | None = None) -> Array:
        """Every lane's."""
        return np.array([each.factor(t, steps) for each in self._each]).reshape(self._shape)


class _Settled:
    """The step from which on the loss of each lane has been near its minimum.

    Attributes:
        since: that step, or the next one where it is not; shape (...).
    """

    def __init__(self, lowest: Array, tolerance: float) -> None:
        self.since = np.zeros(lowest.shape, dtype=np.int32)
        self._lowest, self._tolerance = lowest, tolerance
        self._is_zero = not lowest.any()  # then there is nothing to subtract
        self._above, self._left = np.empty(lowest.shape), np.empty(lowest.shape, dtype=bool)

    def see(self, t: int, losses: Array) -> None:
        """Take in the losses after step t, without new memory."""
        above = losses if self._is_zero else np.subtract(losses, self._lowest, out=self._above)
        np.less(above, self._tolerance, out=self._left)
        np.logical_not(self._left, out=self._left)  # no number is not near
        np.copyto(self.since, t + 1, where=self._left)


def _by_batch(
    problem: Problem,
    optimizer: Optimizer,
    start: Array,
    steps: int,
    axes: Mapping[str, Array],
    *,
    rest: dict[str, Any],
) -> Sweep:
    """The same, a batch size at a time: examples of different numbers do not fit into one array."""
    at, sizes, shape = list(axes).index(BATCH), axes[BATCH], start.shape[1:]
    others = {name: own for name, own in axes.items() if name != BATCH}
    slices = []
    for index, size in enumerate(sizes):
        numbers: dict[str, Any] = {name: getattr(optimizer, name) for name in _numbers(optimizer)}
        numbers = {
            name: np.take(np.broadcast_to(own, shape), index, axis=at)
            for name, own in numbers.items()
            if np.ndim(own)
        }
        part = sweep(
            _of_size(problem, whole(size)),
            replace(optimizer, **numbers),
            np.take(start, index, axis=1 + at),
            steps,
            others,
            **rest | {"progress": part_of(rest["progress"], index, len(sizes))},
        )
        slices.append(part.arrays)
    return Sweep(*(np.stack(each, axis=at) for each in zip(*slices, strict=True)))


def _noisy(problem: Problem, sigma: Array) -> Problem:
    if isinstance(problem, Noisy):
        return replace(problem, sigma=sigma)
    assert isinstance(problem, Surface | Batches)
    return Noisy(problem, sigma)


def _seeded(problem: Any, seeds: Any) -> Any:
    """The problem with a seed for each lane; one that draws nothing has none."""
    if isinstance(problem, Noisy):
        return replace(problem, problem=_seeded(problem.problem, seeds), seed=seeds)
    return replace(problem, seed=seeds) if isinstance(problem, Batches) else problem


def _of_size(problem: Any, size: int) -> Any:
    if isinstance(problem, Noisy):
        return replace(problem, problem=_of_size(problem.problem, size))
    if isinstance(problem, Batches):
        return replace(problem, size=size)
    if not isinstance(problem, DataSurface):
        raise ValueError("mini-batches need a surface made of data")
    return Batches(problem, size)


def _on(problem: Any, fields: dict[str, Array]) -> Any:
    """The problem on its surface with other tunables."""
    if isinstance(problem, Noisy):
        return replace(problem, problem=_on(problem.problem, fields))
    if isinstance(problem, Batches):
        return replace(problem, surface=replace(problem.surface, **fields))
    return replace(problem, **fields)


def _numbers(thing: Any) -> set[str]:
    """The tunables that can be swept, by their fields."""
    return {field.name for field in tunables(type(thing)) if isinstance(field.scale, Numbers)}


def _lowest(surface: Surface) -> Array:
    """f* in every lane of a surface; its minima are those of one surface, so each is asked alone."""
    lanes = surface.lanes
    spread = {
        name: np.broadcast_to(getattr(surface, name), lanes)
        for name in _numbers(surface)
        if np.ndim(getattr(surface, name))
    }
    lowest = np.full(lanes, np.nan)
    for lane in np.ndindex(lanes):
        alone = replace(surface, **{name: float(own[lane]) for name, own in spread.items()})
        if alone.minima:
            lowest[lane] = alone.value(*alone.minima[0])
    return lowest


def _spread(array: Array, first: int, lanes: tuple[int, ...]) -> Array:
    """An array (first, ...) with axes of length 1 before those of its lanes, as many as are missing."""
    own = array.shape[1:]
    return array.reshape(first, *(1,) * (len(lanes) - len(own)), *own)
