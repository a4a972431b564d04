r"""One line of an update rule: an expression with the name of what it gives, printed by `typeset`.

    Equation("m", "beta1 * m_prev + (1 - beta1) * g", "First moment")

A test evaluates what is declared and compares it with what a rule's `step` does.
"""

from typing import NamedTuple


class Equation(NamedTuple):
    """One line of an update rule.

    Attributes:
        name: the quantity it defines: a field of the rule's State, or `theta`.
        expression: its right-hand side, as `notation/expression.py` reads it. It may name the rule's
            tunables, `g`, `t`, `theta_prev`, a State field (this step's value, defined by an earlier
            equation) and a State field with `_prev` (the value one step before).
        title: what it is, in words; neighbours with the same title are one thought.
    """

    name: str
    expression: str
    title: str = ""
