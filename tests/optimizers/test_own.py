"""Rules of a reader's own: what can be typed, what it becomes, and what is refused."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import FUNCTIONS, evaluate
from optimizers import (
    OPTIMIZERS,
    SGD,
    Adadelta,
    Adam,
    Momentum,
    RMSprop,
    kin,
    own_copy,
    own_rule,
    plain,
    symbolic,
    with_numbers,
)
from optimizers.own_text import LONGEST
from surfaces import Bowl, Rosenbrock
from tests.strategies import things
from trajectories import outcome, simulate
from tunables import Numbers, tunables

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)


def numbers(kind):
    return [field.name for field in tunables(kind)]


# What it becomes


@every_rule
@given(data=st.data())
def test_the_equations_of_every_published_rule_can_be_typed_and_walk_as_it_does(rule, data):
    optimizer = data.draw(things(rule))
    own = own_copy(optimizer)
    for field in tunables(type(own)):  # a slider of one's own may be shorter
        value = getattr(optimizer, field.name)
        assert getattr(own, field.name) == (field.default if field.check(value) else value)
        optimizer = replace(optimizer, **{field.name: getattr(own, field.name)})
    one, other = (simulate(Rosenbrock(), each, (-1.2, 1), 20) for each in (optimizer, own))
    np.testing.assert_array_equal(one.positions, other.positions)
    np.testing.assert_array_equal(one.losses, other.losses)
    for name, values in one.states._asdict().items():
        # What is the same in every lane is broadcast.
        np.testing.assert_array_equal(values, getattr(other.states, name))


@every_rule
def test_every_published_rule_is_known_again(rule):
    found = kin(type(own_copy(rule())))
    assert (found.rule, found.off, found.exact) == (rule, (), True)


def test_a_switch_that_is_off_is_said():
    found = kin(type(own_copy(Adam(bias_correction=False))))
    assert (found.rule, found.off) == (Adam, ("bias correction",))


def test_a_rule_is_known_by_what_it_does_whatever_its_letters():
    moments = "m = c*m_prev + (1 - c)*g; v = d*v + (1 - d)*g²; m̂ = m/(1 - c^t); v̂ = v/(1 - d^t)"
    exactly = f"{moments}; θ = θ - α·m̂/(√v̂ + q)"
    assert kin(own_rule(exactly)).rule is Adam
    assert kin(own_rule(exactly)).exact
    nearly = exactly.replace("α·m̂/(√v̂ + q)", "α/(√v̂ + q)·m̂")
    assert kin(own_rule(nearly)).rule is Adam
    assert not kin(own_rule(nearly)).exact
    assert kin(own_rule(exactly.replace("√v̂ + q", "√(v̂ + q)"))) is None
    assert kin(own_rule("theta = theta - lr*g")).rule is SGD
    assert kin(own_rule("b = mu*b + g; theta = theta - lr*b")).rule is Momentum
    assert kin(own_rule("b = mu*b + (1 - mu)*g; theta = theta - lr*b")) is None


def test_without_a_text_it_is_adam_as_it_is_written():
    kind = own_rule()
    assert kin(kind).rule is Adam
    assert [symbolic(kind, equation) for equation in kind.equations] == [
        symbolic(Adam, equation) for equation in Adam.equations
    ]
    assert numbers(kind) == ["learning_rate", "beta1", "beta2", "epsilon"]


@every_rule
def test_what_is_found_of_a_rule_is_what_it_declares(rule):
    kind = type(own_copy(rule()))
    assert kind.scales_with_gradient == rule.scales_with_gradient
    assert kind.turns_with_plane == rule.turns_with_plane
    titles = {each.name: each.title for each in rule.equations}
    assert {each.name: each.title for each in kind.equations} == titles or rule is Adadelta
    assert set(kind.means) >= {*rule.means} or any(field.name == "weight_decay" for field in tunables(rule))
    assert {each.name for each in kind.corrections} <= {equation.name for equation in kind.equations}


@every_rule
@given(data=st.data())
def test_direction_and_divisor_make_up_the_step(rule, data):
    own = own_copy(data.draw(things(rule)))
    went = simulate(Bowl(), own, (-2.5, 1.5), 6)
    if went.overflowed_at != -1 or getattr(own, "weight_decay", 0):
        return
    names = {name: getattr(own, name) for name in numbers(type(own))}
    for t in range(1, 7):
        state = {name: rows[t] for name, rows in went.states._asdict().items()}
        state |= {f"{name}_prev": rows[t - 1] for name, rows in went.states._asdict().items()}
        state |= {
            "g": went.gradients[t],
            "t": t,
            "theta": went.positions[t],
            "theta_prev": went.positions[t - 1],
        }
        along, under = (evaluate(text, names | state) for text in (own.direction, own.divisor))
        step = np.asarray(own.learning_rate * along / under, dtype=float)
        digits = 8 * np.spacing(np.abs(went.positions[t - 1]).max())
        np.testing.assert_allclose(went.positions[t - 1] - step, went.positions[t], rtol=1e-9, atol=digits)


def test_the_same_text_is_the_same_rule():
    assert own_rule("theta = theta - alpha*g") is own_rule("  theta = theta - alpha*g \n\n")
    assert own_rule("theta = theta - alpha*g") is not own_rule("theta = theta - alpha*2*g")


def test_a_name_becomes_a_slider_and_a_line_says_where_it_begins():
    kind = own_rule(
        "c = 0.25; k = 30; d = 0; beta1 = 0.5; m = beta1*m + c*g; theta = theta - alpha*k*m - d*q"
    )
    assert numbers(kind) == ["learning_rate", "beta1", "c", "k", "d", "q"]
    fields = {field.name: field for field in tunables(kind)}
    assert [fields[name].default for name in ("beta1", "c", "k", "d", "q")] == [0.5, 0.25, 30, 0, 1]
    for field in fields.values():
        assert isinstance(field.scale, Numbers)
        assert field.check(field.default) is None
        assert field.default in field.stops


@pytest.mark.parametrize("name", ["alpha", "lr", "eta", "α", "learning_rate"])
def test_a_number_that_has_several_names_begins_where_it_is_said(name):
    kind = own_rule(f"{name} = 0.25; ε = 0.001; theta = theta - {name}*g/(|g| + eps)")
    assert numbers(kind) == ["learning_rate", "epsilon"]
    assert [field.default for field in tunables(kind)] == [0.25, 0.001]


def test_a_quantity_begins_at_zero_or_where_it_is_said():
    walked = simulate(
        Bowl(), own_rule("m_0 = 2; m = m; theta = theta - alpha*m")(learning_rate=0.5), (1, 1), 2
    )
    np.testing.assert_array_equal(walked.positions[:, 0], [1, 0, -1])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("θ = θ − α·g", "theta = theta_prev - learning_rate*g"),
        ("m = β₁ · m + (1−β₁)·g\nθ = θ − η·m", "m = beta1*m_prev + (1 - beta1)*g; theta = theta - lr*m"),
        (
            "v̂ = ρ*v̂ₜ₋₁ + g²; θ = θ - α·g/√v̂",
            "v_hat = rho*v_hat_prev + g**2; theta = theta - alpha*g/sqrt(v_hat)",
        ),
        ("s = |g|; θ = θ − α·g·max(s, ε)", "s = abs(g); theta = theta - alpha*g*maximum(s, eps)"),
        ("θ = θ − α·(g + λ·θ)", "theta = theta_prev - alpha*(g + lambda*theta_prev)"),
        ("ŝ = g; θ = θ − α·ŝ", "s_hat = g; theta = theta - alpha*s_hat"),
    ],
)
def test_equations_are_read_as_they_are_written_by_hand(typed, meant):
    one, other = own_rule(typed), own_rule(meant)
    assert numbers(one) == numbers(other)
    assert [symbolic(one, equation) for equation in one.equations] == [
        symbolic(other, equation) for equation in other.equations
    ]
    walks = [simulate(Rosenbrock(), kind(), (-1.2, 1), 9).positions for kind in (one, other)]
    np.testing.assert_array_equal(*walks)


@pytest.mark.parametrize("sign", ["<", ">"])
def test_cases_are_printed_in_symbols_in_numbers_and_plain(sign):
    kind = own_rule(f"s = where(g {sign} t, 1/t, max(g, 2, |g|)); theta = theta - alpha*s")
    assert rf"\text{{if }} g_t {sign} t" in symbolic(kind, kind.equations[0])
    names = {"g": 3.0, "t": 2.0, "theta_prev": 0.0, "learning_rate": 0.1}
    assert with_numbers(kind(), kind.equations[0], names, 4) == (
        r"\frac{1}{2}" if sign == ">" else r"\max(3,\, 2,\, \left|3\right|)"
    )
    assert plain(kind, kind.equations[0].expression)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_is_computed_and_printed(function):
    kind = own_rule(f"s = {function}(0.1 + 0.8*|g|/(1 + |g|)); theta = theta - alpha*s")
    names = {"g": 3.0, "t": 2.0, "theta_prev": 0.0, "learning_rate": 0.1}
    assert symbolic(kind, kind.equations[0])
    assert with_numbers(kind(), kind.equations[0], names, 4)
    assert plain(kind, kind.equations[0].expression)
    assert np.isfinite(simulate(Bowl(), kind(), (-2.5, 1.5), 3).positions).all()


@pytest.mark.parametrize(
    ("side", "why"),
    [
        ("ln(-|g|)", "s is no real number"),
        ("asin(2 + t)", "s is no real number"),
        ("g/(t - t)", "s is too large for a number"),
        ("exp(exp(10*t))", "s is too large for a number"),
    ],
)
def test_how_a_rule_of_ones_own_ends_is_said(side, why):
    run = simulate(Bowl(), own_rule(f"s = {side}; theta = theta - alpha*s")(), (-2.5, 1.5), 3)
    assert why in outcome(Bowl(), run).sentence


def test_names_that_no_paper_has_are_printed():
    kind = own_rule(
        "my_speed = 0.9*my_speed + g; m2 = g; Delta3_hat = m2; theta = theta - lr*gain*my_speed*m2*Delta3_hat"
    )
    printed = " ".join(symbolic(kind, equation) for equation in kind.equations)
    for latex in (r"\mathrm{my\_speed}_t", r"\mathrm{my\_speed}_{t-1}", "m_{2,t}", r"\mathrm{gain}", r"\hat"):
        assert latex in printed
    assert plain(kind, "gain*m2") == "gain m₂"


# What is refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theta", "no equation"),
        ("theta == g", "no equation"),
        ("= g", "no equation"),
        ("m = g", "the last equation says what theta is"),
        ("theta = theta - alpha*g; m = g", "the last equation says what theta is"),
        ("theta = theta - g", "learning rate"),
        ("theta = theta - alpha*g; theta = theta - alpha*g", "two equations say what theta is"),
        ("m = 0; m = m + g; theta = theta - alpha*m", "where it begins is m_0"),
        ("theta = theta - alpha*m_prev", "no equation says what m is"),
        ("v = m; m = g; theta = theta - alpha*v", "m stands before its equation"),
        ("theta = theta - alpha*g_prev", "h_prev"),
        ("g = 2*t; theta = theta - alpha*g", "the name g means something else"),
        ("c = 5; theta = theta - alpha*g", "no equation names c"),
        ("m_0 = 1; theta = theta - alpha*g", "no equation names m"),
        ("theta_0 = 1; theta = theta - alpha*g", "leave theta_0 out"),
        ("beta1 = 3; m = beta1*m + g; theta = theta - alpha*m", "goes from 0 to 0.999"),
        ("theta = theta - alpha*Gain*g", "write gain"),
        ("b = 1,5; theta = theta - alpha*b*g", "1.5"),
        ("theta = theta - alpha*g*", "at its end"),
        ("theta = theta - alpha*(g > 0)", "can stand at character"),
        ("theta = theta - alpha*where(g > 0, g)", "a > b, then, otherwise"),
    ],
)
def test_what_is_wrong_is_said(text, told):
    with pytest.raises(ValueError, match=told):
        own_rule(text)


HOSTILE = [
    "theta = theta - alpha*__import__('os').system('id')",
    "theta = theta - alpha*__class__",
    "theta = theta - alpha*open(g)",
    "theta = theta - alpha*g.T",
    "theta = theta - alpha*g[0]",
    "theta = theta - alpha*(lambda: 1)()",
    "theta = theta - alpha*eval(g)",
    "theta = theta - alpha*[g for g in g]",
    "theta = theta - alpha*(m := g)",
    "theta = theta - alpha*'g'",
    "theta = theta - alpha*f'{g}'",
    "import os; theta = theta - alpha*g",
    "theta = theta - alpha*g\nprint(1)",
    "__init__ = g; theta = theta - alpha*__init__",
    "init = g; theta = theta - alpha*init",
    "theta = theta - alpha*step*g",
    "equations = g; theta = theta - alpha*equations",
    "theta = theta - alpha*label*g",
    "theta = theta - alpha*text*g",
    "starts = g; theta = theta - alpha*starts",
    "state = g; theta = theta - alpha*state",
    "theta = theta - alpha*schedule*g",
    "theta = theta - alpha*self._asdict",
    "is = g; theta = theta - alpha*is",
    "theta = theta - alpha*g**9**9**9**9",
    "theta = theta - alpha*9**9**9**9*g",
    "theta = theta - alpha*g*1e400",
    "theta = theta - alpha*g/0",
    "theta = theta - alpha*" + "(" * 400 + "g" + ")" * 400,
    "theta = theta - alpha*" + "-" * 150 + "g",
    "theta = theta - alpha*" + "sqrt(" * 30 + "g" + ")" * 30,
    "m = m_prev_prev; theta = theta - alpha*m",
    "theta = theta - alpha*g; " * 40,
    "; ".join(f"a{n} = g*{n}" for n in range(2, 30)) + "; theta = theta - alpha*a2",
    "theta = theta - alpha*" + "*".join(f"c{n}" for n in range(20)),
    "; ".join(f"m{n} = " + "g*g*" * 20 + "g" for n in range(8)) + "; theta = theta - alpha*m1",
    "m = " + "x" * 10_000 + "; theta = theta - alpha*m",
    "=" * 10_000,
    ";" * 10_000,
    "(" * 10_000,
    "\x00 = g; theta = theta - alpha*g",
    "m\u202e = g; theta = theta - alpha*g",
    "<script>alert(1)</script> = g",
    "theta = theta - alpha*<b>",
    "$$ = g; theta = theta - alpha*g",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_rule_gets_a_sentence_within_a_second(text):
    began = time.perf_counter()
    with pytest.raises(ValueError, match=r"\w") as refused:
        own_rule(text)
    assert time.perf_counter() - began < 1
    assert len(str(refused.value)) < 400
    assert str(refused.value).isprintable()


def made(text):
    """The rule, or None where there is a sentence instead."""
    try:
        return own_rule(text)
    except ValueError as complaint:
        told = str(complaint)
    assert told.isprintable()
    return None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_rule_or_gets_a_sentence(name, side):
    for text in (name, f"{name} = {side}; theta = theta - alpha*g", f"theta = theta - alpha*{side}"):
        made(text)


TYPED = "m v g t theta alpha beta1 c m_prev = ; + - * / ^ ( ) 2 0.5 sqrt( where( > < , | √ ² e max( _0"
PIECES = st.sampled_from(TYPED.split())


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_pieces_of_equations_are_a_rule_or_get_a_sentence(text):
    for rule in (text, f"m = g; {text}; theta = theta - alpha*m", f"theta = theta - alpha*g*({text})"):
        if kind := made(rule):
            simulate(Bowl(), kind(), (-2.5, 1.5), 3)
            assert all(symbolic(kind, equation) for equation in kind.equations)


def test_the_longest_rule_walks_in_bounded_time():
    sides = "; ".join(f"m{n} = exp(-m{n}^c)*g + m{n}^g/(1 + |m{n}|^t)" for n in range(1, 5))
    kind = own_rule(f"{sides}; theta = theta - alpha*m1*m2*m3*m4")
    assert len(kind.text) < LONGEST
    ours, adams = [], []
    for _ in range(3):
        for rule, took in ((kind(), ours), (RMSprop(), adams)):
            began = time.perf_counter()
            simulate(Bowl(), rule, (-2.5, 1.5), 300)
            took.append(time.perf_counter() - began)
    assert min(ours) < 100 * min(adams)
