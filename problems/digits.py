"""Handwritten digits, told apart by a network of 2,410 weights."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from problems.network import DATA, Examples, Network
from tunables import tunable

_TRAINED_ON = 1437
_WHITE = 16  # of a pixel


@dataclass(frozen=True)
class Digits(Network):
    """64-32-10 with ReLU on 1,437 images of 8 x 8 pixels; the cost of z is −log softmax(z) of the label."""

    key: ClassVar = "digits"
    name: ClassVar = "Handwritten digits"
    source: ClassVar = "Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, UCI, CC BY 4.0"
    shape: ClassVar = (64, 10)
    teaches: ClassVar = "Does what holds in two dimensions hold in a network that reads digits?"
    steps: ClassVar = 300
    rates: ClassVar = {
        "sgd": 0.3,
        "momentum": 0.05,
        "nesterov": 0.05,
        "adagrad": 0.05,
        "adadelta": 1.0,
        "adamax": 0.02,
        "radam": 0.03,
        "lion": 0.003,
    }
    rate: ClassVar = 0.01
    telling_input: ClassVar = 28  # a pixel in the middle; those at the edge are nearly always empty

    standardise: bool = tunable(
        "", default=False, meaning="Gives every pixel mean 0 and variance 1 over the training images."
    )

    @property
    def training(self) -> Examples:
        """1,437 images."""
        return _images(self.standardise)[0]

    @property
    def validation(self) -> Examples:
        """360 others, 36 of each digit."""
        return _images(self.standardise)[1]

    def costs(self, z: Array, labels: NDArray[np.intp]) -> Array:
        """Cross-entropy of ten outputs, less the largest, so that nothing overflows."""
        return _softmax(z, labels)[0]

    def cost(self, z: Array, labels: NDArray[np.intp]) -> tuple[float, Array]:
        """Their mean, and how it changes with each output: the softmax, less 1 for the label."""
        costs, power, total = _softmax(z, labels)
        share = power / total
        share[labels, np.arange(len(labels))] -= 1
        return float(costs.mean()), share.T / len(labels)

    def decided(self, z: Array) -> NDArray[np.intp]:
        """The digit with the largest output."""
        return z.argmax(axis=1)


def _softmax(z: Array, labels: NDArray[np.intp]) -> tuple[Array, Array, Array]:
    """The cross-entropy of each row, and its softmax in a column, undivided, and by what it is to be divided.

    Ten long rows are summed faster than many short ones.
    """
    columns = np.ascontiguousarray(z.T)
    columns = columns - columns.max(axis=0)
    power = np.exp(columns)
    total = power.sum(axis=0)
    return np.log(total) - columns[labels, np.arange(len(labels))], power, total


@lru_cache(maxsize=2)
def _images(standardise: bool) -> tuple[Examples, Examples]:
    with np.load(DATA / "digits.npz") as stored:
        inputs = stored["images"].reshape(-1, 64) / _WHITE
        labels = stored["labels"].astype(np.intp)
    if standardise:
        seen = inputs[:_TRAINED_ON]
        spread = seen.std(axis=0)
        # A pixel that is always blank stays so.
        inputs = (inputs - seen.mean(axis=0)) / np.where(spread > 0, spread, 1)
    train, rest = inputs[:_TRAINED_ON], inputs[_TRAINED_ON:]
    return Examples(train, labels[:_TRAINED_ON]), Examples(rest, labels[_TRAINED_ON:])
