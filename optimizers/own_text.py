"""The equations of a rule as a reader types them, read into what such a rule is made of.

    m = beta1*m_prev + (1 - beta1)*g
    θ = θ − α m                             # theta = theta_prev - learning_rate*m
    beta1 = 0.5                             # where the slider of a number begins
    m_0 = 1                                 # where a quantity begins; else at 0

One equation a line, or with semicolons between them. A name that no equation defines is a number that may be
turned. On its own right-hand side a quantity means its value of the step before, as it does in code.
"""

import ast
import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from notation import FUNCTIONS, names_in, parsed
from notation.grammar import EQUATION, in_ascii
from notation.reading import Reading, reading
from tunables import shortened

LONGEST = 1000  # characters
MOST_EQUATIONS = 12
MOST_NUMBERS = 8
MOST_PARTS = 400  # of all equations together, as Python counts them; RAdam's have 185
LEARNING_RATE = "learning_rate"

_ALIASES = {
    **dict.fromkeys(("alpha", "lr", "eta"), LEARNING_RATE),
    "beta": "beta1",
    "beta_1": "beta1",
    "beta_2": "beta2",
    "eps": "epsilon",
    "varepsilon": "epsilon",
    "mu": "momentum",
    "lambda": "weight_decay",
    "wd": "weight_decay",
}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,23}")
_GIVEN = ("g", "t")
# What no quantity or number may be called, because something else is.
_TAKEN = {*_GIVEN, "pi", "e", "max", "min", "where", "radians", "maximum", "minimum", *FUNCTIONS}


class Rule(NamedTuple):
    """What a rule is made of.

    Attributes:
        text: what was typed, its equations with semicolons between them.
        equations: the right-hand side of every quantity in order, `theta` last, in Python's notation.
        numbers: what may be turned, the learning rate first, and where its slider begins; None is anywhere.
        starts: where quantities begin that do not begin at 0.
    """

    text: str
    equations: dict[str, str]
    numbers: dict[str, float | None]
    starts: dict[str, float]


class _Line(NamedTuple):
    """An equation as it was typed: its left-hand side in letters without accents, and its right-hand side."""

    name: str
    right: str


def read(text: str, taken: frozenset[str]) -> Rule:
    """Read equations; `taken` are names that mean something else here.

    Raises ValueError with a sentence that says what is wrong, and where.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a rule has at most {LONGEST:,} characters, not {len(text):,}")
    lines = [_line(line.strip()) for line in re.split(r"[;\r\n]+", text) if line.strip()]
    defined = [line.name for line in lines]
    for index, name in enumerate(defined):
        if name in defined[:index]:
            begins = "" if name == "theta" else f"; where it begins is {name}_0"
            raise ValueError(f"two equations say what {name} is{begins}")
        if name in taken | _TAKEN:
            raise ValueError(f"the name {name} means something else here: take another")
    sides = {line.name: _side(line, {*defined}) for line in lines}
    constants = {name: side.root.value for name, side in sides.items() if side.root.is_number()}
    quantities = sides.keys() - constants.keys()
    sides = {line.name: _side(line, {*quantities}) for line in lines if line.name in quantities}
    constants = {_ALIASES.get(name, name): value for name, value in constants.items()}
    if "theta_0" in constants:
        raise ValueError("leave theta_0 out: theta begins where the runs do")
    numbers = _numbers(sides, constants)
    for name in numbers:
        if name in taken:
            raise ValueError(f"the name {name} means something else here: take another")
    starts = {name.removesuffix("_0"): constants[name] for name in constants.keys() - numbers.keys()}
    if idle := starts.keys() - sides.keys():
        raise ValueError(f"no equation names {idle.pop()}")
    _check(sides, numbers)
    written = "; ".join(line.strip() for line in re.split(r"[;\r\n]+", text) if line.strip())
    return Rule(written, {name: side.text for name, side in sides.items()}, numbers, starts)


def _line(line: str) -> _Line:
    name, equals, right = line.partition("=")
    if not equals or not name.strip() or right.startswith("="):
        raise ValueError(f"this is no equation, {shortened(line)}: write what it is, = and what it equals")
    return _Line(_called(in_ascii(name.strip())), right.strip())


def _called(name: str) -> str:
    """The name, if it can be one."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"no name is {shortened(name)}: a letter, then at most 23 letters, digits or _")
    return name


def _side(line: _Line, defined: set[str]) -> Reading:
    """The right-hand side of an equation, where these names are defined."""
    try:
        side = reading(line.right, EQUATION, partial(_spelled, line.name, defined))
        for name in side.names:
            _called(name)
    except ValueError as complaint:
        raise ValueError(f"in {line.name}: {complaint}") from None
    return side


def _spelled(own: str, defined: set[str], typed: str) -> str:
    """What a name on the right-hand side of the equation of `own` is called."""
    name = in_ascii(typed)
    if name == "theta" or (name == own and name in defined):
        return f"{name}_prev"
    return name if name in defined else _ALIASES.get(name, name)


def _numbers(sides: Mapping[str, Reading], constants: Mapping[str, float]) -> dict[str, float | None]:
    """What may be turned, the learning rate first, and where its slider is to begin."""
    begin = {name: value for name, value in constants.items() if not name.endswith("_0")}
    named = [name for side in sides.values() for name in names_in(side.text)]
    free = [
        name
        for name in dict.fromkeys([LEARNING_RATE, *named])
        if name in named and name not in sides and name not in _GIVEN and not name.endswith("_prev")
    ]
    if idle := begin.keys() - {*free}:
        raise ValueError(f"no equation names {idle.pop()}")
    if large := [name for name in free if name != name.lower()]:
        # Links do not tell small letters from capitals.
        raise ValueError(f"a number that may be turned has no capitals: write {large[0].lower()}")
    return {name: begin.get(name) for name in free}


def _check(sides: Mapping[str, Reading], numbers: Mapping[str, float | None]) -> None:
    """Raise ValueError where these equations are not those of a rule."""
    if not sides or [*sides][-1] != "theta":
        raise ValueError("the last equation says what theta is, such as theta = theta_prev - alpha*g")
    if len(sides) > MOST_EQUATIONS or len(numbers) > MOST_NUMBERS:
        raise ValueError(f"a rule has at most {MOST_EQUATIONS} equations and {MOST_NUMBERS} numbers to turn")
    if sum(len(list(ast.walk(parsed(side.text).value))) for side in sides.values()) > MOST_PARTS:
        raise ValueError("these equations are too long together for a step to be quick")
    before: set[str] = set()
    for name, side in sides.items():
        for used in names_in(side.text):
            quantity = used.removesuffix("_prev")
            if used == "g_prev":
                raise ValueError(f"in {name}: for the gradient before, write h = g and use h_prev")
            if used != quantity and quantity not in sides:
                raise ValueError(f"in {name}: no equation says what {quantity} is, so there is no {used}")
            if used in sides and used not in before:
                raise ValueError(
                    f"in {name}: {used} stands before its equation: move that up, or write {used}_prev"
                )
        before.add(name)
    if LEARNING_RATE not in numbers:
        raise ValueError("no equation names the learning rate: write it alpha")
