"""Your own formula: what it means, what it refuses, and that nothing a reader types can hurt the page."""

import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surfaces.expression import FUNCTIONS, LONGEST, compiled
from surfaces.formula import Formula

ROOT = Path(__file__).parents[2]

# Text, and what NumPy makes of it, written by hand.
MEANT = {
    "(x**2 + y - 11)**2 + sin(3*x)": lambda x, y: (x**2 + y - 11) ** 2 + np.sin(3 * x),
    "(100*(x-1)**2 + (y-1)**2)/2": lambda x, y: (100 * (x - 1) ** 2 + (y - 1) ** 2) / 2,
    "3*x + 2*y": lambda x, y: 3 * x + 2 * y,
    "-x**2": lambda x, y: -(x**2) + 0 * y,
    "2**-x + y": lambda x, y: 2.0**-x + y,
    "x - y - 1": lambda x, y: x - y - 1,
    "x/y/2": lambda x, y: x / y / 2,
    "abs(x*y) + sqrt(abs(y))": lambda x, y: np.abs(x * y) + np.sqrt(np.abs(y)),
    "tanh(x) + exp(-y**2)*cos(pi*x)": lambda x, y: np.tanh(x) + np.exp(-(y**2)) * np.cos(np.pi * x),
    "log(x**2 + 1) + atan(y) + e*x": lambda x, y: np.log(x**2 + 1) + np.arctan(y) + np.e * x,
    "2**3**2 * x": lambda x, y: 512 * x + 0 * y,
    "+x - -y": lambda x, y: x + y,
    "1.5e-1*x + .5": lambda x, y: 0.15 * x + 0.5 + 0 * y,
}
HOSTILE = {
    "": "write a formula",
    "   ": "write a formula",
    "z": "nothing called “z” at character 1",
    "x + foo": "“foo” at character 5",
    "x.real": "only numbers",
    "x.__class__.__mro__": "only numbers",
    "().__class__": "only numbers",
    "__import__": "nothing called",
    "__import__('os').system('id')": "no meaning here at character 12",
    "open(x)": "no function “open”",
    "eval(x)": "no function “eval”",
    "sin(x, y)": "sin takes one argument",
    "sin()": "sin takes one argument",
    "sin(x=1)": "no meaning here",
    "sin(*x)": "only numbers",
    "sin": "nothing called “sin”",
    "(sin)(x)(y)": "only numbers",
    "'a'*x": "no meaning here at character 1",
    '"x"': "no meaning here",
    "f'{x}'": "no meaning here",
    "[x for x in y]": "no meaning here",
    "{x: y}": "no meaning here",
    "x[0]": "no meaning here at character 2",
    "lambda: x": "no meaning here at character 7",
    "(x := 3)": "no meaning here",
    "x if y else 1": "only numbers",
    "x and y": "only numbers",
    "not x": "only numbers",
    "x < y": "no meaning here",
    "x % 2": "no meaning here",
    "x // 2": "only numbers",
    "x @ y": "no meaning here",
    "x ^ 2": "for a power write **",
    "2x": "write 2*x",
    "x**": "cannot be read",
    "x +": "cannot be read",
    "(x": "cannot be read",
    "x)": "cannot be read",
    "import os": "cannot be read",
    "x; y": "no meaning here",
    "x\ny": "no meaning here",
    "x\x00": "no meaning here",
    "ｘ + 1": "no meaning here",
    "x # y": "no meaning here",
    "x, y": "only numbers",
    "True": "only numbers",
    "None": "only numbers",
    "...": "only numbers",
    "1j*x": "only numbers",
    "(" * 90 + "x" + ")" * 90: None,
    "(" * 1000 + "x" + ")" * 1000: "at most 200 characters",
    "-" * 150 + "x": "deep at character",
    "sin(" * 39 + "x" + ")" * 39: "deep at character",
    "+".join(["x"] * 90): "parts",
    "9**9**9**9": "too large",
    "x*9**9**9": "too large",
    "9" * 150: "a number is at most",
    "9" * 1000: "at most 200 characters",
    "1e400*x": "a number is at most",
    "exp(1000)*x": "too large",
    "x" * 10_000: "at most 200 characters",
    "1/0": "divides by zero at character 3",
    "x/0": "divides by zero",
    "x/(1 - 1)": "divides by zero",
    "x/(x - x)": "not defined anywhere",
    "sqrt(-1)*x": "no real value",
    "log(-1)": "no real value",
    "log(0)": "no real value",
    "asin(2)": "no real value",
    "(-8)**0.5": "no real value",
    "sqrt(-1 - x**2)": "no finite value",
    "asin(x + 100)": "no finite value",
    "3": "the same everywhere",
    "pi*e": "the same everywhere",
    "x - x": "the same everywhere",
    "0*x": "the same everywhere",
    "x**1000": "a power is at most 100",
    "x**-1000": "a power is at most 100",
    "(((9*x)**100)**100)**100": "a power is at most 100",
    "((9*x)**-11)**-11": "a power is at most 100",
    "(x*1e12)**25*(y*1e12)**25": "too large",
    "x**x**x**x**x": "powers of powers",
    "**".join(["x"] * 50): "deep",
}
# Wild, but formulas: they must be as quick as the refused ones.
WILD = [
    "(x+y)**100",
    "*".join(["(x+y)"] * 20),
    "/".join(["(x+1)"] * 20),
    "tan(tan(tan(tan(tan(x)))))",
    "exp(exp(exp(exp(x))))",
    "sqrt(" * 20 + "x" + ")" * 20,
    "sin(" * 22 + "x*y" + ")" * 22,
    "x**y**x",
    "((x**2)**0.5 + (y**2)**0.5)**0.5",
    "abs(abs(x) - abs(y))**0.5",
    "x**0.5 + log(y)",
]


