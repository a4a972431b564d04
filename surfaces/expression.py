"""Formulas that a reader types, read without ever running them: text -> sympy -> NumPy.

Python's parser makes a tree of the text; the tree is walked against a list of what is allowed (x, y,
numbers, + - * / **, pi, e and a few functions of one argument) and becomes a sympy expression, which is
differentiated and turned into NumPy functions. Nothing else of the text is believed: it never reaches
`eval`, `sympify` or `parse_expr`. Constant parts are folded here in floating point, because sympy would
work them out exactly, and `9**9**9**9` for ever.

sympy is imported when the first formula is read, so that a page without one does not wait for it.
"""

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tunables import shortened

LONGEST = 200  # characters
_MOST_PARTS = 120
_DEEPEST = 25
_LARGEST = 1e12  # of a number
_LARGEST_MADE = 10**100  # of one that sympy makes of several
_LARGEST_POWER = 100.0  # also of powers of powers, multiplied
_TOWER = 2  # how often a variable may stand in an exponent inside an exponent

FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
}
_NAMES = {"pi": math.pi, "e": math.e}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}


@dataclass(frozen=True)
class Compiled:
    """A formula ready for use; the functions take and give numbers or arrays of any shape."""

    latex: str
    value: Callable[[Any, Any], Any]
    gradient: Callable[[Any, Any], Any]


@lru_cache(maxsize=128)
def compiled(text: str) -> Compiled:
    """Read a formula in x and y. Raises ValueError with a sentence that points at what is wrong."""
    import sympy  # noqa: PLC0415  # half a second that only readers with a formula wait for

    expression = _Reader(text, sympy).expression()
    x, y = sympy.symbols("x y", real=True)
    if expression.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        raise ValueError("this formula is not defined anywhere: it divides by zero")
    if not expression.free_symbols:
        raise ValueError("this formula is the same everywhere: it needs an x or a y to walk on")
    slopes = [expression.diff(x), expression.diff(y)]
    for part in (expression, *slopes):
        if part.has(sympy.Derivative, sympy.Subs, sympy.re, sympy.im):
            raise ValueError("this formula has no gradient that could be written down")
        if any(max(abs(n.p), abs(n.q)) > _LARGEST_MADE for n in part.atoms(sympy.Rational)):
            raise ValueError("the numbers in this formula, multiplied out, are too large")
    numpy = [{"magnitude": np.abs, "direction": np.sign}, "numpy"]
    return Compiled(
        sympy.latex(expression),
        sympy.lambdify((x, y), expression, modules=numpy, cse=True),
        sympy.lambdify((x, y), slopes, modules=numpy, cse=True),
    )


@dataclass(frozen=True)
class _Place:
    """Where in the tree a part stands: how deep, in how many exponents, under which constant powers."""

    depth: int = 0
    tower: int = 0
    power: float = 1.0

    def below(self, tower: int = 0, power: float = 1.0) -> "_Place":
        return _Place(self.depth + 1, self.tower + tower, self.power * power)


