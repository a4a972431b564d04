"""The one loop: an optimizer walking down whatever gradient it is given."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from optimizers import Array, Optimizer
from tunables import exact, lanes, real, shortened


class Step(NamedTuple):
    """What step t did: the gradient it used, and the parameters and State after it."""

    t: int
    theta: Array
    g: Array
    state: Any


def walk(
    gradient: Callable[[Array, int], Array],
    optimizer: Optimizer,
    start: ArrayLike,
    *,
    rate: Callable[[int], float] | None = None,
    project: Callable[[Array], Array] | None = None,
) -> Iterator[Step]:
    """Yield step t = 1, 2, ... without end.

    Args:
        gradient: called with the parameters, shape (2, ...), and t; a surface's, or anything else.
        optimizer: its tunables may be arrays; then every lane walks with its own.
        start: the initial parameters, shape (2,) or (2, ...).
        rate: the factor on the optimizer's learning rate at step t, where a problem prescribes one.
        project: puts parameters that left a problem's feasible set back into it, after every step.
    """
    theta = padded(start, lanes(optimizer))
    state = optimizer.init(theta)
    step = exact(type(optimizer).step)
    for t in count(1):
        g = real(gradient(theta, t))
        rule = replace(optimizer, learning_rate=optimizer.learning_rate * rate(t)) if rate else optimizer  # type: ignore[attr-defined, call-arg]
        theta, state = step(rule, theta, g, state, t)
        if project:
            theta = project(theta)
        yield Step(t, theta, g, state)


def padded(start: ArrayLike, shape: tuple[int, ...]) -> Array:
    """A start of shape (2, ...) as an array of its own with (at least) the lanes of `shape`.

    The coordinate stays first: rates of shape (2,) with a start of shape (2,) are two lanes, never one
    rate per coordinate.
    """
    theta = np.asarray(start, dtype=np.float64)
    if theta.ndim == 0 or theta.shape[0] != 2:
        raise ValueError(f"a start has shape (2,) or (2, ...), not {theta.shape}")
    own = theta.shape[1:]
    wanted = np.broadcast_shapes(own, shape)
    theta = theta.reshape(2, *(1,) * (len(wanted) - len(own)), *own)
    return np.broadcast_to(theta, (2, *wanted)).copy()


def whole(steps: Any) -> int:
    """A number of steps, 0 or more; ValueError with a sentence for anything else."""
    number = isinstance(steps, int | float | np.integer | np.floating) and not isinstance(steps, bool)
    if not number or not (steps >= 0 and steps == steps // 1 < np.inf):
        shown = steps if number else shortened(repr(steps))
        raise ValueError(f"steps must be a whole number, 0 or more, not {shown}")
    return int(steps)
