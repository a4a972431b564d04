"""What is known about the rules on paper."""

from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import optimizers
from optimizers import (
    OPTIMIZERS,
    SGD,
    AdaBelief,
    Adadelta,
    Adagrad,
    Adam,
    AdamL2,
    AdamW,
    AMSGrad,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    RAdam,
    RMSprop,
    Yogi,
    evaluate,
)
from problems import Reddi
from surfaces import Bowl
from tests.slopes import steps_down
from tests.strategies import OWN_RULES, stacked, things
from trajectories import simulate, walk
from tunables import tunables

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
also_own_rules = pytest.mark.parametrize("rule", [*OPTIMIZERS, *OWN_RULES], ids=lambda rule: rule.key)
seeds = st.integers(0, 2**32 - 1)


def first_step(optimizer, g):
    """The step that the rule declares to take from 0, ε being 0."""
    settings = {field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))}
    return -optimizer.learning_rate * evaluate(optimizer.first_step, settings | {"g": g})


def starts_by_epsilon(rule):
    """Whether nothing but ε sets the rule in motion, and slowly, as it does Adadelta."""
    return not first_step(rule(), np.ones(2)).any()


def random_gradients(seed, shape):
    """Of both signs and of sizes from 1e-6 to 1e3, never 0."""
    random = np.random.default_rng(seed)
    return random.choice((-1.0, 1.0), shape) * 10 ** random.uniform(-6, 3, shape)


def with_epsilon_zero(rule):
    return {"epsilon": 0.0} if any(field.name == "epsilon" for field in tunables(rule)) else {}


def recorded(optimizer, gradients, start=(0.7, -1.3)):
    with np.errstate(all="ignore"):
        return list(islice(steps_down(lambda theta, t: gradients[t - 1], optimizer, start), len(gradients)))


# Laws of every rule


@also_own_rules
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


@also_own_rules
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


@also_own_rules
@given(data=st.data(), seed=seeds)
def test_the_declared_equations_are_what_a_step_computes(rule, data, seed):
    optimizer = data.draw(things(rule))
    settings = {field.name: getattr(optimizer, field.name) for field in tunables(rule)}
    theta = np.array([0.7, -1.3])
    state = optimizer.init(theta)
    for step in recorded(optimizer, random_gradients(seed, (12, 2)), theta):
        names = settings | {"g": step.g, "t": step.t, "theta_prev": theta}
        names |= {f"{field}_prev": value for field, value in state._asdict().items()}
        now = step.state._asdict() | {"theta": step.theta}
        for equation in rule.equations:
            value = evaluate(equation.expression, names)
            message = f"{rule.name}: {equation.name} = {equation.expression} is not what step() computes"
            np.testing.assert_allclose(now[equation.name], value, rtol=1e-13, atol=0, err_msg=message)
            names[equation.name] = now[equation.name]
        theta, state = step.theta, step.state


@also_own_rules
def test_the_equations_define_the_state_and_end_with_theta(rule):
    names = [equation.name for equation in rule.equations]
    fields = rule().init(np.zeros(2))._fields
    assert names[-1] == "theta", f"the last equation of {rule.name} defines theta"
    assert set(names[:-1]) == set(fields), f"{rule.name}: one equation per field of State, and theta"
    assert len(names) == len(set(names)), f"{rule.name} defines a quantity twice"


@every_rule
@pytest.mark.parametrize("exponent", [-10, 10])
def test_the_scale_of_the_loss_and_adaptive_rules(rule, exponent):
    optimizer = rule() if starts_by_epsilon(rule) else rule(**with_epsilon_zero(rule))
    paths = [
        simulate(Bowl(scale=scale, rotation=20), optimizer, (-2.5, 1.5), 60).positions
        for scale in (1.0, 2.0**exponent)
    ]
    assert np.ptp(paths[0], axis=0).min() > 0.1, "a path that does not move proves nothing"
    assert np.array_equal(*paths) == rule.ignores_scale


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if rule.ignores_scale])
@given(data=st.data(), seed=seeds, exponent=st.integers(-20, 20))
def test_any_setting_of_an_adaptive_rule_ignores_the_scale(rule, data, seed, exponent):
    optimizer = data.draw(things(rule, **with_epsilon_zero(rule)))
    gradients = random_gradients(seed, (20, 2))
    for one, other in zip(
        recorded(optimizer, gradients), recorded(optimizer, gradients * 2.0**exponent), strict=True
    ):
        np.testing.assert_array_equal(one.theta, other.theta)


