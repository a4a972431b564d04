"""Scales: what a tunable's values may be, one class each; those of numbers are in `ranges.py`.

A scale knows the stops at which a reader may choose a value without typing, checks a value, and reads and
writes one. Its sentences begin with the name of what they are about.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from tunables.numerals import short, shortened

Value = float | bool | str


@dataclass(frozen=True)
class Scale(ABC):
    """What every scale is.

    Attributes:
        lettered: whether sentences name the tunable by its letter too, `β₁ (decay of m)`.
    """

    lettered: ClassVar[bool] = False

    @abstractmethod
    def stops(self, default: Any) -> tuple[Any, ...]:
        """The values that can be chosen without typing, in order; `default` is one of them."""

    @abstractmethod
    def check(self, value: Any, name: str) -> str | None:
        """Why `value` cannot be used, in a sentence about `name`, or None where it can."""

    @abstractmethod
    def read(self, text: str, name: str) -> Any:
        """The value in a text; ValueError with a sentence about `name` where there is none in range."""

    @abstractmethod
    def write(self, value: Any) -> str:
        """The shortest text that `read` turns into exactly `value`."""


@dataclass(frozen=True)
class Switch(Scale):
    """On or off."""

    def stops(self, default: bool) -> tuple[bool, ...]:
        """Off and on."""
        return False, True

    def check(self, value: Any, name: str) -> str | None:
        """Only a bool will do."""
        return None if isinstance(value, bool) else f"{name} is on or off"

    def read(self, text: str, name: str) -> bool:
        """`on` or `off`, in capitals or not."""
        word = text.strip().lower()
        if word not in ("on", "off"):
            raise ValueError(f"{name} is on or off, not {shortened(text.strip())}")
        return word == "on"

    def write(self, value: bool) -> str:
        """`on` or `off`."""
        return "on" if value else "off"


@dataclass(frozen=True)
class Text(Scale):
    """Words of a reader's own, at most `longest` characters; what they may say, their constructor checks."""

    longest: float

    def stops(self, default: str) -> tuple[str, ...]:
        """The default alone: everything else is typed."""
        return (default,)

    def check(self, value: Any, name: str) -> str | None:
        """Short enough, and without control characters."""
        fits = isinstance(value, str) and len(value) <= self.longest and value.isprintable()
        return None if fits else f"{name} has at most {short(self.longest)} printable characters"

    def read(self, text: str, name: str) -> str:
        """The text without the spaces around it."""
        if complaint := self.check(text.strip(), name):
            raise ValueError(complaint)
        return text.strip()

    def write(self, value: str) -> str:
        """The text itself."""
        return value


@dataclass(frozen=True)
class Choice(Scale):
    """One of a few lower-case words."""

    options: tuple[str, ...]

    def stops(self, default: str) -> tuple[str, ...]:
        """All of them, as they were declared."""
        return self.options

    def check(self, value: Any, name: str) -> str | None:
        """Only one of the options will do."""
        return None if value in self.options else self._refusal(name, shortened(str(value)))

    def read(self, text: str, name: str) -> str:
        """One of the options, in capitals or not."""
        word = text.strip().lower()
        if word not in self.options:
            raise ValueError(self._refusal(name, shortened(text)))
        return word

    def write(self, value: str) -> str:
        """The word itself."""
        return value

    def _refusal(self, name: str, shown: str) -> str:
        *others, last = self.options
        return f"{name} is {', '.join(others)} or {last}, not {shown}"
