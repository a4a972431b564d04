"""What every surface promises, checked from its own declarations."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import surfaces
from surfaces import SURFACES, Bowl
from tests.strategies import inside, stacked, things
from tunables import tunables

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)


def width(surface):
    """The shorter side of the view."""
    return min(high - low for low, high in surface.domain)


def grid(surface, count=41):
    return np.meshgrid(*(np.linspace(*side, count) for side in surface.domain))


def steepest(surface):
    """The largest slope in the view: what a tolerance is measured against."""
    return np.hypot(*surface.gradient(*grid(surface))).max()


def slopes(f, x, y, h):
    """(df/dx, df/dy) by central differences of fourth order."""

    def slope(at):
        return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)

    return np.array([slope(lambda d: f(x + d, y)), slope(lambda d: f(x, y + d))])


def hessian(surface, x, y):
    return slopes(lambda x, y: np.array(surface.gradient(x, y)), x, y, 1e-3 * width(surface))


@every_surface
@given(data=st.data())
def test_the_gradient_is_the_slope_of_the_value(kind, data):
    surface = data.draw(things(kind))
    x, y = data.draw(inside(surface.domain))
    gradient = np.array(surface.gradient(x, y))
    expected = slopes(surface.value, x, y, 3e-5 * width(surface))
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-9 * steepest(surface))


@every_surface
@given(data=st.data())
def test_minima_are_flat_and_nothing_lies_lower(kind, data):
    surface = data.draw(things(kind))
    around = np.exp(1j * np.linspace(0, 2 * np.pi, 64))
    for minimum in (*surface.minima, *surface.local_minima):
        assert np.hypot(*surface.gradient(*minimum)) <= 1e-12 * steepest(surface), minimum
        for radius in (1e-3 * width(surface), 1e-2 * width(surface)):
            ring = surface.value(minimum[0] + radius * around.real, minimum[1] + radius * around.imag)
            assert (ring > surface.value(*minimum)).all(), f"something lies lower near {minimum}"
    values = surface.value(*grid(surface, 200))
    for minimum in surface.minima:
        assert values.min() >= surface.value(*minimum) - 1e-12 * np.ptp(values), f"{minimum} is not global"


@every_surface
@given(data=st.data())
def test_value_and_gradient_are_finite_on_the_whole_view(kind, data):
    surface = data.draw(things(kind))
    assert np.isfinite(surface.value(*grid(surface))).all()
    assert np.isfinite(surface.gradient(*grid(surface))).all()


@every_surface
@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3, 4), (0,)])
def test_arrays_of_any_shape(kind, shape):
    surface = kind()
    random = np.random.default_rng(0)
    x, y = (np.asarray(random.uniform(low, high, shape)) for low, high in surface.domain)
    value, (along_x, along_y) = surface.value(x, y), surface.gradient(x, y)
    assert np.shape(value) == np.shape(along_x) == np.shape(along_y) == shape
    for place in np.ndindex(shape):
        np.testing.assert_allclose(np.asarray(value)[place], surface.value(x[place], y[place]), rtol=1e-12)
        gradient = np.asarray(along_x)[place], np.asarray(along_y)[place]
        np.testing.assert_allclose(gradient, surface.gradient(x[place], y[place]), rtol=1e-12)


@every_surface
@given(data=st.data())
def test_coefficients_may_be_lanes(kind, data):
    singles = [data.draw(things(kind)) for _ in range(3)]
    x, y = data.draw(inside(singles[0].domain))
    lanes = stacked(singles)
    values = np.broadcast_to(lanes.value(x, y), 3)
    gradients = np.broadcast_to(np.array(lanes.gradient(x, y)).reshape(2, -1), (2, 3))
    for lane, surface in enumerate(singles):
        np.testing.assert_allclose(values[lane], surface.value(x, y), rtol=1e-12)
        np.testing.assert_allclose(gradients[:, lane], surface.gradient(x, y), rtol=1e-12, atol=1e-12)


@every_surface
@given(data=st.data())
def test_the_start_and_the_minima_lie_in_the_view(kind, data):
    surface = data.draw(things(kind))
    for point in (surface.start, *surface.minima, *surface.local_minima):
        for value, (low, high) in zip(point, surface.domain, strict=True):
            assert low < value < high, f"{point} lies outside the view of {surface.name}"


@every_surface
@given(data=st.data())
def test_the_largest_curvature_is_the_hessians(kind, data):
    surface = data.draw(things(kind))
    hessians = [hessian(surface, *data.draw(inside(surface.domain))) for _ in range(3)]
    size = max(np.abs(one).max() for one in hessians)
    if surface.largest_curvature is not None:
        for one in hessians:
            largest = np.linalg.eigvalsh((one + one.T) / 2).max()
            assert surface.largest_curvature == pytest.approx(largest, rel=1e-6, abs=1e-9 * size)


@every_surface
def test_a_constant_hessian_is_declared(kind):
    surface = kind()
    random = np.random.default_rng(0)
    points = [[random.uniform(*side) for side in surface.domain] for _ in range(5)]
    hessians = np.array([hessian(surface, *point) for point in points])
    constant = np.ptp(hessians, axis=0).max() < 1e-8 * np.abs(hessians).max()
    assert constant == (surface.largest_curvature is not None), (
        "declare largest_curvature where it is constant"
    )


@every_surface
def test_every_surface_says_what_it_is(kind):
    surface = kind()
    assert re.fullmatch("[a-z][a-z0-9_]*", kind.key), "keys stand in links"
    assert [other.key for other in SURFACES].count(kind.key) == 1, f"the key {kind.key} is taken"
    assert [other.name for other in SURFACES].count(kind.name) == 1, f"the name {kind.name} is taken"
    assert kind.teaches.endswith("."), "what it teaches is one sentence"
    assert kind.equation
    assert kind.source
    assert 10 <= surface.steps <= 10_000
    assert surface.rate > 0
    assert all(low < high for low, high in surface.domain)
    assert hash(surface) == hash(kind()), "an untouched surface is a hashable value"
    assert all(tunable.meaning.endswith(".") for tunable in tunables(kind))


def test_every_file_is_in_the_table():
    files = {path.stem for path in Path(surfaces.__file__).parent.glob("*.py")} - {"__init__", "surface"}
    listed = {kind.__module__.removeprefix("surfaces.") for kind in SURFACES}
    assert listed == files, "enter every surface in SURFACES in surfaces/__init__.py"


@given(bowl=things(Bowl))
def test_the_bowls_own_start_turns_with_it(bowl):
    straight = Bowl(condition=bowl.condition, scale=bowl.scale)
    assert bowl.value(*bowl.start) == pytest.approx(straight.value(*straight.start), rel=1e-12)
    assert np.hypot(*bowl.start) == pytest.approx(np.hypot(*straight.start), rel=1e-12)
    angle = np.rad2deg(np.angle(complex(*bowl.start) / complex(*straight.start)))
    assert angle == pytest.approx(bowl.rotation, abs=1e-9)
