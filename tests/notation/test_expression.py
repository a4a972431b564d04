"""An expression of our own files has the value that it says, and its definitions count."""

import numpy as np
import pytest

from notation import evaluate


def test_names_stand_for_numbers_and_arrays():
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(evaluate("x**2 - b", {"x": x, "b": 2}), x**2 - 2)
    assert evaluate("2*pi*e", {}) == 2 * np.pi * np.e
    assert evaluate("e + 1", {"e": 5}) == 6, "what a rule calls e is its own"


def test_definitions_are_used_by_what_follows():
    assert evaluate("w = x + 1; u = w**2; u - w", {"x": 2.0}) == 6
    assert evaluate("x = x + 1; x", {"x": 2.0}) == 3
    names = {"x": 2.0}
    evaluate("w = x; w", names)
    assert names == {"x": 2.0}, "what is defined inside stays inside"


@pytest.mark.parametrize(
    "text", ["", "w = 1", "import os; 1", "w = u = 1; w", "w += 1; w", "(w, u) = 1, 2; w"]
)
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(ValueError, match=r"an expression ends|only definitions"):
        evaluate(text, {})


def test_what_is_undefined_is_said_by_the_value_alone():
    assert np.isnan(evaluate("sqrt(x)", {"x": np.float64(-1)}))
    assert evaluate("1/x", {"x": np.float64(0)}) == np.inf
