"""Messages taken apart, as a browser does."""

import json
from typing import Any

import numpy as np


def unpacked(message: bytes) -> Any:
    """What was packed, with NumPy's arrays in their places."""
    length = int.from_bytes(message[:8], "little")
    head, body = message[8 : 8 + length], message[8 + length :]

    def array(part: dict[str, Any]) -> Any:
        if "dtype" not in part or "at" not in part:
            return part
        kind, count = np.dtype(f"<{part['dtype']}"), int(np.prod(part["shape"]))
        return np.frombuffer(body, kind, count, part["at"]).reshape(part["shape"])

    return json.loads(head, object_hook=array)
