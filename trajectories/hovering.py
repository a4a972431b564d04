"""How a run ended whose gradients are drawn: of mini-batches, or with noise.

Such a run never stands still, and its jitter is no oscillation. What is judged is the cloud of its last
positions: its middle, its spread (the root of the mean squared distance from the middle), and how far the
middle of its second half lies from that of the first.
"""

import numpy as np

from optimizers import Array
from surfaces import Point, Surface
from trajectories.measures import stays_from
from words import Descending, Hovering, InView, Rising, Wandering

FEWEST = 40  # positions in the cloud; else it is those of the last fifth
SEEN = 0.002  # of the view's diagonal: a cloud of a smaller extent cannot be seen
DRIFTS = 1.2  # what moves evenly has drifted by 1.7 times its spread, what hovers by less than 1
CLOSE = 0.05  # of the diagonal: where a cloud reaches no farther from a minimum it hovers around it, wherever
ARRIVES = 0.5  # it drifts, unless its mean distance fell to less than this share
AROUND = 2.0  # times its spread: so does one without a drift whose middle lies no farther from a minimum
WIDE = 0.25  # of the diagonal: a cloud that reaches farther is around everything

# The last position, the grain, `left_at` and `low_from`.
InViewFields = tuple[Point, float, int | None, int | None]


def hovering(
    surface: Surface, positions: Array, losses: Array, diagonal: float, in_view: InViewFields
) -> InView | None:
    """What can be said of it; None where the cloud is too small to be seen, so that noise does not matter.

    Args:
        surface: on which it went.
        positions, losses: of one run that ended in view, shape (T + 1, 2) and (T + 1,).
        diagonal: of the view.
        in_view: what is said of every run that ended in view.
    """
    count = min(max(FEWEST, len(positions) // 5), len(positions))
    cloud = positions[-count:]
    middle = cloud.mean(axis=0)
    spread = float(np.sqrt(((cloud - middle) ** 2).sum(axis=1).mean()))
    if np.ptp(cloud, axis=0).max() <= SEEN * diagonal:
        return None
    first, second = (half.mean(axis=0) for half in np.array_split(cloud, 2))
    drifts = np.hypot(*(second - first)) > DRIFTS * spread
    for minimum in (*surface.minima, *surface.local_minima):
        away = np.hypot(*(cloud - minimum).T)
        before, lately = (float(half.mean()) for half in np.array_split(away, 2))
        stays_close = away.max() <= CLOSE * diagonal and lately > ARRIVES * before
        around = np.hypot(*(middle - minimum)) <= AROUND * spread and away.max() <= WIDE * diagonal
        if stays_close or (around and not drifts):
            within = float(away.max())
            step = stays_from(np.hypot(*(positions - minimum).T) <= within)
            return Hovering(*in_view, minimum, within, step or 0, minimum not in surface.minima)
    if drifts:
        return _trend(losses[-count:])(*in_view)
    within = float(np.hypot(*(cloud - middle).T).max())
    return Wandering(*in_view, (float(middle[0]), float(middle[1])), within)


def _trend(losses: Array) -> type[InView]:
    """Where the mean loss goes from the first half to the second."""
    first, second = (float(half.mean()) for half in np.array_split(losses, 2))
    return Descending if second <= first else Rising
