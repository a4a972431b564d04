"""Messages as they travel: JSON, and after it the arrays' own bytes, each array once.

Streamlit hands a component bytes as they are, so nothing is written out in base64, a third longer.
frontend/packing.js takes them apart.
"""

import json
from typing import Any

import numpy as np

from figures import travelling

_ALIGNED = 8  # bytes; in JavaScript an array of doubles begins at a multiple of it


def packed(message: Any) -> bytes:
    """A message: the length of its JSON in 8 bytes, little-endian, the JSON, and the arrays' bytes.

    In the JSON `{dtype, at, shape}` stands for an array: its type, as Plotly calls it, where it begins after
    the JSON, and how many numbers it has, or rows and columns. Two arrays of the same bytes are in one place.
    """
    body = bytearray()
    places: dict[bytes, int] = {}

    def placed(array: np.ndarray) -> dict[str, Any]:
        raw = array.tobytes()
        at = places.setdefault(raw, len(body))
        if at == len(body):
            body.extend(_filled(raw))
        return {"dtype": f"{array.dtype.kind}{array.dtype.itemsize}", "at": at, "shape": array.shape}

    said = json.dumps(travelling(message, placed), ensure_ascii=False, separators=(",", ":"))
    head = _filled(said.encode("utf-8", "replace"))
    return len(head).to_bytes(_ALIGNED, "little") + head + body


def _filled(part: bytes) -> bytes:
    return part + b" " * (-len(part) % _ALIGNED)
