"""What a run has come to, in the numbers by which runs are compared."""

import math
from dataclasses import dataclass

import numpy as np

from surfaces import Surface
from trajectories.measures import below_for_good, path_lengths
from trajectories.simulate import Trajectory


@dataclass(frozen=True)
class Score:
    """A run's line on the scoreboard.

    Attributes:
        loss: f − f* after the last step, f itself where no minimum is known; NaN where it overflowed.
        settled_at: the step from which on f − f* stays below the tolerance; infinite where it does not.
        distance: of the last point from the nearest listed minimum; NaN where there is none.
        length: of the path.
        gradients: how many gradients of single examples, or of the surface, were computed.
    """

    loss: float
    settled_at: float
    distance: float
    length: float
    gradients: int


def score(surface: Surface, went: Trajectory, tolerance: float, examples: int = 1) -> Score:
    """The score of one run, whose every step sees so many `examples`."""
    minima = (*surface.minima, *surface.local_minima)
    lowest = surface.value(*surface.minima[0]) if surface.minima else math.nan
    last = went.positions[-1]
    away = [math.dist(last, minimum) for minimum in minima]
    with np.errstate(all="ignore"):
        above = went.losses - lowest
        length = float(path_lengths(went)[-1])
    return Score(
        loss=float(went.losses[-1] if math.isnan(lowest) else above[-1]),
        settled_at=math.inf if math.isnan(lowest) else below_for_good(above, tolerance),
        distance=min(away, default=math.nan),
        length=length,
        gradients=went.steps * examples,
    )
