"""What may stand in a text that a reader types: a formula in x and y, or what an equation of a rule says."""

import re
import unicodedata
from typing import NamedTuple

from tunables import RAISED_DIGITS

# Signs that are written otherwise in Python, and names that are.
SIGNS = {"^": "**", "−": "-", "–": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "∙": "*", "÷": "/", "∕": "/"}
NAMES = {
    "π": "pi",
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sgn": "sign",
    "maximum": "max",
    "minimum": "min",
}
ROOT = "√"
_SIGNS = rf" \t.,+\-*/()|{ROOT}{RAISED_DIGITS}⁺⁻{re.escape(''.join(SIGNS))}"
_ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # ŝ may be one letter; × and ÷ are none
_GREEK = "\u0391-\u03a9\u03b1-\u03c9\u03f5"
_MARKS = {"\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar"}
_LOWERED_SIGNS = "₀₁₂₃₄₅₆₇₈₉₋ₜ"
_AFTER = rf"A-Za-z_0-9{_ACCENTED}{_GREEK}{''.join(_MARKS)}{_LOWERED_SIGNS}"


class Grammar(NamedTuple):
    """What may stand in a text.

    Attributes:
        what: what sentences call such a text.
        example: one.
        typed: the signs in which it may be typed.
        name: a pattern of its names.
        letters: its variables where they have one letter each, so that `xy` is a product; where there are
            none, any name stands for something.
        cases: whether `where(a > b, then, otherwise)` may stand there.
    """

    what: str
    example: str
    typed: re.Pattern[str]
    name: str
    letters: tuple[str, ...] = ()
    cases: bool = False


FORMULA = Grammar(
    what="a formula",
    example="a formula in x and y, such as x**2 + y**2",
    typed=re.compile(rf"[A-Za-z0-9_π{_SIGNS}]"),
    name=r"[A-Za-z_][A-Za-z_0-9]*|π",
    letters=("x", "y"),
)
EQUATION = Grammar(
    what="an equation",
    example="what it equals, such as beta1*m_prev + (1 - beta1)*g",
    typed=re.compile(rf"[{_AFTER}<>{_SIGNS}]"),
    name=rf"[A-Za-z_{_ACCENTED}{_GREEK}][{_AFTER}]*",
    cases=True,
)


def in_ascii(name: str) -> str:
    """A name of a rule's quantity in letters without accents: `m_hat` for m̂, `beta1` for β₁.

    What has no such spelling stays as it is.
    """
    parts = unicodedata.normalize("NFD", name.replace("ₜ₋₁", "_prev").replace("ₜ", ""))
    spelled = "".join(_MARKS.get(sign) or _greek(sign) for sign in parts).translate(_DIGITS)
    # An accent stands on the first letter, whatever follows it: v̂₂ is v2_hat.
    return re.sub(r"(_hat|_tilde|_bar)([0-9]+)", r"\2\1", spelled)


def _greek(sign: str) -> str:
    name = unicodedata.name(sign, "")
    found = re.fullmatch(r"GREEK (SMALL|CAPITAL|LUNATE) (?:LETTER |)(\w+)(?: SYMBOL)?", name)
    if not found:
        return sign
    # Unicode spells λ in its own way.
    letter = {"LAMDA": "LAMBDA"}.get(found[2], found[2])
    return letter.capitalize() if found[1] == "CAPITAL" else letter.lower()


_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
