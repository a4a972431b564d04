"""The grounds on which several lessons walk."""

import numpy as np

from surfaces import Bowl, Point

BOWL = Bowl()
BOWL_START = BOWL.start
RAVINE = Bowl(condition=100)
RAVINE_START: Point = (-2.5, 0.5)


def turned(start: Point, degrees: float) -> Point:
    """A start turned about the origin, in as many decimals as a link has."""
    x, y = start
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return round(float(x * cos - y * sin), 4), round(float(x * sin + y * cos), 4)
