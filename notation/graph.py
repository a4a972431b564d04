"""An expression as a graph of shared parts, whose size is bounded while it is built.

A part is made once and used wherever it occurs, so a derivative shares what it has in common with the
expression and with the other derivative. Nothing is rearranged or cancelled: x/x stays undefined at 0, and
0*log(x) where the logarithm is. The only simplifications are those that change no value anywhere, such as
1*x and x + 0.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from notation.bounds import ANYTHING, Bounds, bounds_of

# No formula within the limits of `reading` comes near: a part and its two slopes take a dozen.
MOST_NODES = 2000

# Finite wherever their argument is. (No floating-point number is a pole of the tangent.)
_TAME = {"sin", "cos", "tan", "atan", "tanh", "abs", "sign", "sech_squared"}
_TAME |= {"negative", "add", "subtract", "multiply", "minimum", "maximum"}
_LARGEST_EXPONENT = 700.0  # of e, in a number


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """One part. Equal parts of a graph are one object.

    Attributes:
        operation: `variable`, `number`, `negative`, `add`, `subtract`, `multiply`, `divide`, `power`, a
            function's name, or one that only slopes have: `sign`, `sech_squared` and `zero_wins`, a product
            that is 0 where one factor is 0 and the other infinite.
        parts: what it is made of.
        value: of a number.
        name: of a variable.
        bounds: between which numbers it lies for all values of its variables.
        tame: whether it is defined and finite for all of them, overflow of sums and products aside.
    """

    operation: str
    parts: tuple["Node", ...] = ()
    value: float = 0.0
    name: str = ""
    bounds: Bounds = ANYTHING
    tame: bool = True

    def is_number(self, value: float | None = None) -> bool:
        """Whether it is a number, and this one."""
        return self.operation == "number" and (value is None or self.value == value)


class Graph:
    """Makes parts; raises ValueError rather than making more than `most` of them."""

    def __init__(self, most: int = MOST_NODES) -> None:
        self._most = most
        self._nodes: dict[tuple[object, ...], Node] = {}

    def __len__(self) -> int:
        return len(self._nodes)

    def variable(self, name: str) -> Node:
        """What has another value wherever the expression is used, x or y of a formula."""
        return self._node("variable", name=name)

    def number(self, value: float) -> Node:
        """A constant; must be finite."""
        return self._node("number", value=float(value))

    def add(self, a: Node, b: Node) -> Node:
        """a + b."""
        if a.is_number() and b.is_number() and math.isfinite(a.value + b.value):
            return self.number(a.value + b.value)
        if b.operation == "negative":
            return self.subtract(a, b.parts[0])
        return b if a.is_number(0) else a if b.is_number(0) else self._node("add", a, b)

    def subtract(self, a: Node, b: Node) -> Node:
        """a − b."""
        if a.is_number() and b.is_number() and math.isfinite(a.value - b.value):
            return self.number(a.value - b.value)
        if b.operation == "negative":
            return self.add(a, b.parts[0])
        return self.negative(b) if a.is_number(0) else a if b.is_number(0) else self._node("subtract", a, b)

    def multiply(self, a: Node, b: Node) -> Node:
        """a·b, a number first; 0·b stays, because b may be undefined somewhere."""
        if b.is_number() and not a.is_number():
            a, b = b, a
        if a.is_number() and b.is_number() and math.isfinite(a.value * b.value):
            return self.number(a.value * b.value)
        return b if a.is_number(1) else self.negative(b) if a.is_number(-1) else self._node("multiply", a, b)

    def divide(self, a: Node, b: Node) -> Node:
        """a/b."""
        if a.is_number() and b.is_number() and b.value and math.isfinite(a.value / b.value):
            return self.number(a.value / b.value)
        return a if b.is_number(1) else self._node("divide", a, b)

    def power(self, a: Node, b: Node) -> Node:
        """a to the power of b; a**0 stays, because a may be undefined somewhere."""
        return a if b.is_number(1) else self._node("power", a, b)

    def negative(self, a: Node) -> Node:
        """−a."""
        if a.is_number():
            return self.number(-a.value)
        return a.parts[0] if a.operation == "negative" else self._node("negative", a)

    def call(self, function: str, *parts: Node) -> Node:
        """A function, or an operation that only slopes have."""
        return self._node(function, *parts)

    def _node(self, operation: str, *parts: Node, value: float = 0.0, name: str = "") -> Node:
        key = (operation, value.hex(), name, *parts)
        node = self._nodes.get(key)
        if node is None:
            if len(self._nodes) >= self._most:
                raise ValueError("this formula and its slopes have too many parts")
            square = len(parts) == 2 and parts[0] is parts[1]
            bounds = bounds_of(operation, [part.bounds for part in parts], value, square=square)
            node = Node(operation, parts, value, name, bounds, _tame(operation, parts))
            self._nodes[key] = node
        return node


def _tame(operation: str, parts: tuple[Node, ...]) -> bool:
    match operation, [part.bounds for part in parts]:
        case "divide", [_, (low, high)]:
            fits = low > 0 or high < 0
        case "power", [(low, _), (least, most)]:
            fits = least == most and ((least >= 0 and (least % 1 == 0 or low >= 0)) or low > 0)
        case "exp", [(_, high)]:
            fits = high < _LARGEST_EXPONENT
        case "log", [(low, _)]:
            fits = low > 0
        case "sqrt", [(low, _)]:
            fits = low >= 0
        case _:
            fits = not parts or operation in _TAME
    return fits and all(part.tame for part in parts)


def in_order(*roots: Node) -> Iterator[Node]:
    """Every part of these expressions once, after what it is made of."""
    seen: set[Node] = set()
    waiting = list(reversed(roots))
    while waiting:
        node = waiting[-1]
        missing = [part for part in node.parts if part not in seen]
        if node not in seen and missing:
            waiting += reversed(missing)
            continue
        waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
