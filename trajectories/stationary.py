"""Where a slope vanishes near a point, and what it is there: a minimum, a maximum or a saddle."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from optimizers import Array
from surfaces import Surface

_NEWTON = 40  # steps of Newton's method, also enough where it converges slowly
_CLEAR = 1e-6  # a curvature under this share of the other one is as good as none
_UNDERFLOWN = 1e-100  # a curvature under this says nothing


@dataclass(frozen=True, eq=False)
class StationaryPoint:
    """A point without a slope.

    Attributes:
        point: where it is, shape (2,).
        eigenvalues: of the Hessian there, ascending, shape (2,).
        directions: its eigenvectors, a column each, shape (2, 2).
    """

    point: Array
    eigenvalues: Array
    directions: Array

    @property
    def kind(self) -> str:
        """`a minimum`, `a maximum`, `a saddle`, or `a stationary point` where the curvature does not tell."""
        sizes = np.abs(self.eigenvalues)
        if sizes.min() <= _CLEAR * sizes.max():
            return "a stationary point"
        return ("a maximum", "a saddle", "a minimum")[int((self.eigenvalues > 0).sum())]

    def leads_down(self, gradient: ArrayLike) -> bool:
        """Whether a gradient nearby has a part, however small, along which f falls from here."""
        return bool(np.any(self.directions[:, self.eigenvalues < 0].T @ np.asarray(gradient)))


def stationary_point(
    surface: Surface, start: Array, diagonal: float, *, within: float
) -> StationaryPoint | None:
    """The stationary point to which Newton's method leads from `start`, or None where none is `within` reach.

    One step of it, however short, proves nothing: on an exponential slope and curvature are equally large,
    and far out on a plain both have underflown. `diagonal`, of the view, is the scale of its lengths.
    """
    point = start
    for _ in range(_NEWTON):
        gradient, hessian = np.array(surface.gradient(*point)), _hessian(surface, point, diagonal)
        if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
            return None
        eigenvalues, directions = np.linalg.eigh(hessian)
        clear = np.abs(eigenvalues) > max(_CLEAR * np.abs(eigenvalues).max(), _UNDERFLOWN)
        move = directions[:, clear] @ (directions[:, clear].T @ gradient / eigenvalues[clear])
        point = point - move
        if not clear.any() or np.hypot(*(point - start)) > within:
            return None
        if np.hypot(*move) <= 1e-9 * diagonal:
            return StationaryPoint(point, eigenvalues, directions)
    return None


def _hessian(surface: Surface, point: Array, diagonal: float) -> Array:
    """By differences of the gradient."""
    h = 1e-6 * diagonal
    with np.errstate(all="ignore"):
        rows = [
            np.subtract(surface.gradient(*(point + step)), surface.gradient(*(point - step))) / (2 * h)
            for step in h * np.eye(2)
        ]
    return (np.array(rows) + np.array(rows).T) / 2
