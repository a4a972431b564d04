"""Figures as they travel to the browser: arrays as Plotly's typed arrays, never as lists.

Nothing infinite travels. In an array it is NaN, which Plotly draws as a gap. Anywhere else NaN is no JSON,
and a browser would show an empty picture, so there it is null, which Plotly takes as not given.
"""

import base64
import math
from collections.abc import Callable
from typing import Any

import numpy as np

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def typed(array: np.ndarray) -> dict[str, str]:
    """An array as Plotly sends it: `{dtype, bdata}`, base64, and `shape` where it has rows."""
    letters = base64.b64encode(array.tobytes()).decode("ascii")
    sent = {"dtype": f"{array.dtype.kind}{array.dtype.itemsize}", "bdata": letters}
    return sent if array.ndim == 1 else sent | {"shape": ", ".join(map(str, array.shape))}


def travelling(part: Any, array: Callable[[np.ndarray], Any] = typed) -> Any:
    """A figure's dictionaries, ready for JSON.

    Args:
        part: a figure, or any part of one.
        array: what stands for an array, which it gets in order and little-endian.
    """
    if type(part) in _AS_THEY_ARE:  # most parts are
        return part
    if isinstance(part, np.ndarray):
        if part.dtype.kind == "f" and np.isinf(part).any():
            part = np.where(np.isinf(part), part.dtype.type(np.nan), part)
        return array(np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("<")))
    if isinstance(part, dict):
        return {key: travelling(value, array) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [travelling(value, array) for value in part]
    if isinstance(part, np.generic):
        part = part.item()
    return None if isinstance(part, float) and not math.isfinite(part) else part
