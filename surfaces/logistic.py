"""Logistic regression on eighty made points, whose classes overlap or can be separated by a line."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from surfaces.classification import Classification, penalty
from surfaces.surface import Domain
from tunables import Array, tunable


@dataclass(frozen=True)
class Logistic(Classification):
    """The loss of two weights that tell two clouds apart."""

    key: ClassVar = "logistic"
    name: ClassVar = "Two classes"
    teaches: ClassVar = "A classifier: where a line separates the classes, there is no minimum to arrive at."
    source: ClassVar = "elementary"
    start: ClassVar = (-2.0, 2.0)
    steps: ClassVar = 200
    rate: ClassVar = 0.5

    penalty: float = penalty(
        "A cost on large weights, λ/2 times their squares: it gives separated classes a minimum."
    )
    separable: bool = tunable(
        "",
        title="separable classes",
        default=False,
        meaning="Labels that a line through the origin separates without an error.",
    )

    @property
    def view(self) -> Domain:  # type: ignore[override]
        """Around the minimum; where there is none, as far as the weights come in a thousand steps or so."""
        return ((-3.0, 4.0), (-3.0, 3.0)) if self.minima else ((-3.0, 18.0), (-14.0, 4.0))

    @cached_property
    def data(self) -> tuple[Array, ...]:
        """x₁, x₂ and c, 1 or −1."""
        x1, x2, label, separable = self.table("logistic")
        return x1, x2, 2 * np.where(self.separable, separable, label) - 1
