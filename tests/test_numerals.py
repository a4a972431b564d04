"""That numbers are written in one way: in sentences, in formulas, and in the browser."""

import ast
import math
import random
import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import number_latex
from tests.node import answers
from tests.sentences import number
from tests.test_imports import OUTSIDE, files, package
from tunables import EXACT, read_number, short


def in_javascript(asked: list[tuple[float, int]]) -> list[str]:
    names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    texts = [(names.get(repr(value), repr(value)), digits) for value, digits in asked]
    return answers("numerals.js", "return module.short(Number(each[0]), each[1]);", texts)


def values() -> list[float]:
    """Numbers of every size, those next to where the way of writing changes, ties, and every bit pattern."""
    random.seed(1)
    edges = [0.0, -0.0, 1e-4, 1e6, 9.995e-5, 999_500.0, 5e-324, 1.797e308, 1.7976931348623157e308]
    edges += [float("nan"), float("inf"), float("-inf")]
    powers = [
        float(f"{sign}{mantissa}e{k}")
        for k in range(-30, 31)
        for mantissa in (1, 2.1, 9.9996)
        for sign in "+-"
    ]
    ties = [sign * odd / 2**k for odd in range(1, 400, 2) for k in range(1, 12) for sign in (1, -1)]
    ties += [float(odd * 5 * 10**k) for odd in range(1, 400, 2) for k in range(6)]
    usual = [random.choice((1, -1)) * 10 ** random.uniform(-12, 9) for _ in range(3000)]
    any_bits = [struct.unpack("d", random.randbytes(8))[0] for _ in range(3000)]
    return edges + powers + ties + usual + any_bits


def test_the_browser_writes_numbers_as_python_does():
    asked = [(value, digits) for value in values() for digits in (1, 2, 3, 4, 6)]
    wrong = [
        (value, digits, short(value, digits), theirs)
        for (value, digits), theirs in zip(asked, in_javascript(asked), strict=True)
        if short(value, digits) != theirs
    ]
    assert not wrong, (
        f"{len(wrong)} of {len(asked)}: write `short` of tunables/numerals.py into numerals.js; {wrong[:5]}"
    )


def test_formulas_show_numbers_as_sentences_do():
    for value in filter(math.isfinite, values()):
        for digits in (3, 4, 17):
            in_formula = number_latex(value, digits)[0]
            power = re.sub(r"\^{(.*)}", lambda found: found[1].translate(RAISED), in_formula)
            assert power.replace(r" \cdot ", "·").replace("-", "−") == short(value, digits), value


RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def test_what_a_sentence_shows_is_the_number_that_it_was_rounded_to():
    for value in filter(math.isfinite, values()):
        for digits in (1, 3, 17):
            assert number(short(value, digits)) == float(f"{value:.{digits}g}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_the_page_writes_is_read_back_exactly(value):
    assert read_number(short(value, EXACT), "α") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−2.1·10⁻⁵", -2.1e-5),
        ("10⁻⁸", 1e-8),
        ("10^-3", 1e-3),
        ("2 · 10^6", 2e6),
        ("2*10**3", 2000),
        ("1e-8", 1e-8),
        ("3×10²", 300),
        ("1010", 1010),
        ("10", 10),
    ],
)
def test_powers_of_ten_are_read_as_people_write_them(text, value):
    assert read_number(text, "α") == value


def test_nothing_else_writes_a_number_with_so_many_digits():
    """`{x:.3g}` may only round: 0.00001 would stand as 1e-05, and −1 with a hyphen."""
    wrong = []
    for path in files():
        if package(path) in OUTSIDE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        rounding = {
            inside
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "float"
            for inside in ast.walk(call)
        }
        wrong += [
            f"{path.name}:{part.lineno}"
            for part in ast.walk(tree)
            if isinstance(part, ast.FormattedValue) and part.format_spec and part not in rounding
            if ast.unparse(part.format_spec).rstrip("'\"")[-1:] in "efg%"
        ]
    assert wrong == []
