"""What is known about the rules on paper."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizers
from optimizers import OPTIMIZERS, SGD, Adam, RMSprop
from surfaces import Bowl
from tests.strategies import stacked, things
from trajectories import simulate, walk
from tunables import tunables

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
seeds = st.integers(0, 2**32 - 1)

# Whether a loss c times as large is walked down on exactly the same path, ε being 0.
IGNORES_THE_SCALE = {"sgd": False, "rmsprop": True, "adam": True}
# Whether the path turns with the plane at any angle; the others do so only at right angles.
TURNS_WITH_THE_PLANE = {"sgd": True, "rmsprop": False, "adam": False}


def known(table, rule):
    assert rule.key in table, f"say in the tables of {__file__} which laws {rule.name} obeys"
    return table[rule.key]


def random_gradients(seed, shape):
    """Of both signs and of sizes from 1e-6 to 1e3, never 0."""
    random = np.random.default_rng(seed)
    return random.choice((-1.0, 1.0), shape) * 10 ** random.uniform(-6, 3, shape)


def recorded(optimizer, gradients, start=(0.7, -1.3)):
    with np.errstate(all="ignore"):
        return list(islice(walk(lambda theta, t: gradients[t - 1], optimizer, start), len(gradients)))


# Laws of every rule


@every_rule
@given(data=st.data(), seed=seeds, count=st.integers(1, 9))
def test_lanes_are_single_lanes_bit_for_bit(rule, data, seed, count):
    singles = [data.draw(things(rule)) for _ in range(count)]
    gradients = random_gradients(seed, (6, 2, count))
    together = recorded(stacked(singles), gradients)
    for lane, single in enumerate(singles):
        alone = recorded(stacked([single]), gradients[:, :, lane : lane + 1])
        for one, all_ in zip(alone, together, strict=True):
            np.testing.assert_array_equal(one.theta[:, 0], all_.theta[:, lane])
            for field, ours in one.state._asdict().items():
                row = np.broadcast_to(getattr(all_.state, field), all_.theta.shape)
                np.testing.assert_array_equal(np.broadcast_to(ours, one.theta.shape)[:, 0], row[:, lane])


@every_rule
@given(data=st.data(), seed=seeds)
def test_a_step_never_writes_to_its_inputs(rule, data, seed):
    optimizer = data.draw(things(rule))
    theta, *gradients = random_gradients(seed, (4, 2))
    state = optimizer.init(theta)
    for t, g in enumerate(gradients, start=1):
        for array in (theta, g, *state):
            np.asarray(array).setflags(write=False)  # writing now raises
        with np.errstate(all="ignore"):
            theta, state = optimizer.step(theta, g, state, t)


@every_rule
@given(data=st.data(), seed=seeds)
def test_the_declared_equations_are_what_a_step_computes(rule, data, seed):
    optimizer = data.draw(things(rule))
    settings = {field.name: getattr(optimizer, field.name) for field in tunables(rule)}
    theta = np.array([0.7, -1.3])
    state = optimizer.init(theta)
    for step in recorded(optimizer, random_gradients(seed, (12, 2)), theta):
        names = settings | {"g": step.g, "t": step.t, "theta_prev": theta, "sqrt": np.sqrt}
        names |= {f"{field}_prev": value for field, value in state._asdict().items()}
        now = step.state._asdict() | {"theta": step.theta}
        for equation in rule.equations:
            with np.errstate(all="ignore"):
                value = eval(equation.expression, {"__builtins__": {}}, names)
            message = f"{rule.name}: {equation.name} = {equation.expression} is not what step() computes"
            np.testing.assert_allclose(now[equation.name], value, rtol=1e-13, atol=0, err_msg=message)
            names[equation.name] = now[equation.name]
        theta, state = step.theta, step.state


@every_rule
def test_the_equations_define_the_state_and_end_with_theta(rule):
    names = [equation.name for equation in rule.equations]
    fields = rule().init(np.zeros(2))._fields
    assert names[-1] == "theta", f"the last equation of {rule.name} defines theta"
    assert set(names[:-1]) == set(fields), f"{rule.name}: one equation per field of State, and theta"
    assert len(names) == len(set(names)), f"{rule.name} defines a quantity twice"


@every_rule
@pytest.mark.parametrize("exponent", [-10, 10])
def test_the_scale_of_the_loss_and_adaptive_rules(rule, exponent):
    exact = {"epsilon": 0.0} if any(field.name == "epsilon" for field in tunables(rule)) else {}
    optimizer = rule(**exact)
    paths = [
        simulate(Bowl(scale=scale, rotation=20), optimizer, (-2.5, 1.5), 60).positions
        for scale in (1.0, 2.0**exponent)
    ]
    assert np.array_equal(*paths) == known(IGNORES_THE_SCALE, rule)


@every_rule
@pytest.mark.parametrize("degrees", [30, 90])
def test_turning_the_plane(rule, degrees):
    optimizer = rule(learning_rate=0.05)
    paths = [
        simulate(Bowl(rotation=rotation), optimizer, Bowl(rotation=rotation).start, 40).positions
        for rotation in (0, degrees)
    ]
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    turned = paths[0] @ np.array([[cos, sin], [-sin, cos]])
    same = np.allclose(paths[1], turned, rtol=0, atol=1e-9)
    assert same == (degrees == 90 or known(TURNS_WITH_THE_PLANE, rule))
    assert same or np.abs(paths[1] - turned).max() > 0.1  # a difference that one can see


@every_rule
def test_every_rule_says_who_it_is(rule):
    optimizer = rule()
    assert rule.key == rule.key.lower(), "keys stand in links"
    assert [other.key for other in OPTIMIZERS].count(rule.key) == 1, f"the key {rule.key} is taken"
    assert [other.name for other in OPTIMIZERS].count(rule.name) == 1, f"the name {rule.name} is taken"
    assert rule.idea.endswith("."), "the idea is one sentence"
    assert rule.source
    assert hash(optimizer) == hash(rule()), "an untouched rule is a hashable value"


def test_every_file_is_in_the_table():
    files = {path.stem for path in Path(optimizers.__file__).parent.glob("*.py")} - {"__init__", "optimizer"}
    listed = {rule.__module__.removeprefix("optimizers.") for rule in OPTIMIZERS}
    assert listed == files, "enter every rule in OPTIMIZERS in optimizers/__init__.py"


# SGD


@pytest.mark.parametrize(
    ("learning_rate", "expected"), [(0.099, 8.414837e-10), (0.1, 0.5), (0.101, 1.991323e8)]
)
def test_gradient_descent_is_stable_below_2_over_the_largest_curvature(learning_rate, expected):
    path = simulate(Bowl(condition=20), SGD(learning_rate), (0, 0.5), 1000).positions
    assert abs(path[-1, 1]) == pytest.approx(expected, rel=1e-6)


# Adam


@given(
    sizes=st.tuples(st.floats(-100, 100), st.floats(-100, 100)),
    signs=st.tuples(st.sampled_from((-1, 1)), st.sampled_from((-1, 1))),
    adam=things(Adam, bias_correction=True),
)
def test_the_first_step_of_adam_is_alpha_times_the_sign(sizes, signs, adam):
    g = np.array(signs) * 10.0 ** np.array(sizes)
    # From 0, because a step added to anything else is rounded to that number's precision.
    theta, _ = adam.step(np.zeros(2), g, adam.init(np.zeros(2)), 1)
    np.testing.assert_allclose(theta, -adam.learning_rate * g / (np.abs(g) + adam.epsilon), rtol=1e-14)


def test_epsilon_stands_outside_the_root():
    theta, _ = Adam().step(np.zeros(2), np.full(2, 1e-6), Adam().init(np.zeros(2)), 1)
    assert theta == pytest.approx([-0.0990099, -0.0990099], rel=1e-6)


def test_without_bias_correction_the_first_steps_are_too_long():
    steps = {}
    for corrected in (True, False):
        optimizer = Adam(learning_rate=1, epsilon=0, bias_correction=corrected)
        thetas = [step.theta for step in recorded(optimizer, np.ones((2000, 2)), (0, 0))]
        steps[corrected] = -np.diff(np.array(thetas)[:, 0], prepend=0)
    np.testing.assert_allclose(steps[True], 1, rtol=1e-9)
    assert steps[False][:2] == pytest.approx([3.16228, 4.24959], rel=1e-5)
    assert steps[False].argmax() + 1 == 12
    assert steps[False].max() == pytest.approx(6.56852, rel=1e-5)


def test_bias_correction_may_differ_between_lanes():
    gradients = random_gradients(0, (30, 2, 1))
    both = recorded(Adam(bias_correction=np.array([True, False])), gradients + np.zeros(2))
    for lane, corrected in enumerate((True, False)):
        alone = recorded(Adam(bias_correction=np.array([corrected])), gradients)
        np.testing.assert_array_equal(both[-1].theta[:, lane], alone[-1].theta[:, 0])


@given(rmsprop=things(RMSprop), seed=seeds)
def test_adam_without_mean_and_correction_is_rmsprop(rmsprop, seed):
    adam = Adam(rmsprop.learning_rate, 0.0, rmsprop.rho, rmsprop.epsilon, bias_correction=False)
    gradients = random_gradients(seed, (20, 2))
    for ours, theirs in zip(recorded(adam, gradients), recorded(rmsprop, gradients), strict=True):
        np.testing.assert_array_equal(ours.theta, theirs.theta)


def test_adam_without_mean_ends_in_a_two_cycle_of_half_its_rate():
    path = simulate(Bowl(), Adam(beta1=0, beta2=0.5), Bowl().start, 200).positions
    assert np.abs(path[46:]) == pytest.approx(0.05, rel=0.03)
    assert np.abs(path[-2:]) == pytest.approx(0.05, rel=1e-6)
    np.testing.assert_allclose(path[-1], -path[-2], rtol=1e-6)
    np.testing.assert_allclose(path[-1], path[-3], rtol=1e-6)


def test_adam_bursts_out_of_a_minimum_that_it_had_reached():
    x = np.abs(simulate(Bowl(condition=1), Adam(), (1, 0), 7200).positions[:, 0])
    assert x.argmin() == 6526
    assert x.min() == pytest.approx(2.68e-150, rel=2e-3)
    assert 6526 + np.argmax(x[6526:] > 1e-3) == 7064
    assert 6526 + x[6526:].argmax() == 7069
    assert x[7069] == pytest.approx(0.08892, rel=1e-4)
