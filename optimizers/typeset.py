r"""Declared equations as a reader sees them: one printer for the symbols and for a step's numbers.

    Equation("m", "beta1 * m_prev + (1 - beta1) * g")
    symbolic        m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t
    with_numbers    0.9 \cdot (-2.25) + (1 - 0.9) \cdot (-2.4)
    plain           β₁ mₜ₋₁ + (1 − β₁) g      (for labels)

What is printed is read from the same expression that is computed, so that a formula on the page cannot
say anything else.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, ClassVar

import numpy as np

from notation import evaluate
from optimizers.equation import Equation
from optimizers.optimizer import Optimizer
from tunables import number, tunables

FEWEST_DIGITS, MOST_DIGITS = 4, 17
AGREEMENT = 1e-3  # how far a result may be from what the numbers shown beside it give

Rule = type[Optimizer] | Optimizer


def symbolic(rule: Rule, equation: Equation) -> str:
    r"""The equation as LaTeX, `\hat m_t = \frac{m_t}{1 - \beta_1^{t}}`.

    A rule without settings is printed with its switches on, one with settings as it is switched.
    """
    right, _ = _Latex(partial(_symbol, rule)).print(_tree(rule, equation.expression))
    return f"{_quantity(equation.name)[0]} = {right}"


def plain(rule: Rule, expression: str) -> str:
    """An expression as plain text for a figure's labels, `√v̂ + ε`."""
    return _Plain(partial(_letter, rule)).print(_tree(rule, expression))[0]


def with_numbers(optimizer: Optimizer, equation: Equation, names: Mapping[str, float], digits: int) -> str:
    """The equation's right-hand side as LaTeX, with this many significant digits of one coordinate's numbers.

    Of `where` only the branch that is taken is printed. The rule's own settings are printed exactly.
    """
    settings = _settings(optimizer)

    def value(name: str) -> tuple[str, int]:
        exactly = names[name] == settings.get(name)
        return number_latex(names[name], MOST_DIGITS if exactly else digits)

    def taken(condition: ast.AST) -> bool:
        return bool(evaluate(ast.unparse(condition), names))

    return _Numbers(value, taken).print(_tree(optimizer, equation.expression))[0]


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
    return np.vectorize(lambda one: float(f"{one:.{digits}g}"), otypes=[float])(value)


def number_latex(value: float, digits: int) -> tuple[str, int]:
    """A number as LaTeX and how tightly that holds together: −0.25 less than 0.25."""
    value = float(f"{value:.{digits}g}")
    if not np.isfinite(value):
        return r"\text{not finite}", _ATOM
    if value == 0 or 1e-4 <= abs(value) < 1e6:
        text = np.format_float_positional(value, trim="-")
        return text, _ATOM if value >= 0 else _SUM
    mantissa, _, exponent = np.format_float_scientific(value, trim="-").partition("e")
    if mantissa == "1":
        return f"10^{{{int(exponent)}}}", _SCRIPTED
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}", _PRODUCT if value >= 0 else _SUM


def _settings(optimizer: Optimizer) -> dict[str, Any]:
    return {field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))}


def _tree(rule: Rule, expression: str) -> ast.AST:
    """The expression's tree with the rule's switches thrown, so that none of them is printed."""
    kind = rule if isinstance(rule, type) else type(rule)
    switches = (field.name for field in tunables(kind) if field.scale == "switch")
    thrown = tuple((name, isinstance(rule, type) or bool(getattr(rule, name))) for name in switches)
    return _simplified(thrown, expression)


# By the switches and not by the rule, which is another one with every number that a reader turns.
@lru_cache(maxsize=512)
def _simplified(switches: tuple[tuple[str, bool], ...], expression: str) -> ast.AST:
    return _Simplified(dict(switches)).visit(ast.parse(expression, mode="eval").body)


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


# How tightly a printed expression holds together; a looser one is put in parentheses.
_LOOSE, _SUM, _PRODUCT, _SCRIPTED, _ATOM = range(5)

Printed = tuple[str, int]  # the text and its tightness


