"""Mini-batches: every step is given the gradient of some of the examples, the same ones for every run.

Drawn anew, the batch of step t is `default_rng((seed, t)).permutation(n)[:b]`: it needs no history, and a
small batch is the beginning of a larger one. In epochs, `default_rng((seed, e)).permutation(n)` of epoch
e = 1, 2, ... is cut into n // b batches, and the rest sits out. The two differ: errors cancel within one.

NumPy may change what a Generator draws from one version to another.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from remembered import MB, remembered
from surfaces import DataSurface

SAMPLINGS = ("draws", "epochs")
_BLOCK = 64  # steps whose batches are drawn, and kept, together

Rows = NDArray[np.uint16]


@dataclass(frozen=True)
class Batches:
    """A surface made of data, of which every step sees `size` examples.

    Attributes:
        surface: what is walked on; its loss is that of all examples.
        size: b, how many examples a batch has; all where there are no more.
        seed: what the batches are drawn from, a whole number from 0 on; an array of them, shape (...), gives
            every lane batches of its own.
        sampling: `draws`, anew at each step, or shuffled `epochs`.
    """

    period: ClassVar[int] = 1

    surface: DataSurface
    size: int
    seed: Any = 0
    sampling: str = "draws"

    @property
    def letters(self) -> tuple[str, ...]:
        """The surface's."""
        return self.surface.letters

    @property
    def lanes(self) -> tuple[int, ...]:
        """The shape to which the seeds and the surface's tunables broadcast."""
        return np.broadcast_shapes(np.shape(self.seed), self.surface.lanes)

    @property
    def is_full(self) -> bool:
        """Whether every batch has all examples."""
        return self.size >= self.surface.examples

    def batch(self, t: int) -> Any:
        """The examples of step t = 1, 2, ...: their indices, shape (b,) or (b, ...); None where it is all."""
        if self.is_full:
            return None
        dealt = batch_of(self._seeds, self.surface.examples, self.size, t, self.sampling)
        return dealt.reshape(self.size, *np.shape(self.seed))

    @cached_property
    def _seeds(self) -> tuple[int, ...]:
        return tuple(map(int, np.ravel(self.seed)))

    def masks(self, steps: int) -> NDArray[np.uint8]:
        """Which examples each of the steps 1, 2, ... sees, a bit for each: shape (steps, bytes).

        Example i is bit i modulo 8, the least being 0, of byte i // 8.
        """
        seen = np.zeros((steps, self.surface.examples), dtype=bool)
        for t in range(1, steps + 1):
            seen[t - 1, self.batch(t)] = True
        return np.packbits(seen, axis=1, bitorder="little")

    def slope(self, theta: Array, t: int) -> Array:
        """The batch's gradient at θ, shape (2, ...)."""
        return np.array(self.surface.gradient(theta[0], theta[1], self.batch(t)))

    def losses(self, positions: Array) -> Any:
        """Of all examples."""
        return self.surface.losses(positions)

    def project(self, theta: Array) -> Array:
        """θ as it is."""
        return theta


def batch_of(seeds: tuple[int, ...], examples: int, size: int, t: int, sampling: str = SAMPLINGS[0]) -> Rows:
    """The batch of step t = 1, 2, ..., for every seed: shape (size, seeds)."""
    block, place = divmod(t - 1, _BLOCK)
    batch: Rows = _block(seeds, examples, size, sampling, block)[place]
    return batch


@remembered(limit=8 * MB, size=lambda block: block.nbytes)
def _block(seeds: tuple[int, ...], examples: int, size: int, sampling: str, block: int) -> Rows:
    """The batches of a block of steps, shape (_BLOCK, size, seeds)."""
    steps = range(block * _BLOCK + 1, (block + 1) * _BLOCK + 1)
    deal = _drawn if sampling == "draws" else _dealt
    return np.stack([deal(seed, examples, size, steps) for seed in seeds], axis=-1).astype(np.uint16)


def _drawn(seed: int, examples: int, size: int, steps: range) -> Any:
    """Anew at every step."""
    return [np.random.default_rng((seed, t)).permutation(examples)[:size] for t in steps]


def _dealt(seed: int, examples: int, size: int, steps: range) -> Any:
    """In epochs, each shuffled."""
    batches = examples // size  # of an epoch
    first, last = ((t - 1) // batches for t in (steps[0], steps[-1]))
    epochs = [
        np.random.default_rng((seed, epoch + 1)).permutation(examples)[: batches * size]
        for epoch in range(first, last + 1)
    ]
    begun = steps[0] - 1 - first * batches
    return np.reshape(epochs, (-1, size))[begun : begun + len(steps)]
