"""The map shows the surface, its minima and every path as it was walked."""

from decimal import Decimal

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import Experiment, Run
from figures import (
    contours,
    drawn_runs,
    landscape,
    lowest_value,
    map_figure,
    map_spec,
    surroundings,
    travelling,
)
from figures.landscape import RESOLUTION, ROUNDING
from figures.map import DOTS_UP_TO, FIRST_PATH, roundest
from optimizers import SGD, Adam
from surfaces import SURFACES, Bowl, Formula, Levy, Rosenbrock, Saddle
from surfaces.monkey_saddle import MonkeySaddle
from tests.figures.drawings import decoded, drawn, untouched
from tests.sentences import number
from tests.strategies import things
from trajectories import simulate
from tunables import short
from words import loss_name, scale_note

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
surfaces = st.one_of([things(kind) for kind in SURFACES])


def note_of(surface):
    ground = landscape(surface)
    return scale_note(ground.lowest, ground.shift, ground.saddle)


@every_surface
def test_the_map_has_the_contours_the_minima_and_one_path_per_run(kind):
    surface, runs = untouched(kind)
    ground, minima, *paths = map_figure(surface, runs).data
    assert ground.type == "contour"
    marked = (*surface.minima, *surface.local_minima, *([surface.found] if surface.found else []))
    assert tuple(zip(minima.x, minima.y, strict=True)) == marked
    assert [path.meta["run"] for path in paths] == [run.name for run in runs]
    assert len(paths) == len(map_figure(surface, runs).data) - FIRST_PATH


@every_surface
def test_a_path_is_the_trajectory_in_single_precision(kind):
    surface, runs = untouched(kind)
    paths = map_figure(surface, runs).to_dict()["data"][FIRST_PATH:]
    for run, path in zip(runs, paths, strict=True):
        assert path["x"]["dtype"] == path["y"]["dtype"] == "f4"
        walked = np.array([decoded(path["x"]), decoded(path["y"])]).T
        np.testing.assert_array_equal(walked, run.trajectory.positions.astype(np.float32))


def test_a_path_leaves_the_view_unclipped_and_the_view_stays():
    surface = Bowl(rotation=45.0)
    (run,) = drawn(Experiment(surface, (Run(SGD(0.3)),), steps=20))
    figure = map_figure(surface, [run])
    path = figure.data[FIRST_PATH]
    assert min(np.abs(path.x).max(), np.abs(path.y).max()) > 1e3
    assert (tuple(figure.layout.xaxis.range), tuple(figure.layout.yaxis.range)) == surface.domain


def test_a_path_has_a_dot_per_step_while_the_steps_are_few():
    for steps, mode in ((DOTS_UP_TO, "lines+markers"), (DOTS_UP_TO + 1, "lines")):
        runs = drawn(Experiment(Bowl(), (Run(Adam()),), steps=steps))
        assert map_figure(Bowl(), runs).data[FIRST_PATH].mode == mode


def test_a_path_says_the_gradient_that_each_step_used():
    surface, (run, *_) = untouched(Rosenbrock)
    norms = map_figure(surface, [run]).data[FIRST_PATH].customdata
    gradients = run.trajectory.gradients
    np.testing.assert_allclose(norms[1:], np.hypot(gradients[1:, 0], gradients[1:, 1]), rtol=1e-6)
    assert np.isnan(norms[0]), "no step led to the start"


def test_without_its_ground_the_map_keeps_its_order_of_traces():
    surface, runs = untouched()
    with_ground, without = (
        go.Figure(map_spec(surface, runs, ground=ground)).data for ground in (True, False)
    )
    assert [trace.uid for trace in with_ground] == [trace.uid for trace in without]
    assert without[0].z is None


def test_heights_travel_in_single_precision():
    trace = map_figure(Bowl(), []).to_dict()["data"][0]
    for name in ("z", "customdata"):
        assert trace[name]["dtype"] == "f4"
        assert decoded(trace[name]).size == RESOLUTION**2


# The landscape


@given(surfaces)
def test_heights_rise_with_the_loss_and_are_finite_where_it_is(surface):
    ground = landscape(surface)
    assert ground.values.shape == ground.heights.shape == (RESOLUTION, RESOLUTION)
    np.testing.assert_array_equal(np.isfinite(ground.heights), np.isfinite(ground.values))
    seen = np.isfinite(ground.values)
    order = np.argsort(ground.values[seen])
    assert (np.diff(ground.heights[seen][order]) >= 0).all()


