"""Logistic regression on a hundred irises: versicolor or virginica, by the size of the petals."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from surfaces.classification import Classification, penalty
from surfaces.penguins import standardised
from tunables import Array


@dataclass(frozen=True)
class Iris(Classification):
    """The loss of two weights on petals' length and width, both standardised."""

    key: ClassVar = "iris"
    name: ClassVar = "Irises"
    teaches: ClassVar = "Real classes that overlap: a flat basin, whose minimum is far and hard to tell."
    source: ClassVar = "Fisher 1936, Annals of Eugenics 7:179; UCI, CC BY 4.0"
    axes: ClassVar = ("petal length x₁", "petal width x₂")
    view: ClassVar = ((-3.0, 9.0), (-3.0, 9.0))
    start: ClassVar = (-1.0, 7.0)
    steps: ClassVar = 300
    rate: ClassVar = 2.0

    penalty: float = penalty(
        "A cost on large weights, λ/2 times their squares: it draws the minimum to the origin."
    )

    @cached_property
    def data(self) -> tuple[Array, ...]:
        """x₁ and x₂, standardised, and c: 1 for virginica, −1 for versicolor."""
        length, width, virginica = self.table("iris")
        return standardised(length), standardised(width), 2 * virginica - 1
