"""Figures as they travel to the browser: arrays as Plotly's typed arrays, base64 and never lists."""

import base64
from typing import Any

import numpy as np


def travelling(part: Any) -> Any:
    """A figure's dictionaries with every array as `{dtype, bdata}`, and `shape` where it has rows."""
    if isinstance(part, np.ndarray):
        code = f"{part.dtype.kind}{part.dtype.itemsize}"
        little = np.ascontiguousarray(part, dtype=part.dtype.newbyteorder("<"))
        typed = {"dtype": code, "bdata": base64.b64encode(little.tobytes()).decode("ascii")}
        return typed if part.ndim == 1 else typed | {"shape": ", ".join(map(str, part.shape))}
    if isinstance(part, dict):
        return {key: travelling(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [travelling(value) for value in part]
    return part
