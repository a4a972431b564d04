"""What lessons measure of a run."""

import numpy as np

from optimizers import Array
from trajectories import Trajectory


def step_lengths(trajectory: Trajectory) -> Array:
    """|θ_t − θ_{t−1}| per coordinate, shape (T + 1, 2); row 0 is NaN."""
    moves = np.abs(np.diff(trajectory.positions, axis=0))
    return np.vstack([np.full((1, 2), np.nan), moves])


def path_length(trajectory: Trajectory) -> float:
    """The length of the whole path."""
    return float(np.hypot(*np.diff(trajectory.positions, axis=0).T).sum())


def first_below(values: Array, limit: float) -> float:
    """The first step at which `values`, shape (T + 1,), are below `limit`; infinite where they never are."""
    below = np.flatnonzero(values < limit)
    return float(below[0]) if len(below) else np.inf


def below_for_good(values: Array, limit: float) -> float:
    """The step from which on `values` stay below `limit`; infinite where they do not."""
    above = np.flatnonzero(~(values < limit))
    step = above[-1] + 1 if len(above) else 0
    return float(step) if step < len(values) else np.inf
