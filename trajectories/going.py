"""Which lanes of a walk go on, without recording the way: the rule by which `simulate` ends a run."""

import numpy as np
from numpy.typing import NDArray

from optimizers import Array
from trajectories.walk import Step


class Going:
    """The lanes in which everything of every step so far was finite: gradient, State, position and loss.

    Attributes:
        on: whether a lane still goes on, shape (...).
        overflowed_at: the first step of which something was not finite, and −1 where all was; shape (...).
    """

    def __init__(self, lanes: tuple[int, ...]) -> None:
        self.on: NDArray[np.bool_] = np.ones(lanes, dtype=bool)
        self.overflowed_at = np.full(lanes, -1, dtype=np.int32)
        self._all = True
        self._zeros: dict[int, Array] = {}

    def see(self, step: Step, losses: Array) -> None:
        """Take in a step, and the losses there; of step 0, the start, only the loss can fail to be finite."""
        arrays = [step.g, *step.state, step.theta] if step.t else []
        if self._all and self._is_finite(losses) and all(map(self._is_finite, arrays)):
            return
        fine = np.isfinite(losses)
        for array in arrays:
            fine = fine & np.isfinite(array).all(axis=0)
        self.overflowed_at[self.on & ~fine] = step.t
        self.on &= fine
        self._all = False

    def _is_finite(self, array: Array) -> bool:
        """Whether all of it is: a number times 0 is 0, anything else is not."""
        size = array.size
        zeros = self._zeros.get(size)
        if zeros is None:
            zeros = self._zeros[size] = np.zeros(size)
        return bool(array.reshape(-1).dot(zeros) == 0)