@given(surfaces)
def test_a_value_stands_at_its_place(surface):
    ground = landscape(surface)
    for row, column in ((0, 0), (0, -1), (-1, 0), (RESOLUTION // 3, RESOLUTION // 2)):
        assert ground.values[row, column] == pytest.approx(
            surface.value(ground.x[column], ground.y[row]), rel=1e-12
        )
    assert ((ground.x[0], ground.x[-1]), (ground.y[0], ground.y[-1])) == surface.domain


@given(surfaces)
def test_the_bottom_is_lower_than_anything_in_view(surface):
    ground = landscape(surface)
    assert ground.lowest == (lowest_value(surface) if surface.minima else np.nanmin(ground.values))
    rounding = ROUNDING * np.ptp(ground.values[np.isfinite(ground.values)])
    assert ground.lowest <= np.nanmin(ground.values) + 1e-9 * abs(ground.lowest) + rounding
    assert ground.shift > 0


@given(surfaces)
def test_the_note_states_the_shift_that_was_used(surface):
    ground = landscape(surface)
    if ground.saddle is None:
        assert f" + {short(ground.shift)})" in note_of(surface)
        stated = ground.lowest + 10**ground.heights - ground.shift
    else:
        assert f" / {short(ground.shift)})" in note_of(surface)
        stated = ground.saddle + np.sign(ground.heights) * ground.shift * (10 ** np.abs(ground.heights) - 1)
    np.testing.assert_allclose(stated, ground.values, rtol=1e-6, atol=1e-9 * max(1.0, abs(ground.lowest)))


@pytest.mark.parametrize("kind", [Saddle, MonkeySaddle])
def test_a_saddle_has_levels_around_it(kind):
    surface = kind()
    ground, trace = landscape(surface), contours(surface)
    assert ground.saddle == surface.value(0.0, 0.0)
    (x0, x1), (y0, y1) = surface.domain
    levels = [
        ground.value(trace["contours"]["start"] + count * trace["contours"]["size"]) for count in range(17)
    ]
    # In the middle third of the view.
    x, y = np.meshgrid(np.linspace(x0, x1, 60)[20:40], np.linspace(y0, y1, 60)[20:40])
    near = surface.value(x, y)
    above = [level for level in levels if 0 < level < near.max()]
    below = [level for level in levels if near.min() < level < 0]
    assert len(above) >= 4
    assert len(below) >= 4, "one sees which ways lead down"


@given(surfaces)
def test_the_colours_span_the_heights_from_the_minimum_up(surface):
    ground, trace = landscape(surface), go.Contour(contours(surface))
    assert (trace.zmin, trace.zmax) == pytest.approx(
        (ground.height(ground.lowest), np.nanmax(ground.heights))
    )
    assert trace.zmin <= np.nanmin(ground.heights) + 1e-12
    assert trace.zmin < trace.contours.start < trace.contours.end < trace.zmax


@given(surfaces)
def test_the_colour_bars_values_stand_where_they_are_true(surface):
    ground, trace = landscape(surface), go.Contour(contours(surface))
    places = np.array(trace.colorbar.tickvals)
    values = list(map(number, trace.colorbar.ticktext))
    assert len(places) >= 3, "two numbers do not show a scale"
    stated = [ground.value(place) for place in places]
    np.testing.assert_allclose(values, stated, rtol=5e-3, atol=5e-3 * ground.shift)
    assert (np.diff(places) >= (trace.zmax - trace.zmin) / 13).all(), "the numbers would touch"
    room = 1e-4 * (trace.zmax - trace.zmin)
    assert trace.zmin - room <= places[0], "Plotly drops numbers outside the scale"
    assert places[-1] <= trace.zmax + room, "Plotly drops numbers outside the scale"


@every_surface
def test_the_colour_bars_values_are_round(kind):
    texts = contours(kind())["colorbar"]["ticktext"]
    assert len(texts) >= 5
    digits = [len(text.strip("−").replace(".", "").strip("0")) for text in texts]
    assert sorted(digits)[-2] <= 2, texts
    # But for the lowest, which is the minimum itself.
    assert sum(digit <= 1 for digit in digits[1:]) >= len(digits[1:]) / 2, texts


bounds = st.tuples(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12)).map(sorted)


@given(bounds)
def test_the_roundest_number_has_no_more_digits_than_any_other(ends):
    low, high = ends
    chosen = roundest(low, high)
    assert low <= chosen <= high
    if low <= 0 <= high:
        assert chosen == 0
        return

    def digits(value):
        return len(Decimal(repr(value)).normalize().as_tuple().digits)

    for share in (0.0, 0.3, 0.5, 0.9, 1.0):
        other = low + share * (high - low)
        for places in range(1, 6):
            rounded = float(f"{other:.{places}e}")
            if low <= rounded <= high:
                assert digits(chosen) <= digits(rounded)


def test_rosenbrocks_valley_is_told_apart_from_its_walls():
    ground = landscape(Rosenbrock())
    shares = (ground.heights - ground.heights.min()) / np.ptp(ground.heights)
    valley = np.abs(ground.y[:, None] - ground.x[None, :] ** 2) < 0.05
    assert np.quantile(shares[valley], 0.9) < 0.6, "the valley must be visible: choose s smaller"
    assert np.quantile(shares[~valley], 0.5) > 0.6


def test_where_no_minimum_is_known_the_bottom_is_the_lowest_in_view():
    assert landscape(Formula("x**2 + y**2 + 100")).lowest == 100


# What differs by rounding alone


@every_surface
def test_a_minimum_that_rounding_alone_keeps_from_0_is_0_in_words_and_in_numbers(kind):
    surface = kind()
    if not surface.minima:
        return
    exact = float(surface.value(*surface.minima[0]))
    heights = np.ptp(landscape(surface).values)
    if 0 < abs(exact) < 1e-12 * heights:
        assert lowest_value(surface) == landscape(surface).lowest == 0
        assert loss_name(lowest_value(surface)) == "f"
        assert "log(f + " in note_of(surface)
    else:
        assert lowest_value(surface) == landscape(surface).lowest == exact
        assert "e-" not in loss_name(lowest_value(surface))


def test_levys_minimum_is_such_a_minimum():
    assert 0 < Levy().value(*Levy().minima[0]) < 1e-30
    assert lowest_value(Levy()) == 0


def test_the_lowest_value_of_a_formula_is_0_where_rounding_alone_makes_it_another():
    for text in ("(x - 0.1)**2*(x + 0.1)**2 + (y - y)", "sin(pi*x)**2 + y**2", "(x*3 - x - x - x)**2 + y**2"):
        assert landscape(Formula(text, reach=3.0)).lowest == pytest.approx(0, abs=1e-3)
    assert "log(f + " in note_of(Formula("sin(pi*x)**2 + sin(pi*y)**2 + 1e-17*x", reach=3.0))


@pytest.mark.parametrize(
    "text", ["sin(x)**2 + cos(x)**2 + 0*y", "x/x + y - y", "1e12 + x*1e-9", "exp(log(x*x + 1)) - x*x"]
)
def test_a_surface_that_rises_by_rounding_alone_is_shown_in_one_tone(text):
    ground, trace = landscape(Formula(text)), contours(Formula(text))
    heights = ground.heights[np.isfinite(ground.heights)]
    assert np.ptp(heights) < 1e-6
    assert trace["zmax"] - trace["zmin"] == 1
    assert heights.max() < trace["contours"]["start"]


def test_values_that_cancel_are_0_on_the_colour_bar():
    texts = contours(Formula("x*x/10 - 0.1", reach=4.0))["colorbar"]["ticktext"]
    assert not [text for text in texts if "e−" in text]


def test_hovering_says_values_that_single_precision_does_not_hold():
    trace = travelling(contours(Formula("exp(x**2 + y**2)", reach=15.0)))
    assert trace["customdata"]["dtype"] == "f8"
    assert np.nanmax(decoded(trace["customdata"])) > 1e100


def test_a_small_map_has_its_runs_name_and_no_colour_bar():
    surface = Bowl()
    (run,) = drawn_runs([("adam", "Adam", simulate(surface, Adam(), (1.0, 1.0), 5))])
    spec = map_spec(surface, [run], title="<b>Adam</b>")
    large, small = (go.Figure(each) for each in (map_spec(surface, [run]), spec))
    assert [note.text for note in small.layout.annotations] == ["<b>Adam</b>"]
    assert small.data[0].showscale is False
    assert small.layout.xaxis.range == large.layout.xaxis.range
    assert small.layout.margin.r < large.layout.margin.r


@every_surface
def test_what_lies_around_the_view_is_on_its_scale(kind):
    surface = kind()
    ground, far = landscape(surface), surroundings(surface)
    (x0, x1), (y0, y1) = surface.domain
    assert (far["x"][-1] - far["x"][0]) / (x1 - x0) == pytest.approx(5)
    assert (far["y"][-1] - far["y"][0]) / (y1 - y0) == pytest.approx(5)
    assert (far["x"][0] + far["x"][-1]) / 2 == pytest.approx((x0 + x1) / 2, abs=1e-9)
    for i, j in ((0, 0), (30, 30), (20, 45), (60, 7)):
        value = float(surface.value(far["x"][i], far["y"][j]))
        if ground.saddle is None:
            value = max(value, ground.lowest)
        if np.isfinite(value):
            assert far["z"][j, i] == pytest.approx(ground.height(value), abs=1e-4)
    axes = map_spec(surface, [])["layout"]
    assert (axes["xaxis"]["minallowed"], axes["xaxis"]["maxallowed"]) == (far["x"][0], far["x"][-1])
