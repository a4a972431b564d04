"""The numbers that sentences show, read back."""

import re

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def number(text):
    """The number that a sentence shows."""
    text = text.replace("−", "-").rstrip(".")
    mantissa, ten, power = text.rpartition("10") if re.search(f"10[⁻{DIGITS}]", text) else (text, "", "")
    if not ten:
        return float(mantissa)
    exponent = power.translate(str.maketrans("⁻" + DIGITS, "-0123456789"))
    return float(f"{mantissa.rstrip('·') or 1}e{exponent}")


NUMBER = rf"(−?[\d.]*\d(?:·10[⁻{DIGITS}]+)?|−?10[⁻{DIGITS}]+)"
