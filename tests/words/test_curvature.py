"""What is said of the curvature where a step begins."""

import math

import pytest

from words import curved, stable


@pytest.mark.parametrize(
    ("eigenvalues", "told"),
    [
        ((1, 10), "Where step 7 begins, the Hessian has the eigenvalues 1 and 10."),
        ((-2, 10), "eigenvalues −2 and 10: the surface curves up in one direction and down in the other."),
        ((-2, -1), "eigenvalues −2 and −1: the surface curves down in every direction."),
        ((math.nan, math.nan), "Where step 7 begins, the surface has no curvature that is a number."),
    ],
)
def test_eigenvalues(eigenvalues, told):
    assert curved(7, eigenvalues).endswith(told)


QUADRATIC = "on a quadratic like this the steps would"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("√v̂ + ε", 60, 38, 76), f"the larger one is 60, which is below 38/α = 76: {QUADRATIC} shrink."),
        (("√v̂ + ε", 99, 38, 76), f"which is above 38/α = 76: {QUADRATIC} grow, from one to the next."),
        (("1", 10, 2, 20), f"The larger one is below 2/α = 20: {QUADRATIC} shrink."),
        (("1", -1, 2, 20), "The larger one is not above 0: nothing here makes the steps grow."),
        (("√v + ε", 5, None, math.nan), "Of the Hessian divided by √v + ε the larger one is 5."),
        (("1", 5, None, math.nan), ""),
        (("1", math.nan, 2, 20), ""),
    ],
)
def test_stability(arguments, told):
    assert stable(*arguments).endswith(told)
