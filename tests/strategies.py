"""Random settings of any optimizer or surface, derived from what it declares about its tunables."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tunables import Numbers, Text, Tunable, tunables


def values(tunable: Tunable) -> st.SearchStrategy[Any]:
    """Values in the range: the slider's stops, and numbers between them, spread as the scale spreads them."""
    match tunable.scale:
        case Numbers() as scale:
            # In ten thousandths of the way: a share of 1e-10 gives a decay that is 0 but for rounding errors.
            shares = st.integers(0, 10_000).map(lambda share: share / 10_000)
            return st.sampled_from(tunable.stops) | shares.map(scale.at)
        case Text():
            return st.sampled_from([tunable.default, "x**2 + 3*y**2", "sin(x)*cos(y) + tanh(x*y)"])
        case _:
            return st.sampled_from(tunable.stops)


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
