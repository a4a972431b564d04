"""From where a run comes to which minimum: a grid of starts, walked at once."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer
from problems import Problem
from schedules import CONSTANT, Schedule
from surfaces import Point, Surface
from trajectories.going import Going
from trajectories.outcome import CIRCLES, DRIFT, EVEN, FEWEST, NEAR, SHARE, STAYS, TURNING, diagonal_of
from trajectories.progress import Progress
from trajectories.walk import Step, walk, whole

UNFINISHED, FLED, CIRCLING = -1, -2, -3  # in place of a minimum's index
FAR = 1e30  # within this of the origin f is a number, on surfaces that are `finite`
# Starts that are walked together. From 32,768 on NumPy writes over an array that it no longer needs even
# where that holds one coordinate alone.
_AT_ONCE = 40_000
_EVERY = 32  # steps between two looks at which minimum is the nearest

_NO_LOSS = np.zeros(1)


@dataclass(frozen=True, eq=False)
class Basins:
    """Where runs from a grid of starts end.

    Attributes:
        minimum: the index of the minimum near which a run has come to stay, among `minima`; UNFINISHED where
            it is still on its way, FLED where it ends outside the view or overflows, CIRCLING where it goes
            to and fro elsewhere. Shape (len(ys), len(xs)).
        arrived_at: the step from which on it is there, −1 where it is at none; of the same shape.
        minima: the surface's, the global ones first.
    """

    minimum: NDArray[np.int16]
    arrived_at: NDArray[np.int32]
    minima: tuple[Point, ...]

    @property
    def shares(self) -> dict[int, float]:
        """The share of starts of every minimum and of everything else that occurs, by the index above."""
        found, counts = np.unique(self.minimum, return_counts=True)
        return {
            int(index): int(count) / self.minimum.size for index, count in zip(found, counts, strict=True)
        }

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take."""
        return self.minimum.nbytes + self.arrived_at.nbytes


def basins(
    problem: Problem,
    optimizer: Optimizer,
    xs: ArrayLike,
    ys: ArrayLike,
    steps: int,
    *,
    schedule: Schedule = CONSTANT,
    progress: Progress = lambda share: None,
) -> Basins:
    """Run `optimizer` from every start of a grid, and tell to which of the surface's minima each run comes.

    A run has come to a minimum if, from some step to the last one, it is within a hundredth of the view's
    diagonal of it.

    Args:
        problem: a surface, or one with noise and mini-batches, the same for all starts.
        optimizer: the rule.
        xs, ys: the grid, shapes (n,) and (m,).
        steps: how many; a whole number.
        schedule: the factor on the learning rate at every step.
        progress: called now and then with the share that is done.
    """
    surface, steps = problem.surface, whole(steps)
    if surface is None:
        raise ValueError("basins need a surface")
    xs, ys = np.asarray(xs, dtype=np.float64), np.asarray(ys, dtype=np.float64)
    starts = np.array(np.meshgrid(xs, ys)).reshape(2, -1)
    found = []
    for first in range(0, starts.shape[1], _AT_ONCE):
        some = starts[:, first : first + _AT_ONCE]

        def nearer(share: float, first: int = first, count: int = some.shape[1]) -> None:
            progress((first + share * count) / starts.shape[1])

        walker = partial(walk, problem, optimizer, schedule=schedule, steps=steps)
        with np.errstate(all="ignore"):
            near, arrived_at = _ends(surface, walker, some, steps, nearer)
            moving = np.flatnonzero(near == UNFINISHED)
            if moving.size:
                circling = _circling(walker(some[:, moving]), steps, diagonal_of(surface))
                near[moving[circling]] = CIRCLING
        found.append((near, arrived_at))
    near, arrived_at = (np.concatenate(each).reshape(len(ys), len(xs)) for each in zip(*found, strict=True))
    minima = (*surface.minima, *surface.local_minima)
    return Basins(near.astype(np.int16), arrived_at.astype(np.int32), minima)


