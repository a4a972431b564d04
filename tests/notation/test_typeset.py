"""The title shows what the reader wrote, and says what is computed."""

import re

import numpy as np
import pytest
from hypothesis import given, settings

from notation import parsed, written
from notation.formula import Formula
from notation.reading import reading
from notation.typeset import ATOM, Printed
from tests.notation.texts import MEANT, WILD, expressions

SAMPLES = {
    "x**2/2 + y**2 + 2*sin(3*x)*cos(2*y)": r"\frac{x^2}{2} + y^2 + 2 \sin 3 x \cos 2 y",
    "abs(x)**3+abs(y)**3": r"\left|x\right|^3 + \left|y\right|^3",
    "sqrt(x)**2 + log(y)**2": r"(\sqrt{x})^2 + (\log y)^2",
    "0.1*x + 1/3*y": r"0.1\,x + \frac{1}{3}\,y",
    "2*(1/3)*x + 2*3*y": r"2 \cdot \frac{1}{3}\,x + 2 \cdot 3 y",
    "1.50*x - .5*y + 1e-3 + 2.5e10*x": r"1.50\,x - 0.5\,y + 10^{-3} + 2.5 \cdot 10^{10}\,x",
    "3.14159265358979323846*x": r"3.14159265358979323846\,x",
    "x/y/2": r"\frac{x}{y \cdot 2}",
    "-(x**2 + y**2)/2": r"-\frac{x^2 + y^2}{2}",
    "exp(-(x**2 + y**2)/2)": r"e^{-(x^2 + y^2)/2}",
    "x - -y + -2*x - (x - y)": "x + y - 2 x - (x - y)",
    "sin(x)**2 + sin(x)**-1": r"\sin^2 x + (\sin x)^{-1}",
    "(x/2)**2": r"\left(\frac{x}{2}\right)^2",
    "(-x)**2 - x**2": "(-x)^2 - x^2",
    "x**y**2 + (x**y)**2": "x^{y^2} + (x^y)^2",
    "pi*x*2 + e*y": r"\pi x \cdot 2 + e y",
    "x*(y + 1)": r"x\,(y + 1)",
    "x - x + 0*y + 1*y": "x - x + 0 y + 1 y",
    "((x + y)**2 + 1)*(x/2 + (y - 1)**2)": r"[(x + y)^2 + 1] \left[\frac{x}{2} + (y - 1)^2\right]",
    "sin(x)*cos(2*y)*x*sin(pi*x*y)**2/2": r"\frac{\sin x \cos(2 y)\,x \sin^2 \pi x y}{2}",
    "exp(sin(x)/2) + cos(sin(x)) + sin(x)**2**3": r"e^{\sin(x)/2} + \cos(\sin x) + (\sin x)^{2^3}",
    "(sin(x)**2)**3 + log(x*2) + abs(cos(y))": r"(\sin^2 x)^3 + \log(x \cdot 2) + \left|\cos y\right|",
    "x*y**2*exp(-y) + 2.5*x*sin(y)*y": r"x y^2 e^{-y} + 2.5\,x \sin(y)\,y",
}


@pytest.mark.parametrize("text", SAMPLES)
def test_it_reads_as_one_would_write_it_by_hand(text):
    assert written(text).latex == SAMPLES[text]


# LaTeX's own way back, with nothing of the printer in it.
TOKEN = re.compile(r"\s*(\\left[(|[]|\\right[)|\]]|\\,|\\[a-z]+|\d+\.?\d*|[-+/(){}^xye[\]])")
CLOSING = {"(": ")", "[": "]", r"\left(": r"\right)", r"\left[": r"\right]"}
INVERSE = {"arcsin": "asin", "arccos": "acos", "arctan": "atan"}


