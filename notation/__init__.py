"""Expressions: computed, printed in LaTeX and in plain text, and read from what a reader types.

The equations of the rules, the formulas of the surfaces and those of readers are expressions of one kind. No
part of what a reader types is ever run as text, and nothing can take long: what is built is bounded while it
is built.
"""

from notation.derived import Derived, derived
from notation.expression import compact, evaluate, names_in, parsed
from notation.formula import latex
from notation.graph import MOST_NODES
from notation.reading import FUNCTIONS, LONGEST
from notation.written import Written, written

__all__ = [
    "FUNCTIONS",
    "LONGEST",
    "MOST_NODES",
    "Derived",
    "Written",
    "compact",
    "derived",
    "evaluate",
    "latex",
    "names_in",
    "parsed",
    "written",
]
