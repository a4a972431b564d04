"""What a reader types, read without ever running it: text -> a tree -> a graph of parts.

What is written as by hand, `2x²`, is put into Python's notation first (`colloquial.py`). Python's parser
makes a tree of that; the tree is walked against a list of what is allowed (names, numbers, + - * / **, pi, e
and a few functions; which names, `grammar.py` says). Nothing else of the text is believed: it never reaches
`eval`. What is constant is worked out here in floating point; nothing else is worked out, so reading takes
as long as the text is long.
"""

import ast
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from notation.colloquial import UnreadableError, in_python
from notation.grammar import FORMULA, Grammar
from notation.graph import Graph, Node
from tunables import short, shortened

LONGEST = 200  # characters
_MOST_PARTS = 120
_DEEPEST = 25
_LARGEST = 1e12  # of a number
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
    "sign": lambda a: float((a > 0) - (a < 0)),
}
# Those of two arguments or more, with what the graph calls them.
_OF_SEVERAL: dict[str, tuple[str, Callable[..., float]]] = {"min": ("minimum", min), "max": ("maximum", max)}
_MARK = "▸"  # before the place that is wrong
_AROUND = 16  # letters of the text that are shown on either side of it
NAMES = {"pi": math.pi, "e": math.e}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}


class Reading(NamedTuple):
    """What was read.

    Attributes:
        text: it in Python's notation, in which nothing stands but what is allowed.
        graph: where the parts were made.
        root: the whole as one of them.
        names: the variables that it names.
    """

    text: str
    graph: Graph
    root: Node
    names: frozenset[str]


def reading(
    text: str, grammar: Grammar = FORMULA, spelled: Callable[[str], str] = lambda name: name
) -> Reading:
    """Read a formula in x and y, or what else the grammar says.

    Args:
        text: what was typed.
        grammar: what may stand there.
        spelled: what a name that was typed is called.

    Raises ValueError with a sentence that points at what is wrong.
    """
    return _Reader(text, grammar, spelled).reading()


class _Place(NamedTuple):
    """Where in the tree a part stands: how deep, in how many exponents, under which constant powers."""

    depth: int = 0
    tower: int = 0
    power: float = 1.0

    def below(self, tower: int = 0, power: float = 1.0) -> "_Place":
        return _Place(self.depth + 1, self.tower + tower, self.power * power)


