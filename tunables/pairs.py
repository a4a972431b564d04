"""Pairs of numbers in a text, `1 1; 2 3`, as they are typed or pasted from a table."""

import re
from dataclasses import dataclass
from typing import Any

from tunables.numerals import number, read_number, shortened
from tunables.scales import Scale

LARGEST = 1e6  # of a coordinate: squares of squares of it are still numbers with digits to spare
_LONGEST_TEXT = 20_000
_ROWS = re.compile(r"[;\r\n]+")
_CELLS = re.compile(r"[\s,]+")
_WORD = re.compile(r"[^\W\d]")

Pair = tuple[float, float]


@dataclass(frozen=True)
class Pairs(Scale):
    """From `fewest` to `most` points of the plane, as one text; whatever is read is written the same way."""

    most: int
    fewest: int = 2

    def stops(self, default: str) -> tuple[str, ...]:
        """The default alone: everything else is typed."""
        return (default,)

    def check(self, value: Any, name: str) -> str | None:
        """Pairs that can be read."""
        try:
            self.read(value if isinstance(value, str) else "", name)
        except ValueError as complaint:
            return str(complaint)
        return None

    def read(self, text: str, name: str) -> str:
        """The pairs, a row each or with semicolons between them, a column's name above or not."""
        return written_pairs(self.pairs(text, name))

    def pairs(self, text: str, name: str) -> tuple[Pair, ...]:
        """The same as numbers; ValueError with a sentence about `name` where there are none."""
        if len(text) > _LONGEST_TEXT:
            raise ValueError(f"{name} has at most {self.most} pairs, not {len(text):,} characters of text")
        rows = [row.strip(" \t,") for row in _ROWS.split(text)]
        rows = [row for row in rows if row]
        if len(rows) > 1 and _is_heading(rows[0]):
            rows = rows[1:]
        if not self.fewest <= len(rows) <= self.most:
            raise ValueError(f"{name} must be {self.fewest} to {self.most} pairs, not {len(rows)}")
        return tuple(_pair(row, f"{name}, row {index}") for index, row in enumerate(rows, start=1))

    def write(self, value: str) -> str:
        """The text itself."""
        return value


def written_pairs(pairs: tuple[Pair, ...]) -> str:
    """Pairs as a text: `1 1; 2 3`."""
    return "; ".join(f"{number(x)} {number(y)}" for x, y in pairs)


def _is_heading(row: str) -> bool:
    cells = _CELLS.split(row)
    return len(cells) == 2 and all(_WORD.match(cell) and cell.lower() not in ("nan", "inf") for cell in cells)


def _pair(row: str, name: str) -> Pair:
    cells = _CELLS.split(row)
    if len(cells) != 2:
        point = "; decimals stand behind a point, 1.5" if "," in row and len(cells) > 2 else ""
        raise ValueError(f"{name} must be two numbers, x y, not {shortened(row)}{point}")
    x, y = (read_number(cell, name) for cell in cells)
    for value in (x, y):
        if abs(value) > LARGEST:
            raise ValueError(f"{name}: {number(value)} is beyond {number(LARGEST)}")
    return x, y