@dataclass(frozen=True)
class _Latex:
    """Writes an expression as LaTeX; what stands for a name is asked of `name`."""

    name: Callable[[str], Printed]

    def print(self, node: ast.AST) -> Printed:
        match node:
            case ast.Constant(int() | float() as value):
                printed = number(value), _ATOM
            case ast.Name(name):
                printed = self.name(name)
            case ast.UnaryOp(ast.USub(), operand):
                printed = f"{self.minus}{self.tight(operand, _PRODUCT)}", _SUM
            case ast.BinOp(left, ast.Add(), right):
                printed = f"{self.tight(left, _SUM)} + {self.tight(right, _PRODUCT)}", _SUM
            case ast.BinOp(left, ast.Sub(), right):
                printed = f"{self.tight(left, _SUM)} {self.minus} {self.tight(right, _PRODUCT)}", _SUM
            case ast.BinOp(left, ast.Mult(), right):
                printed = self.product(self.tight(left, _PRODUCT), self.tight(right, _PRODUCT)), _PRODUCT
            case ast.BinOp(left, ast.Div(), right):
                printed = self.quotient(left, right), _PRODUCT
            case ast.BinOp(base, ast.Pow(), exponent):
                printed = self.power(self.tight(base, _ATOM), self.print(exponent)[0]), _SCRIPTED
            case ast.Compare(left, [ast.Gt()], [right]):
                printed = f"{self.print(left)[0]} > {self.print(right)[0]}", _LOOSE
            case ast.Call(ast.Name("where"), [condition, then, otherwise]):
                printed = self.cases(condition, then, otherwise)
            case ast.Call(ast.Name(function), arguments):
                printed = self.call(function, arguments)
            case _:
                raise ValueError(f"teach {__file__} to print {ast.unparse(node)}")
        return printed

    def tight(self, node: ast.AST, enough: int) -> str:
        """The expression, in parentheses where it does not hold together tightly enough."""
        text, tightness = self.print(node)
        return text if tightness >= enough else self.parentheses(text)

    minus: ClassVar = "-"

    def parentheses(self, text: str) -> str:
        tall = r"\frac" in text or r"\begin" in text
        return rf"\left({text}\right)" if tall else f"({text})"

    def product(self, left: str, right: str) -> str:
        digits_touch = right.removeprefix(r"\frac{")[0].isdigit()
        return (r" \cdot " if digits_touch else r"\,").join((left, right))

    def quotient(self, left: ast.AST, right: ast.AST) -> str:
        return rf"\frac{{{self.print(left)[0]}}}{{{self.print(right)[0]}}}"

    def power(self, base: str, exponent: str) -> str:
        return f"{base}^{{{exponent}}}"

    def cases(self, condition: ast.AST, then: ast.AST, otherwise: ast.AST) -> Printed:
        one, two, other = (self.print(part)[0] for part in (condition, then, otherwise))
        rows = rf"{two} & \text{{if }} {one} \\ {other} & \text{{otherwise}}"
        return rf"\begin{{cases}} {rows} \end{{cases}}", _LOOSE

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        match function, [self.print(argument)[0] for argument in arguments]:
            case "sqrt", [inside]:
                return rf"\sqrt{{{inside}}}", _ATOM
            case "abs", [inside]:
                return rf"\left|{inside}\right|", _ATOM
            case "maximum", [one, other]:
                return r"\max" + self.parentheses(rf"{one},\, {other}"), _SCRIPTED
            case "sign", [inside]:
                return r"\operatorname{sign}" + self.parentheses(inside), _SCRIPTED
        raise ValueError(f"teach {__file__} to print {function}()")


@dataclass(frozen=True)
class _Numbers(_Latex):
    """Writes numbers for names, a dot in every product, and of cases only the one that is taken."""

    taken: Callable[[ast.AST], bool]

    def product(self, left: str, right: str) -> str:
        return rf"{left} \cdot {right}"

    def cases(self, condition: ast.AST, then: ast.AST, otherwise: ast.AST) -> Printed:
        return self.print(then if self.taken(condition) else otherwise)


@dataclass(frozen=True)
class _Plain(_Latex):
    """Writes an expression in letters and signs alone."""

    minus: ClassVar = "−"

    def parentheses(self, text: str) -> str:
        return f"({text})"

    def product(self, left: str, right: str) -> str:
        return f"{left} {right}"

    def quotient(self, left: ast.AST, right: ast.AST) -> str:
        return f"{self.tight(left, _PRODUCT)}/{self.tight(right, _ATOM)}"

    def power(self, base: str, exponent: str) -> str:
        return base + exponent.translate(_RAISED)

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        match function, arguments:
            case "sqrt", [inside]:
                return f"√{self.tight(inside, _ATOM)}", _ATOM
            case "abs", [inside]:
                return f"|{self.print(inside)[0]}|", _ATOM
        return f"{function}({', '.join(self.print(argument)[0] for argument in arguments)})", _ATOM


_RAISED = str.maketrans("t0123456789", "ᵗ⁰¹²³⁴⁵⁶⁷⁸⁹")


def _symbol(rule: Rule, name: str) -> Printed:
    kind = rule if isinstance(rule, type) else type(rule)
    symbols = {field.name: field.symbol for field in tunables(kind)}
    return (symbols[name], _ATOM) if name in symbols else _quantity(name)


def _letter(rule: Rule, name: str) -> Printed:
    """A name as plain text: `v̂` for `v_hat`, `β₁` for `beta1`; a quantity's time is not written out."""
    kind = rule if isinstance(rule, type) else type(rule)
    letters = {field.name: field.letter for field in tunables(kind)}
    letter, *marks = name.replace("ell", "ℓ").split("_")
    return letters.get(name) or letter + "".join(_MARKS[mark] for mark in marks), _ATOM


_MARKS = {
    "hat": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "tilde": "\N{COMBINING TILDE}",
    "prev": "ₜ₋₁",
    "max": "ᵐᵃˣ",
}


def _quantity(name: str) -> Printed:
    r"""A quantity of the step as LaTeX, `\hat m_t` for `m_hat`, and how tightly it holds together."""
    letter, *marks = name.split("_")
    if name == "t":
        return name, _ATOM
    symbol, time = letter if len(letter) == 1 else rf"\{letter}", "t"
    for mark in marks:
        match mark:
            case "prev":
                time = "{t-1}"
            case "next":
                time = "{t+1}"
            case "inf":
                time = r"{\infty}"
            case "hat" | "tilde":
                symbol = rf"\{mark} {symbol}"
            case "max":
                symbol += r"^{\max}"
            case "product":
                symbol = r"\Pi"
            case _:
                raise ValueError(f"teach {__file__} to print the {mark} of {name}")
    return f"{symbol}_{time}", _SCRIPTED if "^" in symbol else _ATOM
