r"""Equations of an update rule: declared once, in Python, to be computed and to be printed as LaTeX.

`evaluate` lets a test compare what is declared with what a rule's `step` does; `symbolic` writes the same
declaration for a reader, so that the formula on the page cannot say anything else:

    Equation("m", "beta1 * m_prev + (1 - beta1) * g")   ->   m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t
"""

import ast
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tunables import number, tunables

if TYPE_CHECKING:  # a rule declares equations, so its module imports this one
    from optimizers.optimizer import Optimizer


class Equation(NamedTuple):
    """One line of an update rule.

    Attributes:
        name: the quantity it defines: a field of the rule's State, or `theta`.
        expression: its right-hand side in Python. It may name the rule's tunables, `g`, `t`, `theta_prev`,
            a State field (this step's value, defined by an earlier equation) and a State field with
            `_prev` (the value one step before); and `sqrt`, `maximum`, `sign`, `abs` and
            `where(a > b, then, otherwise)`.
    """

    name: str
    expression: str


_FUNCTIONS = {
    "sqrt": np.sqrt,
    "maximum": np.maximum,
    "sign": np.sign,
    "abs": np.abs,
    "where": np.where,
}


def evaluate(equation: Equation, names: Mapping[str, Any]) -> Any:
    """The right-hand side's value, `names` giving a value to everything that it names."""
    with np.errstate(all="ignore"):
        # Only what a rule's own file declares ever comes here, never what a reader has typed.
        return eval(_compiled(equation.expression), {"__builtins__": {}}, {**_FUNCTIONS, **names})


@cache
def _compiled(expression: str) -> CodeType:
    return compile(expression, "<equation>", "eval")


@cache
def symbolic(kind: "type[Optimizer]", equation: Equation) -> str:
    r"""The equation as LaTeX, `\hat m_t = \frac{m_t}{1 - \beta_1^{t}}`; switches are printed as on."""
    symbols = {field.name: field.symbol for field in tunables(kind)}
    switches = {field.name for field in tunables(kind) if field.scale == "switch"}
    right, _ = _Printer(symbols, switches).latex(ast.parse(equation.expression, mode="eval").body)
    return f"{_quantity(equation.name)[0]} = {right}"


# How tightly a printed expression holds together; a looser one is put in parentheses.
_LOOSE, _SUM, _PRODUCT, _SCRIPTED, _ATOM = range(5)


class _Printer(NamedTuple):
    """Writes an expression as LaTeX and says how tightly that holds together."""

    symbols: Mapping[str, str]
    switches: set[str]

    def latex(self, node: ast.AST) -> tuple[str, int]:
        match node:
            case ast.Constant(int() | float() as value):
                printed = number(value), _ATOM
            case ast.Name(name):
                printed = (self.symbols[name], _ATOM) if name in self.symbols else _quantity(name)
            case ast.UnaryOp(ast.USub(), operand):
                printed = f"-{self.tight(operand, _PRODUCT)}", _SUM
            case ast.BinOp(left, ast.Add(), right):
                printed = f"{self.tight(left, _SUM)} + {self.tight(right, _PRODUCT)}", _SUM
            case ast.BinOp(left, ast.Sub(), right):
                printed = f"{self.tight(left, _SUM)} - {self.tight(right, _PRODUCT)}", _SUM
            case ast.BinOp(ast.Name(name), ast.Mult(), right) if name in self.switches:
                printed = self.latex(right)
            case ast.BinOp(left, ast.Mult(), right):
                factors = self.tight(left, _PRODUCT), self.tight(right, _PRODUCT)
                digits_touch = factors[1].removeprefix(r"\frac{")[0].isdigit()
                printed = (r" \cdot " if digits_touch else r"\,").join(factors), _PRODUCT
            case ast.BinOp(left, ast.Div(), right):
                printed = rf"\frac{{{self.latex(left)[0]}}}{{{self.latex(right)[0]}}}", _PRODUCT
            case ast.BinOp(base, ast.Pow(), exponent):
                printed = f"{self.tight(base, _ATOM)}^{{{self.latex(exponent)[0]}}}", _SCRIPTED
            case ast.Compare(left, [ast.Gt()], [right]):
                printed = f"{self.latex(left)[0]} > {self.latex(right)[0]}", _LOOSE
            case ast.Call(ast.Name(function), arguments):
                printed = _call(function, *(self.latex(argument)[0] for argument in arguments))
            case _:
                raise ValueError(f"teach {__file__} to print {ast.unparse(node)}")
        return printed

    def tight(self, node: ast.AST, enough: int) -> str:
        """The expression, in parentheses where it does not hold together tightly enough."""
        text, tightness = self.latex(node)
        return text if tightness >= enough else _parentheses(text)


def _call(function: str, *arguments: str) -> tuple[str, int]:
    match function, arguments:
        case "sqrt", (inside,):
            return rf"\sqrt{{{inside}}}", _ATOM
        case "abs", (inside,):
            return rf"\left|{inside}\right|", _ATOM
        case "maximum", (one, other):
            return r"\max" + _parentheses(rf"{one},\, {other}"), _SCRIPTED
        case "sign", (inside,):
            return r"\operatorname{sign}" + _parentheses(inside), _SCRIPTED
        case "where", (condition, then, otherwise):
            rows = rf"{then} & \text{{if }} {condition} \\ {otherwise} & \text{{otherwise}}"
            return rf"\begin{{cases}} {rows} \end{{cases}}", _LOOSE
    raise ValueError(f"teach {__file__} to print {function}()")


def _parentheses(text: str) -> str:
    tall = r"\frac" in text or r"\begin" in text
    return rf"\left({text}\right)" if tall else f"({text})"


def _quantity(name: str) -> tuple[str, int]:
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
