"""The problem that Reddi, Kale and Kumar made against Adam.

One parameter, θ kept in [−1, 1], and a loss that changes with t: f_t(θ) = 3θ at every third step, else −θ.
Three steps together cost θ, so the best is −1. With a short memory v has forgotten the one large gradient
when the two small ones come: they are magnified, and push the other way.

Reddi, Kale & Kumar 2018, On the Convergence of Adam and Beyond, section 3, arXiv:1904.09237.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from optimizers import Array
from schedules import InverseRoot, Schedule
from surfaces import Bowl


@dataclass(frozen=True)
class Reddi:
    """f_t(θ) = c_t θ with c_t = `large` at every first step of a period, else −1."""

    key: ClassVar[str] = "reddi"
    name: ClassVar[str] = "Reddi’s problem"
    letters: ClassVar[tuple[str, ...]] = ("θ",)
    surface: ClassVar[None] = None
    lanes: ClassVar[tuple[int, ...]] = ()
    domain: ClassVar[tuple[tuple[float, float], ...]] = ((-1.0, 1.0),)
    minima: ClassVar[tuple[tuple[float, ...], ...]] = ((-1.0,),)
    start: ClassVar[tuple[float, ...]] = (0.0,)
    steps: ClassVar[int] = 300
    rate: ClassVar[float] = Bowl.rate  # what links that do not name one have always meant
    # 1/√t, with which their theorem is stated.
    schedule: ClassVar[Schedule] = InverseRoot()

    large: float = 3.0
    period: int = 3

    def _factor(self, t: int) -> float:
        return self.large if t % self.period == 1 else -1.0

    def slope(self, theta: Array, t: int) -> Array:
        """df_t/dθ, the same everywhere."""
        return np.full_like(theta, self._factor(t))

    def losses(self, positions: Array) -> Array:
        """Row 0 is f_1 at the start, row t is f_t at θ_{t−1}: what step t was charged."""
        steps = len(positions) - 1
        factors = np.array([self._factor(max(t, 1)) for t in range(steps + 1)])
        before = positions[[0, *range(steps)], 0]
        return factors.reshape(-1, *(1,) * (before.ndim - 1)) * before

    def project(self, theta: Array) -> Array:
        """θ kept in [−1, 1]."""
        low, high = self.domain[0]
        return np.clip(theta, low, high)
