"""Two runs of the same experiment, step by step beside each other."""

from dataclasses import dataclass

import numpy as np

from optimizers import Array
from surfaces import Surface
from trajectories.measures import step_lengths
from trajectories.outcome import NEAR, diagonal_of
from trajectories.simulate import Trajectory


@dataclass(frozen=True, eq=False)
class Comparison:
    """How far two runs are from each other.

    Attributes:
        apart: the distance between them, shape (T + 1,); NaN from where one overflowed.
        amount: what counts as having parted, a hundredth of the view's diagonal.
        parted_at: the first step at which they are farther apart than that; None where they never are.
        lead: f of the other less f of the one, shape (T + 1,): positive where the one is lower.
        lengths: how long the steps of each are, shapes (T + 1,); the first is NaN.
    """

    apart: Array
    amount: float
    parted_at: int | None
    lead: Array
    lengths: tuple[Array, Array]


def compared(surface: Surface, one: Trajectory, other: Trajectory) -> Comparison:
    """Compare two runs of as many steps."""
    with np.errstate(all="ignore"):
        apart = np.hypot(*(one.positions - other.positions).T)
        lead = other.losses - one.losses
        first, second = (np.hypot(*step_lengths(went).T) for went in (one, other))
    amount = NEAR * diagonal_of(surface)
    beyond = np.flatnonzero(apart > amount)
    return Comparison(apart, amount, int(beyond[0]) if len(beyond) else None, lead, (first, second))
