"""The derivatives of an expression as expressions: `2*x*y` and `x**2` of `x**2*y`.

Nothing is rearranged; what occurs more than once gets a name of its own.
"""

import ast
import math
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from notation.expression import names_in, parsed
from notation.graph import Graph, Node, in_order
from notation.slopes import slope

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)
_MOST = 100_000  # parts; expressions of our own have a few hundred
_SMALL = ("variable", "number")
_PI = {k * math.pi: f"{short}pi" for k, short in ((1, ""), (2, "2*"), (3, "3*"), (4, "4*"), (0.5, "0.5*"))}


class Derived(NamedTuple):
    """Derivatives.

    Attributes:
        definitions: names and the expressions that they stand for, in order: those of the expression itself,
            and parts that occur more than once.
        slopes: one expression per variable.
    """

    definitions: dict[str, str]
    slopes: tuple[str, ...]


def derived(expression: str, by: tuple[str, ...]) -> Derived:
    """The derivatives of an expression along some of its names, all others being constant."""
    own, value = parsed(expression)
    graph = Graph(_MOST)
    root = _built(graph, value)
    variables = [graph.variable(name) for name in by]
    given: list[dict[Node, Node]] = [{} for _ in by]
    for name, tree in own.items():
        part = _built(graph, tree)
        for variable, known in zip(variables, given, strict=True):
            known[graph.variable(name)] = slope(graph, part, variable, known)
    slopes = [slope(graph, root, *each) for each in zip(variables, given, strict=True)]
    taken = {node.name for node in in_order(root, *slopes) if node.name} | {*own, *by}
    shared, texts = _written(slopes, taken)
    used = {node.name for node in in_order(*slopes)}
    kept = {name: ast.unparse(tree) for name, tree in own.items()}
    # A definition may be of use to another one alone.
    for name in reversed(kept):
        if any(name in names_in(kept[other]) for other in kept if other in used):
            used.add(name)
    return Derived({name: text for name, text in kept.items() if name in used} | shared, texts)


def _built(graph: Graph, tree: ast.expr) -> Node:  # noqa: PLR0911  # one return per kind of part
    """The graph of one of our own expressions, which need no checks."""
    match tree:
        case ast.Constant(int() | float() as value):
            return graph.number(value)
        case ast.Name("pi" | "e" as name):
            return graph.number(getattr(math, name))
        case ast.Name(name):
            return graph.variable(name)
        case ast.UnaryOp(ast.USub(), operand):
            return graph.negative(_built(graph, operand))
        case ast.UnaryOp(ast.UAdd(), operand):
            return _built(graph, operand)
        case ast.BinOp(left, kind, right):
            operations = {
                ast.Add: graph.add,
                ast.Sub: graph.subtract,
                ast.Mult: graph.multiply,
                ast.Div: graph.divide,
                ast.Pow: graph.power,
            }
            return operations[type(kind)](_built(graph, left), _built(graph, right))
        case ast.Call(ast.Name("min" | "max" | "minimum" | "maximum" as name), [first, *others]):
            result = _built(graph, first)
            for other in others:
                result = graph.call(f"{name[:3]}imum", result, _built(graph, other))
            return result
        case ast.Call(ast.Name(name), parts):
            return graph.call(name, *(_built(graph, part) for part in parts))
    raise ValueError(f"no derivative is known of {ast.unparse(tree)}")


def _written(roots: list[Node], taken: set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The parts that occur more than once, by new names, and the roots written with these."""
    uses = Counter(part for node in in_order(*roots) for part in node.parts)
    letter = next(letter for letter in "ksqhrpd" if not any(name[:1] == letter for name in taken))
    named: dict[Node, str] = {}
    texts: dict[str, str] = {}
    for node in in_order(*roots):
        if uses[node] > 1 and node.parts and any(part.operation not in _SMALL for part in node.parts):
            texts[f"{letter}{len(texts) + 1}"] = _text(node, named)[0]
            named[node] = f"{letter}{len(texts)}"
    return texts, tuple(_text(root, named)[0] for root in roots)


def _text(node: Node, named: Mapping[Node, str]) -> tuple[str, int]:  # noqa: PLR0911  # one per operation
    """A part in Python's notation, and how tightly that holds together."""
    if node in named:
        return named[node], _ATOM

    def tight(part: Node, enough: int) -> str:
        text, tightness = _text(part, named)
        return text if tightness >= enough else f"({text})"

    match node.operation, node.parts:
        case "variable", _:
            return node.name, _ATOM
        case "number", _:
            return _number(node.value)
        case "negative", (a,):
            return f"-{tight(a, _SIGN)}", _SIGN
        case "add" | "subtract" as kind, (a, b):
            minus, second = kind == "subtract", tight(b, _PRODUCT)
            if second.startswith("-"):
                minus, second = not minus, second[1:]
            return f"{tight(a, _SUM)} {'-' if minus else '+'} {second}", _SUM
        case "multiply" | "zero_wins", (a, b):
            # Three factors need no brackets: their order is a matter of the last digit.
            together = b.operation in ("multiply", "zero_wins") and not _text(b, named)[0].startswith("-")
            return f"{tight(a, _PRODUCT)}*{tight(b, _PRODUCT if together else _SIGN)}", _PRODUCT
        case "divide", (a, b):
            return f"{tight(a, _PRODUCT)}/{tight(b, _SIGN)}", _PRODUCT
        case "power", (a, b):
            return f"{tight(a, _ATOM)}**{tight(b, _ATOM)}", _POWER
        case "sech_squared", (a,):
            return f"cosh({_text(a, named)[0]})**-2", _POWER
    return f"{node.operation}({', '.join(_text(part, named)[0] for part in node.parts)})", _ATOM


def _number(value: float) -> tuple[str, int]:
    size = abs(value)
    text = _PI.get(size) or repr(int(size) if size < 1e9 and size.is_integer() else size)
    sign, alone = ("-", _SIGN) if value < 0 else ("", _ATOM)
    return f"{sign}{text}", _PRODUCT if "*" in text else alone
