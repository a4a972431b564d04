"""Expressions as lines of Python for NumPy or for PyTorch.

What is made of numbers alone stays a number: PyTorch's functions take tensors only, and `where` of a number
is Python's own.
"""

import ast
from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from notation import compact, names_in, parsed

Library = Literal["np", "torch"]

_IN_MATH = {"abs": "abs", "sign": "sign", "maximum": "max", "minimum": "min", "max": "max", "min": "min"}
_RENAMED = {
    "np": {"abs": "np.abs", "max": "np.maximum", "min": "np.minimum"},
    "torch": {"max": "torch.maximum", "min": "torch.minimum", "radians": "torch.deg2rad"},
}
_OF_TENSORS = ("torch.maximum", "torch.minimum", "torch.where")


class Written(NamedTuple):
    """A line.

    Attributes:
        text: the right-hand side.
        is_array: whether its value is an array.
    """

    text: str
    is_array: bool


def written(
    expression: str, library: Library, arrays: Collection[str], called: Mapping[str, str] | None = None
) -> Written:
    """An expression without definitions in Python.

    Args:
        expression: one of our own, or what `notation.reading` has made of a reader's.
        library: whose functions it calls.
        arrays: those of its names whose values are arrays.
        called: what names are called there that are called something else.
    """
    writer = _Writer(library, arrays, called or {})
    tree = parsed(expression).value
    is_array = not {*arrays}.isdisjoint(names_in(expression))
    text = ast.unparse(ast.fix_missing_locations(writer.visit(tree)))
    return Written(compact(text), is_array)


class _Writer(ast.NodeTransformer):
    def __init__(self, library: Library, arrays: Collection[str], called: Mapping[str, str]) -> None:
        self.library, self.arrays, self.called = library, arrays, called

    def is_array(self, tree: ast.AST) -> bool:
        return any(isinstance(node, ast.Name) and node.id in self.arrays for node in ast.walk(tree))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in ("pi", "e"):
            return _dotted(f"{'np' if self.library == 'np' else 'math'}.{node.id}")
        return ast.Name(self.called.get(node.id, node.id))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        name, of_arrays = node.func.id, self.is_array(node)
        if name == "where" and not self.is_array(node.args[0]):
            condition, then, otherwise = (self.visit(each) for each in node.args)
            return ast.IfExp(condition, then, otherwise)
        arguments = [self.visit(each) for each in node.args]
        if not of_arrays and self.library == "torch":
            if name == "sign":
                return ast.Call(_dotted("math.copysign"), [ast.Constant(1), *arguments], [])
            return ast.Call(_dotted(_IN_MATH.get(name, f"math.{name}")), arguments, [])
        function = _RENAMED[self.library].get(name, f"{self.library}.{name}")
        if function in _OF_TENSORS:
            # These take no numbers.
            arguments = [
                made if self.is_array(each) else ast.Call(_dotted("torch.tensor"), [made], [])
                for made, each in zip(arguments, node.args, strict=True)
            ]
        result, *others = arguments
        if name in ("max", "min", "maximum", "minimum"):
            for other in others:
                result = ast.Call(_dotted(function), [result, other], [])
            return result
        return ast.Call(_dotted(function), arguments, [])


def _dotted(name: str) -> ast.expr:
    return ast.parse(name, mode="eval").body
