"""When a network is looked at while it is trained."""

import numpy as np
from numpy.typing import NDArray

EVERY = 5  # steps between two looks, as long as they are no fewer than PICTURES and no more than LOOKS
LOOKS, PICTURES = 300, 60


def looks_at(steps: int) -> NDArray[np.intp]:
    """The steps at which all examples are looked at: the start, and evenly spread others up to the end."""
    return _evenly(steps, min(max(steps // EVERY, PICTURES), LOOKS))


def pictures_at(steps: int) -> NDArray[np.intp]:
    """Those of them at which the weights are."""
    at = looks_at(steps)
    return at[_evenly(len(at) - 1, PICTURES)]


def _evenly(last: int, count: int) -> NDArray[np.intp]:
    """Of 0 to `last` the first, and `count` more at most that are evenly spread up to the last."""
    return np.unique(np.linspace(0, last, min(count, last) + 1).round().astype(np.intp))
