"""Two half moons in a plane, told apart by a network of 65 weights."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from problems.network import DATA, Examples, Network
from tunables import tunable


@dataclass(frozen=True)
class Moons(Network):
    """2-16-1 on 200 points; the cost of z is log(1 + e^z) − label z."""

    key: ClassVar = "moons"
    name: ClassVar = "Two moons"
    source: ClassVar = "made for this project: two half circles with noise 0.2"
    shape: ClassVar = (2, 1)
    teaches: ClassVar = "A network bends a boundary between two moons, and one watches it bend."
    steps: ClassVar = 500
    rates: ClassVar = {
        "sgd": 1.0,
        "momentum": 0.1,
        "nesterov": 0.1,
        "adagrad": 0.1,
        "adadelta": 1.0,
        "adamax": 0.1,
        "radam": 0.1,
        "lion": 0.01,
    }
    rate: ClassVar = 0.03

    hidden: int = tunable(
        "h",
        default=16,
        low=1,
        high=64,
        scale="whole",
        title="hidden units",
        meaning="Units between in and out.",
    )
    batch: int = tunable(
        "b", default=20, low=1, high=200, scale="whole", meaning="Examples that a step sees."
    )
    activation: str = tunable(
        "", default="tanh", options=("tanh", "relu"), meaning="What a hidden unit makes of its input."
    )

    @property
    def training(self) -> Examples:
        """All 200 points; there are no others."""
        return _points()

    def costs(self, z: Array, labels: NDArray[np.intp]) -> Array:
        """Cross-entropy of one output, written so that nothing overflows."""
        costs: Array = np.logaddexp(0, z[:, 0]) - labels * z[:, 0]
        return costs

    def cost(self, z: Array, labels: NDArray[np.intp]) -> tuple[float, Array]:
        """Their mean, and how it changes with the output."""
        share = np.exp(-np.logaddexp(0, -z[:, 0]))  # 1 / (1 + e^−z)
        return float(self.costs(z, labels).mean()), ((share - labels) / len(z))[:, None]

    def decided(self, z: Array) -> NDArray[np.intp]:
        """1 where z is positive."""
        return (z[:, 0] > 0).astype(np.intp)


@lru_cache(maxsize=1)
def _points() -> Examples:
    table = np.loadtxt(DATA / "moons.csv", delimiter=",", skiprows=1)
    return Examples(table[:, :2].copy(), table[:, 2].astype(np.intp))
