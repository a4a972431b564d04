"""One run with many seeds at once: how its loss spreads, and where it ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers import Array, Optimizer
from problems import Problem
from schedules import CONSTANT, Schedule
from trajectories.going import Going
from trajectories.outcome import NEAR, diagonal_of
from trajectories.progress import Progress
from trajectories.walk import walk, whole

_BLOCK = 256  # steps whose losses are kept until their quantiles are known
QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, eq=False)
class Ensemble:
    """What N runs of T steps, one for each seed, have in common.

    A run that has overflowed has an infinite loss from then on.

    Attributes:
        quantiles: of the losses: those of QUANTILES at every step, shape (3, T + 1).
        final_losses: shape (N,).
        ends: the last positions, shape (2, N); NaN where a run overflowed.
        arrived: whether a run ends near a listed minimum, shape (N,).
    """

    quantiles: Array
    final_losses: Array
    ends: Array
    arrived: NDArray[np.bool_]

    @property
    def nbytes(self) -> int:
        """How many bytes its arrays take."""
        return self.quantiles.nbytes + self.final_losses.nbytes + self.ends.nbytes + self.arrived.nbytes


def ensemble(
    problem: Problem,
    optimizer: Optimizer,
    start: ArrayLike,
    steps: int,
    schedule: Schedule = CONSTANT,
    *,
    progress: Progress = lambda share: None,
) -> Ensemble:
    """Run `optimizer` on a problem on a surface whose seed is an array of N seeds, in one broadcast run.

    Nothing grows with N times T. `progress` is called now and then with the share of steps that are done.
    """
    steps = whole(steps)
    surface = problem.surface
    if surface is None or len(problem.lanes) != 1:
        raise ValueError("an ensemble needs a surface and a seed for each of its runs")
    ranks = np.round(np.array(QUANTILES) * (problem.lanes[0] - 1)).astype(int)
    quantiles: list[Array] = []
    block: list[Array] = []

    def settle() -> None:
        quantiles.append(np.sort(np.array(block), axis=1)[:, ranks])
        block.clear()

    going = Going(problem.lanes)
    with np.errstate(all="ignore"):
        for step in walk(problem, optimizer, start, schedule, steps=steps):
            losses = surface.value(*step.theta)
            going.see(step, losses)
            block.append(np.where(going.on, losses, np.inf))
            theta = step.theta
            if len(block) == _BLOCK:
                settle()
                progress(step.t / max(steps, 1))
        if block:
            settle()
    final = np.where(going.on, losses, np.inf)
    near = NEAR * diagonal_of(surface)
    minima = (*surface.minima, *surface.local_minima)
    away = [np.hypot(*(theta - np.reshape(minimum, (2, 1)))) for minimum in minima]
    arrived = going.on & (np.min(away, axis=0) <= near) if away else np.zeros(len(final), dtype=bool)
    return Ensemble(np.concatenate(quantiles).T, final, np.where(going.on, theta, np.nan), arrived)


def ahead(finals: list[Array]) -> NDArray[np.int_]:
    """In how many seeds each run ends lower than all others, or as low as they, shape (runs,)."""
    lowest = np.min(finals, axis=0)
    return np.array([int((final == lowest).sum()) for final in finals])
