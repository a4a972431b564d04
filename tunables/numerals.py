"""Numbers as they are written and read: exactly in links and boxes, rounded in sentences."""

import math
import re

import numpy as np

_LONGEST_NUMBER = 40
_COMMA = re.compile(r"[-+−]?\d+,\d+")
_FIRST_WORD = re.compile(r"[a-z]+(?![\w(])")  # a Latin one that is no function's name
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPTS = str.maketrans("-0123456789", f"⁻{RAISED_DIGITS}")
LOWERED = str.maketrans(f"⁺⁻{RAISED_DIGITS}", "+-0123456789")  # raised signs, for str.translate
SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_POWER_OF_TEN = re.compile(
    r"^([-+]?)(?:(\d+\.?\d*|\.\d+) ?[·⋅*×x] ?)?10"
    rf"(?:(?:\^|\*\*)([-+]?\d+)|(⁻?[{RAISED_DIGITS}]+))$"
)


def number(value: float) -> str:
    """The shortest text for a number that reads back exactly: 0.1, 100, 1e-8; and 0 for −0."""
    text = repr(float(value) + 0.0)
    mantissa, _, exponent = text.partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def decimal(value: float, digits: int) -> tuple[str, int | None]:
    """A number rounded to so many significant digits: what stands before the power of ten, and its exponent.

    The exponent is None where the number is written without one: from 0.0001 on and below a million. There
    is no −0, and the sign is a hyphen. What is not finite is `nan`, `inf` or `-inf`.
    """
    rounded = float(f"{value:.{digits}g}") + 0.0
    if rounded == 0 or 1e-4 <= abs(rounded) < 1e6 or not math.isfinite(rounded):
        return np.format_float_positional(rounded, trim="-"), None
    mantissa, _, exponent = np.format_float_scientific(rounded, trim="-").partition("e")
    return mantissa, int(exponent)


EXACT = 17  # significant digits, with which every number is its own


def short(value: float, digits: int = 3) -> str:
    """A number as a sentence has it, rounded to so many significant digits: 0.025, −1000, 2.1·10⁻⁵."""
    mantissa, exponent = decimal(value, digits)
    if exponent is None:
        return mantissa.replace("-", "−")
    power = f"10{str(exponent).translate(_SUPERSCRIPTS)}"
    return power if mantissa == "1" else f"{mantissa}·{power}".replace("-", "−")


def percent(share: float) -> str:
    """A share of a whole: 23.3%."""
    return f"{short(100 * share)}%"


def sentence(text: str) -> str:
    """A text as the beginning of a sentence: its first letter a capital, where it begins with a word.

    A Greek letter stays as it is, since a capital α looks like an A; so does what is no word but a name in a
    formula, the `x` of `x is outside the view` or the `sqrt` of `sqrt(x)`.
    """
    word = _FIRST_WORD.match(text)
    return text[0].upper() + text[1:] if word and (len(word[0]) > 1 or word[0] == "a") else text


def read_number(text: str, title: str) -> float:
    """The finite number that a reader wrote; ValueError with a sentence naming `title` otherwise.

    Digits of every script and underscores between them are read, as Python reads them, and what our own
    sentences have, too: the minus sign and powers of ten, −2.1·10⁻⁵. A comma is none: 1,500 is one thing here
    and another there.
    """
    text = text.strip()
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"{title} must be a number, not {len(text)} characters of text")
    try:
        value = float(_POWER_OF_TEN.sub(_as_exponent, text.replace("−", "-")))
    except ValueError:
        point = "; decimals stand behind a point, 1.5" if _COMMA.fullmatch(text) else ""
        raise ValueError(f"{title} must be a number, not {shortened(text)}{point}") from None
    if not math.isfinite(value):
        raise ValueError(f"{title} must be a finite number, not {shortened(text)}")
    return value + 0.0  # there is no −0


def _as_exponent(found: re.Match[str]) -> str:
    """`2.1·10⁻⁵` as Python reads it, `2.1e-5`; without a factor `1e-5`."""
    exponent = found[3] or found[4].translate(LOWERED)
    return f"{found[1]}{found[2] or 1}e{exponent}"


def shortened(text: str, most: int = 24) -> str:
    """A reader's text in quotation marks, cut where it is long, without control characters."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text[: most + 1])
    return f"“{clean[:most]}…”" if len(text) > most else f"“{clean}”"
