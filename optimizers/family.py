"""The families of update rules: on which shelf the page keeps a rule, and which hue its runs have.

No more than four hues are told apart by every eye, so families may share one; runs of one hue differ by their
dashes. What a hue looks like, in light and in dark, `figures/palette.py` says.
"""

from typing import NamedTuple


class Family(NamedTuple):
    """Rules that are kin.

    Attributes:
        shelf: what the page's picker writes before a rule's name.
        hue: the colour of their runs in every figure.
    """

    shelf: str
    hue: str


GRADIENT_DESCENT = Family("Gradient descent", "blue")
RATE_PER_COORDINATE = Family("Rate per coordinate", "green")
ADAM = Family("Adam", "orange")  # Adam, and its variants up to 2018
LATER_ADAM = Family("Adam", "violet")  # its variants since
SIGN = Family("Sign", "violet")
OWN = Family("Your own", "violet")
