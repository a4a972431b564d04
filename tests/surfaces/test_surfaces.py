"""What every surface promises, checked from its own declarations."""

import math
import re
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import surfaces
from surfaces import (
    SURFACES,
    Ackley,
    Beale,
    Bohachevsky,
    Booth,
    Bowl,
    Branin,
    DataSurface,
    Easom,
    Formula,
    GoldsteinPrice,
    Griewank,
    Himmelblau,
    Levy,
    Matyas,
    McCormick,
    Points,
    Rastrigin,
    Rosenbrock,
    Saddle,
    SixHumpCamel,
    StyblinskiTang,
    ThreeHumpCamel,
)
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
    assume(all(math.dist((x, y), kink) > 1e-2 * width(surface) for kink in surface.kinks))
    gradient = np.array(surface.gradient(x, y))
    expected = slopes(surface.value, x, y, 3e-5 * width(surface))
    np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-9 * steepest(surface))


@every_surface
@given(data=st.data())
def test_minima_are_flat_and_nothing_lies_lower(kind, data):
    surface = data.draw(things(kind))
    around = np.exp(1j * np.linspace(0, 2 * np.pi, 64))
    for minimum in (*surface.minima, *surface.local_minima):
        assert np.hypot(*surface.gradient(*minimum)) <= min(1e-9, 1e-12 * steepest(surface)), minimum
        for radius in (1e-3 * width(surface), 1e-2 * width(surface)):
            ring = surface.value(minimum[0] + radius * around.real, minimum[1] + radius * around.imag)
            assert (ring > surface.value(*minimum)).all(), f"something lies lower near {minimum}"
    # Of a sum over examples fewer points, which takes as long.
    values = surface.value(*grid(surface, 101 if issubclass(kind, DataSurface) else 401))
    for minimum in surface.minima:
        assert values.min() >= surface.value(*minimum) - 1e-14 * np.ptp(values), f"{minimum} is not global"


@every_surface
def test_global_minima_are_equally_low_and_the_others_higher(kind):
    surface = kind()
    lowest = [surface.value(*minimum) for minimum in surface.minima]
    ulps = 1e-16 * np.ptp(surface.value(*grid(surface)))
    assert np.ptp(lowest or [0]) <= ulps, "global minima are equally low"
    for minimum in surface.local_minima:
        assert surface.value(*minimum) > max(lowest) + 1e-3, f"{minimum} is global"


@every_surface
def test_every_minimum_in_view_is_listed(kind):
    surface = kind()
    listed = (*surface.minima, *surface.local_minima)
    assert len({np.round(minimum, 6).tobytes() for minimum in listed}) == len(listed), "each is listed once"
    if not surface.minima:
        return
    x, y = grid(surface, 301)
    values = np.pad(surface.value(x, y), 1, constant_values=np.inf)
    around = np.array([np.roll(values, move, (0, 1)) for move in np.ndindex(3, 3)])
    lowest = np.roll(values, 1, (0, 1)) == around.min(axis=0)
    for point in zip(x[lowest[2:, 2:]], y[lowest[2:, 2:]], strict=True):
        found = newton(surface, point)
        apart = 0 if found is None else min(math.dist(minimum, found) for minimum in listed)
        assert apart < 1e-6 * width(surface), f"{found} is a minimum and not listed"


def newton(surface, point):
    """The minimum in view that Newton's method reaches from a point, or None."""
    for _ in range(20):
        matrix = hessian(surface, *point)
        point = point - np.linalg.solve(matrix, surface.gradient(*point))
    inside_view = all(low < value < high for value, (low, high) in zip(point, surface.domain, strict=True))
    settled = np.hypot(*surface.gradient(*point)) < 1e-9 * steepest(surface)
    return point if settled and inside_view and np.linalg.eigvalsh(matrix + matrix.T).min() > 0 else None


