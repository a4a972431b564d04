"""Gradient noise: g + σ ξ_t, ξ_t two independent standard normal numbers, the same ones for every run.

Row t − 1 of `default_rng(seed).standard_normal((steps, 2))` is that of step t, whatever the number of steps.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from optimizers import Array
from problems.batches import Batches
from remembered import MB, remembered
from surfaces import Surface

_FEWEST = 512  # rows that are drawn at once, and twice as many whenever there are too few


@dataclass(frozen=True)
class Noisy:
    """A surface, or mini-batches on one, whose every gradient is disturbed.

    Attributes:
        problem: what is walked on.
        sigma: σ, the standard deviation in each coordinate; an array gives every lane its own.
        seed: what the noise is drawn from, a whole number from 0 on; an array of them, shape (...), gives
            every lane noise of its own.
    """

    period: ClassVar[int] = 1

    problem: Surface | Batches
    sigma: Any
    seed: Any = 0

    @property
    def surface(self) -> Surface:
        """Over whose plane one walks; its loss has no noise."""
        return self.problem.surface

    @property
    def letters(self) -> tuple[str, ...]:
        """The surface's."""
        return self.problem.letters

    @property
    def lanes(self) -> tuple[int, ...]:
        """The shape to which σ and the seeds broadcast."""
        return np.broadcast_shapes(np.shape(self.sigma), np.shape(self.seed), self.problem.lanes)

    def slope(self, theta: Array, t: int) -> Array:
        """The disturbed gradient at θ, shape (2, ...)."""
        rows = _FEWEST
        while rows < t:
            rows *= 2
        xi = _drawn(self._seeds, rows)[t - 1].reshape(2, *np.shape(self.seed))
        if not np.ndim(self.seed):
            xi = xi.reshape(2, *(1,) * (theta.ndim - 1))
        return self.problem.slope(theta, t) + self.sigma * xi

    @cached_property
    def _seeds(self) -> tuple[int, ...]:
        return tuple(map(int, np.ravel(self.seed)))

    def losses(self, positions: Array) -> Any:
        """The surface's, without noise."""
        return self.problem.losses(positions)

    def project(self, theta: Array) -> Array:
        """θ as it is."""
        return theta


@remembered(limit=4 * MB, size=lambda drawn: drawn.nbytes)
def _drawn(seeds: tuple[int, ...], rows: int) -> Array:
    """Shape (rows, 2, seeds)."""
    return np.stack([np.random.default_rng(seed).standard_normal((rows, 2)) for seed in seeds], axis=-1)
