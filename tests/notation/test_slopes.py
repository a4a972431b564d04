"""Gradients are exact: by sympy, by differences in 40 digits, and at the points where rules break."""

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from notation import FUNCTIONS, written
from notation.computing import function_of
from notation.graph import in_order
from notation.reading import reading
from notation.slopes import slopes
from tests.notation.texts import MEANT, WILD, expressions

EXACT = [
    *MEANT,
    "min(x, y)*x + max(x*y, 1, y)",
    *(f"{name}(x/9 + y/7)*y" for name in FUNCTIONS),
    "(x + y)**100",
    "x**y**x",
    "(x*y)**-1.5",
]


@pytest.mark.parametrize("text", EXACT)
def test_the_gradient_is_what_sympy_derives(text):
    x, y = sympy.symbols("x y", positive=True)
    formula = sympy.parse_expr(
        text, {"x": x, "y": y, "e": sympy.E, "abs": sympy.Abs, "min": sympy.Min, "max": sympy.Max}
    )
    ours = np.array(written(text).gradient(0.7, 0.4))
    theirs = [float(formula.diff(letter).evalf(30, subs={x: 0.7, y: 0.4})) for letter in (x, y)]
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-14 * np.abs(theirs).max())


def well_behaved(node, value, parts):  # noqa: PLR0911  # one return per kind of part
    """Whether a part is far from its corners and poles, so that its slope can be told to many digits."""
    if not (np.isfinite(value) and abs(value) < 1e3):
        return False
    match node.operation:
        case "abs" | "log" | "sqrt" | "sign":
            return abs(parts[0]) > 0.01
        case "minimum" | "maximum":
            return abs(parts[0] - parts[1]) > 0.01
        case "asin" | "acos":
            return abs(parts[0]) < 0.99
        case "divide":
            return abs(parts[1]) > 0.01
        case "power":
            # With an exponent that varies, a negative number has powers at single points only.
            base = abs(parts[0]) if node.parts[1].is_number() else parts[0]
            return base > 0.01 and abs(parts[1]) < 20
    return True


NAMES = {name: getattr(mpmath, name) for name in FUNCTIONS if name != "abs"}
NAMES |= {"abs": abs, "pi": mpmath.pi, "e": mpmath.e, "mpf": mpmath.mpf}


@given(expressions(leaves=("x", "y", "mpf(2)", "mpf('0.5')", "pi")), st.tuples(*[st.floats(-2, 2)] * 2))
@settings(max_examples=500)
def test_the_gradient_of_any_formula_is_its_slope(text, point):
    try:
        read = reading(text.replace("mpf(2)", "2").replace("mpf('0.5')", "0.5"))
    except ValueError:
        assume(False)
    nodes = list(in_order(read.root))
    with np.errstate(all="ignore"):
        values = dict(zip(nodes, function_of(*nodes)(*map(np.float64, point)), strict=True))
    assume(
        all(
            well_behaved(node, value, [values[part] for part in node.parts]) for node, value in values.items()
        )
    )
    along, across = slopes(read.graph, read.root)
    with np.errstate(all="ignore"):
        ours = function_of(along, across)(*map(np.float64, point))
        terms = function_of(*in_order(along, across))(*map(np.float64, point))
    scale = max(1.0, *(abs(term) for term in terms if np.isfinite(term)))
    with mpmath.workdps(40):

        def value(x, y):
            return eval(text, {"__builtins__": {}}, NAMES | {"x": x, "y": y})

        theirs = [mpmath.diff(value, tuple(map(mpmath.mpf, point)), order) for order in ((1, 0), (0, 1))]
        np.testing.assert_allclose(
            ours, [float(mpmath.re(one)) for one in theirs], rtol=1e-8, atol=1e-9 * scale
        )


@given(expressions(most=12), st.tuples(*[st.floats(-100, 100)] * 2))
@settings(max_examples=500)
def test_every_part_lies_within_its_bounds_and_tame_ones_are_finite(text, point):
    try:
        nodes = list(in_order(reading(text).root))
    except ValueError:
        assume(False)
    with np.errstate(all="ignore"):
        values = function_of(*nodes)(*map(np.float64, point))
    if np.abs(values)[np.isfinite(values)].max() > 1e150:
        return  # an overflow of products is no matter of bounds
    for node, value in zip(nodes, values, strict=True):
        low, high = node.bounds
        assert np.isnan(value) or low - 1e-12 * abs(low) <= value <= high + 1e-12 * abs(high), node.operation
        assert not node.tame or np.isfinite(value), node.operation


@pytest.mark.parametrize(
    ("text", "tame"),
    [
        ("log(x**2 + 1)", True),
        ("log(x**2)", False),
        ("log(x**3 + 1)", False),
        ("sqrt(x*x + y**2)", True),
        ("sqrt(x*y)", False),
        ("1/(1 + abs(x))", True),
        ("1/abs(x)", False),
        ("1/(sin(x) - 2)", True),
        ("1/(sin(x) - 1)", False),
        ("exp(-x**2/2 - y**2)", True),
        ("exp(x)", False),
        ("(x**2 + 1)**-0.5", True),
        ("(x**2)**0.5", True),
        ("x**0.5", False),
        ("x**-2", False),
        ("log(2 + cos(x)*sin(y))", True),
    ],
)
def test_what_is_defined_everywhere_is_known_to_be(text, tame):
    assert reading(f"{text} + y").root.tame is tame