@every_rule
@given(data=st.data(), seed=seeds)
def test_the_first_step(rule, data, seed):
    optimizer = data.draw(things(rule, **with_epsilon_zero(rule)))
    (g,) = random_gradients(seed, (1, 2))
    (first,) = recorded(optimizer, [g], (0, 0))
    np.testing.assert_allclose(first.theta, first_step(optimizer, g), rtol=1e-11)


@every_rule
@pytest.mark.parametrize("degrees", [30, 90])
def test_turning_the_plane(rule, degrees):
    optimizer = rule(learning_rate=10.0 if starts_by_epsilon(rule) else 0.05)
    paths = [
        simulate(Bowl(rotation=rotation), optimizer, Bowl(rotation=rotation).start, 40).positions
        for rotation in (0, degrees)
    ]
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    turned = paths[0] @ np.array([[cos, sin], [-sin, cos]])
    same = np.allclose(paths[1], turned, rtol=0, atol=1e-9)
    assert same == (degrees == 90 or rule.turns_with_plane)
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
    files = {path.stem for path in Path(optimizers.__file__).parent.glob("*.py")} - {"__init__"}
    # Only a rule has a State.
    rules = {name for name in files if hasattr(import_module(f"optimizers.{name}"), "State")}
    listed = {rule.__module__.removeprefix("optimizers.") for rule in OPTIMIZERS}
    assert listed == rules, "enter every rule in OPTIMIZERS in optimizers/__init__.py"
    assert listed == {rule.key for rule in OPTIMIZERS}, "a rule's file is named after its key"


# Gradient descent


@pytest.mark.parametrize(
    ("learning_rate", "expected"), [(0.099, 8.414837e-10), (0.1, 0.5), (0.101, 1.991323e8)]
)
def test_gradient_descent_is_stable_below_2_over_the_largest_curvature(learning_rate, expected):
    path = simulate(Bowl(condition=20), SGD(learning_rate), (0, 0.5), 1000).positions
    assert abs(path[-1, 1]) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("rule", [Momentum, Nesterov])
@given(sgd=things(SGD), seed=seeds)
def test_without_momentum_it_is_sgd(rule, sgd, seed):
    gradients = random_gradients(seed, (20, 2))
    same_path(rule(sgd.learning_rate, momentum=0.0), sgd, gradients)


def same_path(one, other, gradients):
    for ours, theirs in zip(recorded(one, gradients), recorded(other, gradients), strict=True):
        np.testing.assert_array_equal(ours.theta, theirs.theta)


def spectral_radius(optimizer, condition):
    """By how much a step on ½ (x² + κ y²), linear in θ and b, multiplies the error in the long run."""
    curvature = np.array([1.0, condition])
    kind = type(optimizer.init(curvature))
    size = 2 + 2 * len(kind._fields)
    columns = []
    for theta, *b in np.eye(size).reshape(size, -1, 2):
        after, state = optimizer.step(theta, curvature * theta, kind(*b), 1)
        columns.append(np.concatenate([after, *state]))
    return np.abs(np.linalg.eigvals(np.array(columns).T)).max()


def test_momentum_at_its_best_beats_gradient_descent_at_its_best():
    ball, descent = Momentum(learning_rate=4 / 11**2, momentum=(9 / 11) ** 2), SGD(2 / 101)
    assert (ball.learning_rate, ball.momentum) == pytest.approx((0.0330579, 0.669421), abs=5e-7)
    # Where two eigenvalues meet, half of their digits are lost.
    assert spectral_radius(ball, 100) == pytest.approx(0.818182, rel=1e-6)
    assert spectral_radius(descent, 100) == pytest.approx(0.980198, rel=1e-6)
    far = np.linalg.norm(simulate(Bowl(condition=100), ball, (-2.5, 1.5), 160).positions, axis=1)
    assert (far[160] / far[60]) ** (1 / 100) == pytest.approx(0.82, abs=0.01)


