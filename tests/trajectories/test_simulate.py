"""What a recorded run holds, and the runs whose numbers are known."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam, RMSprop
from problems import Reddi
from surfaces import SURFACES, Beale, Bowl, Rosenbrock, Surface
from tests.slopes import steps_down
from tests.strategies import inside, stacked, things
from trajectories import final_positions, simulate, walk


@dataclass(frozen=True)
class Separate(Surface):
    """½ x² + 500 y², where nothing that happens along y is felt along x."""

    def value(self, x, y):
        return x**2 / 2 + 500 * y**2

    def gradient(self, x, y):
        return x, 1000 * y


every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)


@pytest.mark.parametrize(
    ("optimizer", "expected"),
    [
        (Adam(0.1), (0.8753978160686461, 0.765899158958713)),
        (SGD(1e-3), (-0.5097132981403508, 0.2673661432884417)),
        (RMSprop(0.01, 0.99), (0.4378277872370195, 0.19026825318708682)),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_step_500_on_rosenbrock(optimizer, expected):
    np.testing.assert_allclose(
        simulate(Rosenbrock(), optimizer, (-1.2, 1.0), 500).positions[-1], expected, rtol=1e-9
    )


@every_rule
@every_surface
@pytest.mark.parametrize("lanes", [(), (3,), (2, 3)])
def test_shapes(rule, kind, lanes):
    surface, steps = kind(), 7
    start = np.array(surface.start).reshape(2, *(1,) * len(lanes)) + np.zeros(lanes)
    run = simulate(surface, rule(), start, steps)
    arrays = [run.positions, run.gradients, run.losses, run.learning_rates, *run.states]
    assert run.steps == steps
    assert {array.dtype for array in arrays} == {np.dtype(np.float64)}
    assert run.positions.shape == run.gradients.shape == (steps + 1, 2, *lanes)
    assert run.losses.shape == run.learning_rates.shape == (steps + 1, *lanes)
    assert all(len(array) == steps + 1 for array in run.states)
    assert run.overflowed_at.shape == lanes


@every_rule
@every_surface
def test_rows_are_what_the_steps_saw(rule, kind):
    surface = kind()
    optimizer = rule(learning_rate=surface.rate)
    run = simulate(surface, optimizer, surface.start, 20)
    np.testing.assert_array_equal(run.positions[0], surface.start)
    assert np.isnan(run.gradients[0]).all(), "step 0 used no gradient"
    theta, state = run.positions[0], optimizer.init(run.positions[0])
    for t in range(1, 21):
        g = np.array(surface.gradient(*theta))
        theta, state = optimizer.step(theta, g, state, t)
        np.testing.assert_array_equal(run.gradients[t], g)
        np.testing.assert_array_equal(run.positions[t], theta)
        for recorded, value in zip(run.states, state, strict=True):
            np.testing.assert_array_equal(recorded[t], value)
    np.testing.assert_allclose(run.losses, surface.value(*run.positions.T), rtol=1e-12)


@every_rule
@given(data=st.data())
def test_a_sweep_is_its_single_lanes_bit_for_bit(rule, data):
    optimizers = [data.draw(things(rule)) for _ in range(4)]
    surfaces = [data.draw(things(Rosenbrock)) for _ in range(4)]
    start = data.draw(inside(Rosenbrock.domain))
    sweep = simulate(stacked(surfaces), stacked(optimizers), start, 15)
    for lane, (surface, optimizer) in enumerate(zip(surfaces, optimizers, strict=True)):
        alone = simulate(stacked([surface]), stacked([optimizer]), start, 15)
        assert_same = np.testing.assert_array_equal
        assert_same(sweep.positions[..., lane], alone.positions[..., 0])
        assert_same(sweep.losses[..., lane], alone.losses[..., 0])
        assert_same(sweep.gradients[..., lane], alone.gradients[..., 0])
        assert_same(sweep.learning_rates[..., lane], alone.learning_rates[..., 0])
        assert_same(sweep.overflowed_at[lane], alone.overflowed_at[0])


@every_rule
@given(data=st.data(), kind=st.sampled_from(SURFACES), steps=st.integers(0, 30))
def test_final_positions_are_the_last_row(rule, data, kind, steps):
    surface, optimizer = data.draw(things(kind)), data.draw(things(rule))
    start = data.draw(inside(surface.domain))
    last = simulate(surface, optimizer, start, steps).positions[-1]
    np.testing.assert_array_equal(final_positions(surface, optimizer, start, steps), last)


@every_rule
def test_two_rates_are_two_lanes_and_never_one_rate_per_coordinate(rule):
    rates = np.array([0.001, 0.01])
    run = simulate(Bowl(), rule(learning_rate=rates), (-2.5, 1.5), 3)
    assert run.positions.shape == (4, 2, 2)
    np.testing.assert_array_equal(run.positions[0], [[-2.5, -2.5], [1.5, 1.5]])
    np.testing.assert_array_equal(run.learning_rates, np.tile(rates, (4, 1)))
    for lane, rate in enumerate(rates):
        alone = simulate(Bowl(), rule(learning_rate=rate), (-2.5, 1.5), 3)
        np.testing.assert_allclose(run.positions[..., lane], alone.positions, rtol=1e-12)


def test_lanes_of_surface_rule_and_start_broadcast():
    surface, optimizer = Bowl(condition=np.array([[1.0], [10.0]])), SGD(np.array([0.01, 0.02, 0.03]))
    assert simulate(surface, optimizer, (1, 1), 2).positions.shape == (3, 2, 2, 3)
    assert final_positions(surface, optimizer, np.ones((2, 3)), 2).shape == (2, 2, 3)


@pytest.mark.parametrize("run", [simulate, final_positions])
@pytest.mark.parametrize("start", [1.0, (1.0,), (1.0, 2.0, 3.0), np.zeros((3, 2))])
def test_a_start_that_is_no_point_is_refused(run, start):
    with pytest.raises(ValueError, match=r"a start has shape \(2,\)"):
        run(Bowl(), SGD(), start, 1)


@pytest.mark.parametrize("run", [simulate, final_positions])
def test_the_start_is_never_written_to(run):
    start = np.array([-2.5, 1.5])
    start.setflags(write=False)
    run(Bowl(), Adam(), start, 3)


def test_nothing_is_clipped():
    path = simulate(Bowl(condition=20), SGD(0.101), (0, 0.5), 1000).positions
    assert abs(path[-1, 1]) == pytest.approx(1.991323e8, rel=1e-6)
    np.testing.assert_array_equal(simulate(Bowl(), SGD(), (50, -70), 1).positions[0], [50, -70])


def test_an_overflow_is_nan_from_the_step_on_that_is_reported():
    run = simulate(Rosenbrock(), SGD(1.0), (-1.2, 1.0), 50)
    step = run.overflowed_at
    assert 0 < step < 20
    assert np.isfinite(run.positions[:step]).all()
    assert np.isfinite(run.losses[:step]).all()
    assert np.isnan(run.losses[step:]).all()
    gone = np.isnan(run.positions).any(axis=1).argmax()  # the loss overflows before the position does
    assert gone >= step
    assert np.isnan(run.positions[gone:]).all()
    assert np.isnan(final_positions(Rosenbrock(), SGD(1.0), (-1.2, 1.0), 50)).all()
    for array in (run.positions, run.losses, run.gradients):
        assert not np.isinf(array).any()


def test_a_position_of_which_one_coordinate_overflows_is_nan():
    surface, optimizer, start = Separate(), SGD(0.1), (1, 1)  # stable along x, not along y
    assert np.isnan(simulate(surface, optimizer, start, 500).positions[-1]).all()
    assert np.isnan(final_positions(surface, optimizer, start, 500)).all()


def test_lanes_overflow_on_their_own():
    run = simulate(Rosenbrock(), SGD(np.array([1e-3, 1.0])), (-1.2, 1.0), 50)
    assert run.overflowed_at[0] == -1
    assert run.overflowed_at[1] > 0
    assert np.isfinite(run.positions[..., 0]).all()
    assert np.isnan(run.positions[-1, :, 1]).all()


def test_no_steps_is_the_start():
    run = simulate(Beale(), Adam(), (1, 1.5), 0)
    np.testing.assert_array_equal(run.positions, [[1, 1.5]])
    np.testing.assert_array_equal(final_positions(Beale(), Adam(), (1, 1.5), 0), [1, 1.5])


@pytest.mark.parametrize("walked", [simulate, final_positions], ids=lambda walked: walked.__name__)
@pytest.mark.parametrize(
    "steps",
    [-3, 2.5, np.nan, np.inf, -np.inf, True, np.True_, None, "10", [3], 3j, np.int64(-3), 999 * "x"],
)
def test_what_is_no_number_of_steps_is_named(walked, steps):
    with pytest.raises(ValueError, match=r"^steps must be a whole number, 0 or more, not .{1,30}$"):
        walked(Bowl(), Adam(), (1, 1), steps)


@pytest.mark.parametrize("steps", [3, 3.0, np.int64(3), np.uint8(3), np.float32(3)])
def test_a_whole_number_of_steps_may_be_of_any_type(steps):
    assert simulate(Bowl(), Adam(), (1, 1), steps).steps == 3
    np.testing.assert_array_equal(
        final_positions(Bowl(), Adam(), (1, 1), steps), final_positions(Bowl(), Adam(), (1, 1), 3)
    )


@every_surface
def test_a_start_of_whole_numbers_is_the_same_start(kind):
    whole = simulate(kind(), Adam(), np.array([1, 1]), 5)
    for other in ((1, 1), [1.0, 1.0], np.array([1, 1], dtype=np.int8)):
        np.testing.assert_array_equal(simulate(kind(), Adam(), other, 5).positions, whole.positions)


def test_a_run_knows_how_many_bytes_it_takes():
    run = simulate(Bowl(), Adam(), (1, 1), 9)
    assert run.nbytes == 10 * 8 * (2 + 1 + 2 + 2 * 4 + 1)


# walk


def test_walk_takes_any_gradient_and_tells_it_the_step():
    seen = []

    def gradient(theta, t):
        seen.append((t, theta.copy()))
        return np.array([t, -t])

    steps = steps_down(gradient, SGD(1.0), (0, 0))
    thetas = [next(steps).theta for _ in range(3)]
    np.testing.assert_array_equal(thetas, [[-1, 1], [-3, 3], [-6, 6]])
    assert [t for t, _ in seen] == [1, 2, 3]
    np.testing.assert_array_equal([theta for _, theta in seen], [[0, 0], [-1, 1], [-3, 3]])


def test_walk_asks_for_a_gradient_only_when_its_step_is_asked_for():
    asked = []
    steps = steps_down(lambda theta, t: asked.append(t) or np.zeros(2), Adam(), (1, 1))
    assert asked == []
    next(steps)
    assert asked == [1]


def test_a_walk_begins_with_the_start_and_ends_after_its_steps():
    first, *others = walk(Bowl(), Adam(), (1, -2), steps=3)
    np.testing.assert_array_equal(first.theta, [1, -2])
    assert np.isnan(first.g).all()
    assert not any(np.any(part) for part in first.state)
    assert [first.t, *(step.t for step in others)] == [0, 1, 2, 3]


@pytest.mark.parametrize("problem", [Bowl(), Reddi()], ids=lambda problem: problem.key)
@pytest.mark.parametrize("start", [1.0, (), (1.0, 2.0, 3.0), [[1.0, 2.0]] * 3])
def test_a_start_has_as_many_coordinates_as_the_problem(problem, start):
    n = len(problem.letters)
    with pytest.raises(ValueError, match=rf"^a start has shape \({n},\) or \({n}, ...\), not "):
        next(walk(problem, Adam(), start))


def test_walk_gives_every_lane_its_own_settings():
    step = next(steps_down(lambda theta, t: np.ones_like(theta), SGD(np.array([1.0, 2.0])), (0, 0)))
    np.testing.assert_array_equal(step.theta, [[-1, -2], [-1, -2]])
    np.testing.assert_array_equal(step.g, np.ones((2, 2)))