class _Reader:
    """Walks the parsed text; every branch ends in an allowed node or in a ValueError."""

    def __init__(self, text: str, sympy: Any) -> None:
        self.text = text
        self.sympy = sympy
        self.parts = 0
        x, y = sympy.symbols("x y", real=True)
        self.variables = {"x": x, "y": y}
        self.magnitude = _magnitude(sympy)

    def expression(self) -> Any:
        text = self.text
        if not text.strip():
            raise ValueError("write a formula in x and y, such as x**2 + y**2")
        if len(text) > LONGEST:
            raise ValueError(f"a formula has at most {LONGEST} characters, not {len(text):,}")
        for place, letter in enumerate(text):
            if letter == "^":
                raise self._wrong("for a power write **, not ^", place)
            if not (letter.isascii() and (letter.isalnum() or letter in " _.,+-*/()")):
                raise self._wrong(f"the sign {shortened(letter)} has no meaning here", place)
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except SyntaxError as error:
            raise self._wrong("this cannot be read (write 2*x, not 2x)", (error.offset or 1) - 1) from None
        except (RecursionError, MemoryError, ValueError):
            raise ValueError("this formula is nested too deeply") from None
        self.text = text.strip()
        return self._sympified(self._walk(tree, _Place()))

    def _walk(self, node: ast.expr, place: "_Place") -> Any:  # noqa: PLR0911  # one return per kind of part
        """A float where the part is constant, else a sympy expression."""
        self.parts += 1
        if self.parts > _MOST_PARTS or place.depth > _DEEPEST:
            raise self._wrong(f"a formula has at most {_MOST_PARTS} parts, {_DEEPEST} deep", node.col_offset)
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._number(value, node)
            case ast.Name(id=name) if name in self.variables:
                return self.variables[name]
            case ast.Name(id=name) if name in _NAMES:
                return _NAMES[name]
            case ast.Name(id=name):
                raise self._wrong(f"there is nothing called {shortened(name)}", node.col_offset)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._walk(operand, place.below())
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._walk(operand, place.below())
            case ast.BinOp(op=ast.Pow()):
                return self._power(node, place)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATIONS:
                return self._combined(node, self._walk(left, place.below()), self._walk(right, place.below()))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
                return self._called(node, name, self._walk(argument, place.below()))
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                raise self._wrong(f"{name} takes one argument", node.col_offset)
            case ast.Call(func=ast.Name(id=name)):
                known = ", ".join(FUNCTIONS)
                raise self._wrong(
                    f"there is no function {shortened(name)}; there are {known}", node.col_offset
                )
        raise self._wrong("only numbers, x, y, + - * / ** and functions can stand", node.col_offset)

    def _power(self, node: ast.BinOp, place: "_Place") -> Any:
        """The exponent first: it decides how much room is left for powers below it."""
        exponent = self._walk(node.right, place.below(tower=1))
        if not isinstance(exponent, float):
            if place.tower >= _TOWER:
                raise self._wrong("these powers of powers are too high", node.right.col_offset)
            return self._combined(node, self._walk(node.left, place.below()), exponent)
        base = self._walk(node.left, place.below(power=max(abs(exponent), 1.0)))
        if not isinstance(base, float) and place.power * abs(exponent) > _LARGEST_POWER:
            raise self._wrong(f"a power is at most {_LARGEST_POWER:g}", node.right.col_offset)
        return self._combined(node, base, exponent)

    def _combined(self, node: ast.BinOp, a: Any, b: Any) -> Any:
        operation = _OPERATIONS[type(node.op)]
        if isinstance(node.op, ast.Div) and isinstance(b, float) and b == 0:
            raise self._wrong("this divides by zero", node.right.col_offset)
        if isinstance(a, float) and isinstance(b, float):
            return self._folded(node, lambda: operation(a, b))
        return operation(self._sympified(a), self._sympified(b))

    def _called(self, node: ast.Call, name: str, argument: Any) -> Any:
        if isinstance(argument, float):
            return self._folded(node, lambda: FUNCTIONS[name](argument))
        return self.magnitude(argument) if name == "abs" else getattr(self.sympy, name)(argument)

    def _folded(self, node: ast.expr, work: Callable[[], Any]) -> float:
        try:
            value = work()
        except OverflowError:
            raise self._wrong("this number is too large", node.col_offset) from None
        except (ValueError, ZeroDivisionError):
            raise self._wrong("this has no real value", node.col_offset) from None
        if isinstance(value, complex):
            raise self._wrong("this has no real value", node.col_offset)
        return self._number(value, node)

    def _number(self, value: float, node: ast.expr) -> float:
        if not (isinstance(value, int | float) and abs(value) <= _LARGEST):
            raise self._wrong(f"a number is at most {_LARGEST:g}", node.col_offset)
        return float(value)

    def _sympified(self, part: Any) -> Any:
        """A float as sympy's number, whole ones as whole: x**2 and not x**2.0."""
        if not isinstance(part, float):
            return part
        if part in (math.pi, math.e):
            return self.sympy.pi if part == math.pi else self.sympy.E
        return self.sympy.Integer(int(part)) if part.is_integer() else self.sympy.Float(part)

    def _wrong(self, what: str, place: int) -> ValueError:
        rest = self.text[place:]
        where = f" at character {place + 1}, {shortened(rest, 12)}" if rest else " at its end"
        return ValueError(f"{what}{where}")


@lru_cache(maxsize=1)
def _magnitude(sympy: Any) -> Any:
    """abs of a real number, whose derivative is its direction; sympy's own thinks of complex numbers."""

    class Direction(sympy.Function):
        def fdiff(self, argindex: int = 1) -> Any:
            return sympy.S.Zero

    class Magnitude(sympy.Function):
        def fdiff(self, argindex: int = 1) -> Any:
            return Direction(self.args[0])

        def _latex(self, printer: Any, *arguments: Any, **settings: Any) -> str:
            return rf"\left|{printer._print(self.args[0])}\right|"

    Direction.__name__, Magnitude.__name__ = "direction", "magnitude"
    return Magnitude
