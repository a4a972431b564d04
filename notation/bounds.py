"""Between which two numbers a part of an expression lies, whatever x and y are: interval arithmetic.

It tells which logarithms, roots and quotients are defined everywhere, as that of x**2 + 1 is, so that nobody
need ask at every point. The bounds hold for what a computer works out, too: rounding never changes an order.
"""

import math
from collections.abc import Callable, Sequence

Bounds = tuple[float, float]
ANYTHING: Bounds = (-math.inf, math.inf)

_ALWAYS: dict[str, Bounds] = {
    "sin": (-1.0, 1.0),
    "cos": (-1.0, 1.0),
    "tanh": (-1.0, 1.0),
    "sign": (-1.0, 1.0),
    "atan": (-math.pi, math.pi),
    "cosh": (1.0, math.inf),
    "sech_squared": (0.0, 1.0),
}


def bounds_of(  # noqa: PLR0912  # one branch per operation
    operation: str, parts: Sequence[Bounds], value: float, *, square: bool
) -> Bounds:
    """The bounds of a part from those of what it is made of; `square` where two factors are one part."""
    match operation, parts:
        case "number", _:
            low, high = value, value
        case "negative", [(a, b)]:
            low, high = -b, -a
        case "add", [(a, b), (c, d)]:
            low, high = a + c, b + d
        case "subtract", [(a, b), (c, d)]:
            low, high = a - d, b - c
        case "multiply", [(a, b), (c, d)]:
            low, high = _product(a, b, c, d)
            low = max(low, 0.0) if square else low
        case "divide", [(a, b), (c, d)] if c > 0:
            low, high = _product(a, b, 1 / d, 1 / c)
        case "power", [(a, b), (c, d)] if c == d and c > 0 and (a >= 0 or c % 2 == 0):
            low, high = _large(math.pow, max(a, -b, 0.0), c), _large(math.pow, max(-a, b), c)
        case "exp", [(a, b)]:
            low, high = _large(math.exp, a), _large(math.exp, b)
        case "sqrt", [(a, b)] if a >= 0:
            low, high = math.sqrt(a), math.sqrt(b)
        case "minimum", [(a, b), (c, d)]:
            low, high = min(a, c), min(b, d)
        case "maximum", [(a, b), (c, d)]:
            low, high = max(a, c), max(b, d)
        case "abs", [(a, b)]:
            low, high = max(a, -b, 0.0), max(-a, b)
        case _:
            low, high = _ALWAYS.get(operation, ANYTHING)
    return ANYTHING if math.isnan(low) or math.isnan(high) else (low, high)


def _product(a: float, b: float, c: float, d: float) -> Bounds:
    products = (a * c, a * d, b * c, b * d)
    return ANYTHING if any(map(math.isnan, products)) else (min(products), max(products))


def _large(function: Callable[..., float], *numbers: float) -> float:
    """The function's value, infinite where a number does not hold it."""
    try:
        return function(*numbers)
    except OverflowError:
        return math.inf
