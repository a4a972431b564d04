"""Figures as they travel to the browser: arrays as Plotly's typed arrays, base64 and never lists.

Nothing infinite travels. In an array it is NaN, which Plotly draws as a gap. Anywhere else NaN is no JSON,
and a browser would show an empty picture, so there it is null, which Plotly takes as not given.
"""

import base64
import math
from typing import Any

import numpy as np


def travelling(part: Any) -> Any:
    """A figure's dictionaries with every array as `{dtype, bdata}`, and `shape` where it has rows."""
    if isinstance(part, np.ndarray):
        if part.dtype.kind == "f" and np.isinf(part).any():
            part = np.where(np.isinf(part), part.dtype.type(np.nan), part)
        code = f"{part.dtype.kind}{part.dtype.itemsize}"
        little = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("<"))
        typed = {"dtype": code, "bdata": base64.b64encode(little.tobytes()).decode("ascii")}
        return typed if part.ndim == 1 else typed | {"shape": ", ".join(map(str, part.shape))}
    if isinstance(part, dict):
        return {key: travelling(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [travelling(value) for value in part]
    if isinstance(part, np.generic):
        part = part.item()
    return None if isinstance(part, float) and not math.isfinite(part) else part
