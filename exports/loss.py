"""What is walked on as lines of Python: the function f of the surface and, for NumPy, its gradient."""

import ast
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from exports.python import Library, written
from notation import derived, names_in, parsed
from notation.reading import reading
from surfaces import DataSurface, Formula, LeastSquares, Surface
from tunables import tunables

_PER_LINE = 8  # numbers of a table


def loss_lines(surface: Surface, library: Library) -> Iterator[str]:
    """The examples of a surface made of data, f and, for NumPy, the gradient."""
    x, y = letters(surface)
    columns: tuple[str, ...] = ()
    if isinstance(surface, DataSurface):
        columns = _columns(surface)
        yield from _examples(surface, library)
    formula, penalty = _formula(surface)
    rows = ["rows=slice(None)"] if columns else []
    arguments = ", ".join([x, y, *rows, *_settings(surface, f"{formula}; {penalty or 0}")])
    picked = [f"    {name} = {name}_all[rows]" for name in columns]

    def lines(definitions: Mapping[str, str], values: Sequence[str], more: Sequence[str]) -> list[str]:
        """Values that what comes before them defines, their means over the examples, and what is added."""
        arrays, made = {x, y, *columns}, []
        for name, expression in definitions.items():
            line = written(expression, library, arrays)
            arrays |= {name} if line.is_array else set()
            made.append(f"    {name} = {line.text}")
        texts = [written(value, library, arrays).text for value in values]
        texts = [f"{library}.mean({text})" if columns else text for text in texts]
        texts = [
            f"{text} + {written(each, library, arrays).text}" if penalty else text
            for text, each in zip(texts, more, strict=True)
        ]
        return [*picked, *made, *texts]

    own, value = parsed(formula)
    yield from (f"def f({arguments}):", f'    """{_what(surface)}."""')
    *before, result = lines(
        {name: ast.unparse(tree) for name, tree in own.items()}, [ast.unparse(value)], [penalty]
    )
    yield from (*before, f"    return {result}")
    if library == "torch":
        return
    found, added = derived(formula, (x, y)), derived(penalty or "0", (x, y)).slopes
    yield from ("", "", f"def gradient({arguments}):", f'    """(df/d{x}, df/d{y})."""')
    *before, along, across = lines(found.definitions, found.slopes, added)
    yield from (*before, "    return np.array([", f"        {along},", f"        {across},", "    ])")


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
    fields = [field for field in tunables(type(surface)) if field.name in names_in(formula)]
    return [f"{field.name}={getattr(surface, field.name)!r}" for field in fields]


def _examples(surface: DataSurface, library: Library) -> Iterator[str]:
    array = "np.array" if library == "np" else "torch.tensor"
    yield f"# The {surface.examples} examples."
    for name, column in zip(_columns(surface), surface.data, strict=True):
        yield f"{name}_all = {array}(["
        values = [repr(value) for value in np.ravel(column).tolist()]
        for at in range(0, len(values), _PER_LINE):
            yield f"    {', '.join(values[at : at + _PER_LINE])},"
        yield "])"
    yield from ("", "")


def _what(surface: Surface) -> str:
    if isinstance(surface, Formula):
        return "The loss"
    if isinstance(surface, DataSurface):
        return f"{surface.name}: the mean of what each example costs"
    return surface.name
