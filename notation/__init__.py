"""A reader's formula in x and y: read, computed, differentiated and typeset, all within bounds.

No part of it is ever run as text, and nothing can take long: what is built is bounded while it is built.
"""

from notation.expression import evaluate
from notation.graph import MOST_NODES
from notation.reading import FUNCTIONS, LONGEST
from notation.written import Written, written

__all__ = ["FUNCTIONS", "LONGEST", "MOST_NODES", "Written", "evaluate", "written"]
