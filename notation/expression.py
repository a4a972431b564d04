"""An expression: one line in Python's notation, declared once, to be computed here and printed by `typeset`.

    beta1 * m_prev + (1 - beta1) * g
    w = 1 + (x - 1)/4; sin(pi*w)**2 + (w - 1)**2

It names whatever has a value where it is used, pi and e, and functions; `where(a > b, then, otherwise)` tells
cases apart. Definitions may stand before it, each used by what follows. What our own files declare is run
as Python; what a reader writes never is: see `reading`.
"""

import ast
import math
from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, NamedTuple

import numpy as np

from notation.computing import FUNCTIONS

_KNOWN = FUNCTIONS | {
    "where": np.where,
    "radians": np.radians,
    "pi": math.pi,
    "e": math.e,
}


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


def evaluate(expression: str, names: Mapping[str, Any]) -> Any:
    """The value of an expression of our own; `names` gives one, of any shape, to all that it names."""
    known = {**_KNOWN, **names}
    definitions, value = _compiled(expression)
    with np.errstate(all="ignore"):
        # Only what our own files declare ever comes here, never what a reader has typed.
        for name, code in definitions:
            known[name] = eval(code, {"__builtins__": {}}, known)
        return eval(value, {"__builtins__": {}}, known)


@lru_cache(maxsize=512)  # far more than are declared
def _compiled(expression: str) -> tuple[tuple[tuple[str, CodeType], ...], CodeType]:
    definitions, value = parsed(expression)
    return tuple((name, _code(tree)) for name, tree in definitions.items()), _code(value)


def _code(tree: ast.expr) -> CodeType:
    return compile(ast.Expression(tree), "<expression>", "eval")
