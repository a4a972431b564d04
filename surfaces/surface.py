"""What every loss surface is: a frozen dataclass of tunables with `value` and `gradient`."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ClassVar

import numpy as np

from notation import latex
from tunables import exact, lanes, real, tunables

Point = tuple[float, float]
Domain = tuple[Point, Point]


@dataclass(frozen=True)
class Surface(ABC):
    """A loss over the plane. Its fields are its tunables: floats, or arrays that broadcast with x and y.

    It is a problem by itself (`problems.Problem`): every step is given its gradient, and all points are
    feasible.

    Attributes:
        key: its stable lower-case name in links.
        name: its name on the page.
        group: the shelf on which the page keeps it: `Valleys`, `A few minima`, `Saddles`, `Many minima`,
            `Made of data` or `Formula`.
        teaches: what one sees on it, in one sentence.
        finite: whether f is a number wherever no coordinate is beyond 1e30.
        formula: the right-hand side of f(x, y) = ..., an expression in x, y and its tunables.
        source: where it was published.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    group: ClassVar[str]
    teaches: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str]
    letters: ClassVar[tuple[str, ...]] = ("x", "y")
    period: ClassVar[int] = 1
    finite: ClassVar[bool] = True

    def __init_subclass__(cls, **rest: Any) -> None:
        """Have whole numbers turned into float64 before a surface's own formula sees them."""
        super().__init_subclass__(**rest)
        for name in {"value", "gradient"} & vars(cls).keys():
            setattr(cls, name, _of_reals(vars(cls)[name]))

    # What every instance has. Most surfaces have it of their class, a few work it out of their tunables;
    # one that is only walked on may leave out what the page alone asks for.

    @property
    def domain(self) -> Domain:
        """The view, ((x0, x1), (y0, y1))."""
        raise NotImplementedError

    @property
    def minima(self) -> tuple[Point, ...]:
        """The global minima, exact; empty where the surface has none."""
        raise NotImplementedError

    @property
    def local_minima(self) -> tuple[Point, ...]:
        """Those other minima that are known."""
        return ()

    @property
    def kinks(self) -> tuple[Point, ...]:
        """Points, such as Ackley's centre, where f is finite but has no gradient."""
        return ()

    @property
    def start(self) -> Point:
        """Where a run begins on the untouched page."""
        raise NotImplementedError

    @property
    def steps(self) -> int:
        """How many steps it takes."""
        raise NotImplementedError

    @property
    def rate(self) -> float:
        """A learning rate for rules whose step scales with the gradient."""
        raise NotImplementedError

    @property
    def signature(self) -> str:
        """What f depends on: `f(x, y)`."""
        return f"f({', '.join(self.letters)})"

    @property
    def equation(self) -> str:
        """LaTeX of the right-hand side of f(x, y) = ..., its tunables as symbols."""
        return symbolic(type(self), self.formula)

    @property
    def definitions(self) -> str:
        """What the equation's own letters stand for, in words; empty where it has none."""
        return ""

    @property
    def found(self) -> Point | None:
        """The lowest point that a search found, where none is declared; else None."""
        return None

    @property
    def saddle(self) -> float | None:
        """f at the saddle of a surface that has no minimum, else None: what is worth seeing is around it."""
        return None

    @property
    def largest_curvature(self) -> float | None:
        """λmax where the Hessian is the same everywhere and positive definite, else None.

        Gradient descent diverges above a rate of 2 over it.
        """
        return None

    @abstractmethod
    def value(self, x: Any, y: Any) -> Any:
        """f(x, y) for numbers or arrays of any shape."""

    @abstractmethod
    def gradient(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(df/dx, df/dy) for numbers or arrays of any shape; finite at a kink too."""

    @property
    def lanes(self) -> tuple[int, ...]:
        """The shape to which its tunables broadcast; () outside a sweep."""
        return lanes(self)

    @property
    def surface(self) -> "Surface":
        """Over whose plane one walks."""
        return self

    def slope(self, theta: Any, t: int) -> Any:
        """The gradient at θ, shape (2, ...), at every step t; float64 already."""
        return np.array(exact(type(self).gradient)(self, theta[0], theta[1]))

    def losses(self, positions: Any) -> Any:
        """f at every row of positions, shape (T + 1, 2, ...)."""
        return self.value(positions[:, 0], positions[:, 1])

    def project(self, theta: Any) -> Any:
        """θ as it is."""
        return theta


@lru_cache(maxsize=64)  # more than there are surfaces
def symbolic(kind: type[Surface], formula: str) -> str:
    """A formula as LaTeX, the surface's tunables as symbols."""
    return latex(formula, {field.name: field.symbol for field in tunables(kind)})


def _of_reals(formula: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(formula)
    def of_reals(self: Any, x: Any, y: Any, *rows: Any, **named: Any) -> Any:
        return formula(self, real(x), real(y), *rows, **named)

    return of_reals