@pytest.mark.parametrize(
    ("rule", "limit"),
    [(Momentum, lambda mu: 2 + 2 * mu), (Nesterov, lambda mu: (2 + 2 * mu) / (1 + 2 * mu))],
    ids=["momentum", "nesterov"],
)
@given(momentum=st.floats(0, 0.99), curvature=st.floats(1, 1000))
def test_momentum_is_stable_up_to_its_limit(rule, limit, momentum, curvature):
    rates = limit(momentum) / curvature * np.array([0.999, 1.001])
    below, above = (spectral_radius(rule(rate, momentum), curvature) for rate in rates)
    assert below < 1 < above


@pytest.mark.parametrize(
    ("optimizer", "converges"),
    [(Momentum(3.7), True), (Momentum(3.81), False), (Nesterov(1.35), True), (Nesterov(1.36), False)],
    ids=str,
)
def test_a_run_shows_the_limit_of_momentum(optimizer, converges):
    x = np.abs(simulate(Bowl(condition=1), optimizer, (1, 0), 2000).positions[:, 0])
    assert x[-1] < 1e-9 if converges else not x[-1] < 1e3


# A rate per coordinate


def test_the_steps_of_adagrad_shrink_as_one_over_the_root_of_t():
    thetas = [step.theta[0] for step in recorded(Adagrad(1.0, epsilon=0.0), np.full((50, 2), -7.0), (0, 0))]
    np.testing.assert_allclose(np.diff(thetas, prepend=0), 1 / np.sqrt(np.arange(1, 51)), rtol=1e-13)


def test_adadelta_starts_slowly_and_never_without_epsilon():
    gradients = np.full((100, 2), 5.0)
    lengths = {
        epsilon: -np.array([step.theta for step in recorded(Adadelta(epsilon=epsilon), gradients, (0, 0))])
        for epsilon in (0.0, 1e-6)
    }
    assert lengths[1e-6][0] == pytest.approx(np.sqrt(1e-6 / 0.1), rel=1e-6)
    assert (np.diff(lengths[1e-6], axis=0) > 0).all()
    assert (lengths[0.0] == 0).all()


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
    same_path(adam, rmsprop, random_gradients(seed, (20, 2)))


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


# Variants of Adam


@pytest.mark.parametrize("rule", [AdamW, AdamL2])
@given(adam=things(Adam, bias_correction=True), seed=seeds)
def test_without_decay_it_is_adam(rule, adam, seed):
    decays = rule(adam.learning_rate, adam.beta1, adam.beta2, adam.epsilon, weight_decay=0.0)
    same_path(decays, adam, random_gradients(seed, (20, 2)))


@given(adam=things(Adam, bias_correction=True), seed=seeds)
def test_amsgrad_is_adam_as_long_as_gradients_grow(adam, seed):
    amsgrad = AMSGrad(adam.learning_rate, adam.beta1, adam.beta2, adam.epsilon)
    random = random_gradients(seed, (20, 2))
    same_path(amsgrad, adam, np.sort(np.abs(random), axis=0) * np.sign(random))


@given(amsgrad=things(AMSGrad), seed=seeds)
def test_amsgrad_never_forgets(amsgrad, seed):
    v_max = np.array([step.state.v_max for step in recorded(amsgrad, random_gradients(seed, (20, 2)))])
    v = np.array([step.state.v for step in recorded(amsgrad, random_gradients(seed, (20, 2)))])
    np.testing.assert_array_equal(v_max, np.maximum.accumulate(v))


@pytest.mark.parametrize("beta2", [0.5, 0.9, 0.999])
@pytest.mark.parametrize("slope", [-7.0, 1e-3])
def test_on_an_even_slope_the_v_of_yogi_rises_by_equal_parts_and_rests_at_the_square(beta2, slope):
    part, steps = 1 - beta2, recorded(Yogi(beta2=beta2), np.full((2000, 2), slope))
    v = np.array([step.state.v[0] for step in steps]) / slope**2
    rising = round(1 / part) - 1
    np.testing.assert_allclose(v[:rising], np.arange(1, rising + 1) * part, rtol=1e-9)
    # Where rounding leaves it a little above or below, it goes to and fro by one part.
    np.testing.assert_allclose(v[rising:], 1, atol=1.001 * part)
    over = np.array([step.state.v_hat[0] for step in steps]).max() / slope**2
    assert over == pytest.approx(1 / (1 - beta2 ** (1 / part)), rel=2 * part)


