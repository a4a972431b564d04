"""Scales of numbers, each with a range: how a slider spreads it, and which numbers are its stops."""

import math
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np

from tunables.numerals import number, read_number, shortened
from tunables.scales import Scale

# The E24 series (IEC 60063): 24 short numbers a decade, about evenly spaced on a log scale.
# fmt: off
_E24 = (
    "1", "1.1", "1.2", "1.3", "1.5", "1.6", "1.8", "2", "2.2", "2.4", "2.7", "3",
    "3.3", "3.6", "3.9", "4.3", "4.7", "5.1", "5.6", "6.2", "6.8", "7.5", "8.2", "9.1",
)
# fmt: on
# What a decay keeps free, 1 - value: these give 0.9, 0.95, 0.99 and their neighbours as stops.
_DECAY = ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "9")
_MOST_EVEN = 200


@dataclass(frozen=True)
class Numbers(Scale):
    """Numbers from `low` to `high`, and 0 below them where `zero` is set."""

    lettered: ClassVar[bool] = True

    low: float
    high: float
    zero: bool = False

    @abstractmethod
    def at(self, share: float) -> float:
        """The number at so much of the way, 0 to 1, from `low` to `high` as the scale spreads them."""

    @abstractmethod
    def share(self, value: float) -> float:
        """How much of the way a number above 0 is: the inverse of `at`."""

    @abstractmethod
    def rounded(self, value: float) -> float:
        """A number near it that is short, three digits of what the scale is even in."""

    def grid(self, count: int) -> tuple[float, ...]:
        """At most so many short numbers, evenly spread on the scale, from its lowest to its highest."""
        first = [0.0] if self.zero else []
        last = count - len(first) - 1
        between = (self.rounded(self.at(index / last)) for index in range(1, last))
        inside = {value for value in between if self.low < value < self.high}
        return (*first, *sorted({self.low, *inside, self.high}))

    def place(self, value: float, grid: tuple[float, ...]) -> float:
        """Where a number stands among those of a grid, counted from 0; between two, in between."""
        if value <= grid[0] or (self.zero and value <= 0):
            return 0.0
        first = 1 if self.zero else 0
        shares = [self.share(each) for each in grid[first:]]
        return float(np.interp(self.share(max(value, self.low)), shares, range(first, len(grid))))

    @abstractmethod
    def candidates(self) -> Iterator[float]:
        """Short numbers about evenly spread on the scale, some of them perhaps out of range."""

    def stops(self, default: float) -> tuple[float, ...]:
        """Short numbers in range in ascending order, both ends and the default among them."""
        return _stops(self, default)

    def check(self, value: Any, name: str) -> str | None:
        """Finite and in range."""
        if isinstance(value, str) or not math.isfinite(value):
            return f"{name} must be a finite number"
        if not (self.low <= value <= self.high or (self.zero and value == 0)):
            low = ("0 or " if self.zero else "") + number(self.low)
            return f"{name} goes from {low} to {number(self.high)}, not {number(value)}"
        return None

    def read(self, text: str, name: str) -> float:
        """The number that was written; see `read_number`."""
        value = read_number(text, name)
        if complaint := self.check(value, name):
            raise ValueError(complaint)
        return value

    def write(self, value: float) -> str:
        """The shortest number; see `number`."""
        return number(value)


@dataclass(frozen=True)
class Linear(Numbers):
    """Evenly spread: multiples of 1, 2 or 5 times a power of ten."""

    def at(self, share: float) -> float:
        """Even in the number."""
        return _between(self, self.low + share * (self.high - self.low))

    def share(self, value: float) -> float:
        """Even in the number."""
        return (value - self.low) / (self.high - self.low)

    def rounded(self, value: float) -> float:
        """To a thousandth of the range."""
        return round(value, 3 - math.floor(math.log10(self.high - self.low))) + 0.0

    def candidates(self) -> Iterator[float]:
        """At most 200."""
        width = self.high - self.low
        step = Decimal(10) ** math.floor(math.log10(width / _MOST_EVEN))
        step *= next(factor for factor in (1, 2, 5, 10) if width / float(step * factor) <= _MOST_EVEN)
        first, last = math.ceil(self.low / float(step)), math.floor(self.high / float(step))
        return (float(step * count) for count in range(first, last + 1))


