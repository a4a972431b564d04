"""What an optimizer can walk on: one hashable value beside the one loop."""

from typing import Protocol

from numpy.typing import ArrayLike

from optimizers import Array
from surfaces import Surface


class Problem(Protocol):
    """What gives every step its gradient, and tells what a position costs.

    Attributes:
        letters: the names of the coordinates that are shown, ("x", "y") for a surface.
        surface: the surface over whose plane one walks; None where there is none to draw.
        lanes: the shape of what is walked at once, one lane per setting; () outside a sweep.
        period: after how many steps its losses repeat; 1 where they do not change with t.
    """

    @property
    def letters(self) -> tuple[str, ...]:
        """See above."""

    @property
    def surface(self) -> Surface | None:
        """See above."""

    @property
    def lanes(self) -> tuple[int, ...]:
        """See above."""

    @property
    def period(self) -> int:
        """See above."""

    def slope(self, theta: Array, t: int) -> Array:
        """The gradient that step t = 1, 2, ... is given at θ, both of shape (n, ...)."""

    def losses(self, positions: Array) -> ArrayLike:
        """What each of θ_0 ... θ_T costs, shape (T + 1, ...); positions have the shape (T + 1, n, ...)."""

    def project(self, theta: Array) -> Array:
        """The feasible point nearest to θ, where a step has left them; θ itself where all are feasible."""