@pytest.mark.parametrize(
    ("kind", "lowest", "points"),
    [
        (Booth, 0, [(1, 3)]),
        (Matyas, 0, [(0, 0)]),
        (Rosenbrock, 0, [(1, 1)]),
        (Beale, 0, [(3, 0.5)]),
        (ThreeHumpCamel, 0, [(0, 0)]),
        (SixHumpCamel, -1.0316284534898774, [(0.0898, -0.7126), (-0.0898, 0.7126)]),
        (Himmelblau, 0, [(3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186), (3.584428, -1.848126)]),
        (StyblinskiTang, -78.33233140754283, [(-2.903534, -2.903534)]),
        (McCormick, -math.sqrt(3) / 2 - math.pi / 3, [(-0.54719, -1.54719)]),
        (Branin, 5 / (4 * math.pi), [(-math.pi, 12.275), (math.pi, 2.275), (9.42478, 2.475)]),
        (GoldsteinPrice, 3, [(0, -1)]),
        (Bohachevsky, 0, [(0, 0)]),
        (Levy, 0, [(1, 1)]),
        (Griewank, 0, [(0, 0)]),
        (Ackley, 0, [(0, 0)]),
        (Rastrigin, 0, [(0, 0)]),
        (Easom, -1, [(math.pi, math.pi)]),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_the_published_minima(kind, lowest, points):
    surface = kind()
    np.testing.assert_allclose(surface.minima, points, atol=6e-5)
    for minimum in surface.minima:
        assert surface.value(*minimum) == pytest.approx(lowest, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    ("kind", "height"),
    [
        (ThreeHumpCamel, [0.2986384422] * 2),
        (SixHumpCamel, [-0.2154638244] * 2 + [2.10425031] * 2),
        (StyblinskiTang, [-64.19561236] * 2 + [-50.05889331]),
        (McCormick, [1.228369699]),
        (GoldsteinPrice, [30, 84, 840]),
        (Easom, [-8.110223892e-5] * 4),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_the_heights_of_the_local_minima(kind, height):
    np.testing.assert_allclose([kind().value(*point) for point in kind.local_minima], height, rtol=1e-9)


@pytest.mark.parametrize("radius", [1e-3, 1e-8, 1e-160, 1e-310])
def test_at_its_kink_ackley_is_as_steep_on_every_side_and_gives_zero(radius):
    turn = np.linspace(0, 2 * np.pi, 13)
    slope = np.array(Ackley().gradient(radius * np.cos(turn), radius * np.sin(turn)))
    outward = np.sqrt(8) * np.array([np.cos(turn), np.sin(turn)])
    np.testing.assert_allclose(slope, outward, atol=60 * radius + 1e-12)
    assert Ackley().gradient(0.0, 0.0) == (0, 0)
    np.testing.assert_array_equal(Ackley().gradient(np.zeros(3), np.zeros(3)), np.zeros((2, 3)))


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


NUMBERS_ONLY = [kind for kind in SURFACES if kind not in (Formula, Points)]  # a text makes no lanes


@pytest.mark.parametrize("kind", NUMBERS_ONLY, ids=lambda kind: kind.key)
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
    definite = np.linalg.eigvalsh(hessians[0]).min() > 0
    assert (constant and definite) == (surface.largest_curvature is not None), (
        "declare largest_curvature where the Hessian is constant and positive definite, and only there"
    )


def test_gradient_descent_leaves_the_saddle_at_any_rate():
    assert np.linalg.eigvalsh(hessian(Saddle(), 1, 1)) == pytest.approx([-2, 2])
    assert Saddle().largest_curvature is None
    for rate in (1e-3, 0.1, 0.9):
        assert abs(1 - rate * Saddle().gradient(0.0, 1.0)[1]) > 1


@every_surface
def test_every_surface_says_what_it_is(kind):
    surface = kind()
    assert re.fullmatch("[a-z][a-z0-9_]*", kind.key), "keys stand in links"
    assert [other.key for other in SURFACES].count(kind.key) == 1, f"the key {kind.key} is taken"
    assert [other.name for other in SURFACES].count(kind.name) == 1, f"the name {kind.name} is taken"
    assert kind.teaches.endswith("."), "what it teaches is one sentence"
    assert surface.equation
    assert kind.source
    assert 10 <= surface.steps <= 10_000
    assert surface.rate > 0
    assert all(low < high for low, high in surface.domain)
    assert hash(surface) == hash(kind()), "an untouched surface is a hashable value"
    assert all(tunable.meaning.endswith(".") for tunable in tunables(kind))


def test_a_shelf_is_one_stretch_of_the_table():
    shelves = [group for group, _ in groupby(SURFACES, key=lambda kind: kind.group)]
    assert len(set(shelves)) == len(shelves), "surfaces of one group stand side by side in SURFACES"
    assert shelves[:5] == ["Valleys", "A few minima", "Saddles", "Many minima", "Made of data"]


def test_every_file_is_in_the_table():
    others = {"__init__", "surface", "data_surface", "least_squares", "classification"}
    files = {path.stem for path in Path(surfaces.__file__).parent.glob("*.py")} - others
    listed = {kind.__module__.removeprefix("surfaces.") for kind in SURFACES}
    assert listed == files, "enter every surface in SURFACES in surfaces/__init__.py"


@given(bowl=things(Bowl))
def test_the_bowls_own_start_turns_with_it(bowl):
    straight = Bowl(condition=bowl.condition, scale=bowl.scale)
    assert bowl.value(*bowl.start) == pytest.approx(straight.value(*straight.start), rel=1e-12)
    assert np.hypot(*bowl.start) == pytest.approx(np.hypot(*straight.start), rel=1e-12)
    angle = np.rad2deg(np.angle(complex(*bowl.start) / complex(*straight.start)))
    assert angle == pytest.approx(bowl.rotation, abs=1e-9)


WHOLE = [-1_000_003, -3000, -2, 0, 1, 2, 3000, 50_000, 1_000_003]


@every_surface
@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.int16, np.float32, object, list], ids=str)
def test_whole_numbers_mean_what_the_same_floats_mean(kind, dtype):
    surface, exact = kind(), np.array(WHOLE, dtype=np.float64)
    if dtype is np.int16:
        exact = exact[np.abs(exact) < 2**15]
    given_ = [int(x) for x in exact] if dtype is list else exact.astype(dtype)
    with np.errstate(all="ignore"):
        for x, y, whole_x, whole_y in (
            (exact, exact[::-1], given_, given_[::-1]),
            (exact[:, None], 2.0, np.asarray(given_)[:, None], 2),
            (exact[1], exact[0], given_[1], given_[0]),
        ):
            np.testing.assert_array_equal(surface.value(whole_x, whole_y), surface.value(x, y))
            for whole_slope, slope in zip(
                surface.gradient(whole_x, whole_y), surface.gradient(x, y), strict=True
            ):
                np.testing.assert_array_equal(whole_slope, slope)


@every_surface
def test_a_point_too_far_for_a_value_gives_a_number_that_is_not_finite_and_no_error(kind):
    with np.errstate(all="ignore"):
        for far in (1e200, -1e200, 10**200):
            assert np.shape(kind().value(far, 1.0)) == ()
            assert np.shape(kind().gradient(1, far)) == (2,)


@every_surface
@given(
    data=st.data(),
    shape=st.sampled_from([(), (37,), (5, 7), (0,)]),
    seed=st.integers(0, 2**32 - 1),
)
def test_what_a_step_is_given_is_the_gradient_bit_for_bit(kind, data, shape, seed):
    surface = data.draw(things(kind))
    low, high = np.reshape(surface.domain, (2, 2, *(1,) * len(shape))).swapaxes(0, 1)
    theta = np.random.default_rng(seed).uniform(3 * low, 3 * high, (2, *shape))
    slope = surface.slope(theta, 1)
    assert slope.shape == theta.shape
    np.testing.assert_array_equal(slope, surface.gradient(*theta))


@every_surface
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_a_slope_in_a_lane_is_the_slope_alone_bit_for_bit(kind, data, seed):
    surface = data.draw(things(kind))
    low, high = np.array(surface.domain).T
    points = np.random.default_rng(seed).uniform(low, high, (37, 2))
    together = np.array(surface.gradient(*points.T))
    alone = np.array([surface.gradient(x, y) for x, y in points]).T
    np.testing.assert_array_equal(together, alone)