def _ends(
    surface: Surface, walker: Callable[[Array], Iterator[Step]], starts: Array, steps: int, progress: Progress
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Near which minimum every lane ends, or how else, and since when it is there."""
    minima = np.array((*surface.minima, *surface.local_minima))
    theta, first = starts, min(_EVERY, steps)  # the step at which minima are first told apart
    going, disc = Going(theta.shape[1:]), _Disc(np.full_like(theta, np.nan), NEAR * diagonal_of(surface))
    nearest = np.full(theta.shape[1:], -1)
    looked_at = np.full(theta.shape[1:], -1)
    # Within half the way from one minimum to the next, less a little for rounding, no other can be nearer.
    gaps = [math.dist(*pair) for pair in combinations(minima, 2)]
    surely = (0.49 * min(gaps, default=np.inf)) ** 2
    for step in walker(starts):
        theta = step.theta
        if step.t >= first:
            disc.see(step.t, theta)
        is_time = step.t == steps or (step.t > 0 and step.t % _EVERY == 0)
        if not surface.finite or (is_time and np.abs(theta).max() > FAR):
            going.see(step, surface.value(*theta))
        elif is_time:
            going.see(step, _NO_LOSS)
        if is_time:
            unsure = np.flatnonzero(~(disc.squares < surely))
            now, centres = _nearest(minima, theta[:, unsure])
            other = now != nearest[unsure]
            changed = unsure[other]
            nearest[changed] = now[other]
            disc.move(changed, centres[:, other], step.t, theta[:, changed])
            looked_at[changed] = step.t
            progress(step.t / max(steps, 1))
    low, high = np.array(surface.domain).T[:, :, None]
    fled = ~going.on | ~((theta >= low) & (theta <= high)).all(axis=0)
    there = ~fled & (disc.back_at <= steps) & bool(len(minima))
    # Those that were there already when it was first seen to which one they had come: since when?
    early = np.flatnonzero(there & (disc.back_at == looked_at))
    if early.size:
        again = _Disc(disc.centre[:, early], disc.radius)
        for step in walker(starts[:, early]):
            again.see(step.t, step.theta)
            if step.t == looked_at[early].max():
                break
        disc.back_at[early] = again.back_at
    near = np.where(there, nearest, np.where(fled, FLED, UNFINISHED))
    return near, np.where(there, disc.back_at, -1)


class _Disc:
    """The disc around a minimum, each lane its own, and the step from which on the lane has been in it.

    Attributes:
        back_at: that step, or the next one where it is outside; shape (lanes).
        squares: of the distance to the disc's centre at the step seen last; shape (lanes).

    Before the first `move` the centre is NaN, and neither says anything.
    """

    def __init__(self, centre: Array, radius: float) -> None:
        lanes = centre.shape[1:]
        self.centre, self.radius = centre, radius
        self.back_at = np.zeros(lanes, dtype=np.int32)
        self._apart = np.empty((2, *lanes))
        self.squares = self._apart[0]
        self._away = np.empty(lanes, dtype=bool)

    def see(self, t: int, theta: Array) -> None:
        """Take in where every lane is at step t, without new memory."""
        np.subtract(theta, self.centre, out=self._apart)
        np.multiply(self._apart, self._apart, out=self._apart)
        np.add(self._apart[0], self._apart[1], out=self.squares)
        np.greater(self.squares, self.radius**2, out=self._away)
        np.copyto(self.back_at, t + 1, where=self._away)

    def move(self, lanes: NDArray[np.intp], centre: Array, t: int, theta: Array) -> None:
        """Put the discs of some lanes elsewhere: before step t they count as outside."""
        self.centre[:, lanes] = centre
        x, y = theta - centre
        self.back_at[lanes] = np.where(x * x + y * y > self.radius**2, t + 1, t)


def _nearest(minima: Array, theta: Array) -> tuple[NDArray[np.intp], Array]:
    """The nearest minimum to each point: its index, and where it is, shape (2, ...); NaN without any."""
    x, y = theta
    nearest = np.zeros(x.shape, dtype=np.intp)
    least = np.full(x.shape, np.inf)
    for index, (at_x, at_y) in enumerate(minima):
        square = (x - at_x) ** 2 + (y - at_y) ** 2
        # The last one that is nearer than all before it: a product is quicker than a choice.
        np.maximum(nearest, (square < least) * index, out=nearest)
        np.fmin(least, square, out=least)
    return nearest, minima[nearest].T.copy() if len(minima) else np.full((2, *x.shape), np.nan)


def _circling(walked: Iterator[Step], steps: int, diagonal: float) -> NDArray[np.bool_]:
    """Which lanes go to and fro in their last steps, evenly and far enough to be seen; see `outcome`."""
    window = min(max(STAYS, FEWEST, steps // SHARE), steps)  # steps
    middle = steps - window + (window + 2) // 2  # the first of the second half's positions
    before = first = np.zeros(())
    for step in walked:
        theta = step.theta
        if step.t == steps - window:
            first, path = theta, np.zeros(theta.shape[1:])
            bounds = [[theta, theta], [theta, theta]]
        elif step.t > steps - window:
            path += np.hypot(*(theta - before))
            half = bounds[int(step.t >= middle)]
            half[:] = (
                [theta, theta]
                if step.t == middle
                else [np.minimum(half[0], theta), np.maximum(half[1], theta)]
            )
        before = theta
    to_and_fro = np.hypot(*(theta - first)) < TURNING * path
    extents = np.array([(high - low).max(axis=0) for low, high in bounds])
    drift = np.abs((bounds[1][0] + bounds[1][1] - bounds[0][0] - bounds[0][1]) / 2).max(axis=0)
    least, most = extents.min(axis=0), extents.max(axis=0)
    even = (least > CIRCLES * diagonal) & (most <= EVEN * least) & (drift <= DRIFT * least)
    return to_and_fro & even & (window + 1 > STAYS)
