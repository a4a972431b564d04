r"""The one printer of expressions: LaTeX as it was written, constants not worked out and nothing cancelled.

Only what changes no meaning is set differently: a sum of a negative is a difference, a quotient of a
quotient is one, and brackets stand where they must. `formula` and `styles` say what is different in a
formula, in a line of numbers and in plain text.
"""

import ast
import re
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from tunables import number

# How tightly a printed part holds together; a looser one is put in brackets. A number with its sign must be
# everywhere but in front.
LOOSE, SIGNED, SUM, NEGATIVE, PRODUCT, SCRIPTED, ATOM = range(7)

_NAMED = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "maximum": r"\max",
    "sign": r"\operatorname{sign}",
}
_RAISED_BY_NAME = {"sin", "cos", "tan", "sinh", "cosh", "tanh"}  # sin²(x); log²(x) would be misread
_OF_ONE = {*_RAISED_BY_NAME, "asin", "acos", "atan", "log", "sign"}


class Printed(NamedTuple):
    """What is printed of a part, and how tightly that holds together."""

    text: str
    tightness: int


class Latex:
    """Writes trees of an expression as LaTeX.

    `text` is what the trees were made of, so that numbers have the digits with which they were written; what
    stands for a name is asked of `name`.
    """

    minus: ClassVar = "-"

    def __init__(self, text: str, name: Callable[[str], Printed]) -> None:
        self.text = text.strip()
        self.name = name

    def print(self, node: ast.AST, flat: bool = False) -> Printed:  # noqa: PLR0911  # one per kind of part
        """A part; `flat` in an exponent, where a quotient is written with a stroke."""
        match node:
            case ast.Constant(int() | float()):
                return self.number(node)
            case ast.Name(name):
                return self.name(name)
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.print(operand, flat)
            case ast.UnaryOp(ast.USub(), operand):
                return Printed(f"{self.minus}{self.tight(operand, PRODUCT, flat)}", NEGATIVE)
            case ast.BinOp(left, ast.Add() | ast.Sub() as sign, right):
                return self.sum(left, isinstance(sign, ast.Sub), right, flat)
            case ast.BinOp(left, ast.Mult(), right):
                return self.product(left, right, flat)
            case ast.BinOp(left, ast.Div(), right):
                return self.quotient(left, right, flat)
            case ast.BinOp(base, ast.Pow(), exponent):
                return self.power(base, exponent, flat)
            case ast.Compare(left, [ast.Gt() | ast.Lt() as relation], [right]):
                than = ">" if isinstance(relation, ast.Gt) else "<"
                return Printed(f"{self.print(left).text} {than} {self.print(right).text}", LOOSE)
            case ast.Call(ast.Name("where"), [condition, then, otherwise]):
                return self.cases(condition, then, otherwise)
            case ast.Call(ast.Name(function), arguments):
                return self.call(function, arguments, flat)
        raise ValueError(f"teach {__file__} to print {ast.unparse(node)}")

    def tight(self, node: ast.AST, enough: int, flat: bool = False) -> str:
        """The part, in brackets where it does not hold together tightly enough."""
        text, tightness = self.print(node, flat)
        return text if tightness >= enough else self.bracketed(text)

    def bracketed(self, text: str) -> str:
        """The text in brackets as tall as it is."""
        tall = r"\frac" in text or r"\begin" in text
        return rf"\left({text}\right)" if tall else f"({text})"

    def number(self, node: ast.Constant) -> Printed:
        """A number with the digits with which it was written, 1e-3 as a power of ten."""
        start = getattr(node, "col_offset", None)  # a tree that was changed has numbers that nobody wrote
        written = "" if start is None else self.text[start : node.end_col_offset].replace("_", "").lower()
        if not re.fullmatch(r"[\d.]+(e[+-]?\d+)?", written):
            written = number(node.value)  # type: ignore[arg-type]  # 0x10
        digits, _, exponent = written.partition("e")
        whole, point, rest = digits.partition(".")
        digits = (whole.lstrip("0") or "0") + (point + rest if rest else "")
        if not exponent:
            return Printed(digits, ATOM)
        ten = f"10^{{{int(exponent)}}}"
        return Printed(ten, SCRIPTED) if digits == "1" else Printed(rf"{digits} \cdot {ten}", PRODUCT)

    def sum(self, left: ast.AST, minus: bool, right: ast.AST, flat: bool) -> Printed:
        """A sum or a difference."""
        first, (second, tightness) = self.tight(left, SIGNED, flat), self.print(right, flat)
        if tightness <= SIGNED or (minus and tightness == SUM):
            second = self.bracketed(second)
        if second.startswith(self.minus):
            minus, second = not minus, second[len(self.minus) :]
        return Printed(f"{first} {self.minus if minus else '+'} {second}", SUM)

    def product(self, left: ast.AST, right: ast.AST, flat: bool) -> Printed:
        """Two factors, with a dot where two numbers would run into one another."""
        first, tightness = self.print(left, flat)
        # In a text with a stroke, what follows a quotient would seem to stand below the stroke.
        dot = flat and "/" in first and tightness != ATOM
        if tightness <= SUM:
            first, tightness = self.bracketed(first), ATOM
        second = self.tight(right, PRODUCT, flat)
        text = self.side_by_side(first, second, dot or self.digits_meet(first, second))
        return Printed(text, min(tightness, PRODUCT))

    def digits_meet(self, first: str, second: str) -> bool:
        """Whether a number follows what it must be kept apart from."""
        return second.removeprefix(r"\frac{")[0].isdigit()

    def side_by_side(self, first: str, second: str, dot: bool) -> str:
        """Two factors as one text, with a dot where there must be one."""
        return (r" \cdot " if dot else r"\,").join((first, second))

    def quotient(self, left: ast.AST, right: ast.AST, flat: bool) -> Printed:
        """One stroke between what stands above it and all that stands below it."""
        if flat:
            first, tightness = self.print(left, flat)
            first = self.bracketed(first) if tightness <= SUM else first
            return Printed(f"{first}/{self.tight(right, SCRIPTED, flat)}", min(tightness, PRODUCT))
        match left:
            case ast.BinOp(above, ast.Div(), below):  # (a/b)/c is a/(b c)
                return self.quotient(above, _joined(below, right), flat)
            case ast.UnaryOp(ast.USub(), operand):  # the sign stands before the stroke
                text, tightness = self.quotient(operand, right, flat)
                return Printed(
                    f"{self.minus}{text if tightness >= PRODUCT else self.bracketed(text)}", NEGATIVE
                )
        return Printed(rf"\frac{{{self.print(left).text}}}{{{self.print(right).text}}}", PRODUCT)

    def power(self, base: ast.AST, exponent: ast.AST, flat: bool) -> Printed:
        """A power; a function's has the exponent at its name, or brackets around the whole."""
        raised = self.raised(self.print(exponent, flat=True).text)
        match base, exponent:
            case ast.Call(ast.Name(name), [argument]), ast.Constant(int()) if name in _RAISED_BY_NAME:
                return self.applied(f"{_name(name)}^{raised}", argument, flat)
            case ast.Call(ast.Name(name), _), _ if name != "abs":
                return Printed(f"{self.bracketed(self.print(base, flat).text)}^{raised}", SCRIPTED)
        return Printed(f"{self.tight(base, ATOM, flat)}^{raised}", SCRIPTED)

    def raised(self, exponent: str) -> str:
        """An exponent in its braces."""
        return f"{{{exponent}}}"

    def cases(self, condition: ast.AST, then: ast.AST, otherwise: ast.AST) -> Printed:
        """Both values, and when it is which."""
        one, two, other = (self.print(part).text for part in (condition, then, otherwise))
        rows = rf"{two} & \text{{if }} {one} \\ {other} & \text{{otherwise}}"
        return Printed(rf"\begin{{cases}} {rows} \end{{cases}}", LOOSE)

    def call(self, function: str, arguments: list[ast.expr], flat: bool) -> Printed:
        """A function of one number, or the least or largest of some."""
        match function, arguments:
            case "abs", [inside]:
                return Printed(rf"\left|{self.print(inside, flat).text}\right|", ATOM)
            case "sqrt", [inside]:
                return Printed(rf"\sqrt{{{self.print(inside, flat).text}}}", ATOM)
            case "exp", [inside]:
                return Printed(f"e^{self.raised(self.print(inside, flat=True).text)}", SCRIPTED)
            case "radians", [inside]:
                return Printed(rf"{self.tight(inside, ATOM, flat)}^\circ", SCRIPTED)
            case "maximum" | "min" | "max", [_, _, *_]:
                listed = r",\, ".join(self.print(each, flat).text for each in arguments)
                return Printed(_name(function) + self.bracketed(listed), ATOM)
            case _, [inside] if function in _OF_ONE:
                return self.applied(_name(function), inside, flat)
        raise ValueError(f"teach {__file__} to print {function}()")

    def applied(self, name: str, argument: ast.AST, flat: bool) -> Printed:
        """A function's name, perhaps with an exponent, and its argument."""
        return Printed(name + self.bracketed(self.print(argument, flat).text), ATOM)


def _name(function: str) -> str:
    return _NAMED.get(function, f"\\{function}")


def _joined(left: ast.AST, right: ast.AST) -> ast.expr:
    """left·right, a product of factors from left to right."""
    match right:
        case ast.BinOp(first, ast.Mult(), last):
            return ast.BinOp(_joined(left, first), ast.Mult(), last)
    return ast.BinOp(left, ast.Mult(), right)  # type: ignore[arg-type]
