"""Your own formula as a surface: where it begins, how fast one may go, what is found on it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surfaces import Formula
from tests.notation.texts import MEANT, WILD, expressions

REACHES = (0.1, 5.0, 20.0, 100.0)
NOWHERE = {
    "x/(x - x)": 5.0,
    "sqrt(-1 - x**2)": 5.0,
    "sqrt(-exp(x)) + y**2": 5.0,
    "asin(x + 100)": 5.0,
    "(9*x/x)**(9*x/x)**(9*x/x)+y": 5.0,
    "log(-abs(x)) + y": 5.0,
    "exp(exp(exp(exp(x*x + 9)))) + y": 100.0,
}


def surface_of(text, reach=5.0):
    """The formula as a surface, or None where it has no finite value in view."""
    try:
        return Formula(text, reach=reach)
    except ValueError:
        return None


def assert_sound(surface):
    """What a page asks of a surface before anything moves is there and finite."""
    assert 0 < surface.rate <= 10
    assert surface.equation
    for point in (surface.start, surface.found or (0.0, 0.0)):
        assert len(point) == 2
        assert all(type(each) is float for each in point)
        assert np.abs(point).max() <= surface.reach
    assert np.isfinite(surface.value(*surface.start)), "one cannot begin where there is no value"
    if surface.found:
        assert np.isfinite(surface.value(*surface.found))


@pytest.mark.parametrize("text", MEANT)
@given(point=st.tuples(st.floats(0.3, 3), st.floats(0.3, 3)))
@settings(max_examples=15)
def test_its_gradient_is_exact(text, point):
    surface, h = Formula(text), 1e-6
    for axis in (0, 1):
        step = np.eye(2)[axis] * h
        central = (surface.value(*(point + step)) - surface.value(*(point - step))) / (2 * h)
        scale = max(1.0, abs(surface.value(*point)))
        assert abs(surface.gradient(*point)[axis] - central) < 1e-5 * scale


@pytest.mark.parametrize("text", NOWHERE)
def test_a_formula_without_a_value_in_view_is_refused_in_words(text):
    with pytest.raises(ValueError, match="no finite value anywhere in the view"):
        Formula(text, reach=NOWHERE[text])


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("text", WILD)
def test_a_wild_formula_is_a_sound_surface(text, reach):
    surface = surface_of(text, reach)
    if surface:
        assert_sound(surface)


@given(expressions(most=12), st.sampled_from(REACHES))
@settings(max_examples=150)
def test_any_formula_is_a_sound_surface(text, reach):
    surface = surface_of(text, reach)
    if surface:
        assert_sound(surface)


def test_runs_begin_where_there_is_a_value_and_a_slope():
    for text in ("log(x) + y**2", "sqrt(x - 4.5) + y", "sqrt(-x**2) + y**2", "log(x - 4.95) + log(y - 4.95)"):
        surface = Formula(text)
        assert np.isfinite([surface.value(*surface.start), *surface.gradient(*surface.start)]).all(), text


def test_where_it_is_not_finite_it_says_so():
    surface = Formula("log(x) + y**2")
    assert np.isnan(surface.value(-1.0, 0.0))
    assert np.isfinite([surface.value(*surface.start), *surface.gradient(*surface.start)]).all()


def test_no_minimum_is_declared_but_one_is_found():
    surface = Formula("(x - 1)**2 + 3*(y + 2)**2 + 0.1*x*y")
    assert surface.minima == ()
    assert surface.found is not None
    np.testing.assert_allclose(surface.gradient(*surface.found), 0, atol=1e-9)
    assert Formula("3*x + 2*y").found is None, "it falls without end"
    assert Formula("x**2 - y**2").found is None, "its lowest point in view is on the edge"


def test_the_view_reaches_as_far_as_the_reader_wants():
    assert Formula("x + y", reach=2.0).domain == ((-2.0, 2.0), (-2.0, 2.0))
