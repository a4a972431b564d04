"""What is walked on as lines of Python: the function f of the surface and, for NumPy, its gradient."""

import ast
from collections.abc import Iterator

import numpy as np

from exports.python import Library, written
from notation import derived, parsed
from notation.reading import reading
from surfaces import DataSurface, Formula, LeastSquares, Surface
from tunables import Array, Switch, tunables

_PER_LINE = 8  # numbers of a table


def loss_lines(surface: Surface, library: Library) -> Iterator[str]:
    """The examples of a surface made of data, f and, for NumPy, the gradient."""
    of_data = isinstance(surface, DataSurface)
    if isinstance(surface, DataSurface):
        yield from _examples(surface, library)
    x, y = letters(surface)
    columns = _columns(surface) if isinstance(surface, DataSurface) else ()
    formula, penalty = _formula(surface)
    settings = _settings(surface, f"{formula}; {penalty}" if penalty else formula)
    rows = ["rows=slice(None)"] if of_data else []
    arguments = ", ".join([x, y, *rows, *settings])
    arrays = {x, y, *columns}

    yield f"def f({arguments}):"
    yield f'    """{_what(surface)}."""'
    yield from _picked(columns)
    body, value = _body(formula, library, arrays)
    yield from body
    mean = f"{library}.mean({value})" if of_data else value
    yield f"    return {mean}{_penalty(penalty, library, arrays, '+')}"
    if library == "torch":
        return
    yield from ("", "", f"def gradient({arguments}):", f'    """(df/d{x}, df/d{y})."""')
    yield from _picked(columns)
    found = derived(formula, (x, y))
    known = set(arrays)
    for name, expression in found.definitions.items():
        line = written(expression, library, known)
        known |= {name} if line.is_array else set()
        yield f"    {name} = {line.text}"
    slopes = [written(expression, library, known).text for expression in found.slopes]
    if of_data:
        slopes = [f"np.mean({text})" for text in slopes]
    if penalty:
        extra = derived(penalty, (x, y)).slopes
        slopes = [
            f"{text} + {written(each, library, known).text}" for text, each in zip(slopes, extra, strict=True)
        ]
    yield from ("    return np.array([", *(f"        {each}," for each in slopes), "    ])")


def letters(surface: Surface) -> tuple[str, str]:
    """What the two coordinates are called in code: `w1`, not w₁."""
    first, second = surface.parameters if isinstance(surface, DataSurface) else surface.letters
    return first, second


def _formula(surface: Surface) -> tuple[str, str]:
    """The expression of f, or of what one example costs, and that of what is added to the mean."""
    if isinstance(surface, Formula):
        return reading(surface.text).text, ""
    if isinstance(surface, DataSurface):
        # Its definitions say how the examples are made, which are there.
        return ast.unparse(parsed(surface.formula).value), surface.penalised
    return surface.formula, ""


def _columns(surface: DataSurface) -> tuple[str, ...]:
    """What is known of every example, in the order of its `data`."""
    return ("x", "y") if isinstance(surface, LeastSquares) else surface.columns


def _settings(surface: Surface, formula: str) -> list[str]:
    """Arguments for those of its numbers that the formula names."""
    named = {node.id for node in ast.walk(ast.parse(formula)) if isinstance(node, ast.Name)}
    fields = [field for field in tunables(type(surface)) if field.name in named]
    return [f"{field.name}={getattr(surface, field.name)!r}" for field in fields if field.scale != Switch()]


def _examples(surface: DataSurface, library: Library) -> Iterator[str]:
    array = "np.array" if library == "np" else "torch.tensor"
    yield f"# The {surface.examples} examples."
    for name, column in zip(_columns(surface), surface.data, strict=True):
        yield f"{name}_all = {array}(["
        values = [repr(value) for value in np.ravel(_floats(column)).tolist()]
        for at in range(0, len(values), _PER_LINE):
            yield f"    {', '.join(values[at : at + _PER_LINE])},"
        yield "])"
    yield from ("", "")


def _floats(column: Array) -> Array:
    return np.asarray(column, dtype=np.float64)


def _picked(columns: tuple[str, ...]) -> Iterator[str]:
    for name in columns:
        yield f"    {name} = {name}_all[rows]"


def _body(formula: str, library: Library, arrays: set[str]) -> tuple[list[str], str]:
    known, lines = set(arrays), []
    definitions, value = parsed(formula)
    for name, tree in definitions.items():
        line = written(ast.unparse(tree), library, known)
        known |= {name} if line.is_array else set()
        lines.append(f"    {name} = {line.text}")
    return lines, written(ast.unparse(value), library, known).text


def _penalty(penalty: str, library: Library, arrays: set[str], sign: str) -> str:
    return f" {sign} {written(penalty, library, arrays).text}" if penalty else ""


def _what(surface: Surface) -> str:
    if isinstance(surface, Formula):
        return "The loss"
    if isinstance(surface, DataSurface):
        return f"{surface.name}: the mean of what each example costs"
    return surface.name
