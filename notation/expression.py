"""An expression: one line in Python's notation, declared once, to be computed here and printed by `typeset`.

    beta1 * m_prev + (1 - beta1) * g
    w = 1 + (x - 1)/4; sin(pi*w)**2 + (w - 1)**2

It names whatever has a value where it is used, pi and e, and functions; `where(a > b, then, otherwise)` tells
cases apart. Definitions may stand before it, each used by what follows. Nothing is ever run as text: a tree
is worked out part by part.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial, reduce
from typing import Any, NamedTuple

import numpy as np

from notation.computing import FUNCTIONS
from tunables import real

Work = Callable[[Mapping[str, Any]], Any]


class Parsed(NamedTuple):
    """An expression's trees: those of its definitions, by name and in order, and its own."""

    definitions: dict[str, ast.expr]
    value: ast.expr


def parsed(expression: str) -> Parsed:
    """What the text says; ValueError where it is no expression, SyntaxError where it is no Python."""
    match ast.parse(expression.strip()).body:
        case [*definitions, ast.Expr(value)]:
            return Parsed(dict(map(_definition, definitions)), value)
    raise ValueError(f"an expression ends with its value: {expression}")


def _definition(statement: ast.stmt) -> tuple[str, ast.expr]:
    match statement:
        case ast.Assign([ast.Name(name)], value):
            return name, value
    raise ValueError(f"only definitions stand before an expression: {ast.unparse(statement)}")


@lru_cache(maxsize=512)
def names_in(expression: str) -> tuple[str, ...]:
    """What an expression names, from left to right and each once; functions, pi and e apart."""
    nodes = list(ast.walk(ast.parse(expression.strip())))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    read = [node for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    read = sorted((node for node in read if id(node) not in called), key=lambda node: node.col_offset)
    return tuple(name for name in dict.fromkeys(node.id for node in read) if name not in _CONSTANTS)


def compact(text: str) -> str:
    """Python with products and powers without spaces, as formulas have them."""
    return re.sub(r" (\*\*|\*|/) ", r"\1", text)


def evaluate(expression: str, names: Mapping[str, Any]) -> Any:
    """The value of an expression; `names` gives one, a number or an array, to all that it names.

    As everywhere in floating point, what cannot be computed is infinite or no number: nothing is raised.
    """
    known = dict(names)
    definitions, value = _worked(expression)
    with np.errstate(all="ignore"):
        for name, work in definitions:
            known[name] = work(known)
        return value(known)


@lru_cache(maxsize=512)  # far more than are declared
def _worked(expression: str) -> tuple[tuple[tuple[str, Work], ...], Work]:
    definitions, value = parsed(expression)
    return tuple((name, _work(tree)) for name, tree in definitions.items()), _work(value)


def _work(node: ast.AST) -> Work:  # noqa: PLR0911  # one return per kind of part
    """How a part is worked out from the values of the names."""
    match node:
        case ast.Constant(int() | float() as number):
            value = np.float64(number)
            return lambda names: value
        case ast.Name(name) if name in _CONSTANTS:
            return partial(_own_or, name, np.float64(_CONSTANTS[name]))
        case ast.Name(name):
            return lambda names: real(names[name])
        case ast.UnaryOp(ast.USub(), operand):
            return _applied(operator.neg, operand)
        case ast.UnaryOp(ast.UAdd(), operand):
            return _work(operand)
        case ast.BinOp(left, ast.Pow(), ast.Constant(2)):
            return _applied(np.square, left)  # several times as quick, and of a number what it is in an array
        case ast.BinOp(left, kind, right) if type(kind) in _OPERATIONS:
            return _applied(_OPERATIONS[type(kind)], left, right)
        case ast.Compare(left, [kind], [right]) if type(kind) in _COMPARED:
            return _applied(_COMPARED[type(kind)], left, right)
        case ast.Call(ast.Name(name), [first, *others], []) if name in _FUNCTIONS:
            return _applied(_FUNCTIONS[name], first, *others)
    raise ValueError(f"{ast.unparse(node)} has no value")


def _own_or(name: str, value: Any, names: Mapping[str, Any]) -> Any:
    return real(names[name]) if name in names else value


def _applied(function: Callable[..., Any], *parts: ast.AST) -> Work:
    match tuple(map(_work, parts)):
        case (one,):
            return lambda names: function(one(names))
        case one, other:
            return lambda names: function(one(names), other(names))
        case several:
            return lambda names: function(*(work(names) for work in several))


def _power(base: Any, exponent: Any) -> Any:
    """base**exponent; of arrays number by number, as NumPy's own power of an array may be another one."""
    if not (isinstance(base, np.ndarray) or isinstance(exponent, np.ndarray)):
        return base**exponent
    if (
        isinstance(base, np.ndarray)
        and not isinstance(exponent, np.ndarray)
        and exponent == exponent // 1 >= 0
    ):
        try:  # Python's own numbers are several times as quick, and the same
            return np.array([one**exponent for one in base.ravel().tolist()]).reshape(base.shape)
        except OverflowError:
            pass
    base, exponent = np.broadcast_arrays(base, exponent)
    powers = [one**other for one, other in zip(base.ravel(), exponent.ravel(), strict=True)]
    return np.array(powers).reshape(base.shape)


def _of_several(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *several: reduce(function, several)


_CONSTANTS = {"pi": math.pi, "e": math.e}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}
_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {ast.Gt: operator.gt, ast.Lt: operator.lt}
_FUNCTIONS: dict[str, Callable[..., Any]] = FUNCTIONS | {
    "where": np.where,
    "radians": np.radians,
    "max": _of_several(np.maximum),
    "min": _of_several(np.minimum),
}
