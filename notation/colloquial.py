"""Formulas as people write them, put into Python's notation, sign by sign.

    2x² − 3x·y        2*x**2 - 3*x*y
    √(x² + 1) |y|     sqrt(x**2 + 1)*abs(y)
    sin 2x + e^-x     sin(2*x) + e**-x

Nothing is understood here but which signs belong together: whether the result is a formula, `reading` says,
and for what it finds wrong it is told where in the reader's text every sign of the result came from.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import NamedTuple

from notation.grammar import NAMES, ROOT, SIGNS, Grammar
from tunables import LOWERED, RAISED_DIGITS

_SIGN = ("-", "−", "+")
_POWER = ("^", "**")
_CONSTANTS = ("pi", "e")


class UnreadableError(ValueError):
    """What is wrong, and at which character, from 0, of the reader's text."""

    def __init__(self, what: str, place: int) -> None:
        super().__init__(what)
        self.place = place


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


def in_python(
    text: str, grammar: Grammar, functions: Collection[str], spelled: Callable[[str], str]
) -> tuple[str, list[int]]:
    """The text in Python's notation, and from which of its characters every one of the result came.

    `functions` are the names that are applied to what follows them; what any other is called in the result,
    `spelled` says.

    Raises UnreadableError for a decimal comma.
    """
    translator = _Translator(text, grammar, functions, spelled)
    translator.sequence()
    made = "".join(piece for piece, _ in translator.made)
    return made, [place for piece, place in translator.made for _ in piece]


