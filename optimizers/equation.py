r"""Equations of an update rule: declared once, in Python, to be computed here and printed by `typeset`.

    Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment")

`evaluate` lets a test compare what is declared with what a rule's `step` does.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, NamedTuple

import numpy as np


class Equation(NamedTuple):
    """One line of an update rule.

    Attributes:
        name: the quantity it defines: a field of the rule's State, or `theta`.
        expression: its right-hand side in Python. It may name the rule's tunables, `g`, `t`, `theta_prev`,
            a State field (this step's value, defined by an earlier equation) and a State field with
            `_prev` (the value one step before); and `sqrt`, `maximum`, `sign`, `abs` and
            `where(a > b, then, otherwise)`.
        title: what it is, in words; neighbours with the same title are one thought.
    """

    name: str
    expression: str
    title: str = ""


_FUNCTIONS = {
    "sqrt": np.sqrt,
    "maximum": np.maximum,
    "sign": np.sign,
    "abs": np.abs,
    "where": np.where,
}


def evaluate(equation: Equation, names: Mapping[str, Any]) -> Any:
    """The right-hand side's value, `names` giving a value to everything that it names."""
    with np.errstate(all="ignore"):
        # Only what a rule's own file declares ever comes here, never what a reader has typed.
        return eval(_compiled(equation.expression), {"__builtins__": {}}, {**_FUNCTIONS, **names})


@lru_cache(maxsize=512)  # far more than the rules declare
def _compiled(expression: str) -> CodeType:
    return compile(expression, "<equation>", "eval")