class _Reader:
    """Walks the parsed text; every branch ends in an allowed part or in a ValueError."""

    def __init__(self, text: str, grammar: Grammar, spelled: Callable[[str], str]) -> None:
        self.grammar, self.spelled = grammar, spelled
        self.names: set[str] = set()
        self.typed = text.rstrip()
        self.places: list[int] = []  # of the text in Python's notation: where in the typed one
        self.parts = 0
        self.graph = Graph()
        self.operations = {
            ast.Add: self.graph.add,
            ast.Sub: self.graph.subtract,
            ast.Mult: self.graph.multiply,
            ast.Div: self.graph.divide,
            ast.Pow: self.graph.power,
        }

    def reading(self) -> Reading:
        typed = self.typed
        if not typed:
            raise ValueError(f"write {self.grammar.example}")
        if len(typed) > LONGEST:
            raise ValueError(f"{self.grammar.what} has at most {LONGEST} characters, not {len(typed):,}")
        for place, letter in enumerate(typed):
            if not self.grammar.typed.fullmatch(letter):
                raise self._wrong_at(f"the sign {shortened(letter)} has no meaning here", place)
        try:
            text, self.places = in_python(typed, self.grammar, self._functions, self.spelled)
        except UnreadableError as complaint:
            raise self._wrong_at(str(complaint), complaint.place) from None
        try:
            tree = ast.parse(text, mode="eval").body
        except SyntaxError as error:
            # Python 3.11 says 0 of what is wrong at the end.
            place = error.offset - 1 if error.offset else len(text)
            raise self._wrong("this cannot be read", place) from None
        except (RecursionError, MemoryError, ValueError):
            raise ValueError(f"{self.grammar.what} cannot be nested so deeply") from None
        root = self._walk(tree, _Place())
        return Reading(text, self.graph, root, frozenset(self.names))

    @property
    def _functions(self) -> set[str]:
        return {*FUNCTIONS, *_OF_SEVERAL, *(["where"] if self.grammar.cases else [])}

    def _walk(self, node: ast.expr, place: _Place) -> Node:  # noqa: PLR0911, PLR0912  # one return per kind of part
        self.parts += 1
        if self.parts > _MOST_PARTS or place.depth > _DEEPEST:
            what = self.grammar.what
            raise self._wrong(f"{what} has at most {_MOST_PARTS} parts, {_DEEPEST} deep", node.col_offset)
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._number(value, node)
            case ast.Name(id=name) if name in NAMES:
                return self.graph.number(NAMES[name])
            case ast.Name(id=name) if name in (self.grammar.letters or (name,)):
                self.names.add(name)
                return self.graph.variable(name)
            case ast.Name(id=name):
                raise self._wrong(f"there is nothing called {shortened(name)}", node.col_offset)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.graph.negative(self._walk(operand, place.below()))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._walk(operand, place.below())
            case ast.BinOp(op=ast.Pow()):
                return self._power(node, place)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATIONS:
                return self._combined(node, self._walk(left, place.below()), self._walk(right, place.below()))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
                return self._called(node, name, self._walk(argument, place.below()))
            case ast.Call(func=ast.Name(id=name), args=[_, _, *_] as several, keywords=[]) if (
                name in _OF_SEVERAL
            ):
                return self._of_several(node, name, several, place)
            case ast.Call(
                func=ast.Name(id="where"),
                args=[ast.Compare(left=left, ops=[ast.Gt() | ast.Lt()], comparators=[right]), then, other],
                keywords=[],
            ) if self.grammar.cases:
                parts = [self._walk(part, place.below()) for part in (left, right, then, other)]
                return self.graph.call("where", *parts)
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                number = "one argument" if name in FUNCTIONS else "two arguments or more"
                number = "a > b, then, otherwise" if name == "where" else number
                raise self._wrong(f"{name} takes {number}", node.col_offset)
            case ast.Call(func=ast.Name(id=name)):
                known = ", ".join((*FUNCTIONS, *_OF_SEVERAL))
                raise self._wrong(
                    f"there is no function {shortened(name)}; there are {known}", node.col_offset
                )
        names = ", ".join(self.grammar.letters) or "names"
        raise self._wrong(f"only numbers, {names}, + - * / ** and functions can stand", node.col_offset)

    def _power(self, node: ast.BinOp, place: _Place) -> Node:
        """The exponent first: it decides how much room is left for powers below it."""
        exponent = self._walk(node.right, place.below(tower=1))
        if not exponent.is_number():
            if place.tower >= _TOWER:
                raise self._wrong("these powers of powers are too high", node.right.col_offset)
            return self._combined(node, self._walk(node.left, place.below()), exponent)
        size = abs(exponent.value)
        base = self._walk(node.left, place.below(power=max(size, 1.0)))
        if not base.is_number() and place.power * size > _LARGEST_POWER:
            raise self._wrong(f"a power is at most {short(_LARGEST_POWER)}", node.right.col_offset)
        return self._combined(node, base, exponent)

    def _combined(self, node: ast.BinOp, a: Node, b: Node) -> Node:
        if isinstance(node.op, ast.Div) and b.is_number(0):
            raise self._wrong("this divides by zero", node.right.col_offset)
        if a.is_number() and b.is_number():
            return self._folded(node, lambda: _OPERATIONS[type(node.op)](a.value, b.value))
        return self.operations[type(node.op)](a, b)

    def _called(self, node: ast.Call, name: str, argument: Node) -> Node:
        if argument.is_number():
            return self._folded(node, lambda: FUNCTIONS[name](argument.value))
        return self.graph.call(name, argument)

    def _of_several(self, node: ast.Call, name: str, several: list[ast.expr], place: _Place) -> Node:
        operation, work = _OF_SEVERAL[name]
        result, *others = (self._walk(each, place.below()) for each in several)
        for other in others:
            if result.is_number() and other.is_number():
                result = self._number(work(result.value, other.value), node)
            else:
                result = self.graph.call(operation, result, other)
        return result

    def _folded(self, node: ast.expr, work: Callable[[], Any]) -> Node:
        try:
            value = work()
        except OverflowError:
            raise self._wrong("this number is too large", node.col_offset) from None
        except (ValueError, ZeroDivisionError):
            raise self._wrong("this has no real value", node.col_offset) from None
        if isinstance(value, complex):
            raise self._wrong("this has no real value", node.col_offset)
        return self._number(value, node)

    def _number(self, value: float, node: ast.expr) -> Node:
        if not (isinstance(value, int | float) and abs(value) <= _LARGEST):
            raise self._wrong(f"a number is at most {short(_LARGEST)}", node.col_offset)
        return self.graph.number(value)

    def _wrong(self, what: str, place: int) -> ValueError:
        """What is wrong at a place of the text in Python's notation."""
        return self._wrong_at(what, self.places[place] if place < len(self.places) else len(self.typed))

    def _wrong_at(self, what: str, place: int) -> ValueError:
        """What is wrong at a place of the reader's text, with that place marked."""
        before, rest = self.typed[:place], self.typed[place:]
        if not rest:
            return ValueError(f"{what} at its end")
        shown = f"{before[-_AROUND:].lstrip()}{_MARK}{rest[:_AROUND]}"
        return ValueError(f"{what} at character {place + 1}, {shortened(shown, len(shown))}")