INF, NAN = np.inf, np.nan
# f(x) + 0·y, a point, and the slope along x there.
POINTS = [
    ("x**2", 0, 0),
    ("x**3", 0, 0),
    ("x*x", 0, 0),
    ("x**0.5", 0, INF),
    ("x**(1/3)", 0, INF),
    ("x**1.5", 0, 0),
    ("sqrt(x)", 0, INF),
    ("abs(x)", 0, 0),
    ("abs(x)**3", 0, 0),
    ("abs(x**3)", 0, 0),
    ("sqrt(x**2)", 0, 0),  # a corner, like that of abs
    ("sqrt(x**4)", 0, 0),
    ("(x**2)**0.5", -3, -1),
    ("(x**4)**0.5", 0, 0),
    ("(x - 1)**2", 1, 0),
    ("(x - 1)**2*(x - 1)**2", 1, 0),
    ("(x - 1)**4/(x + 1)", 1, 0),
    ("x**(y + 2)", 0, 0),
    ("(x*x)**(y + 1)", 0, 0),
    ("2**x", 0, np.log(2)),
    ("e**x", 0, 1),
    ("1/cosh(9*x)", 100, 0),
    ("1/(1 + exp(-x))", -800, 0),
    ("1/(1 + exp(-x))", 800, 0),
    ("x/exp(x)", 800, 0),
    ("exp(-exp(x))", 800, 0),
    ("exp(-x**2)", 1e200, 0),
    ("tanh(x)", 800, 0),
    ("tanh(x)", 25, 4 * np.exp(-50)),
    ("atan(x)", 1e200, 0),
    ("atan(x)", 0, 1),
    ("asin(x)", 1, INF),
    ("acos(x)", -1, -INF),
    ("asin(x)", 1 - 2**-53, 2.0**26),
    # There is no slope where there is no value.
    ("log(x)", -1, NAN),
    ("log(x)", 0, NAN),
    ("sqrt(x)**2", -1, NAN),
    ("x**0.5 + x", -1, NAN),
    ("exp(log(x))", 0, NAN),
    ("0*log(x)", -1, NAN),
    ("x/x", 0, NAN),
    ("exp(x) - exp(x) + x", 800, NAN),
]


@pytest.mark.parametrize(("text", "x", "slope"), POINTS)
def test_slopes_where_rules_break(text, x, slope):
    along, _ = written(f"{text} + y").gradient(x, 0.0)
    np.testing.assert_allclose(along, slope, rtol=1e-14)
    many, _ = written(f"{text} + y").gradient(np.full((2, 1), x), np.zeros(3))
    np.testing.assert_array_equal(many, np.full((2, 3), along))


# Text, and the points on the line where it has no value.
UNDEFINED = {
    "sqrt(x)**2": lambda x: x < 0,
    "(x**0.5)**2": lambda x: x < 0,
    "exp(log(x))": lambda x: x <= 0,
    "log(exp(x))": lambda x: np.abs(x) > 700,
    "x/x": lambda x: x == 0,
    "x**2/x": lambda x: x == 0,
    "(x - 1)/(x - 1)": lambda x: x == 1,
    "log(x) - log(x)": lambda x: x <= 0,
    "sqrt(x) - sqrt(x)": lambda x: x < 0,
    "0*log(x)": lambda x: x <= 0,
    "sqrt(x)**0": lambda x: x < 0,
    "1**sqrt(x)": lambda x: x < 0,
    "sin(asin(x))": lambda x: np.abs(x) > 1,
    "sqrt(x**2)": lambda x: x > 1e300,
    "log(x**2)/2": lambda x: x == 0,
}


@pytest.mark.parametrize("text", UNDEFINED)
def test_nothing_is_cancelled_that_is_undefined_somewhere(text):
    x = np.array([-800.0, -2, -1, -0.5, 0, 0.5, 1, 2, 800])
    formula = written(f"{text} + y")
    missing = UNDEFINED[text](x)
    assert (np.isfinite(formula.value(x, 0.0)) == ~missing).all()
    for slope in formula.gradient(x, 0.0):
        assert np.isnan(slope[missing]).all()


@pytest.mark.parametrize("text", WILD)
def test_wild_formulas_give_real_numbers_of_the_right_shape(text):
    assert_real(text)


@given(expressions(most=12))
@settings(max_examples=300)
def test_any_formula_gives_real_numbers_of_the_right_shape(text):
    assert_real(text)


def assert_real(text):
    try:
        formula = written(text)
    except ValueError:
        return
    tame = reading(text).root.tame  # then only an overflow can leave it without a value
    row, column = np.linspace(-3, 3, 7)[:, None], np.linspace(-2, 2, 5)
    for x, y in ((row, column), (row, 0), (0, column), *zip(row.flat, column, strict=False), (1, 2)):
        shape = np.broadcast_shapes(np.shape(x), np.shape(y))
        value, slopes = formula.value(x, y), formula.gradient(x, y)
        for result in (value, *slopes):
            assert np.shape(result) == shape
            assert result.dtype == np.float64, "real numbers only"
        for slope in slopes if not tame else ():
            assert not (np.isnan(value) & np.isfinite(slope)).any(), "a slope where there is no value"
    points = formula.value(*np.broadcast_arrays(row, column))
    np.testing.assert_allclose(formula.value(row, column), points, rtol=1e-12, err_msg="whatever the shape")
    singles = [[formula.value(a, b) for b in column] for a in row.flat]
    np.testing.assert_allclose(points, singles, rtol=1e-9, atol=1e-300)


def test_what_is_given_is_left_as_it_was():
    x = np.linspace(-1, 1, 5)
    for text in ("x + 1", "x*x*x + x", "-x + sin(x)*2 - x/3", "x"):
        written(text).value(x, x)
        written(text).gradient(x, x)
        np.testing.assert_array_equal(x, np.linspace(-1, 1, 5))