@dataclass(frozen=True)
class Coordinate(Linear):
    """A place in the view along one letter, linear; what is outside is told as such."""

    def check(self, value: Any, name: str) -> str | None:
        """Inside the view."""
        if self.low <= value <= self.high:
            return None
        return f"{name} = {number(value)} is outside the view, {number(self.low)} to {number(self.high)}"


@dataclass(frozen=True)
class Log(Numbers):
    """Even in log(value), for numbers above 0: the E24 series."""

    def at(self, share: float) -> float:
        """Even in the logarithm."""
        return _between(self, self.low * (self.high / self.low) ** share)

    def share(self, value: float) -> float:
        """Even in the logarithm."""
        return math.log(value / self.low) / math.log(self.high / self.low)

    def rounded(self, value: float) -> float:
        """To three digits."""
        return float(f"{value:.3g}")

    def candidates(self) -> Iterator[float]:
        """24 a decade."""
        return _e24(self.low, self.high)


@dataclass(frozen=True)
class Decay(Numbers):
    """Even in log(1 - value), for numbers below 1: 0.9, 0.99 and 0.999 are neighbours."""

    def at(self, share: float) -> float:
        """Even in the logarithm of what is forgotten."""
        return _between(self, 1 - (1 - self.low) * ((1 - self.high) / (1 - self.low)) ** share)

    def share(self, value: float) -> float:
        """Even in the logarithm of what is forgotten."""
        return math.log((1 - value) / (1 - self.low)) / math.log((1 - self.high) / (1 - self.low))

    def rounded(self, value: float) -> float:
        """To three digits of what is forgotten."""
        return float(1 - Decimal(f"{1 - value:.3g}"))

    def candidates(self) -> Iterator[float]:
        """12 a decade."""
        # Decimal, because 1 - 0.0001 in floating point is no short number.
        decades = range(math.floor(math.log10(1 - self.high)), math.ceil(math.log10(1 - self.low)) + 1)
        return (float(1 - Decimal(f"{mantissa}e{decade}")) for decade in decades for mantissa in _DECAY)


@dataclass(frozen=True)
class Whole(Numbers):
    """Whole numbers, 0 or more: every one where there are few, else those of the E24 series."""

    def at(self, share: float) -> int:
        """Even in the number, to the nearest whole one."""
        return round(_between(self, self.low + share * (self.high - self.low)))

    def share(self, value: float) -> float:
        """Even in the number."""
        return (value - self.low) / (self.high - self.low)

    def rounded(self, value: float) -> int:
        """The nearest whole one."""
        return round(value)

    def stops(self, default: float) -> tuple[int, ...]:
        """Whole ones alone."""
        return tuple(int(stop) for stop in _stops(self, default))

    def candidates(self) -> Iterator[float]:
        """At most 201, or 24 a decade."""
        if self.high - self.low <= _MOST_EVEN:
            return map(float, range(int(self.low), int(self.high) + 1))
        return filter(float.is_integer, _e24(max(self.low, 1), self.high))

    def check(self, value: Any, name: str) -> str | None:
        """Whole and in range."""
        shown = shortened(value) if isinstance(value, str) else number(value)
        return None if self._holds(value) else self._refusal(name, shown)

    def read(self, text: str, name: str) -> int:
        """A whole number however it is written, 1e3 or 1000.0."""
        value = read_number(text, name)
        if not self._holds(value):
            raise ValueError(self._refusal(name, shortened(text)))
        return int(value)

    def _holds(self, value: Any) -> bool:
        return not isinstance(value, str) and value == value // 1 and self.low <= value <= self.high

    def _refusal(self, name: str, shown: str) -> str:
        return f"{name} must be a whole number from {int(self.low):,} to {int(self.high):,}, not {shown}"


@lru_cache(maxsize=256)
def _stops(scale: Numbers, default: float) -> tuple[float, ...]:
    low, high = scale.low, scale.high
    stops = {value for value in scale.candidates() if low <= value <= high} | {low, high, float(default)}
    return tuple(sorted(stops | ({0.0} if scale.zero else set())))


def _e24(low: float, high: float) -> Iterator[float]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return (float(f"{mantissa}e{decade}") for decade in decades for mantissa in _E24)


def _between(scale: Numbers, value: float) -> float:
    """The value without the rounding that would carry it past an end."""
    return float(min(max(value, scale.low), scale.high))
