"""A problem whose slope is any function, for walks that need no surface."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

import numpy as np

from trajectories import walk


@dataclass(frozen=True)
class Slopes:
    """In the plane, with the gradient that `function` gives of θ and t; every point costs nothing."""

    function: Callable[[Any, int], Any]
    letters: ClassVar = ("x", "y")
    surface: ClassVar = None
    lanes: ClassVar = ()
    period: ClassVar = 1

    def slope(self, theta, t):
        return self.function(theta, t)

    def losses(self, positions):
        return np.zeros(np.delete(np.shape(positions), 1))

    def project(self, theta):
        return theta


def steps_down(function, optimizer, start):
    """The steps t = 1, 2, ... of a walk down these slopes, without end."""
    return islice(walk(Slopes(function), optimizer, start), 1, None)
