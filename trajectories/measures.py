"""What is measured of a run: how far its steps go, and from which step on something holds."""

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from trajectories.simulate import Trajectory


def step_lengths(trajectory: Trajectory) -> Array:
    """|θ_t − θ_{t−1}| per coordinate, shape (T + 1, 2); row 0 is NaN."""
    moves = np.abs(np.diff(trajectory.positions, axis=0))
    return np.vstack([np.full((1, 2), np.nan), moves])


def path_lengths(trajectory: Trajectory) -> Array:
    """How long the path is up to each step, shape (T + 1,), from 0 on."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(trajectory.positions, axis=0).T))])


def first_below(values: Array, limit: float) -> float:
    """The first step at which `values`, shape (T + 1,), are below `limit`; infinite where they never are."""
    below = np.flatnonzero(values < limit)
    return float(below[0]) if len(below) else np.inf


def below_for_good(values: Array, limit: float) -> float:
    """The step from which on `values` stay below `limit`; infinite where they do not."""
    step = stays_from(values < limit)
    return np.inf if step is None else float(step)


def stays_from(holds: NDArray[np.bool_]) -> int | None:
    """The step from which on all of `holds`, shape (T + 1,), is true; None where the last is not."""
    not_yet = np.flatnonzero(~holds)
    first = int(not_yet[-1]) + 1 if len(not_yet) else 0
    return first if first < len(holds) else None
