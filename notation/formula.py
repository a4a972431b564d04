r"""A formula as LaTeX, as one writes it by hand.

    abs(x)**3 + 0.1*exp(-y**2/2)        \left|x\right|^3 + 0.1\,e^{-y^2/2}
    w = x/4; sin(2*pi*w)                \sin 2 \pi w,\quad w = \frac{x}{4}

Brackets and dots are as few as reading it allows; its definitions come last.
"""

import ast
import re
from collections.abc import Mapping

from notation.expression import parsed
from notation.typeset import ATOM, SCRIPTED, Latex, Printed


def latex(expression: str, symbols: Mapping[str, str] | None = None) -> str:
    """A formula as LaTeX, `symbols` giving that of its names, its definitions last.

    Raises ValueError where it says what cannot be printed.
    """
    known = {"pi": r"\pi", **(symbols or {})}
    definitions, value = parsed(expression)
    printer = Formula(expression, lambda name: Printed(known.get(name, name), ATOM))
    defined = [f"{known.get(name, name)} = {printer.print(tree).text}" for name, tree in definitions.items()]
    return r",\quad ".join([printer.print(value).text, *([r",\ ".join(defined)] if defined else [])])


class Formula(Latex):
    r"""A formula as one writes it by hand: 2 x y^2, b\,(x + y), and square brackets around round ones."""

    def bracketed(self, text: str) -> str:
        """The text in brackets of the kind that it has not yet."""
        if "(" not in text or "[" in text:
            return super().bracketed(text)
        return rf"\left[{text}\right]" if r"\frac" in text else f"[{text}]"

    def raised(self, exponent: str) -> str:
        """One sign needs no braces."""
        return exponent if len(exponent) == 1 else super().raised(exponent)

    def digits_meet(self, first: str, second: str) -> bool:
        """Whether they would read as one number, or as a mixed one, 2½."""
        return second[0].isdigit() or (
            second.startswith(r"\frac") and bool(re.search(_ENDS_IN_NUMBER, first))
        )

    def side_by_side(self, first: str, second: str, dot: bool) -> str:
        """Close together where neither is a bracket or a decimal number."""
        if not re.match(_FUNCTION, second):  # else it would seem to belong to the argument
            first = re.sub(_ENDS_IN_BARE, r"\1(\2)", first)
        close = re.search(_ENDS_IN_LETTER, first) or re.search(_ENDS_IN_COUNT, first)
        # LaTeX itself sets a function's name apart.
        near = second[0] == "\\" or (close and second[0].isalpha())
        return super().side_by_side(first, second, dot) if dot or not near else f"{first} {second}"

    def applied(self, name: str, argument: ast.AST, flat: bool) -> Printed:
        """Without brackets where the argument is a few letters, as 2πx is, and no stroke may follow."""
        inside = self.print(argument, flat).text
        if flat or "operatorname" in name or not re.fullmatch(_BARE, inside):
            return Printed(name + self.bracketed(inside), ATOM)
        return Printed(f"{name} {inside}", SCRIPTED)


# Patterns, compiled when something is first printed.
_FUNCTION = r"\\(?:(?:arc)?(?:sin|cos|tan)h?|log)(?![a-z])"
_LETTER = rf"(?:[a-z]|(?!{_FUNCTION})\\[a-z]+(?:\^\\circ)?)"
_BARE = rf"(?:\d+ )?{_LETTER}(?: {_LETTER})*"
_ENDS_IN_BARE = rf"({_FUNCTION}(?:\^(?:\w|\{{[^{{}}]*\}}))?) ({_BARE})$"
_ENDS_IN_NUMBER = r"(?<![\d.^])[\d.]+$"
_ENDS_IN_COUNT = r"(?<![\d.^])\d+$"
_ENDS_IN_LETTER = r"((?<![a-z\\])[a-z]|(?<!\^)\\[a-z]+)(\^(\w|\{[^{}]*\}))?$"
