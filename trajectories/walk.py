"""The one loop: an optimizer walking on a problem."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from optimizers import Array, Optimizer
from problems import Problem
from schedules import CONSTANT, Schedule
from tunables import exact, lanes, real, shortened


class Step(NamedTuple):
    """What step t did: the gradient it was given, and the parameters and State after it.

    The schedule multiplied its learning rate by `factor`, one number or one for every lane. Step 0 is the
    start: its gradient is NaN, its State the one with which the optimizer begins, its factor that of step 1.
    """

    t: int
    theta: Array
    g: Array
    state: Any
    factor: Any


def walk(
    problem: Problem,
    optimizer: Optimizer,
    start: ArrayLike,
    schedule: Schedule = CONSTANT,
    *,
    steps: int | None = None,
) -> Iterator[Step]:
    """Yield step t = 0, 1, 2, ..., up to `steps`, or without end.

    Args:
        problem: gives every step its gradient, and puts what leaves its feasible set back into it.
        optimizer: its tunables, and the problem's, may be arrays; then every lane walks with its own.
        start: the initial parameters, shape (n,) or (n, ...).
        schedule: the factor on the optimizer's learning rate at every step.
        steps: how many; a whole number.
    """
    theta = padded(start, problem, optimizer)
    state = optimizer.init(theta)
    yield Step(0, theta, np.full_like(theta, np.nan), state, schedule.factor(1, steps))
    step = exact(type(optimizer).step)
    for t in count(1) if steps is None else range(1, steps + 1):
        g = real(problem.slope(theta, t))
        factor = schedule.factor(t, steps)
        rule = optimizer
        if isinstance(factor, np.ndarray) or factor != 1:
            rule = replace(optimizer, learning_rate=optimizer.learning_rate * factor)
        theta, state = step(rule, theta, g, state, t)
        theta = problem.project(theta)
        yield Step(t, theta, g, state, factor)


def padded(start: ArrayLike, problem: Problem, optimizer: Optimizer) -> Array:
    """A start of shape (n, ...) as an array of its own with (at least) the lanes of what walks from it.

    The coordinate stays first: rates of shape (2,) with a start of shape (2,) are two lanes, never one
    rate per coordinate.
    """
    theta = np.asarray(start, dtype=np.float64)
    n = len(problem.letters) or len(np.atleast_1d(theta))
    if theta.ndim == 0 or theta.shape[0] != n:
        raise ValueError(f"a start has shape ({n},) or ({n}, ...), not {theta.shape}")
    own = theta.shape[1:]
    wanted = np.broadcast_shapes(own, problem.lanes, lanes(optimizer))
    theta = theta.reshape(n, *(1,) * (len(wanted) - len(own)), *own)
    return np.broadcast_to(theta, (n, *wanted)).copy()


def whole(steps: Any) -> int:
    """A number of steps, 0 or more; ValueError with a sentence for anything else."""
    number = isinstance(steps, int | float | np.integer | np.floating) and not isinstance(steps, bool)
    if not number or not (steps >= 0 and steps == steps // 1 < np.inf):
        shown = steps if number else shortened(repr(steps))
        raise ValueError(f"steps must be a whole number, 0 or more, not {shown}")
    return int(steps)