def cost(text):
    """Seconds, megabytes, and what was made of a text: a surface or a sentence."""
    compiled("x + y")  # sympy's import is paid once
    compiled.cache_clear()
    tracemalloc.start()
    started = time.process_time()
    try:
        surface = Formula(text)
        made = surface, surface.rate, surface.start, surface.found, surface.equation
    except ValueError as problem:
        made = str(problem)
    seconds, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, peak / 1e6, made


@pytest.mark.parametrize("text", MEANT)
def test_a_formula_means_what_numpy_makes_of_it(text):
    x, y = np.meshgrid(np.linspace(0.3, 2.7, 5), np.linspace(-1.9, 2.1, 4))
    np.testing.assert_allclose(Formula(text).value(x, y), MEANT[text](x, y), rtol=1e-12)


@pytest.mark.parametrize("text", MEANT)
@given(point=st.tuples(st.floats(0.3, 3), st.floats(0.3, 3)))
@settings(max_examples=15)
def test_its_gradient_is_exact(text, point):
    surface, h = Formula(text), 1e-6
    for axis in (0, 1):
        step = np.eye(2)[axis] * h
        central = (surface.value(*(point + step)) - surface.value(*(point - step))) / (2 * h)
        scale = max(1.0, abs(surface.value(*point)))
        assert abs(surface.gradient(*point)[axis] - central) < 1e-5 * scale


def test_every_function_is_real_and_differentiable():
    for name in FUNCTIONS:
        surface = Formula(f"{name}(x/9) + y")
        assert np.isfinite([surface.value(0.5, 1.0), *surface.gradient(0.5, 1.0)]).all(), name


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:30]))
def test_what_is_no_formula_is_refused_in_words_at_once(text):
    seconds, megabytes, made = cost(text)
    assert seconds < 1, f"{seconds:.1f} s"
    assert megabytes < 8, f"{megabytes:.0f} MB"
    if HOSTILE[text] is not None:
        assert isinstance(made, str), "this was taken for a formula"
        assert HOSTILE[text] in made
        assert len(made) < 250


@pytest.mark.parametrize("text", WILD, ids=lambda text: repr(text[:30]))
def test_a_wild_formula_is_answered_at_once(text):
    seconds, megabytes, made = cost(text)
    assert not isinstance(made, str), made
    assert seconds < 1, f"{seconds:.1f} s"
    assert megabytes < 8, f"{megabytes:.0f} MB"


PIECES = st.sampled_from(
    [
        "x",
        "y",
        "2",
        "0.5",
        "9",
        "1e3",
        "pi",
        "e",
        "+",
        "-",
        "*",
        "/",
        "**",
        "(",
        ")",
        " ",
        ",",
        ".",
        "x1",
        "^",
        "=",
    ]
    + [f"{name}(" for name in FUNCTIONS]
)


@given(st.one_of(st.text(max_size=LONGEST + 50), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=300)
def test_any_text_is_a_formula_or_a_sentence(text):
    seconds, _, made = cost(text)
    assert seconds < 2
    if isinstance(made, str):
        assert made


def expressions():
    """Random formulas that are well formed, as trees of text."""
    leaves = st.sampled_from(["x", "y", "1", "2", "0.5", "pi"])
    binary = st.sampled_from(["({} + {})", "({} - {})", "({} * {})", "({} / {})", "{} ** 2 + {}"])
    unary = st.sampled_from(["-{}"] + [f"{name}({{}})" for name in FUNCTIONS])

    def larger(children):
        return st.one_of(
            st.tuples(binary, children, children).map(lambda parts: parts[0].format(parts[1], parts[2])),
            st.tuples(unary, children).map(lambda parts: parts[0].format(parts[1])),
        )

    return st.recursive(leaves, larger, max_leaves=8)


@given(expressions())
@settings(max_examples=150)
def test_a_random_formula_gives_real_numbers_or_nan_of_the_right_shape(text):
    try:
        surface = Formula(text)
    except ValueError:
        return
    x, y = np.linspace(-3, 3, 6)[:, None], np.linspace(-2, 2, 5)
    values, slopes = surface.value(x, y), surface.gradient(x, y)
    assert np.shape(values) == np.shape(slopes[0]) == np.shape(slopes[1]) == (6, 5)
    assert np.asarray(values).dtype == np.float64
    assert surface.rate > 0
    assert surface.equation


def test_where_it_is_not_finite_it_says_so():
    surface = Formula("log(x) + y**2")
    assert np.isnan(surface.value(-1.0, 0.0))
    assert np.isfinite([surface.value(*surface.start), *surface.gradient(*surface.start)]).all()


def test_no_minimum_is_declared_but_one_is_found():
    surface = Formula("(x - 1)**2 + 3*(y + 2)**2 + 0.1*x*y")
    assert surface.minima == ()
    assert surface.found is not None
    np.testing.assert_allclose(surface.gradient(*surface.found), 0, atol=1e-9)
    assert Formula("3*x + 2*y").found is None, "it falls without end"
    assert Formula("x**2 - y**2").found is None, "its lowest point in view is on the edge"


def test_the_view_reaches_as_far_as_the_reader_wants():
    assert Formula("x + y", reach=2.0).domain == ((-2.0, 2.0), (-2.0, 2.0))


def test_sympy_is_not_imported_until_a_formula_is_read():
    code = "import sys, surfaces, experiment; experiment.from_query({}); assert 'sympy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
