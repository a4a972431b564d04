"""Equations as a reader sees them: what is printed means what is declared, in symbols and in numbers."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from experiment import default_optimizer
from optimizers import (
    OPTIMIZERS,
    SGD,
    Adam,
    AdamW,
    Equation,
    Lion,
    RAdam,
    digits_needed,
    evaluate,
    number_latex,
    plain,
    symbolic,
    with_numbers,
)
from optimizers.typeset import AGREEMENT, MOST_DIGITS, rounded
from surfaces import Bowl, Rosenbrock
from tests.strategies import things
from trajectories import quantities, simulate
from tunables import Switch, tunables

EQUATIONS = [
    pytest.param(rule, equation, id=f"{rule.key}.{equation.name}")
    for rule in OPTIMIZERS
    for equation in rule.equations
]
every_equation = pytest.mark.parametrize(("rule", "equation"), EQUATIONS)
LETTERS = r"\alpha \beta \delta \ell \epsilon \infty \lambda \mu \Pi \rho \theta"
SIGNS = r"\, \\ \begin \cdot \end \frac \hat \left \max \operatorname \right \sqrt \text \tilde"


def printed(expression, rule=Adam):
    return symbolic(rule, Equation("m", expression)).removeprefix("m_t = ")


@every_equation
def test_braces_and_parentheses_close(rule, equation):
    open_ = []
    for sign in re.sub(r"\\(left|right)", "", symbolic(rule, equation)):
        if sign in "{(":
            open_.append(sign)
        elif sign in "})":
            assert open_, f"{sign} closes nothing"
            assert open_.pop() + sign in ("{}", "()")
    assert open_ == []


@every_equation
def test_no_name_of_the_code_is_printed(rule, equation):
    latex = symbolic(rule, equation)
    assert set(re.findall(r"\\(?:[a-zA-Z]+|.)", latex)) <= {*LETTERS.split(), *SIGNS.split()}
    words = re.sub(r"\\text\{[a-z ]+\}|\\operatorname\{sign\}|\{cases\}|\\[a-zA-Z]+", " ", latex)
    assert not re.search("[a-zA-Z]{2}", words)
    assert set(re.findall("_(.)", latex)) <= set("12t{")


@every_equation
def test_every_number_that_a_reader_may_turn_is_printed(rule, equation):
    used = set(re.findall(r"\w+", equation.expression))
    for field in tunables(rule):
        shown = field.symbol in symbolic(rule, equation) if field.symbol else False
        assert shown == (field.name in used and not isinstance(field.scale, Switch)), field.name


def test_adam_is_printed_as_in_its_paper():
    assert [symbolic(Adam, equation) for equation in Adam.equations] == [
        r"m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t",
        r"v_t = \beta_2\,v_{t-1} + (1 - \beta_2)\,g_t^{2}",
        r"\hat m_t = \frac{m_t}{1 - \beta_1^{t}}",
        r"\hat v_t = \frac{v_t}{1 - \beta_2^{t}}",
        r"\theta_t = \theta_{t-1} - \frac{\alpha\,\hat m_t}{\sqrt{\hat v_t} + \epsilon}",
    ]


def test_the_steps_of_adamw_and_lion_are_printed():
    assert symbolic(AdamW, AdamW.equations[-1]) == (
        r"\theta_t = (1 - \alpha\,\lambda)\,\theta_{t-1}"
        r" - \frac{\alpha\,\hat m_t}{\sqrt{\hat v_t} + \epsilon}"
    )
    assert [symbolic(Lion, equation) for equation in Lion.equations] == [
        r"c_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t",
        r"m_t = \beta_2\,m_{t-1} + (1 - \beta_2)\,g_t",
        r"\theta_t = \theta_{t-1} - \alpha\,(\operatorname{sign}(c_t) + \lambda\,\theta_{t-1})",
    ]


@pytest.mark.parametrize(
    ("expression", "latex"),
    [
        ("g - (m - t)", "g_t - (m_t - t)"),
        ("g - m - t", "g_t - m_t - t"),
        ("(g * m) * t", r"g_t\,m_t\,t"),
        ("-g + m", "-g_t + m_t"),
        ("g * -m", r"g_t\,(-m_t)"),
        ("-(g + m)", "-(g_t + m_t)"),
        ("-(g**2)", "-g_t^{2}"),
        ("(-g) ** 2", "(-g_t)^{2}"),
        ("(g * m) ** 2", r"(g_t\,m_t)^{2}"),
        ("(g / m) ** 2", r"\left(\frac{g_t}{m_t}\right)^{2}"),
        ("(g**2) ** t", "(g_t^{2})^{t}"),
        ("v_max**2", r"(v^{\max}_t)^{2}"),
        ("g / m * t", r"\frac{g_t}{m_t}\,t"),
        ("g / (m * t)", r"\frac{g_t}{m_t\,t}"),
        ("2 * 0.5 * g", r"2 \cdot 0.5\,g_t"),
        ("2 * (3 / g)", r"2 \cdot \frac{3}{g_t}"),
        ("g * 0.96 ** (0.004 * (t + 1))", r"g_t \cdot 0.96^{0.004\,(t + 1)}"),
        ("sqrt(v + epsilon) ** 2", r"(\sqrt{v_t + \epsilon})^{2}"),
        ("maximum(g, abs(m) / 2) * t", r"\max\left(g_t,\, \frac{\left|m_t\right|}{2}\right)\,t"),
        ("mu_next * mu_product_prev * rho_inf", r"\mu_{t+1}\,\Pi_{t-1}\,\rho_{\infty}"),
        ("m_hat_prev - g_tilde", r"\hat m_{t-1} - \tilde g_t"),
        ("where(t > 5, g, 1)", r"\begin{cases} g_t & \text{if } t > 5 \\ 1 & \text{otherwise} \end{cases}"),
        ("1 - bias_correction * beta1**t", r"1 - \beta_1^{t}"),
        ("bias_correction * (g + m) * t", r"(g_t + m_t)\,t"),
    ],
)
def test_parentheses_are_few_and_digits_never_touch(expression, latex):
    assert printed(expression) == latex


def test_a_sum_with_cases_is_put_in_parentheses():
    for expression in ("where(t > 5, g, 1) + m", "m + where(t > 5, g, 1)", "m * where(t > 5, g, 1)"):
        assert r"\left(\begin{cases}" in printed(expression)


@pytest.mark.parametrize("expression", ["g @ m", "g <= m", "g[0]", "floor(g)", "sqrt(g, m)", "'g'"])
def test_what_cannot_be_printed_is_refused(expression):
    with pytest.raises(ValueError, match=r"teach .*typeset\.py to print"):
        printed(expression)


# Read back: the same rules of precedence, applied by Python to the LaTeX.

WORDS = {
    r"\hat v_t": "v_hat",
    "m_{t-1}": "m_prev",
    "m_t": "m",
    "g_t": "g",
    r"\beta_1": "beta1",
    r"\left|": "abs(",
    r"\right|": ")",
    r"\left": "",
    r"\right": "",
    r"\operatorname{sign}": "sign",
    r"\max": "maximum",
    r",\,": ",",
    r"\,": " * ",
    r"\cdot": "*",
    r"\frac{": "{",
    "}{": ") / (",  # braces follow braces in fractions only
    r"\sqrt": "sqrt",
    "^": "**",
    "{": "(",
    "}": ")",
}

operands = st.sampled_from(["g", "t", "m", "m_prev", "v_hat", "beta1"])
expressions = st.recursive(
    operands,
    lambda inner: st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("({}) ** {}".format, inner, st.sampled_from("23")),
        st.builds("{}({})".format, st.sampled_from(["-", "sqrt", "abs", "sign"]), inner),
        st.builds("maximum({}, {})".format, inner, inner),
    ),
    max_leaves=8,
)


@given(expression=expressions)
def test_what_is_printed_means_what_is_declared(expression):
    latex = printed(expression)
    for word, python in WORDS.items():
        latex = latex.replace(word, python)
    # Fractions are exact, so that no wrong parenthesis hides; functions are stand-ins that stay exact.
    functions = {"sqrt": lambda x: x * x + 7, "sign": lambda x: x + 5, "abs": abs, "maximum": max}
    values = {"g": -5, "t": 4, "m": 7, "m_prev": -11, "v_hat": 13, "beta1": 17}
    names = functions | {name: Fraction(value) for name, value in values.items()}
    try:
        value = eval(expression, names)
    except ZeroDivisionError:
        assume(False)
    assert eval(latex, names) == value, printed(expression)


def test_evaluate_knows_the_functions_and_nothing_else():
    names = {"g": np.array([-3.0, 4.0]), "epsilon": 1.0}
    expression = "where(g > 0, sqrt(g), maximum(sign(g), abs(g) + epsilon))"
    np.testing.assert_array_equal(evaluate(expression, names), [4, 2])
    for wrong in ("open('file')", "open(g)", "g.size", "g[0]", "[g, g]", "'text'", "g if g else g", "g := 1"):
        with pytest.raises((ValueError, SyntaxError)):
            evaluate(wrong, names)
    with pytest.raises(KeyError):
        evaluate("g + h", names)


@pytest.mark.parametrize("expression", ["0 / 0 + g", "1 / (g - g)", "(-1) ** 0.5 + g", "9.0 ** 999 * g"])
def test_what_cannot_be_computed_is_not_finite(expression):
    assert not np.isfinite(evaluate(expression, {"g": 2.0}))


@given(
    base=st.lists(st.floats(-10, 10), min_size=1, max_size=40),
    exponent=st.one_of(st.integers(0, 300), st.floats(-3, 3)),
)
def test_a_power_of_an_array_is_that_of_each_number(base, exponent):
    alone = [evaluate("b ** t", {"b": each, "t": exponent}) for each in base]
    np.testing.assert_array_equal(evaluate("b ** t", {"b": np.array(base), "t": exponent}), alone)


# With numbers


def steps_of(rule, chosen, surface, step):
    """The optimizer, and what its equations may name at a step of its run."""
    optimizer = rule(**chosen)
    return optimizer, quantities(optimizer, simulate(surface, optimizer, surface.start, 30), step)


def coordinate(names, axis):
    return {name: float(np.broadcast_to(value, (2,))[axis]) for name, value in names.items()}


def read_number(latex):
    """The number that a reader sees."""
    return float(latex.replace(r" \cdot 10^{", "e").replace("10^{", "1e").replace("}", ""))


NUMBERS_READ_BACK = {
    r"\left|": "abs(",
    r"\right|": ")",
    r"\left": "",
    r"\right": "",
    r"\operatorname{sign}": "sign",
    r"\max": "maximum",
    r",\,": ",",
    r"\cdot": "*",
    r"\frac{": "{",
    "}{": ") / (",
    r"\sqrt": "sqrt",
    "^": "**",
    "{": "(",
    "}": ")",
}


def worked_out(latex):
    """What a reader with a calculator gets for a printed line."""
    for word, python in NUMBERS_READ_BACK.items():
        latex = latex.replace(word, python)
    return evaluate(latex, {})


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
@settings(max_examples=30)
@given(
    data=st.data(),
    step=st.integers(1, 30),
    surface=st.sampled_from([Bowl(), Bowl(rotation=30), Rosenbrock()]),
)
def test_a_line_worked_out_by_hand_gives_the_number_beside_it(rule, data, step, surface):
    optimizer = data.draw(things(rule))
    names = quantities(optimizer, simulate(surface, optimizer, surface.start, 30), step)
    assume(all(np.isfinite(value).all() and np.all(np.abs(value) < 1e100) for value in names.values()))
    digits = digits_needed(optimizer, names)
    for axis in (0, 1):
        values = coordinate(names, axis)
        for equation in optimizer.equations:
            line = with_numbers(optimizer, equation, values, digits)
            result = read_number(number_latex(values[equation.name], digits)[0])
            # A difference of two equal numbers is noise; only from the last digits on may it show.
            terms = max(
                abs(values[name])
                for name in re.findall(r"[a-z_0-9]*[a-z]\w*", equation.expression)
                if name in values
            )
            noise = 1e-12 * max(terms, 1) if digits == MOST_DIGITS else 0
            assert abs(worked_out(line) - result) <= 1.001 * AGREEMENT * abs(result) + noise, (line, result)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_the_recorded_state_is_what_the_equations_give(rule):
    for surface in (Bowl(), Bowl(rotation=30)):
        optimizer = default_optimizer(rule, surface)
        names = quantities(optimizer, simulate(surface, optimizer, surface.start, 40), np.arange(1, 41))
        for equation in optimizer.equations:
            np.testing.assert_allclose(
                np.broadcast_to(evaluate(equation.expression, names), (40, 2)),
                names[equation.name],
                rtol=1e-9,
                atol=1e-300 if equation.name != "theta" else 1e-14,
            )


def test_digits_are_as_few_as_possible_and_more_where_numbers_cancel():
    optimizer, names = steps_of(Adam, {}, Bowl(), 7)
    assert digits_needed(optimizer, names) == 4
    sgd = SGD(learning_rate=0.1)
    close = {"learning_rate": 0.1, "g": np.array([1.23456, 1.0]), "theta_prev": np.array([0.123457, 1.0])}
    close["theta"] = close["theta_prev"] - 0.1 * close["g"]
    digits = digits_needed(sgd, close)
    assert digits > 4
    shown = {
        name: rounded(value, digits - 1) if name != "learning_rate" else value
        for name, value in close.items()
    }
    wrong = np.abs(evaluate(sgd.equations[0].expression, shown) - shown["theta"]) > AGREEMENT * np.abs(
        shown["theta"]
    )
    assert wrong.any(), "one digit fewer would contradict itself"


def test_settings_are_printed_exactly_and_numbers_rounded():
    optimizer, names = steps_of(Adam, {"beta1": 0.87654321, "epsilon": 1e-8}, Bowl(), 3)
    lines = [with_numbers(optimizer, equation, coordinate(names, 0), 4) for equation in optimizer.equations]
    assert lines[0].startswith(r"0.87654321 \cdot (-")
    assert "10^{-8}" in lines[-1]
    assert (
        max(len(number.lstrip("0.")) for number in re.findall(r"[\d.]+", lines[1]) if number != "0.999") <= 5
    )


def test_an_uncorrected_rule_is_printed_without_the_correction():
    off = Adam(bias_correction=False)
    assert [symbolic(off, equation) for equation in off.equations[2:4]] == [
        r"\hat m_t = m_t",
        r"\hat v_t = v_t",
    ]
    _, names = steps_of(Adam, {"bias_correction": False}, Bowl(), 1)
    assert with_numbers(off, off.equations[2], coordinate(names, 0), 4) == "-0.25"


def test_of_cases_only_the_one_that_is_taken_is_printed_in_numbers():
    for step, taken in ((1, "1"), (20, r"\sqrt")):
        optimizer, names = steps_of(RAdam, {}, Bowl(), step)
        (r,) = (equation for equation in optimizer.equations if equation.name == "r")
        assert with_numbers(optimizer, r, coordinate(names, 0), 4).startswith(taken)


@pytest.mark.parametrize(
    ("value", "digits", "latex"),
    [
        (0.0, 4, "0"),
        (-0.25, 4, "-0.25"),
        (1234.5678, 4, "1235"),
        (123456.7, 4, "123500"),
        (1.0e-8, 17, "10^{-8}"),
        (2.5e-9, 4, r"2.5 \cdot 10^{-9}"),
        (-3e12, 4, r"-3 \cdot 10^{12}"),
        (math.nan, 4, r"\text{not finite}"),
        (math.inf, 4, r"\text{not finite}"),
    ],
)
def test_a_number_as_latex(value, digits, latex):
    assert number_latex(value, digits)[0] == latex


def test_negative_and_long_numbers_get_parentheses_where_they_need_them():
    values = {"g": -2.5e-9, "m_prev": -1.0, "beta1": 0.9}
    line = with_numbers(Adam(), Equation("m", "m_prev * g**2 - g"), values, 4)
    assert line == r"(-1) \cdot (-2.5 \cdot 10^{-9})^{2} - (-2.5 \cdot 10^{-9})"


# As labels


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_labels_are_signs_and_letters(rule):
    expressions = [rule.direction, rule.divisor, f"learning_rate / ({rule.divisor})", *rule.means]
    for expression in [*expressions, *(factor.expression for factor in rule.corrections)]:
        label = plain(rule, expression).replace("sign", "").replace("max", "")
        assert not re.search(r"[A-Za-z]{2}|[_\\{}*]", label), label


def test_adams_labels():
    hat = "\N{COMBINING CIRCUMFLEX ACCENT}"
    assert plain(Adam, Adam.direction) == f"m{hat}"
    assert plain(Adam, f"learning_rate / ({Adam.divisor})") == f"α/(√v{hat} + ε)"
    assert [plain(Adam, factor.expression) for factor in Adam.corrections] == ["1/(1 − β₁ᵗ)", "1/(1 − β₂ᵗ)"]


# What a rule declares of itself


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
@settings(max_examples=20)
@given(data=st.data(), step=st.integers(1, 30))
def test_a_step_is_alpha_times_direction_over_divisor(rule, data, step):
    fixed = {"weight_decay": 0.0} if any(field.name == "weight_decay" for field in tunables(rule)) else {}
    optimizer = data.draw(things(rule, **fixed))
    names = quantities(optimizer, simulate(Bowl(), optimizer, (-2.5, 1.5), 30), step)
    assume(all(np.isfinite(value).all() for value in names.values()))
    along, under = (evaluate(text, names) for text in (rule.direction, rule.divisor))
    taken = names["theta"] - names["theta_prev"]
    size = np.abs(names["theta"]).max() + np.abs(names["theta_prev"]).max()
    np.testing.assert_allclose(-names["learning_rate"] * along / under, taken, rtol=1e-9, atol=1e-13 * size)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_means_and_corrections_name_what_the_rule_keeps(rule):
    fields = rule().init(np.zeros(2))._fields
    assert {*rule.means, *(factor.name for factor in rule.corrections)} <= set(fields)
    assert all(equation.title for equation in rule.equations)


@pytest.mark.parametrize("rule", [Adam, AdamW], ids=lambda rule: rule.key)
def test_corrections_are_what_turns_a_moment_into_its_hat(rule):
    _, names = steps_of(rule, {}, Bowl(), 5)
    for factor in rule.corrections:
        np.testing.assert_allclose(
            names[factor.name] * evaluate(factor.expression, names), names[f"{factor.name}_hat"]
        )
