"""Tunables: one declaration per number that a reader may turn.

`tunable(...)` declares a dataclass field of an optimizer or a surface. The slider with its stops, its
help text and symbol, the link's key and range check, the tables in the README and the tests' random
settings are all derived from this one declaration.
"""

import dataclasses
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import numpy as np

Scale = Literal["linear", "log", "decay", "switch", "text"]
Value = float | bool | str

# The E24 series (IEC 60063): 24 short numbers a decade, about evenly spaced on a log scale.
# fmt: off
_E24 = (
    "1", "1.1", "1.2", "1.3", "1.5", "1.6", "1.8", "2", "2.2", "2.4", "2.7", "3",
    "3.3", "3.6", "3.9", "4.3", "4.7", "5.1", "5.6", "6.2", "6.8", "7.5", "8.2", "9.1",
)
# fmt: on
# What a decay keeps free, 1 - value: these give 0.9, 0.95, 0.99 and their neighbours as stops.
_DECAY = ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "7", "8", "9")
_LONGEST_NUMBER = 40
_COMMA = re.compile(r"[-+−]?\d+,\d+")
_LETTERS = {
    r"\alpha": "α",
    r"\beta": "β",
    r"\epsilon": "ε",
    r"\varepsilon": "ε",
    r"\rho": "ρ",
    r"\mu": "μ",
    r"\lambda": "λ",
    r"\kappa": "κ",
    r"\varphi": "φ",
    "_1": "₁",
    "_2": "₂",
}


@dataclasses.dataclass(frozen=True)
class Tunable:
    """The declaration of one number or switch; see `tunable` for the fields."""

    name: str
    symbol: str
    default: Value
    low: float
    high: float
    scale: Scale
    zero: bool
    title: str
    meaning: str

    @property
    def letter(self) -> str:
        """The symbol as plain text, `β₁` for `\\beta_1`."""
        text = self.symbol
        for latex, letter in _LETTERS.items():
            text = text.replace(latex, letter)
        return text

    @property
    def words(self) -> str:
        """What it is called: its title, or the field's name as words, `learning rate`."""
        return self.title or self.name.replace("_", " ")

    @property
    def stops(self) -> tuple[float, ...]:
        """The slider's stops in ascending order: short numbers in range, the default among them."""
        return _stops(self)

    def stops_with(self, value: float) -> tuple[float, ...]:
        """The stops, and `value` as one more where it is none of them."""
        return self.stops if value in self.stops else tuple(sorted({*self.stops, value}))

    def check(self, value: Value) -> str | None:
        """Why `value` cannot be used, in words, or None where it can."""
        if self.scale == "switch":
            return None if isinstance(value, bool) else f"{self.words} is on or off"
        if isinstance(value, str):
            fits = self.scale == "text" and len(value) <= self.high and value.isprintable()
            return None if fits else f"{self.words} has at most {self.high:g} printable characters"
        if not math.isfinite(value):
            return f"{self._title} must be a finite number"
        if not (self.low <= value <= self.high or (self.zero and value == 0)):
            low = ("0 or " if self.zero else "") + number(self.low)
            return f"{self._title} goes from {low} to {number(self.high)}, not {number(value)}"
        return None

    def read(self, text: str) -> Value:
        """The value that a reader or a link wrote.

        Raises ValueError, with a sentence for the reader, for anything that is no value in range.
        """
        text = text.strip()
        if self.scale == "switch":
            if text.lower() not in ("on", "off"):
                raise ValueError(f"{self.words} is on or off, not {shortened(text)}")
            return text.lower() == "on"
        value = text if self.scale == "text" else read_number(text, self._title)
        if problem := self.check(value):
            raise ValueError(problem)
        return value

    def write(self, value: Value) -> str:
        """The shortest text that `read` turns into exactly `value`."""
        if self.scale == "switch":
            return "on" if value else "off"
        return value if isinstance(value, str) else number(value)

    @property
    def _title(self) -> str:
        return f"{self.letter} ({self.words})" if self.letter != self.words else self.words


def tunable(
    symbol: str,
    *,
    default: Value,
    meaning: str,
    low: float = 0.0,
    high: float = 1.0,
    scale: Scale = "linear",
    zero: bool = False,
    title: str = "",
) -> Any:
    """Declare a dataclass field that a reader may turn.

    Args:
        symbol: LaTeX, as in the paper.
        default: the value of an untouched slider; a bool declares a switch, a str a text.
        meaning: one sentence for the reader.
        low, high: the slider's range. Constructors accept any finite value; sliders and links check it.
            Of a text, `high` is the most characters; what it may say, its constructor checks.
        scale: `linear`; `log` (stops from the E24 series); `decay`, even in log(1 - value), so that
            0.9, 0.99 and 0.999 are neighbours; `switch` for a bool.
        zero: with `log`, whether 0 is allowed too and is the first stop.
        title: what the page calls it beside the symbol, where the field's name says too little.
    """
    kind: Scale = "switch" if isinstance(default, bool) else "text" if isinstance(default, str) else scale
    declaration = Tunable("", symbol, default, low, high, kind, zero, title, meaning)
    return dataclasses.field(default=default, metadata={"tunable": declaration})