class _Translator:
    """Reads tokens from left to right, and writes pieces of the result with their places."""

    def __init__(
        self, text: str, grammar: Grammar, functions: Collection[str], spelled: Callable[[str], str]
    ) -> None:
        self.functions, self.letters, self.spelled = functions, grammar.letters, spelled
        self.known = (*_CONSTANTS, *grammar.letters)
        found = _tokens(grammar.name).finditer(text)
        self.tokens = [_token(each) for each in found if each.lastgroup != "space"]
        self.end = _Token("end", "", len(text))
        self.next = 0
        self.made: list[tuple[str, int]] = []

    @property
    def token(self) -> _Token:
        return self.tokens[self.next] if self.next < len(self.tokens) else self.end

    def take(self) -> _Token:
        token = self.token
        self.next += 1
        return token

    def write(self, piece: str, place: int) -> None:
        self.made.append((piece, place))

    def sequence(self, closing: str = "", several: bool = False) -> None:
        """Everything up to the sign that closes it; `several` values may stand there, between commas."""
        follows = False  # whether the last thing was a value
        while self.token is not self.end and not (self.token.text == closing and (follows or closing != "|")):
            token = self.token
            if self.begins_value(token) or (token.text == "|" and closing != "|" and follows):
                if follows and self.is_apart(token):
                    # A plus that a link did not escape has become a space: no product is read from it.
                    raise UnreadableError("there is nothing between these: write · or +", token.place)
                if follows:  # a number that follows stays apart, and is refused
                    self.write("*" if token.kind != "number" else " ", token.place)
                self.value()
                follows = True
            elif token.kind == "raised":
                self.raised()
            else:
                if token.text == "," and not several:
                    self.comma(token)
                self.write(f"{' ' if follows else ''}{_sign(self.take())} ", token.place)
                follows = token.text == ")"

    def is_apart(self, token: _Token) -> bool:
        """Whether there is space before it."""
        before = self.tokens[self.next - 1] if self.next else token
        return before.place + len(before.text) < token.place

    def begins_value(self, token: _Token) -> bool:
        return token.kind in ("number", "name") or token.text in ("(", "|", ROOT)

    def value(self) -> None:
        token = self.take()
        if token.kind == "name":
            self.named(token)
        elif token.text == "(":
            self.bracketed("(", ")", token)
        elif token.text == "|":
            self.bracketed("abs(", "|", token)
        elif token.text == ROOT:
            if self.token.text == "(":
                self.bracketed("sqrt(", ")", self.take())
            else:
                self.write("sqrt(", token.place)
                self.value_if_any()
                self.write(")", token.place)
        else:
            self.write(token.text, token.place)

    def value_if_any(self) -> None:
        if self.begins_value(self.token):
            self.value()

    def sign_if_any(self) -> None:
        if self.token.text in _SIGN:
            self.write(_sign(self.token), self.take().place)

    def bracketed(self, opening: str, closing: str, token: _Token, several: bool = False) -> None:
        self.write(opening, token.place)
        self.sequence(closing, several)
        if self.token is not self.end:
            self.write(")", self.take().place)

    def named(self, token: _Token) -> None:
        name = NAMES.get(token.text.lower(), token.text)
        name = name.lower() if name.lower() in (*self.functions, *self.known) else name
        if name in self.functions:
            self.applied(name, token)
        elif len(name) > 1 and set(name) <= {*self.letters}:
            for index, letter in enumerate(name):
                self.write(f"*{letter}" if index else letter, token.place + index)
        elif self.token.text == "(" and name not in self.known:  # a function that there is not
            self.write(name, token.place)
            self.bracketed("(", ")", self.take(), several=True)
        else:
            self.write(name if name in self.known else self.spelled(name), token.place)

    def applied(self, name: str, token: _Token) -> None:
        """A function, its power perhaps before its argument, which may do without brackets: sin² 2x."""
        power: list[_Token] = []
        if self.token.kind == "raised":
            power = [self.take()]
        elif self.token.text in _POWER and self.next + 1 < len(self.tokens):
            after = self.tokens[self.next + 1]
            if after.kind == "number":
                power = [self.take(), self.take()]
        if self.token.text == "(":
            self.write(name, token.place)
            self.bracketed("(", ")", self.take(), several=True)
        elif self.begins_value(self.token) or (self.token.text in _SIGN and not power):
            self.write(f"{name}(", token.place)
            self.argument()
            self.write(")", token.place)
        else:
            self.write(name, token.place)
        if power:
            self.write(f"**({power[-1].text.translate(LOWERED)})", power[-1].place)

    def argument(self) -> None:
        """The product that follows a function without brackets: up to a sign or another function."""
        self.sign_if_any()
        first = True
        while self.begins_value(self.token) and (first or self.goes_on(self.token)):
            if not first:
                self.write("*", self.token.place)
            self.value()
            self.powers()
            first = False

    def goes_on(self, token: _Token) -> bool:
        """Whether a value is one more factor of a function's argument."""
        apart = self.is_apart(token) or self.is_function(token)
        return not apart and token.kind != "number" and token.text != "|"

    def powers(self) -> None:
        while self.token.kind == "raised" or self.token.text in _POWER:
            if self.token.kind == "raised":
                self.raised()
            else:
                self.write("**", self.take().place)
                self.sign_if_any()
                self.value_if_any()

    def is_function(self, token: _Token) -> bool:
        return NAMES.get(token.text.lower(), token.text.lower()) in self.functions

    def raised(self) -> None:
        token = self.take()
        self.write(f"**({token.text.translate(LOWERED)})", token.place)

    def comma(self, token: _Token) -> None:
        before = self.tokens[self.next - 1] if self.next else self.end
        after = self.tokens[self.next + 1] if self.next + 1 < len(self.tokens) else self.end
        if before.kind == after.kind == "number":
            number = f"{before.text}.{after.text}"
            raise UnreadableError(f"decimals stand behind a point: write {number[:12]}", before.place)


@lru_cache(maxsize=4)  # one per grammar
def _tokens(name: str) -> re.Pattern[str]:
    """A pattern of what a text is made of, `name` being one of its names."""
    return re.compile(
        r"(?P<space>\s+)"
        r"|(?P<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)"
        rf"|(?P<name>{name})"
        rf"|(?P<raised>[⁺⁻]?[{RAISED_DIGITS}]+)"
        r"|(?P<sign>\*\*|.)",
        re.DOTALL | re.ASCII,
    )


def _sign(token: _Token) -> str:
    return SIGNS.get(token.text, token.text)


def _token(found: re.Match[str]) -> _Token:
    return _Token(found.lastgroup or "", found[0], found.start())
