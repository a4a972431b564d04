"""Tunables: one declaration per number that a reader may turn, and how such values are read and written.

`tunable(...)` declares a dataclass field of an optimizer or a surface. The slider with its stops, its
help text and symbol, the link's key and range check, the tables in the README and the tests' random
settings are all derived from this one declaration.
"""

from tunables.array import Array, exact, power, real
from tunables.declaration import GREEK, Tunable, lanes, lettered, tunable, tunables
from tunables.numerals import (
    EXACT,
    LOWERED,
    RAISED_DIGITS,
    decimal,
    number,
    percent,
    read_number,
    sentence,
    short,
    shortened,
)
from tunables.pairs import Pair, Pairs, written_pairs
from tunables.ranges import Coordinate, Decay, Linear, Log, Numbers, Whole
from tunables.scales import Choice, Scale, Switch, Text, Value

__all__ = [
    "EXACT",
    "GREEK",
    "LOWERED",
    "RAISED_DIGITS",
    "Array",
    "Choice",
    "Coordinate",
    "Decay",
    "Linear",
    "Log",
    "Numbers",
    "Pair",
    "Pairs",
    "Scale",
    "Switch",
    "Text",
    "Tunable",
    "Value",
    "Whole",
    "decimal",
    "exact",
    "lanes",
    "lettered",
    "number",
    "percent",
    "power",
    "read_number",
    "real",
    "sentence",
    "short",
    "shortened",
    "tunable",
    "tunables",
    "written_pairs",
]
