"""What is said of a step is true of it, and not said where it is not."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adam, AdamL2, AdamW, Lion, RMSprop
from problems import Reddi
from surfaces import Bowl, Rosenbrock
from tests.strategies import things
from trajectories import remarks, simulate

START = (-2.5, 1.5)


def said(optimizer, step, about, surface=None, start=START):
    """The sentence about one thing, or None."""
    run = simulate(surface or Bowl(), optimizer, start, 60)
    texts = [remark.text for remark in remarks(optimizer, run, step) if remark.about == about]
    assert len(texts) <= 1
    return texts[0] if texts else None


def number_in(text, pattern):
    return float(re.search(pattern, text)[1].rstrip("."))


def test_the_first_step_of_adam_is_equally_long_in_both_coordinates():
    assert said(Adam(), 1, "longer") == (
        "x and y move equally far, although one gradient is 6 times the other."
    )
    assert said(Adam(), 1, "length") == "The step is 1 α in x and 1 α in y (α = 0.1)."


def test_the_longer_step_is_explained_by_direction_and_divisor():
    text = said(Adam(), 12, "longer")
    run = simulate(Bowl(), Adam(), START, 12)
    moves = np.abs(run.positions[12] - run.positions[11])
    state = run.states
    means, roots = np.abs(state.m_hat[12]), np.sqrt(state.v_hat[12])
    assert moves[0] > moves[1]
    assert text.startswith("x takes the longer step")
    for ratio in (moves[0] / moves[1], means[0] / means[1], roots[0] / roots[1]):
        assert f"{ratio:.3g} times" in text
    assert "y takes" in said(SGD(learning_rate=0.01), 12, "longer")
    assert "√" not in said(SGD(learning_rate=0.01), 12, "longer"), "SGD divides by nothing"


def test_the_effective_rate_is_stated_where_something_is_divided():
    run = simulate(Bowl(), Adam(), START, 12)
    x, y = 0.1 / (np.sqrt(run.states.v_hat[12]) + 1e-8)
    hat = "\N{COMBINING CIRCUMFLEX ACCENT}"
    assert said(Adam(), 12, "rate") == f"The effective rate α/(√v{hat} + ε) is {x:.3g} in x and {y:.3g} in y."
    assert said(SGD(), 12, "rate") is None, "there it is α itself"
    assert said(Adam(epsilon=0.0), 5, "rate", start=(0.0, 0.0)) is None, "nothing is divided by zero"


def test_one_coordinate_alone_may_move():
    text = said(SGD(learning_rate=0.01), 5, "longer", start=(-2.0, 0.0))
    assert text == "Only x moves: in y the step is zero."
    assert said(SGD(learning_rate=0.01), 5, "longer", start=(0.0, 0.0)) is None


@pytest.mark.parametrize("step", [1, 7, 30])
def test_bias_correction_is_stated_while_it_matters(step):
    text = said(Adam(), step, "correction")
    assert number_in(text, r"m by ([\d.]+)") == pytest.approx(1 / (1 - 0.9**step), rel=5e-3)
    assert number_in(text, r"v by ([\d.]+)") == pytest.approx(1 / (1 - 0.999**step), rel=5e-3)
    assert "still" in text


def test_bias_correction_ends_and_its_absence_is_said():
    assert "is over" in said(Adam(beta2=0.5), 50, "correction")
    off = said(Adam(bias_correction=False), 1, "correction")
    assert "is off" in off
    assert "3.16 times as long" in off
    assert "no longer matters" in said(Adam(bias_correction=False, beta2=0.5), 50, "correction")
    assert said(RMSprop(), 1, "correction") is None


def test_epsilon_matters_only_where_the_step_would_be_another():
    assert "does not matter" in said(Adam(), 1, "epsilon")
    assert "2.5·10⁸ times ε" in said(Adam(), 1, "epsilon"), "√v̂ = 2.5 against ε = 1e-8"
    text = said(Adam(epsilon=1.0), 1, "epsilon")
    assert (
        text == "ε matters: without it the step would be 1.4 times as long in x and 1.07 times as long in y."
    )
    assert said(SGD(), 1, "epsilon") is None


def test_weight_decay_is_told_from_a_penalty_in_the_gradient():
    text = said(AdamW(learning_rate=0.1, weight_decay=0.1), 1, "decay")
    assert text == "Weight decay alone moves θ by 0.025 in x and −0.015 in y."
    assert "penalty" in said(AdamL2(weight_decay=0.1), 1, "decay")
    assert said(AdamW(weight_decay=0.0), 1, "decay") is None
    assert said(Lion(weight_decay=0.5), 3, "decay").startswith("Weight decay alone")


def test_a_gradient_that_changed_its_sign_is_named_in_its_coordinate():
    zigzag = SGD(learning_rate=0.15)  # 1 − 10 α is negative, 1 − α is not
    assert said(zigzag, 2, "sign") == "The gradient has just changed its sign in y."
    assert said(zigzag, 1, "sign") is None, "before the first step there was none"
    assert said(SGD(learning_rate=0.05), 2, "sign") is None


def test_a_step_is_said_to_go_up_exactly_when_the_loss_rises():
    run = simulate(Rosenbrock(), Adam(), (-1.2, 1.0), 60)
    for step in range(1, 61):
        text = said(Adam(), step, "loss", Rosenbrock(), (-1.2, 1.0))
        assert ("went up" in text) == (run.losses[step] > run.losses[step - 1])
    assert said(SGD(), 3, "loss", start=(0.0, 0.0)) == "The step changed nothing: f is still 0."


def test_an_overflow_is_said_and_nothing_else():
    optimizer = SGD(learning_rate=10.0)
    run = simulate(Rosenbrock(), optimizer, (-1.2, 1.0), 30)
    (remark,) = remarks(optimizer, run, 30)
    assert remark.about == "finite"


def test_in_one_dimension_nothing_is_compared():
    run = simulate(Reddi(), Adam(), (0.0,), 5)
    abouts = {remark.about for remark in remarks(Adam(), run, 2, Reddi.letters)}
    assert not abouts & {"longer", "loss"}
    assert "length" in abouts


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
@settings(max_examples=25)
@given(data=st.data(), step=st.integers(1, 20), start=st.sampled_from([START, (0.0, 0.0), (-2.0, 0.0)]))
def test_no_sentence_shows_what_is_no_number(rule, data, step, start):
    optimizer = data.draw(things(rule))
    for surface in (Bowl(), Rosenbrock()):
        run = simulate(surface, optimizer, start, 20)
        for remark in remarks(optimizer, run, step):
            assert not re.search(r"nan|inf\b|None|-\d|\be[+-]?\d", remark.text), remark.text
            assert remark.text.endswith(".")