class Parser:
    """Reads LaTeX as a reader does: side by side is a product, and a stroke divides what stands before it."""

    def __init__(self, latex):
        latex = latex.replace(r"\operatorname{sign}", r"\sign")
        tokens = TOKEN.findall(latex)
        assert "".join(tokens) == re.sub(r"\s", "", latex), "a sign that nobody explained"
        self.tokens = [token for token in tokens if token != r"\,"]

    def next(self, *wanted):
        if self.tokens and (not wanted or self.tokens[0] in wanted):
            return self.tokens.pop(0)
        return None

    def group(self):
        if not self.next("{"):
            assert len(self.tokens[0]) == 1, "without braces stands one sign"
            return self.next()
        inside = self.sum()
        assert self.next("}")
        return inside

    def sum(self):
        text = f"(-{self.product()})" if self.next("-") else self.product()
        while sign := self.next("+", "-"):
            text = f"({text} {sign} {self.product()})"
        return text

    def product(self):
        text = self.power()
        while self.tokens and self.tokens[0] not in ("+", "-", "}", r"\right|", *CLOSING.values()):
            if self.next("/"):
                text = f"({text} / {self.power()})"
            else:
                self.next(r"\cdot")
                text = f"({text} * {self.power()})"
        return text

    def power(self):
        base = self.atom()
        return f"({base} ** {self.group()})" if self.next("^") else base

    def atom(self):  # noqa: PLR0911  # one return per kind of part
        token = self.next()
        if token in CLOSING:
            inside = self.sum()
            assert self.next(CLOSING[token])
            return f"({inside})"
        if token == r"\left|":
            inside = self.sum()
            assert self.next(r"\right|")
            return f"abs({inside})"
        if token == r"\frac":
            return f"({self.group()} / {self.group()})"
        if token == r"\sqrt":
            return f"sqrt({self.group()})"
        if token == r"\pi":
            return "pi"
        if token.startswith("\\"):
            name = token[1:]
            power = self.group() if self.next("^") else None
            called = (
                f"{INVERSE.get(name, name)}({self.bracket() if self.tokens[0] in CLOSING else self.bare()})"
            )
            return f"({called} ** {power})" if power else called
        assert re.fullmatch(r"[\d.]+|[xye]", token), token
        return token

    def bare(self):
        """What follows a function's name without brackets: letters, perhaps with a number before them."""
        text = self.tokens.pop(0).replace("\\", "")
        while self.tokens and re.fullmatch(r"[xye]|\\pi", self.tokens[0]):
            text += "*" + self.tokens.pop(0).replace("\\", "")
        return text

    def bracket(self):
        opening = self.next(*CLOSING)
        inside = self.sum()
        assert self.next(CLOSING[opening])
        return inside


def value(text):
    """What NumPy makes of the text at a few points; the text is one of these tests' own."""
    names = {name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log")}
    names |= {
        "sqrt": np.sqrt,
        "abs": np.abs,
        "sign": np.sign,
        "asin": np.arcsin,
        "acos": np.arccos,
        "atan": np.arctan,
    }
    names |= {"pi": np.pi, "e": np.e, "x": np.array([0.3, 0.7, -0.4]), "y": np.array([0.45, -0.6, 1.3])}
    numbers = re.sub(r"(?<![\w.])(\d+\.?\d*(e-?\d+)?|\.\d+)", r"number(\1)", text)
    with np.errstate(all="ignore"):
        return eval(numbers, {"__builtins__": {}}, names | {"number": np.float64})


def assert_same(text):
    latex = written(text).latex
    np.testing.assert_allclose(value(Parser(latex).sum()), value(text), rtol=1e-9, err_msg=latex)
    assert not re.search(r"(?<![\d.])1 [a-z\\]", latex) or re.search(r"\b1 ?\*", text), "nobody writes 1 x"


@pytest.mark.parametrize("text", [*SAMPLES, *MEANT, *WILD])
def test_what_is_printed_means_what_was_written(text):
    assert_same(text)


@given(expressions(leaves=("x", "y", "2", "0.5", "pi", "e", "1e-3", "(1/3)", "-x")))
@settings(max_examples=400)
def test_whatever_is_printed_means_what_was_written(text):
    try:
        written(text)
    except ValueError:
        return
    assert_same(text)


@given(expressions(most=40))
@settings(max_examples=100)
def test_every_part_is_printed_once(text):
    try:
        read = reading(text)
    except ValueError:
        return
    counted = []

    class Counting(Formula):
        def print(self, node, flat=False):
            counted.append(node)
            return super().print(node, flat)

    Counting(read.text, lambda name: Printed(name, ATOM)).print(parsed(read.text).value)
    assert len(counted) <= 2 * len(text)
