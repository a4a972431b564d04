"""What a reader types is a formula or is refused in words, and neither can take long."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notation import FUNCTIONS, LONGEST, MOST_NODES, written
from notation.graph import Graph
from tests.notation.texts import BY_HAND, MEANT, WILD, expressions

ROOT = Path(__file__).parents[2]

HOSTILE = {
    "": "write a formula",
    "   ": "write a formula",
    "z": "nothing called “z” at character 1",
    "x + foo": "there is nothing called “foo” at character 5, “x + ▸foo”",
    "0,5x": "decimals stand behind a point: write 0.5 at character 1",
    "x + y*1,25": "write 1.25 at character 7",
    "2 3x": "write · or + at character 3",
    "x**2 y**2": "write · or + at character 6",
    "2x sin(y)": "write · or + at character 4",
    "|x": "cannot be read at character 1",
    "x²|": "cannot be read at character 3",
    "√": "sqrt takes one argument",
    "min(x)": "min takes two arguments or more",
    "max": "nothing called “max”",
    "2x + zx": "“zx” at character 6",
    "x^½": "no meaning here at character 3",
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
    "(sin)(x)(y)": "nothing called “sin” at character 2",
    "'a'*x": "no meaning here at character 1",
    '"x"': "no meaning here",
    "f'{x}'": "no meaning here",
    "[x for x in y]": "no meaning here",
    "{x: y}": "no meaning here",
    "x[0]": "no meaning here at character 2",
    "lambda: x": "no meaning here at character 7",
    "(x := 3)": "no meaning here",
    "x if y else 1": "nothing between these",
    "x and y": "nothing between these",
    "not x": "nothing between these",
    "x < y": "no meaning here",
    "x % 2": "no meaning here",
    "x // 2": "cannot be read at character 4",
    "x @ y": "no meaning here",
    "x**": "cannot be read",
    "  x + foo": "at character 7",
    "x +": "cannot be read",
    "(x": "cannot be read",
    "x)": "cannot be read",
    "import os": "nothing between these",
    "x; y": "no meaning here",
    "x\ny": "no meaning here",
    "x\x00": "no meaning here",
    "ｘ + 1": "no meaning here",
    "x # y": "no meaning here",
    "x, y": "only numbers",
    "True": "only numbers",
    "None": "only numbers",
    "...": "cannot be read",
    "1j*x": "nothing called “j” at character 2",
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
    "sqrt(-1)*x": "no real value",
    "log(-1)": "no real value",
    "log(0)": "no real value",
    "asin(2)": "no real value",
    "(-8)**0.5": "no real value",
    "3": "level everywhere",
    "pi*e": "level everywhere",
    "x - x": "level everywhere",
    "0*x": "level everywhere",
    "sign(x)": "level everywhere",
    "x**1000": "a power is at most 100",
    "x**-1000": "a power is at most 100",
    "(((9*x)**100)**100)**100": "a power is at most 100",
    "((9*x)**-11)**-11": "a power is at most 100",
    "x**x**x**x**x": "powers of powers",
    "**".join(["x"] * 50): "deep",
}
# What the limits let pass that makes the most parts: every exponent varies.
LARGEST = ["*".join(["x**y"] * 20), "/".join(["x**y"] * 20), "+".join(["x**y"] * 24)]


def answer(text):
    """The formula, or the sentence that refuses it."""
    try:
        return written(text)
    except ValueError as problem:
        return str(problem)


@pytest.mark.parametrize("text", MEANT)
def test_a_formula_means_what_numpy_makes_of_it(text):
    x, y = np.meshgrid(np.linspace(0.3, 2.7, 5), np.linspace(-1.9, 2.1, 4))
    np.testing.assert_allclose(written(text).value(x, y), MEANT[text](x, y), rtol=1e-12)


@pytest.mark.parametrize("text", BY_HAND, ids=repr)
def test_what_students_type_means_what_they_mean(text):
    with np.errstate(all="ignore"):
        x, y = np.random.default_rng(5).uniform(-3, 3, (2, 40))
        ours = written(text).value(x, y)
        np.testing.assert_allclose(ours, written(BY_HAND[text]).value(x, y), rtol=1e-14)


@given(st.text(alphabet="xy23 ,.+-−*/·^²³√|()πe", max_size=24))
def test_whatever_is_typed_is_marked_where_it_was_typed(text):
    said = answer(text)
    if isinstance(said, str) and "▸" in said:
        place = int(said.partition("at character ")[2].partition(",")[0]) - 1
        shown = said.partition("▸")[2].rstrip("”")
        assert text[place:].startswith(shown.rstrip("…"))
        assert shown


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:30]))
def test_what_is_no_formula_is_refused_in_words(text):
    made = answer(text)
    assert isinstance(made, str), "this was taken for a formula"
    assert HOSTILE[text] in made
    assert len(made) < 250


def test_brackets_around_a_letter_are_no_depth():
    assert written("(" * 90 + "x" + ")" * 90).value(2.0, 0.0) == 2


@pytest.mark.parametrize("text", [*WILD, *LARGEST], ids=lambda text: repr(text[:30]))
def test_a_wild_formula_is_read(text):
    made = answer(text)
    assert not isinstance(made, str), made
    assert made.size < MOST_NODES / 2, "a formula within the limits must not meet this one"


def test_no_graph_grows_beyond_its_limit():
    graph = Graph(most=10)
    for number in range(10):
        graph.number(number)
    with pytest.raises(ValueError, match="too many parts"):
        graph.number(10)
    assert graph.number(7).value == 7, "what is there already can still be used"
    assert len(graph) == 10


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


@given(
    st.one_of(
        st.text(max_size=LONGEST + 50), st.lists(PIECES, max_size=60).map("".join), expressions(most=60)
    )
)
@settings(max_examples=400)
def test_any_text_is_a_formula_of_bounded_size_or_a_sentence(text):
    made = answer(text)
    if isinstance(made, str):
        assert made
        assert "too many parts" not in made
    else:
        assert made.size < 12 * LONGEST


def test_nothing_that_anyone_wrote_here_takes_long():
    texts = [*HOSTILE, *WILD, *LARGEST, "(9*x/x)**(9*x/x)**(9*x/x)+y"]
    code = (
        "import sys, time, json\n"
        "from surfaces import Formula\n"
        "for text in json.load(sys.stdin):\n"
        "    started = time.monotonic()\n"
        "    try:\n"
        "        surface = Formula(text)\n"
        "        surface.rate, surface.start, surface.found, surface.equation\n"
        "    except ValueError:\n"
        "        pass\n"
        "    print(time.monotonic() - started)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=2 * len(texts),
    )
    slow = [
        (text, took) for text, took in zip(texts, map(float, run.stdout.split()), strict=True) if took > 2
    ]
    assert not slow


def test_no_formula_needs_more_than_numpy():
    code = "import sys, notation; notation.written('x*y'); assert 'sympy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
