"""Learning-rate schedules: by what the learning rate of a step is multiplied."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np


class Schedule(Protocol):
    """A factor on the optimizer's learning rate for every step."""

    def factor(self, t: int, steps: int | None) -> float:
        """The factor at step t = 1, 2, ... of so many steps; None where a run goes on without end."""


@dataclass(frozen=True)
class Constant:
    """The learning rate stays as it is."""

    key: ClassVar[str] = "constant"

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at every step."""
        return 1.0


CONSTANT = Constant()


@dataclass(frozen=True)
class InverseRoot:
    """1/√(1 + (t − 1)/τ): the rate with which convergence on noisy gradients is proven."""

    key: ClassVar[str] = "inverse_root"
    tau: float = 1.0

    def factor(self, t: int, steps: int | None = None) -> float:
        """1 at the first step, half of that after 3 τ more."""
        return float(1 / np.sqrt(1 + (t - 1) / self.tau))
