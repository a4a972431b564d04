"""How strongly a surface curves where a run steps, and whether the steps are stable there.

On a quadratic, steps along a direction in which the surface curves by λ shrink what is left as long as
α λ / d < `stable_below`, d being what the rule divides by (Cohen et al. 2022, arXiv:2207.14484, for Adam).
The largest such λ / d is the largest eigenvalue of the preconditioned Hessian, D^(−1/2) H D^(−1/2).
"""

from dataclasses import dataclass

import numpy as np

from optimizers import Array, Optimizer, evaluate
from surfaces import Surface
from trajectories.outcome import diagonal_of
from trajectories.quantities import quantities
from trajectories.simulate import Trajectory

_STEP = 1e-6  # of the view's diagonal, or of the way to a point beyond: half of what slopes are apart


@dataclass(frozen=True, eq=False)
class Curvature:
    """Row t belongs to step t, which began at θ_{t−1}; row 0 is NaN.

    Attributes:
        eigenvalues: of the Hessian, ascending, shape (T + 1, 2).
        diagonal: H_xx and H_yy, shape (T + 1, 2).
        divisor: what the rule divides by in each coordinate, shape (T + 1, 2).
        preconditioned: the largest eigenvalue of the Hessian divided by that, shape (T + 1,).
        limit: what that has to stay below, shape (T + 1,); NaN where no such number is known.
    """

    eigenvalues: Array
    diagonal: Array
    divisor: Array
    preconditioned: Array
    limit: Array


def curvature(surface: Surface, optimizer: Optimizer, went: Trajectory) -> Curvature:
    """The curvature along a run of one lane."""
    steps = went.steps
    names = quantities(optimizer, went, np.arange(1, steps + 1))
    with np.errstate(all="ignore"):
        divisor = np.broadcast_to(evaluate(optimizer.divisor, names), (steps, 2)).astype(np.float64)
        along, across, beside = hessians(surface, went.positions[:-1])
        eigenvalues = _eigenvalues(along, across, beside)
        scaled = (
            along / divisor[:, 0],
            across / divisor[:, 1],
            beside / (np.sqrt(divisor[:, 0]) * np.sqrt(divisor[:, 1])),
        )
        preconditioned = _eigenvalues(*scaled)[:, 1]
        limit = np.full(steps, np.nan)
        if optimizer.stable_below:
            limit = evaluate(optimizer.stable_below, names) / went.learning_rates[1:]
    return Curvature(
        *map(_from_step_1, (eigenvalues, np.stack([along, across], axis=1), divisor, preconditioned, limit))
    )


def hessians(surface: Surface, points: Array) -> tuple[Array, Array, Array]:
    """H_xx, H_yy and H_xy at points of shape (n, 2), by differences of the gradient."""
    x, y = points.T
    h = _STEP * np.maximum(diagonal_of(surface), np.hypot(x, y))
    with np.errstate(all="ignore"):
        right, left = surface.gradient(x + h, y), surface.gradient(x - h, y)
        up, down = surface.gradient(x, y + h), surface.gradient(x, y - h)
        columns = [
            (np.asarray(one) - np.asarray(other)) / (2 * h) for one, other in ((right, left), (up, down))
        ]
    return columns[0][0], columns[1][1], (columns[0][1] + columns[1][0]) / 2


def _eigenvalues(along: Array, across: Array, beside: Array) -> Array:
    """Of [[along, beside], [beside, across]], ascending, shape (n, 2)."""
    middle, apart = (along + across) / 2, np.hypot((along - across) / 2, beside)
    return np.stack([middle - apart, middle + apart], axis=-1)


def _from_step_1(values: Array) -> Array:
    return np.concatenate([np.full((1, *values.shape[1:]), np.nan), values])
