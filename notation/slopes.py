"""Exact derivatives: rules of calculus on a graph, a few new parts for each part of the expression.

A slope is to be finite wherever the true one is. Two things help. Constant powers have the rule
n·u**(n − 1)·u', which needs no logarithm. And where an infinite factor meets one that is 0, the product is 0:
sqrt(x**4) is level at 0, and so is 1/cosh(x) where the cosine has overflowed.
"""

import math
from collections.abc import Callable, Mapping

from notation.graph import Graph, Node, in_order


def slopes(graph: Graph, expression: Node) -> tuple[Node, Node]:
    """The derivatives along x and along y. Raises ValueError where they would have too many parts."""
    return slope(graph, expression, graph.variable("x")), slope(graph, expression, graph.variable("y"))


def slope(graph: Graph, expression: Node, variable: Node, given: Mapping[Node, Node] | None = None) -> Node:
    """The derivative along a variable; `given` are those of variables that stand for something in it."""
    rules = _Rules(graph)
    known: dict[Node, Node] = {variable: graph.number(1), **(given or {})}
    for node in in_order(expression):
        if node not in known:
            known[node] = rules.slope(node, known)
    return known[expression]


class _Rules:
    """The rules, for one graph. Unlike the graph's own, its products and quotients drop what is 0."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.zero, self.one = graph.number(0), graph.number(1)

    def slope(self, node: Node, known: dict[Node, Node]) -> Node:  # noqa: PLR0911  # one return per rule
        """The derivative of a part, those of what it is made of being known."""
        graph = self.graph
        inner = [known[part] for part in node.parts]
        if all(each.is_number(0) for each in inner):
            return self.zero
        match node.operation, node.parts, inner:
            case "negative", _, [du]:
                return graph.negative(du)
            case "add", _, [du, dv]:
                return graph.add(du, dv)
            case "subtract", _, [du, dv]:
                return graph.subtract(du, dv)
            case "multiply", [u, v], [du, dv]:
                return graph.add(self.times(du, v), self.times(u, dv))
            case "divide", [_, v], [du, dv]:
                return self.over(graph.subtract(du, self.times(node, dv)), v)
            case "power", [u, v], [du, dv]:
                return self.power(node, u, v, du, dv)
            case "minimum", [u, v], [du, dv]:
                return self.lesser(u, v, du, dv)
            case "maximum", [u, v], [du, dv]:
                return self.lesser(v, u, du, dv)
            case function, [u], [du]:
                return self.times(_OUTER[function](graph, u, node), du)
        raise AssertionError(f"no rule for {node.operation}")

    def lesser(self, u: Node, v: Node, du: Node, dv: Node) -> Node:
        """du where u is less than v, dv where it is more, and their mean where they are equal."""
        graph = self.graph
        half = graph.number(0.5)
        order = graph.call("sign", graph.subtract(v, u))
        share = graph.multiply(half, graph.add(self.one, order))
        rest = graph.multiply(half, graph.subtract(self.one, order))
        return graph.add(self.times(share, du), self.times(rest, dv))

    def power(self, node: Node, u: Node, v: Node, du: Node, dv: Node) -> Node:
        """v·u**(v − 1)·u' + u**v·log(u)·v'."""
        graph = self.graph
        along, across = self.zero, self.zero
        if not du.is_number(0) and not v.is_number(0):
            along = self.times(self.times(v, graph.power(u, graph.subtract(v, self.one))), du)
        if not dv.is_number(0):
            known = u.is_number() and u.value > 0
            logarithm = graph.number(math.log(u.value)) if known else graph.call("log", u)
            across = self.times(self.times(node, logarithm), dv)
        return graph.add(along, across)

    def times(self, a: Node, b: Node) -> Node:
        """a·b with their constant factors as one in front."""
        if a.is_number(0) or b.is_number(0):
            return self.zero
        (c, u), (d, v) = self.split(a), self.split(b)
        if u is self.one or v is self.one:
            return self.scaled(c, d, v if u is self.one else u)
        tame = u.tame and v.tame
        return self.scaled(c, d, self.graph.multiply(u, v) if tame else self.graph.call("zero_wins", u, v))

    def over(self, a: Node, b: Node) -> Node:
        """a/b with a's constant factor in front."""
        c, u = self.split(a)
        if c == 0:
            return self.zero
        if b.is_number() and math.isfinite(c / b.value):
            return self.scaled(c / b.value, 1.0, u)
        return self.scaled(c, 1.0, self.graph.divide(u, b))

    def split(self, a: Node) -> tuple[float, Node]:
        """A part's constant factor and the rest."""
        match a:
            case Node("number"):
                return a.value, self.one
            case Node("negative", [rest]):
                c, u = self.split(rest)
                return -c, u
            case Node("multiply", [Node("number", value=c), rest]):
                return c, rest
        return 1.0, a

    def scaled(self, c: float, d: float, u: Node) -> Node:
        """c·d·u, with c·d as one number where a number holds it."""
        graph = self.graph
        if math.isfinite(c * d) and c * d != 0:
            return graph.multiply(graph.number(c * d), u)
        return graph.multiply(graph.number(c), graph.multiply(graph.number(d), u))


def _asin(graph: Graph, u: Node) -> Node:
    """1/√(1 − u²), with the square as a product that keeps its digits near 1."""
    below = graph.multiply(graph.subtract(graph.number(1), u), graph.add(graph.number(1), u))
    return graph.divide(graph.number(1), graph.call("sqrt", below))


def _one_plus_square(graph: Graph, u: Node) -> Node:
    return graph.add(graph.number(1), graph.power(u, graph.number(2)))


# The outer derivative of f(u), from u and from f(u) itself.
_OUTER: dict[str, Callable[[Graph, Node, Node], Node]] = {
    "sin": lambda graph, u, f: graph.call("cos", u),
    "cos": lambda graph, u, f: graph.negative(graph.call("sin", u)),
    "tan": lambda graph, u, f: _one_plus_square(graph, f),
    "asin": lambda graph, u, f: _asin(graph, u),
    "acos": lambda graph, u, f: graph.negative(_asin(graph, u)),
    "atan": lambda graph, u, f: graph.divide(graph.number(1), _one_plus_square(graph, u)),
    "sinh": lambda graph, u, f: graph.call("cosh", u),
    "cosh": lambda graph, u, f: graph.call("sinh", u),
    "tanh": lambda graph, u, f: graph.call("sech_squared", u),
    "exp": lambda graph, u, f: f,
    "log": lambda graph, u, f: graph.divide(graph.number(1), u),
    "sqrt": lambda graph, u, f: graph.divide(graph.number(0.5), f),
    "abs": lambda graph, u, f: graph.call("sign", u),
    "sign": lambda graph, u, f: graph.number(0),
}
