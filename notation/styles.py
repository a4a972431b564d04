"""An expression printed otherwise than in symbols: as a line of numbers, or as plain text for labels."""

import ast
from collections.abc import Callable
from typing import ClassVar

import numpy as np

from notation.typeset import ATOM, PRODUCT, SCRIPTED, SIGNED, Latex, Printed
from tunables import decimal


class Numbers(Latex):
    """Writes numbers for names, a dot in every product, and of cases only the one that is `taken`."""

    def __init__(self, text: str, name: Callable[[str], Printed], taken: Callable[[ast.AST], bool]) -> None:
        super().__init__(text, name)
        self.taken = taken

    def side_by_side(self, first: str, second: str, dot: bool) -> str:
        """Always with a dot."""
        return rf"{first} \cdot {second}"

    def cases(self, condition: ast.AST, then: ast.AST, otherwise: ast.AST) -> Printed:
        """The value that it is."""
        return self.print(then if self.taken(condition) else otherwise)


class Plain(Latex):
    """Writes in letters and signs alone, `√v̂ + ε`."""

    minus: ClassVar = "−"

    def bracketed(self, text: str) -> str:
        """The text in brackets."""
        return f"({text})"

    def side_by_side(self, first: str, second: str, dot: bool) -> str:
        """With a space between them."""
        return f"{first} {second}"

    def quotient(self, left: ast.AST, right: ast.AST, flat: bool) -> Printed:
        """On one line."""
        return Printed(f"{self.tight(left, PRODUCT)}/{self.tight(right, ATOM)}", PRODUCT)

    def power(self, base: ast.AST, exponent: ast.AST, flat: bool) -> Printed:
        """With raised signs."""
        return Printed(self.tight(base, ATOM) + self.print(exponent).text.translate(_RAISED), SCRIPTED)

    def call(self, function: str, arguments: list[ast.expr], flat: bool) -> Printed:
        """With the sign of a root or of an amount, else by name."""
        match function, arguments:
            case "sqrt", [inside]:
                return Printed(f"√{self.tight(inside, ATOM)}", ATOM)
            case "abs", [inside]:
                return Printed(f"|{self.print(inside).text}|", ATOM)
        listed = ", ".join(self.print(argument).text for argument in arguments)
        return Printed(f"{function}({listed})", ATOM)


_RAISED = str.maketrans("t0123456789", "ᵗ⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_latex(value: float, digits: int) -> Printed:
    """A number as LaTeX, and how tightly that holds together: −0.25 less than 0.25."""
    if not np.isfinite(value):
        return Printed(r"\text{not finite}", ATOM)
    mantissa, exponent = decimal(value, digits)
    signed = mantissa.startswith("-")
    if exponent is None:
        return Printed(mantissa, SIGNED if signed else ATOM)
    if mantissa == "1":
        return Printed(f"10^{{{exponent}}}", SCRIPTED)
    return Printed(rf"{mantissa} \cdot 10^{{{exponent}}}", SIGNED if signed else PRODUCT)
