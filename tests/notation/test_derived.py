"""Derivatives as expressions, against the surfaces' own gradients, which finite differences are held to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import derived, evaluate
from notation.reading import reading
from surfaces import SURFACES, DataSurface
from tests.strategies import inside, things
from tunables import tunables


def slopes(expression, names):
    found = derived(expression, ("x", "y"))
    known = dict(names)
    for name, text in found.definitions.items():
        known[name] = evaluate(text, known)
    return [evaluate(text, known) for text in found.slopes]


@pytest.mark.parametrize(
    "kind", [kind for kind in SURFACES if not issubclass(kind, DataSurface)], ids=lambda kind: kind.key
)
@given(data=st.data())
def test_of_every_surface_they_are_its_gradient(kind, data):
    surface = data.draw(things(kind))
    x, y = (round(each, 6) for each in data.draw(inside(surface.domain)))  # squares of it are numbers
    text = reading(surface.text).text if kind.key == "formula" else kind.formula
    names = {field.name: getattr(surface, field.name) for field in tunables(kind)} | {"x": x, "y": y}
    expected = surface.gradient(x, y)
    if (x, y) in surface.kinks or not np.isfinite(expected).all():
        return
    size = np.abs(expected).max() + abs(surface.value(x, y))
    np.testing.assert_allclose(slopes(text, names), expected, rtol=1e-8, atol=1e-9 * size)


def test_they_are_short():
    found = derived("(1 - x)**2 + b*(y - x**2)**2", ("x", "y"))
    assert found.definitions == {"k1": "y - x**2"}
    assert found.slopes == ("-2*(1 - x) - 4*b*k1*x", "2*b*k1")
    assert derived("r = x**2 + k1; s = 2*r; y*r", ("x", "y")).definitions == {"r": "x ** 2 + k1"}
