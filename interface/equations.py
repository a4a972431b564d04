"""The equations of a reader's own rule, to be typed in its card."""

from functools import partial

import streamlit as st

from interface.choices import Choices
from interface.controls import box, complaint_of, plain
from optimizers import Own, kin
from words import own_rule_is

_LETTERS = 32  # in a line of the box
_MOST_LINES = 14
_HELP = (
    "One equation a line, θ last. You may use g, t and θ, any quantity and its value of the step before "
    "(m_prev), + - * / ^, √, |g|, min, max, sign, exp and the like, and where(a > b, then, otherwise). "
    "Any other name becomes a slider; c = 0.5 says where it begins, m_0 = 1 where a quantity does."
)


def equations(chosen: Choices, index: int, key: str) -> None:
    """The box of the run's equations, and what they are found to be."""
    kind = type(chosen.experiment.runs[index].optimizer)
    assert issubclass(kind, Own)
    lines = kind.text.split("; ")
    shown = sum(1 + len(line) // _LETTERS for line in lines)
    box(
        "Equations",
        f"{key} equations",
        "\n".join(lines),
        str,
        partial(chosen.write_rule, chosen.cards[index]),
        lines=min(shown + 1, _MOST_LINES),
        help=_HELP,
    )
    complaint_of(f"{key} equations")
    if found := kin(kind):
        st.caption(plain(own_rule_is(found)))