def test_yogi_forgets_a_large_gradient_only_as_fast_as_small_ones_add_up():
    gradients = np.concatenate([np.full((1, 2), 100.0), np.ones((1000, 2))])
    adam, yogi = (recorded(rule(), gradients)[-1].state.v[0] for rule in (Adam, Yogi))
    assert adam == pytest.approx(10 * 0.999**1000 + 1 - 0.999**1000, rel=1e-9)
    assert yogi == pytest.approx(10 - 1000 * 0.001, rel=1e-9)


@given(adamw=things(AdamW), seed=seeds)
def test_the_decay_of_adamw_stays_out_of_the_moments(adamw, seed):
    gradients = random_gradients(seed, (20, 2))
    without = recorded(replace(adamw, weight_decay=0.0), gradients)
    for ours, theirs in zip(recorded(adamw, gradients), without, strict=True):
        np.testing.assert_array_equal(ours.state, theirs.state)


@pytest.mark.parametrize(
    ("optimizer", "expected"),
    [
        (Adam(0.01), (1, 1)),
        (AdamL2(0.01, weight_decay=0.5), (0.99502, 0.66667)),
        (AdamW(0.01, weight_decay=0.5), (0.86169, 0.86169)),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_l2_spares_the_steep_coordinate_and_adamw_does_not(optimizer, expected):
    steps = steps_down(lambda theta, t: np.array([100.0, 1.0]) * (theta - 1), optimizer, (0, 0))
    assert next(islice(steps, 499, None)).theta == pytest.approx(expected, abs=1e-5)


@given(nadam=things(NAdam, beta1=0.0), seed=seeds)
def test_nadam_without_mean_is_adam_without_mean(nadam, seed):
    adam = Adam(nadam.learning_rate, 0.0, nadam.beta2, nadam.epsilon)
    same_path(nadam, adam, random_gradients(seed, (20, 2)))


@given(seed=seeds)
def test_radam_scales_with_the_gradient_for_five_steps(seed):
    gradients = random_gradients(seed, (9, 2))
    once, twice = (
        np.array([step.theta for step in recorded(RAdam(epsilon=0.0), gradients * scale, (0, 0))])
        for scale in (1, 2)
    )
    np.testing.assert_array_equal(twice[:5], 2 * once[:5])
    np.testing.assert_allclose(np.diff(twice, axis=0)[4:], np.diff(once, axis=0)[4:], rtol=1e-9, atol=1e-9)


def test_radam_becomes_adam():
    state = recorded(RAdam(), np.ones((20_000, 2)))[-1].state
    assert state.rho == pytest.approx(1999, rel=1e-6)
    assert state.r == pytest.approx(1, rel=1e-6)
    assert state.ell == pytest.approx(1, rel=1e-6)


def test_radam_never_divides_where_too_few_gradients_are_remembered():
    states = [step.state for step in recorded(RAdam(beta2=0.66), random_gradients(0, (50, 2)))]
    assert {float(value) for state in states for value in (*state.r, *state.ell)} == {1.0}
    states = [step.state for step in recorded(RAdam(), random_gradients(0, (50, 2)))]
    assert [state.r[0] == 1 for state in states] == [True] * 5 + [False] * 45


def test_adabelief_steps_far_where_gradients_agree():
    steady, wavering = np.ones((200, 2)), np.resize([1.0, -1.0], (200, 1)) + np.zeros(2)
    steps = {
        (rule, name): np.abs(np.diff([step.theta[0] for step in recorded(rule(), gradients)]))[-10:].mean()
        for rule in (Adam, AdaBelief)
        for name, gradients in (("steady", steady), ("wavering", wavering))
    }
    assert steps[AdaBelief, "steady"] > 2 * steps[Adam, "steady"]
    assert steps[AdaBelief, "wavering"] == pytest.approx(steps[Adam, "wavering"], rel=0.1)


@pytest.mark.parametrize(
    ("rule", "ends"), [(Adam, {300: 1, 30_000: 1}), (AMSGrad, {300: -0.980, 30_000: -0.997985})]
)
def test_adam_ends_at_the_worst_point_of_reddis_problem_and_amsgrad_at_the_best(rule, ends):
    optimizer = rule(learning_rate=0.5, beta1=0.0, beta2=0.1)
    steps = walk(Reddi(), optimizer, (0,), Reddi.schedule, steps=max(ends))
    thetas = {step.t: step.theta for step in steps if step.t in ends}
    for t, end in ends.items():
        assert thetas[t] == pytest.approx(end, abs=5e-4 if t == 300 else 5e-7)


# Signs


@given(rate=st.floats(1e-4, 10), seed=seeds)
def test_adam_without_memory_and_lion_step_by_the_sign(rate, seed):
    gradients = random_gradients(seed, (20, 2))
    signs = -rate * np.cumsum(np.sign(gradients), axis=0)
    for optimizer in (Adam(rate, beta1=0.0, beta2=0.0, epsilon=0.0), Lion(rate, beta1=0.0)):
        thetas = [step.theta for step in recorded(optimizer, gradients, (0, 0))]
        np.testing.assert_allclose(thetas, signs, rtol=1e-12, atol=1e-12 * rate)


@given(lion=things(Lion, weight_decay=0.0), seed=seeds)
def test_every_step_of_lion_has_the_length_alpha(lion, seed):
    thetas = [step.theta for step in recorded(lion, random_gradients(seed, (20, 2)), (0, 0))]
    np.testing.assert_allclose(np.abs(np.diff(thetas, axis=0, prepend=0)), lion.learning_rate, rtol=1e-12)


def test_lion_stands_still_only_without_a_gradient():
    (first,) = recorded(Lion(), [np.array([0.0, 1e-300])], (1, 1))
    np.testing.assert_array_equal(first.theta, [1, 0.95])


def test_lion_ends_in_a_cycle():
    path = simulate(Bowl(), Lion(), Bowl().start, 400).positions
    assert np.abs(path[-100:]).max() < 2
    assert (np.ptp(path[-100:], axis=0) >= 0.05 * 0.999).all()
    np.testing.assert_allclose(np.abs(np.diff(path, axis=0)), 0.05, rtol=1e-12)


@given(lion=things(Lion), seed=seeds)
def test_lion_also_pulls_towards_zero(lion, seed):
    (first,) = recorded(lion, random_gradients(seed, (1, 2)), (3.0, -2.0))
    sign = np.sign(first.g) * (lion.beta1 < 1)
    expected = (
        np.array([3.0, -2.0]) * (1 - lion.learning_rate * lion.weight_decay) - lion.learning_rate * sign
    )
    np.testing.assert_allclose(first.theta, expected, rtol=1e-12, atol=1e-14)


@every_rule
def test_whole_numbers_mean_what_the_same_floats_mean(rule):
    theta, gradients = np.array([1, -2]), [np.array([10**10, -3]), np.array([-7, 10**10]), np.array([1, 0])]
    optimizer, after = rule(), []
    for exact in (False, True):
        theta_now = theta.astype(np.float64) if exact else theta
        state = optimizer.init(theta_now)
        for t, g in enumerate(gradients, start=1):
            theta_now, state = optimizer.step(theta_now, g.astype(np.float64) if exact else g, state, t)
        after.append([theta_now, *state])
    for whole, exact in zip(*after, strict=True):
        np.testing.assert_array_equal(whole, exact)
        assert np.asarray(whole).dtype == np.float64


@every_rule
def test_a_walk_takes_whole_numbers(rule):
    def ends(dtype):
        steps = steps_down(
            lambda theta, t: np.array([10**10, -t], dtype=dtype), rule(), np.array([3, 4], dtype=dtype)
        )
        return [step.theta for step in islice(steps, 5)]

    np.testing.assert_array_equal(ends(np.int64), ends(np.float64))


@every_rule
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_a_lane_is_the_run_with_plain_numbers_bit_for_bit(rule, data, seed):
    optimizers = [data.draw(things(rule)) for _ in range(4)]
    together, gradients = stacked(optimizers), np.random.default_rng(seed).normal(size=(8, 2))
    theta = np.repeat(gradients[:1].T, 4, axis=1)
    state, alone = together.init(theta), [(gradients[0], each.init(gradients[0])) for each in optimizers]
    for t, g in enumerate(gradients, start=1):
        with np.errstate(all="ignore"):
            theta, state = together.step(theta, np.repeat(g[:, None], 4, axis=1), state, t)
            alone = [each.step(own, g, its, t) for each, (own, its) in zip(optimizers, alone, strict=True)]
        np.testing.assert_array_equal(theta.T, [own for own, _ in alone])
