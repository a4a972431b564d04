r"""A reader's formula as LaTeX, as the reader wrote it: constants are not worked out, nothing is cancelled.

    abs(x)**3 + 0.1*exp(-y**2/2)        \left|x\right|^{3} + 0.1 e^{-y^{2}/2}

Only what changes no meaning is set differently: a sum of a negative is a difference, a quotient of a
quotient is one, and brackets stand where they must.
"""

import ast
import re
from typing import NamedTuple

# How tightly a printed part holds together; a looser one is put in brackets.
_SUM, _NEGATIVE, _PRODUCT, _SCRIPTED, _ATOM = range(5)

_FUNCTIONS = {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"}
_RAISED_BY_NAME = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}  # sin²(x); log²(x) would be misread


class _Printed(NamedTuple):
    text: str
    tightness: int


def latex(tree: ast.expr, text: str) -> str:
    """LaTeX of a tree that `reading` has let pass; `text` is what the tree was made of."""
    return _Latex(text).print(tree).text


class _Latex:
    def __init__(self, text: str) -> None:
        self.text = text

    def print(self, node: ast.expr, flat: bool = False) -> _Printed:  # noqa: PLR0911  # one per kind of part
        """A part; `flat` in an exponent, where a quotient is written with a stroke."""
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name(name):
                return _Printed(r"\pi" if name == "pi" else name, _ATOM)
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.print(operand, flat)
            case ast.UnaryOp(ast.USub(), operand):
                return _Printed(f"-{self.tight(operand, _PRODUCT, flat)}", _NEGATIVE)
            case ast.BinOp(left, ast.Add() | ast.Sub() as sign, right):
                return self.sum(left, isinstance(sign, ast.Sub), right, flat)
            case ast.BinOp(left, ast.Mult(), right):
                return self.product(left, right, flat)
            case ast.BinOp(left, ast.Div(), right):
                return self.quotient(left, right, flat)
            case ast.BinOp(base, ast.Pow(), exponent):
                return self.power(base, exponent, flat)
            case ast.Call(ast.Name(function), [argument]):
                return self.call(function, argument, flat)
        raise AssertionError(f"teach {__file__} to print {ast.unparse(node)}")

    def tight(self, node: ast.expr, enough: int, flat: bool = False) -> str:
        """The part, in brackets where it does not hold together tightly enough."""
        text, tightness = self.print(node, flat)
        return text if tightness >= enough else _bracketed(text)

    def number(self, node: ast.Constant) -> _Printed:
        """A number with the digits that the reader wrote, 1e-3 as a power of ten."""
        written = self.text[node.col_offset : node.end_col_offset].replace("_", "").lower()
        if not re.fullmatch(r"[\d.]+(e[+-]?\d+)?", written):
            written = str(node.value)  # 0x10
        digits, _, exponent = written.partition("e")
        whole, point, rest = digits.partition(".")
        digits = (whole.lstrip("0") or "0") + (point + rest if rest else "")
        if not exponent:
            return _Printed(digits, _ATOM)
        ten = f"10^{{{int(exponent)}}}"
        return _Printed(ten, _SCRIPTED) if digits == "1" else _Printed(rf"{digits} \cdot {ten}", _PRODUCT)

    def sum(self, left: ast.expr, minus: bool, right: ast.expr, flat: bool) -> _Printed:
        first, (second, tightness) = self.print(left, flat).text, self.print(right, flat)
        if minus and tightness == _SUM:
            second = _bracketed(second)
        if second.startswith("-"):
            minus, second = not minus, second[1:]
        return _Printed(f"{first} {'-' if minus else '+'} {second}", _SUM)

    def product(self, left: ast.expr, right: ast.expr, flat: bool) -> _Printed:
        """Side by side, with a dot where two numbers would run into one another."""
        first, tightness = self.print(left, flat)
        if tightness == _SUM:
            first, tightness = _bracketed(first), _ATOM
        second = self.tight(right, _PRODUCT, flat)
        number = re.match(r"\d|10\^|\\frac", second) and (second[0].isdigit() or first[-1].isdigit())
        # In a text with a stroke, what follows a quotient would seem to stand below the stroke.
        dot = number or (flat and "/" in first and tightness != _ATOM)
        return _Printed(rf"{first} \cdot {second}" if dot else f"{first} {second}", min(tightness, _PRODUCT))

    def quotient(self, left: ast.expr, right: ast.expr, flat: bool) -> _Printed:
        if flat:
            first, tightness = self.print(left, flat)
            first = _bracketed(first) if tightness == _SUM else first
            return _Printed(f"{first}/{self.tight(right, _SCRIPTED, flat)}", min(tightness, _PRODUCT))
        match left:
            case ast.BinOp(above, ast.Div(), below):  # (a/b)/c is a/(b c)
                return self.quotient(above, _joined(below, right), flat)
            case ast.UnaryOp(ast.USub(), operand):  # the sign stands before the stroke
                text, tightness = self.quotient(operand, right, flat)
                return _Printed(f"-{text if tightness >= _PRODUCT else _bracketed(text)}", _NEGATIVE)
        return _Printed(rf"\frac{{{self.print(left).text}}}{{{self.print(right).text}}}", _PRODUCT)

    def power(self, base: ast.expr, exponent: ast.expr, flat: bool) -> _Printed:
        raised = self.print(exponent, flat=True).text
        match base, exponent:
            case ast.Call(ast.Name(name), [argument]), ast.Constant(int()) if name in _RAISED_BY_NAME:
                inside = _bracketed(self.print(argument, flat).text)
                return _Printed(f"{_name(name)}^{{{raised}}}{inside}", _ATOM)
            case ast.Call(ast.Name(name), _), _ if name != "abs":
                return _Printed(f"{_bracketed(self.print(base, flat).text)}^{{{raised}}}", _SCRIPTED)
        return _Printed(f"{self.tight(base, _ATOM, flat)}^{{{raised}}}", _SCRIPTED)

    def call(self, function: str, argument: ast.expr, flat: bool) -> _Printed:
        inside = self.print(argument, flat or function == "exp").text  # once: each part is printed once only
        match function:
            case "abs":
                return _Printed(rf"\left|{inside}\right|", _ATOM)
            case "sqrt":
                return _Printed(rf"\sqrt{{{inside}}}", _ATOM)
            case "exp":
                return _Printed(f"e^{{{inside}}}", _SCRIPTED)
        return _Printed(f"{_name(function)}{_bracketed(inside)}", _ATOM)


def _name(function: str) -> str:
    return _FUNCTIONS.get(function, f"\\{function}")


def _joined(left: ast.expr, right: ast.expr) -> ast.expr:
    """left·right, a product of factors from left to right."""
    match right:
        case ast.BinOp(first, ast.Mult(), last):
            return ast.BinOp(_joined(left, first), ast.Mult(), last)
    return ast.BinOp(left, ast.Mult(), right)


def _bracketed(text: str) -> str:
    tall = r"\frac" in text or r"\left" in text
    return rf"\left({text}\right)" if tall else f"({text})"
