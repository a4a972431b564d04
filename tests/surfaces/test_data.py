"""What surfaces made of data promise beside the rest: examples, batches of them, and known ravines."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notation import evaluate
from surfaces import SURFACES, DataSurface, Iris, Line, Logistic, Neuron, Penguins, Points
from tests.strategies import inside, things
from tunables import tunables

MADE_OF_DATA = [kind for kind in SURFACES if issubclass(kind, DataSurface)]
every_kind = pytest.mark.parametrize("kind", MADE_OF_DATA, ids=lambda kind: kind.key)

# Worked out elsewhere: minima by Newton in 40 digits, values and slopes by automatic differentiation.
KNOWN = [
    (Line(), (2, -1), 0.125, (0.171572875254, 5.82842712475), 22.5),
    (
        Penguins(),
        (4.96855664061, -5.78083135808),
        0.0772730930239,
        (0.00390209648754, 5.05250521345),
        26.371305787,
    ),
    (Penguins(standardise=True), (0.697642022138, 4.20175438596), 0.0772730930239, (1, 1), None),
    (Points(), (36 / 35, 1 / 15), 0.401587301587, (0.182471917569, 15.9841947491), 13.147395035),
    (
        Logistic(),
        (1.35080451824, -0.825166937324),
        0.574909693651,
        (0.0664945437252, 0.264476008221),
        50.605534778,
    ),
    (
        Logistic(penalty=0.01),
        (1.19519932334, -0.706678153636),
        0.585873558451,
        (0.0839220879317, 0.291267536512),
        50.12779597,
    ),
    (
        Logistic(penalty=0.01, separable=True),
        (3.44562497444, -2.47851626333),
        0.245178497808,
        (0.0258363654581, 0.125991264392),
        52.930332351,
    ),
    (
        Iris(),
        (4.75278276378, 4.19114965287),
        0.106012673957,
        (0.00264155427314, 0.00493645317532),
        109.875059109,
    ),
    (
        Iris(penalty=0.01),
        (2.08465920796, 2.23829063395),
        0.185397345629,
        (0.0194402304934, 0.0356194354993),
        52.164755077,
    ),
    (
        Neuron(),
        (1.16202844351, 1.46028706876),
        0.0115832349965,
        (0.0463403622847, 0.768206773526),
        75.557619580,
    ),
]


@pytest.mark.parametrize(("surface", "minimum", "value", "eigenvalues", "angle"), KNOWN)
def test_minima_and_ravines_are_the_known_ones(surface, minimum, value, eigenvalues, angle):
    np.testing.assert_allclose(surface.minima[0], minimum, rtol=1e-11)
    assert surface.value(*surface.minima[0]) == pytest.approx(value, rel=1e-11)
    found = np.linalg.eigvalsh(surface.hessian(*surface.minima[0]))
    np.testing.assert_allclose(found, eigenvalues, rtol=1e-11)
    condition, direction = surface.ravine
    assert condition == pytest.approx(eigenvalues[1] / eigenvalues[0], rel=1e-11)
    if angle is not None:
        assert direction == pytest.approx(angle, rel=1e-10)


@given(line=things(Line))
def test_the_lines_closed_forms(line):
    m, s, d = line.mean, line.spread, line.outliers
    q, p, r = 5.48 / 60, 0.05, 0.591 / 60
    total = m**2 + s**2 + 1
    large = (total + math.sqrt(total**2 - 4 * s**2)) / 2
    np.testing.assert_allclose(
        line.minima[0], (2 + d * q / s, -1 + d * (p - q * m / s)), rtol=1e-11, atol=1e-11
    )
    rest = (line.noise**2 + 2 * line.noise * d * r + d**2 * (p - p**2 - q**2)) / 2
    assert line.value(*line.minima[0]) == pytest.approx(rest, rel=1e-11, abs=1e-15)
    assert line.largest_curvature == pytest.approx(large, rel=1e-12)
    condition, angle = line.ravine
    assert condition == pytest.approx(large**2 / s**2, rel=1e-9)
    if m > 0:
        # The steep direction: tan 2φ = 2m/(m² + s² − 1).
        assert math.radians(2 * angle) == pytest.approx(math.atan2(2 * m, m**2 + s**2 - 1), abs=1e-9)


@given(line=things(Line), other=things(Line))
def test_outliers_and_noise_move_the_ravine_and_never_turn_or_narrow_it(line, other):
    noisy = Line(line.mean, line.spread, other.noise, other.outliers)
    assert noisy.ravine == pytest.approx(line.ravine, rel=1e-9)


def test_separated_classes_have_no_minimum_without_a_penalty():
    separable = Logistic(separable=True)
    assert separable.minima == ()
    assert separable.ravine is None
    along = np.array([math.cos(math.radians(-35.298)), math.sin(math.radians(-35.298))])
    losses = separable.value(*np.outer(along, [10, 100, 1000]))
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < 1e-40
    x1, x2, c = separable.data
    assert (c * (along @ [x1, x2])).min() == pytest.approx(0.113602, rel=1e-3), "the margin"


def test_the_neurons_saddle():
    assert Neuron().gradient(0.0, 0.0) == (0, 0)
    np.testing.assert_allclose(np.linalg.eigvalsh(Neuron().hessian(0.0, 0.0)), [-2.124395225, 2.124395225])


@every_kind
@given(data=st.data())
def test_the_loss_is_the_mean_of_what_is_stated_of_each_example(kind, data):
    surface = data.draw(things(kind))
    rows = data.draw(st.none() | st.lists(st.integers(0, surface.examples - 1), min_size=1, max_size=9))
    point = data.draw(inside(surface.domain))
    names = dict(zip(surface.parameters, point, strict=True))
    names |= {field.name: getattr(surface, field.name) for field in tunables(kind)}
    columns = surface.table("line") if kind is Line else surface.data
    names |= {
        name: column if rows is None else column[rows]
        for name, column in zip(surface.columns, columns, strict=True)
    }
    stated = np.mean(evaluate(surface.formula, names))
    stated += evaluate(surface.penalised, names) if surface.penalised else 0
    assert surface.value(*point, rows) == pytest.approx(stated, rel=1e-11)


@every_kind
@given(data=st.data())
def test_a_batch_has_the_mean_slope_of_its_examples(kind, data):
    surface = data.draw(things(kind))
    rows = data.draw(st.lists(st.integers(0, surface.examples - 1), min_size=1, max_size=9))
    point = data.draw(inside(surface.domain))
    singles = np.array([surface.gradient(*point, [row]) for row in rows])
    size = np.abs(singles).max()
    np.testing.assert_allclose(surface.gradient(*point, rows), singles.mean(axis=0), atol=1e-11 * size)
    every = np.arange(surface.examples)
    full = np.abs(surface.gradient(*surface.start)).max()
    np.testing.assert_allclose(surface.gradient(*point, every), surface.gradient(*point), atol=1e-11 * full)
    assert surface.value(*point, every) == surface.value(*point)


@every_kind
def test_batches_may_be_lanes_and_each_is_as_if_alone(kind):
    surface = kind()
    rng = np.random.default_rng(3)
    for size in (1, 2, 3, 8, 33):
        rows = rng.integers(surface.examples, size=(size, 5))
        x, y = rng.uniform(-2, 2, (2, 5))
        values, slopes = surface.value(x, y, rows), np.array(surface.gradient(x, y, rows))
        for lane in range(5):
            assert surface.value(x[lane], y[lane], rows[:, lane]) == values[lane]
            alone = surface.gradient(x[lane], y[lane], rows[:, lane])
            np.testing.assert_array_equal(alone, slopes[:, lane])


@every_kind
@given(data=st.data())
def test_the_hessian_is_the_slope_of_the_gradient(kind, data):
    surface = data.draw(things(kind))
    x, y = data.draw(inside(surface.domain))
    h = 1e-5
    differences = [
        np.subtract(surface.gradient(x + h, y), surface.gradient(x - h, y)) / (2 * h),
        np.subtract(surface.gradient(x, y + h), surface.gradient(x, y - h)) / (2 * h),
    ]
    hessian = np.array(surface.hessian(x, y))
    np.testing.assert_allclose(hessian, differences, rtol=1e-6, atol=1e-7 * (1 + np.abs(hessian).max()))


@every_kind
def test_a_picture_is_made_of_single_points(kind):
    surface = kind()
    x, y = np.meshgrid(*(np.linspace(*side, 97) for side in surface.domain))
    values, slopes = surface.value(x, y), surface.gradient(x, y)
    for place in ((0, 0), (40, 96), (96, 3), (77, 50)):
        assert values[place] == surface.value(x[place], y[place])
        np.testing.assert_array_equal([each[place] for each in slopes], surface.gradient(x[place], y[place]))


@pytest.mark.parametrize(
    "text",
    [
        "1 1; 2 3; 3 2",
        "1 1\n2 3\n3 2\n",
        "1\t1\r\n2\t3\r\n3\t2",
        "1,1\n2,3\n3,2",
        "1, 1; 2, 3; 3, 2;",
        "x\ty\n1\t1\n2\t3\n3\t2",
        "height, weight\n1.0, 1e0\n2, 3\n\n3, 2",
    ],
)
def test_points_as_they_are_typed_and_pasted(text):
    points = Points(text=text)
    assert points.pairs == ((1, 1), (2, 3), (3, 2))
    assert points.text == "1 1; 2 3; 3 2"
    assert points == Points(text="1 1; 2 3; 3 2")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "2 to 60 pairs, not 0"),
        ("1 1", "2 to 60 pairs, not 1"),
        ("; ".join(["1 1"] * 61), "2 to 60 pairs, not 61"),
        ("1 1\n" * 10_000, "characters of text"),
        ("1 1; 2", "row 2 must be two numbers, x y, not “2”"),
        ("1 1; 2 3 4", "row 2 must be two numbers, x y, not “2 3 4”"),
        ("1,5 2; 2 3", "decimals stand behind a point"),
        ("1 1; two 3", "must be a number, not “two”"),
        ("1 1; nan 3", "must be a finite number"),
        ("nan inf; 1 1; 2 2", "must be a finite number"),
        ("1 1; 1e300 3", "is beyond 1000000"),
        ("1 1; 1e400 3", "must be a finite number"),
        ("1 1; <script> alert(1)", "must be a number"),
    ],
)
def test_what_is_no_data_is_told_and_nothing_is_built(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        Points(text=text)


@pytest.mark.parametrize("text", ["2 1; 2 3; 2 7", "0 0; 0 0", "1000000 -1000000; 1000000 1000000"])
def test_where_all_x_are_equal_no_line_is_the_best(text):
    points = Points(text=text)
    assert points.minima == ()
    assert points.largest_curvature is None
    assert points.ravine is None
    assert points.rate > 0
    assert np.isfinite(points.value(*points.start))


@given(points=things(Points))
def test_points_reach_as_far_as_their_line(points):
    (low, high), _ = points.domain
    assert -low == high >= 5
    for minimum in points.minima:
        assert max(map(abs, minimum)) <= high / 2
