"""Expressions as NumPy functions: one line of Python per part, written from the graph and compiled.

The lines hold nothing but the names below and numbers: no letter of what a reader typed comes here.
"""

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from notation.graph import Node, in_order

Function = Callable[[Any, Any], tuple[Any, ...]]


def function_of(*roots: Node) -> Function:
    """A function (x, y) -> the values of these expressions; x and y are NumPy's numbers or arrays."""
    left = Counter(part for node in in_order(*roots) for part in node.parts)
    left.update(roots)
    names: dict[Node, str] = {}
    varies: dict[Node, set[str]] = {}
    free: list[str] = []  # names whose part is no longer needed: their arrays' memory is used again
    lines = []
    for node in in_order(*roots):
        varies[node] = set().union(*(varies[part] for part in node.parts))
        if node.operation == "variable":
            names[node] = node.name
            varies[node] = {node.name}
        elif node.operation == "number":
            names[node] = f"({node.value!r})"
        else:
            parts = [names[part] for part in node.parts]
            left.subtract(node.parts)
            done = {part for part in node.parts if not left[part] and names[part][0] == "t"}
            into = next((part for part in done if _fits(node, part, varies)), None)
            if into:
                names[node] = names[into]
                other = parts[1 - node.parts.index(into)]
                lines.append(f"    {names[node]} {_SIGNS[node.operation][3]}= {other}\n")
                done.remove(into)
                free += sorted(names[part] for part in done)
            else:
                free += sorted(names[part] for part in done)
                names[node] = free.pop() if free else f"t{len(lines)}"
                lines.append(f"    {names[node]} = {_line(node, parts)}\n")
    results = "".join(f"{names[root]}, " for root in roots)
    source = f"def function(x, y):\n{''.join(lines)}    return ({results})\n"
    made: dict[str, Any] = {}
    exec(compile(source, "<formula>", "exec"), FUNCTIONS | _OF_SLOPES | {"__builtins__": {}}, made)
    function: Function = made["function"]
    return function


def _fits(node: Node, part: Node, varies: dict[Node, set[str]]) -> bool:
    """Whether the result can be written over this part of it, whose array is then large enough."""
    first = node.parts[0] is part
    possible = {"add", "multiply"} if not first else {"add", "multiply", "subtract", "divide"}
    return node.operation in possible and varies[part] == varies[node]


def _line(node: Node, parts: list[str]) -> str:
    match node.operation, node.parts:
        case "power", (Node("number", value=math.e), _):
            return f"exp({parts[1]})"
        case "power", (_, Node("number", value=exponent)) if exponent:
            return _FEW_FACTORS.get(exponent, "raised({}, {})").format(*parts)
        case "power", (base, exponent) if base.tame and exponent.tame and not exponent.is_number():
            return f"raised({parts[0]}, {parts[1]})"
    return _SIGNS.get(node.operation, node.operation + "({})").format(*parts)


def power(u: Any, v: Any) -> Any:
    """u to the power of v; NumPy's own takes 1 to an undefined power, and the other way round, for 1."""
    return np.where(np.isnan(u) | np.isnan(v), np.nan, np.power(u, v))[()]


def log(u: Any) -> Any:
    """The natural logarithm. 0 has none: NumPy's −∞ would let exp(log(x)) have a value there."""
    result = np.log(u)
    if isinstance(result, float):
        return result if u else np.float64(np.nan)
    return np.where(u, result, np.nan)


def zero_wins(a: Any, b: Any) -> Any:
    """a·b, and 0 where one is 0 and the other infinite."""
    product = a * b
    if isinstance(product, float):
        if not math.isnan(product):
            return product
    elif not np.isnan(product).any():
        return product
    return np.where((a == 0) & np.isinf(b) | (b == 0) & np.isinf(a), 0.0, product)[()]


def sech_squared(u: Any) -> Any:
    """1/cosh(u)**2, the slope of tanh: 0 where the cosine overflows, and exact where tanh is nearly 1."""
    return np.square(1 / np.cosh(u))


_SIGNS = {
    "negative": "-{}",
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "power": "power({}, {})",
    "zero_wins": "zero_wins({}, {})",
    "minimum": "minimum({}, {})",
    "maximum": "maximum({}, {})",
}
# Products are several times as quick as powers.
_FEW_FACTORS = {
    0.5: "sqrt({})",
    -1.0: "1 / {}",
    -2.0: "1 / {0} / {0}",
    2.0: "{0} * {0}",
    3.0: "{0} * {0} * {0}",
    4.0: "({0} * {0}) * ({0} * {0})",
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "minimum": np.minimum,
    "maximum": np.maximum,
}
_OF_SLOPES: dict[str, Callable[..., Any]] = {
    "power": power,
    "raised": np.power,  # of a number, to the last bit, what it is in an array: ** is not
    "zero_wins": zero_wins,
    "sech_squared": sech_squared,
}
