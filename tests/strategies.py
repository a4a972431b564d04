"""Random settings of any optimizer or surface, derived from what it declares about its tunables."""

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tunables import Tunable, tunables


def values(tunable: Tunable) -> st.SearchStrategy[Any]:
    """Values in the range: the slider's stops, and numbers between them, spread as the scale spreads them."""
    low, high = tunable.low, tunable.high
    if tunable.scale == "text":
        return st.sampled_from([tunable.default, "x**2 + 3*y**2", "sin(x)*cos(y) + tanh(x*y)"])
    if tunable.scale == "switch":
        return st.booleans()
    if tunable.scale == "log":
        between = st.floats(math.log(low), math.log(high)).map(math.exp)
    elif tunable.scale == "decay":
        between = st.floats(math.log(1 - high), math.log(1 - low)).map(lambda free: 1 - math.exp(free))
    else:
        between = st.floats(low, high)
    return st.sampled_from(tunable.stops) | between.map(lambda value: float(min(max(value, low), high)))


def things(kind: type, **fixed: Any) -> st.SearchStrategy[Any]:
    """Random instances of an optimizer or surface class; `fixed` fields keep their value."""
    free = {field.name: values(field) for field in tunables(kind) if field.name not in fixed}
    return st.fixed_dictionaries(free).map(lambda drawn: kind(**drawn, **fixed))


def stacked(singles: list[Any]) -> Any:
    """One optimizer or surface with the settings of all `singles` as its lanes."""
    kind = type(singles[0])
    return kind(
        **{field.name: np.array([getattr(one, field.name) for one in singles]) for field in tunables(kind)}
    )


def inside(domain: tuple[tuple[float, float], tuple[float, float]]) -> st.SearchStrategy[tuple[float, float]]:
    """Points of a view."""
    return st.tuples(st.floats(*domain[0]), st.floats(*domain[1]))
