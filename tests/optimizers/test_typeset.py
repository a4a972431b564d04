"""Equations as LaTeX: what is printed means what is declared."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, Adam, AdamW, Equation, Lion, evaluate, symbolic
from tunables import tunables

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
        assert shown == (field.name in used and field.scale != "switch"), field.name


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
        ("sqrt(v + epsilon) ** 2", r"\sqrt{v_t + \epsilon}^{2}"),
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


@pytest.mark.parametrize("expression", ["g @ m", "g < m", "g[0]", "log(g)", "sqrt(g, m)", "'g'", "g_foo"])
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
        value = evaluate(Equation("m", expression), names)
    except ZeroDivisionError:
        assume(False)
    assert evaluate(Equation("m", latex), names) == value, printed(expression)


def test_evaluate_knows_the_functions_and_nothing_else():
    names = {"g": np.array([-3.0, 4.0]), "epsilon": 1.0}
    equation = Equation("m", "where(g > 0, sqrt(g), maximum(sign(g), abs(g) + epsilon))")
    np.testing.assert_array_equal(evaluate(equation, names), [4, 2])
    with pytest.raises(NameError):
        evaluate(Equation("m", "open('file')"), names)
