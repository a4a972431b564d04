r"""Declared equations as a reader sees them: one printer for the symbols and for a step's numbers.

    Equation("m", "beta1 * m_prev + (1 - beta1) * g")
    symbolic        m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t
    with_numbers    0.9 \cdot (-2.25) + (1 - 0.9) \cdot (-2.4)
    plain           β₁ mₜ₋₁ + (1 − β₁) g      (for labels)

What is printed is read from the same expression that is computed, so that a formula on the page cannot
say anything else.
"""

import ast
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

import numpy as np

from notation import evaluate, parsed
from notation.styles import Numbers, Plain, number_latex
from notation.typeset import ATOM, SCRIPTED, Latex, Printed
from optimizers.equation import Equation
from optimizers.optimizer import Optimizer
from tunables import GREEK, Switch, lettered, tunables

FEWEST_DIGITS, MOST_DIGITS = 4, 17
AGREEMENT = 1e-3  # how far a result may be from what the numbers shown beside it give

Rule = type[Optimizer] | Optimizer


def symbolic(rule: Rule, equation: Equation) -> str:
    r"""The equation as LaTeX, `\hat m_t = \frac{m_t}{1 - \beta_1^{t}}`.

    A rule without settings is printed with its switches on, one with settings as it is switched.
    """
    return _symbolic(_kind(rule), _thrown(rule), equation)


# By the switches and not by the rule, which is another one with every number that a reader turns.
@lru_cache(maxsize=512)
def _symbolic(kind: type[Optimizer], switches: tuple[tuple[str, bool], ...], equation: Equation) -> str:
    printer = Latex(equation.expression, partial(_symbol, kind))
    right = printer.print(_simplified(switches, equation.expression)).text
    return f"{_quantity(equation.name).text} = {right}"


def switched(rule: Rule, expression: str) -> str:
    """An expression with the rule's switches thrown: where they are on, as in `symbolic`."""
    return ast.unparse(_tree(rule, expression))


def plain(rule: Rule, expression: str) -> str:
    """An expression as plain text for a figure's labels, `√v̂ + ε`."""
    return _plain(_kind(rule), _thrown(rule), expression)


@lru_cache(maxsize=512)
def _plain(kind: type[Optimizer], switches: tuple[tuple[str, bool], ...], expression: str) -> str:
    return Plain(expression, partial(_letter, kind)).print(_simplified(switches, expression)).text


def with_numbers(optimizer: Optimizer, equation: Equation, names: Mapping[str, float], digits: int) -> str:
    """The equation's right-hand side as LaTeX, with this many significant digits of one coordinate's numbers.

    Of `where` only the branch that is taken is printed. The rule's own settings are printed exactly.
    """
    settings = _settings(optimizer)

    def value(name: str) -> Printed:
        exactly = names[name] == settings.get(name)
        return number_latex(names[name], MOST_DIGITS if exactly else digits)

    def taken(condition: ast.AST) -> bool:
        return bool(evaluate(ast.unparse(condition), names))

    printer = Numbers(equation.expression, value, taken)
    return printer.print(_tree(optimizer, equation.expression)).text


def digits_needed(optimizer: Optimizer, names: Mapping[str, Any]) -> int:
    """How many significant digits a step's numbers must be shown with so that no line contradicts itself.

    The fewest, from four on, with which every equation, worked out from the numbers as they are shown,
    gives the number shown as its result, to `AGREEMENT`: where two numbers nearly cancel it takes more.
    `names` gives a number or an array over the coordinates to everything that the equations name.
    """
    settings = _settings(optimizer)
    if not all(np.isfinite(value).all() for value in names.values()):
        return FEWEST_DIGITS
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        shown = {
            name: value if name in settings and np.all(value == settings[name]) else rounded(value, digits)
            for name, value in names.items()
        }
        results = (
            (evaluate(equation.expression, shown), shown[equation.name]) for equation in optimizer.equations
        )
        if all(np.all(np.abs(result - seen) <= AGREEMENT * np.abs(seen)) for result, seen in results):
            return digits
    return MOST_DIGITS


def rounded(value: Any, digits: int) -> Any:
    """A number, or an array of numbers, in so many significant digits."""
    short = [float(f"{one:.{digits}g}") for one in np.ravel(value).tolist()]
    return np.array(short).reshape(np.shape(value))


def _settings(optimizer: Optimizer) -> dict[str, Any]:
    return {field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))}


def _tree(rule: Rule, expression: str) -> ast.AST:
    """The expression's tree with the rule's switches thrown, so that none of them is printed."""
    return _simplified(_thrown(rule), expression)


