"""What everything here computes with: float64, alone or in arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_FLOAT64 = np.dtype(np.float64)


def real(value: Any) -> Any:
    """A number, or an array of any shape, in float64: whole numbers of 64 bits overflow in silence.

    What else can be computed with, a tensor or a symbol, is left as it is.
    """
    kind = type(value)
    if kind is np.float64 or (kind is np.ndarray and value.dtype is _FLOAT64):
        return value
    numbers = isinstance(value, int | float | np.generic | np.ndarray | list | tuple)
    return np.asarray(value, dtype=_FLOAT64)[()] if numbers else value


def power(base: Any, exponent: int) -> Any:
    """base**exponent of a number or an array, each of whose elements is, to the last bit, what it is alone.

    NumPy's own power of an array is, on some processors, another than that of a number.
    """
    if not isinstance(base, np.ndarray):
        return base**exponent
    return np.array([value**exponent for value in base.ravel().tolist()]).reshape(base.shape)


def exact(method: Any) -> Any:
    """The formula inside a method that turns its arguments into reals, for loops whose numbers are reals."""
    return getattr(method, "__wrapped__", method)
