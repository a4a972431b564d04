"""What every surface made of data is: the mean, over examples, of what a small model costs at each of them.

The map's coordinates are the model's two parameters. A step may be given some of the examples alone, a
mini-batch: then it walks on the mean over those.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from notation import latex
from surfaces.surface import Domain, Surface
from tunables import Array, tunables

_DATA = Path(__file__).parent / "data"
_MOST_AT_ONCE = 200_000  # numbers: points of the plane times examples
# The letters of parameters and of what is known of example i.
_SYMBOLS = {
    **{"w1": "w_1", "w2": "w_2", "x": "x_i", "y": "y_i", "z": "z_i", "e": "e_i", "o": "o_i"},
    **{"x1": "x_{1i}", "x2": "x_{2i}", "c": "c_i"},
}


@dataclass(frozen=True)
class DataSurface(Surface):
    """A loss over the plane of two parameters, the mean of a loss per example.

    Attributes:
        view: the part of the plane that is shown, which becomes wider where the minimum lies outside.
        parameters: the names of the two parameters in expressions, whose letters are on the page.
        model: what a point of the map is as a model of the examples: a `line`, a `neuron` or a `boundary`.
        axes: what the examples' two numbers are called in a picture.
        columns: the names of what is known of every example, in the order of `data`.
        formula: what one example costs, an expression in the parameters, the columns and the tunables; the
            loss is the mean of it.
        penalised: what is added to the mean, an expression like it; empty where nothing is.
    """

    group: ClassVar = "Made of data"
    view: ClassVar[Domain]
    parameters: ClassVar[tuple[str, ...]]
    model: ClassVar[str]
    axes: ClassVar[tuple[str, str]] = ("x", "y")
    columns: ClassVar[tuple[str, ...]]
    penalised: ClassVar[str] = ""

    @property
    @abstractmethod
    def data(self) -> tuple[Array, ...]:
        """One array per column, shape (n,), or (n, ...) where tunables are arrays."""

    @property
    def examples(self) -> int:
        """n, how many there are."""
        return len(self.data[0])

    @abstractmethod
    def value(self, x: Any, y: Any, rows: Any = None) -> Any:
        """The loss at (x, y), of any shape, over all examples or over some.

        Args:
            x, y: the two parameters.
            rows: the indices of the examples in a mini-batch, shape (b,) or, with a batch for every lane,
                (b, ...); None for all.
        """

    @abstractmethod
    def gradient(self, x: Any, y: Any, rows: Any = None) -> tuple[Any, Any]:
        """(df/dx, df/dy), the arguments being those of `value`."""

    @abstractmethod
    def hessian(self, x: Any, y: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        """The second derivatives over all examples."""

    @property
    def domain(self) -> Domain:
        """The view, and the minima with a tenth of it around them."""
        sides = []
        for (low, high), own in zip(self.view, np.transpose(self.minima or [self.start]), strict=True):
            edge = (high - low) / 10
            lowest, highest = float(own.min()), float(own.max())
            sides.append(
                (
                    low if lowest > low else float(np.floor(lowest - edge)),
                    high if highest < high else float(np.ceil(highest + edge)),
                )
            )
        return sides[0], sides[1]

    @property
    def equation(self) -> str:
        """LaTeX of the mean over the examples, its tunables as symbols."""
        return _typeset(type(self), self.formula, self.penalised)

    @property
    def ravine(self) -> tuple[float, float] | None:
        """κ of the Hessian at the first minimum, and the angle of its steep direction; None without one.

        The angle counts in degrees from the axis of the first parameter, 0 to 180. It says nothing where κ is
        1: there no direction is steeper than another.
        """
        if not self.minima:
            return None
        small, large, direction = _axes(self.hessian(*self.minima[0]))
        return large / small, float(np.degrees(np.arctan2(direction[1], direction[0])))

    def table(self, name: str) -> tuple[Array, ...]:
        """The columns of a file of `data/`, shaped (n, 1, ...) so that tunables broadcast with it."""
        return tuple(column.reshape(-1, *(1,) * len(self.lanes)) for column in _table(name))

    def picked(self, rows: Any) -> tuple[Array, ...]:
        """The columns of some examples, of all where `rows` is None."""
        if rows is None:
            return self.data
        return tuple(_taken(column, rows) for column in self.data)


def _taken(column: Array, rows: Any) -> Array:
    rows = np.asarray(rows)
    if rows.ndim < 2 or column.ndim == 1:
        return column[rows]
    return np.take_along_axis(column, rows, axis=0)


def mean(terms: Array) -> Any:
    """The mean over the first axis, added up one after the other: every lane's sum is that of a single run.

    NumPy's own sum adds in an order that depends on the array's shape.
    """
    return np.add.accumulate(terms, axis=0)[-1] / len(terms)


def means(
    terms: Callable[..., tuple[Any, ...]], columns: tuple[Array, ...], x: Any, y: Any
) -> tuple[Any, ...]:
    """The mean over the examples of each of the `terms(x, y, *columns)`, which have the examples first.

    Of a picture's many points a block is taken at a time, so that what is in between stays small.
    """
    x, y = np.broadcast_arrays(x, y)
    at_once = max(1, _MOST_AT_ONCE // len(columns[0]))
    if x.size > at_once and all(column.ndim == 1 for column in columns):
        starts = range(0, x.size, at_once)
        parts = [np.ravel(each) for each in (x, y)]
        blocks = [means(terms, columns, *(part[at : at + at_once] for part in parts)) for at in starts]
        return tuple(np.concatenate(block).reshape(x.shape) for block in zip(*blocks, strict=True))
    # The examples first, then whatever shape the points have, to which that of the lanes broadcasts.
    apart = (each.reshape(len(each), *(1,) * (x.ndim + 1 - each.ndim), *each.shape[1:]) for each in columns)
    return tuple(map(mean, terms(x, y, *apart)))


@lru_cache(maxsize=16)  # more than there are such surfaces
def _typeset(kind: type[DataSurface], loss: str, penalised: str) -> str:
    symbols = {field.name: field.symbol for field in tunables(kind)} | _SYMBOLS
    example, *defined = latex(loss, symbols).split(r",\quad ", 1)
    penalty = f" + {latex(penalised, symbols)}" if penalised else ""
    return r",\quad ".join([rf"\frac{{1}}{{n}}\sum_i {example}{penalty}", *defined])


def _axes(hessian: Any) -> tuple[float, float, Array]:
    """The eigenvalues of a symmetric matrix, ascending, and the direction of the larger, upwards."""
    eigenvalues, directions = np.linalg.eigh(np.asarray(hessian, dtype=np.float64))
    steep = directions[:, 1] * (np.sign(directions[1, 1]) or 1.0)
    return float(eigenvalues[0]), float(eigenvalues[1]), steep


@lru_cache(maxsize=8)  # more than there are files
def _table(name: str) -> Array:
    columns = np.loadtxt(_DATA / f"{name}.csv", delimiter=",", skiprows=1, unpack=True)
    columns.setflags(write=False)
    return columns