def tunables(kind: type) -> tuple[Tunable, ...]:
    """The tunables of an optimizer or surface class, in the order in which they are declared."""
    return _tunables(kind)


@lru_cache(maxsize=256)  # more than there are rules and surfaces
def _tunables(kind: Any) -> tuple[Tunable, ...]:
    return tuple(
        dataclasses.replace(field.metadata["tunable"], name=field.name)
        for field in dataclasses.fields(kind)
        if "tunable" in field.metadata
    )


def lanes(thing: Any) -> tuple[int, ...]:
    """The shape to which the tunables of an optimizer or surface broadcast; () outside a sweep."""
    return np.broadcast_shapes(*(np.shape(getattr(thing, field.name)) for field in tunables(type(thing))))


_FLOAT64 = np.dtype(np.float64)


def real(value: Any) -> Any:
    """A number, or an array of any shape, in float64: whole numbers of 64 bits overflow in silence.

    What else can be computed with, a tensor or a symbol, is left as it is.
    """
    kind = type(value)
    if kind is np.float64 or (kind is np.ndarray and value.dtype is _FLOAT64):
        return value
    numbers = isinstance(value, int | float | np.generic | np.ndarray | list | tuple)
    return np.asarray(value, dtype=_FLOAT64)[()] if numbers else value


def exact(method: Any) -> Any:
    """The formula inside a method that turns its arguments into reals, for loops whose numbers are reals."""
    return getattr(method, "__wrapped__", method)


def number(value: float) -> str:
    """The shortest text for a number that reads back exactly: 0.1, 100, 1e-8; and 0 for −0."""
    text = repr(float(value) + 0.0)
    mantissa, _, exponent = text.partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


_FIRST_WORD = re.compile(r"[a-z]+(?![\w(])")  # a Latin one that is no function's name
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, digits: int = 3) -> str:
    """A number as a sentence has it, rounded to so many significant digits: 0.025, −1000, 2.1·10⁻⁵."""
    rounded = float(f"{value:.{digits}g}") + 0.0
    if rounded == 0 or 1e-4 <= abs(rounded) < 1e6 or not math.isfinite(rounded):
        return np.format_float_positional(rounded, trim="-").replace("-", "−")
    mantissa, _, exponent = f"{rounded:.{digits - 1}e}".partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    power = f"10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    return power if mantissa == "1" else f"{mantissa}·{power}".replace("-", "−")


def sentence(text: str) -> str:
    """A text as the beginning of a sentence: its first letter a capital, where it begins with a word.

    A Greek letter stays as it is, since a capital α looks like an A; so does what is no word but a name in a
    formula, the `x` of `x is outside the view` or the `sqrt` of `sqrt(x)`.
    """
    word = _FIRST_WORD.match(text)
    return text[0].upper() + text[1:] if word and (len(word[0]) > 1 or word[0] == "a") else text


def read_number(text: str, title: str) -> float:
    """The finite number that a reader wrote; ValueError with a sentence naming `title` otherwise.

    Digits of every script and underscores between them are read, as Python reads them, and the minus sign
    that our own sentences have, too. A comma is none: 1,500 is one thing here and another there.
    """
    text = text.strip()
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"{title} must be a number, not {len(text)} characters of text")
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        point = "; decimals stand behind a point, 1.5" if _COMMA.fullmatch(text) else ""
        raise ValueError(f"{title} must be a number, not {shortened(text)}{point}") from None
    if not math.isfinite(value):
        raise ValueError(f"{title} must be a finite number, not {shortened(text)}")
    return value + 0.0  # there is no −0


def shortened(text: str, most: int = 24) -> str:
    """A reader's text in quotation marks, cut where it is long, without control characters."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text[: most + 1])
    return f"“{clean[:most]}…”" if len(text) > most else f"“{clean}”"


@lru_cache(maxsize=256)
def _stops(declaration: Tunable) -> tuple[float, ...]:
    low, high = declaration.low, declaration.high
    candidates = {"linear": _even, "log": _e24, "decay": _decays}[declaration.scale](low, high)
    stops = {value for value in candidates if low <= value <= high} | {low, high, float(declaration.default)}
    return tuple(sorted(stops | ({0.0} if declaration.zero else set())))


def _even(low: float, high: float) -> Iterator[float]:
    """Multiples of 1, 2 or 5 times a power of ten, at most 200 of them."""
    step = Decimal(10) ** math.floor(math.log10((high - low) / 200))
    step *= next(factor for factor in (1, 2, 5, 10) if (high - low) / float(step * factor) <= 200)
    first, last = math.ceil(low / float(step)), math.floor(high / float(step))
    return (float(step * count) for count in range(first, last + 1))


def _e24(low: float, high: float) -> Iterator[float]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return (float(f"{mantissa}e{decade}") for decade in decades for mantissa in _E24)


def _decays(low: float, high: float) -> Iterator[float]:
    # Decimal, because 1 - 0.0001 in floating point is no short number.
    decades = range(math.floor(math.log10(1 - high)), math.ceil(math.log10(1 - low)) + 1)
    return (float(1 - Decimal(f"{mantissa}e{decade}")) for decade in decades for mantissa in _DECAY)