def _kind(rule: Rule) -> type[Optimizer]:
    return rule if isinstance(rule, type) else type(rule)


def _thrown(rule: Rule) -> tuple[tuple[str, bool], ...]:
    """The rule's switches, and how they are thrown."""
    switches = (field.name for field in tunables(_kind(rule)) if isinstance(field.scale, Switch))
    return tuple((name, isinstance(rule, type) or bool(getattr(rule, name))) for name in switches)


@lru_cache(maxsize=512)
def _simplified(switches: tuple[tuple[str, bool], ...], expression: str) -> ast.AST:
    return _Simplified(dict(switches)).visit(parsed(expression).value)


class _Simplified(ast.NodeTransformer):
    """Leaves out switches that are on, what is multiplied by one that is off, and what that leaves idle."""

    def __init__(self, switches: dict[str, bool]) -> None:
        self.switches = switches

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        match self.generic_visit(node):
            case ast.BinOp(ast.Name(name), ast.Mult(), right) if name in self.switches:
                return right if self.switches[name] else ast.Constant(0)
            case ast.BinOp(left, ast.Sub(), ast.Constant(0)) | ast.BinOp(left, ast.Div(), ast.Constant(1)):
                return left
            case ast.BinOp(left, ast.Div(), ast.BinOp(ast.Constant(1), ast.Div(), right)):
                return ast.BinOp(left, ast.Mult(), right)
            case ast.BinOp(left, ast.Div(), ast.BinOp(over, ast.Div(), under)):
                return ast.BinOp(ast.BinOp(left, ast.Mult(), under), ast.Div(), over)
            case other:
                return other


def _symbol(kind: type[Optimizer], name: str) -> Printed:
    symbols = {field.name: field.symbol for field in tunables(kind)}
    return Printed(symbols[name], ATOM) if name in symbols else _quantity(name)


def _letter(kind: type[Optimizer], name: str) -> Printed:
    """A name as plain text: `v̂` for `v_hat`, `β₁` for `beta1`; a quantity's time is not written out."""
    letters = {field.name: field.letter for field in tunables(kind)}
    stem, *marks = name.split("_")
    letter = lettered(symbol(stem))
    return Printed(
        letters.get(name) or letter + "".join(_MARKS.get(mark, f"_{mark}") for mark in marks), ATOM
    )


_MARKS = {
    "hat": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "tilde": "\N{COMBINING TILDE}",
    "bar": "\N{COMBINING MACRON}",
    "prev": "ₜ₋₁",
    "max": "ᵐᵃˣ",
}


def symbol(name: str) -> str:
    r"""A name as LaTeX: `\gamma` of gamma, `c_2` of c2, `\mathrm{speed}` of speed."""
    letter, digits = _NAME.findall(name)[0] if _NAME.fullmatch(name) else (name, "")
    if letter in GREEK:
        letter = rf"\{letter}"
    elif len(letter) > 1:
        letter = rf"\mathrm{{{letter.replace('_', chr(92) + '_')}}}"
    return f"{letter}_{digits}" if len(digits) == 1 else f"{letter}_{{{digits}}}" if digits else letter


_NAME = re.compile("([A-Za-z]+)([0-9]*)")


def _quantity(name: str) -> Printed:
    r"""A quantity of the step as LaTeX, `\hat m_t` for `m_hat`, and how tightly it holds together."""
    stem, *marks = name.split("_")
    if name == "t":
        return Printed(name, ATOM)
    if not {*marks} <= _PRINTED:  # a long name of a reader's own
        stem, marks = name.removesuffix("_prev"), ["prev"] if name.endswith("_prev") else []
    letter, _, number = symbol(stem).partition("_") if _NAME.fullmatch(stem) else (symbol(stem), "", "")
    time, count = "t", f"{number.strip('{}')}," if number else ""
    for mark in marks:
        match mark:
            case "prev":
                time = "t-1"
            case "next":
                time = "t+1"
            case "inf":
                time = r"\infty"
            case "hat" | "tilde" | "bar":
                letter = rf"\{mark} {letter}"
            case "max":
                letter += r"^{\max}"
            case "product":
                letter = r"\Pi"
    time = f"{count}{time}"
    time = time if len(time) == 1 else f"{{{time}}}"
    return Printed(f"{letter}_{time}", SCRIPTED if "^" in letter else ATOM)


_PRINTED = {"prev", "next", "inf", "hat", "tilde", "bar", "max", "product"}
