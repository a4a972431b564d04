"""A formula ready for use: what the reader wrote as LaTeX, its value and its gradient."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from notation.computing import Function, function_of
from notation.formula import latex
from notation.graph import in_order
from notation.reading import reading
from notation.slopes import slopes


@dataclass(frozen=True)
class Written:
    """A formula in x and y.

    Attributes:
        latex: as the reader wrote it.
        size: how many parts the formula and its gradient are made of.
    """

    latex: str
    size: int
    _value: Function
    _gradient: Function

    def value(self, x: Any, y: Any) -> Any:
        """f(x, y) for numbers or arrays of any shape, as float64.

        NaN where the formula has no real value, infinite where it is too large. A division by 0 on the way to
        a result is infinite, as everywhere in floating point, so that exp(-1/x**2) is 0 at 0.
        """
        (value,) = _computed(self._value, x, y)
        return value

    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy), the exact derivatives, of the shape of f; never finite where f is undefined.

        At a corner, of abs, min or max, it is the mean of those beside it.
        """
        along, across, *value = _computed(self._gradient, x, y)
        if value and not np.isfinite(value[0]).all():
            along, across = (np.where(np.isfinite(value[0]), slope, np.nan)[()] for slope in (along, across))
        return along, across


@lru_cache(maxsize=128)
def written(text: str) -> Written:
    """Read a formula in x and y. Raises ValueError with a sentence that points at what is wrong."""
    read = reading(text)
    along, across = slopes(read.graph, read.root)
    if along.is_number(0) and across.is_number(0):
        raise ValueError("this formula is level everywhere: it needs an x or a y to walk on, and a slope")
    # Where a formula may be undefined, its value is worked out too, to say so of the gradient.
    needed = (along, across) if read.root.tame else (along, across, read.root)
    return Written(
        latex(read.text),
        sum(1 for _ in in_order(along, across, read.root)),
        function_of(read.root),
        function_of(*needed),
    )


def _computed(function: Function, x: Any, y: Any) -> tuple[Any, ...]:
    """The function's results in the shape of x and y together."""
    # NumPy's numbers, because Python's own turn a root of −1 into a complex number.
    x, y = np.asarray(x, dtype=np.float64)[()], np.asarray(y, dtype=np.float64)[()]
    with np.errstate(all="ignore"):
        results = function(x, y)
    if isinstance(x, float) and isinstance(y, float):
        return tuple(map(np.float64, results))
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    return tuple(
        result
        if np.shape(result) == shape and result is not x and result is not y
        # A formula without x or without y gives one number, or one row, for a whole array.
        else np.broadcast_to(np.asarray(result, dtype=np.float64), shape)
        for result in results
    )
