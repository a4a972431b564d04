"""Whatever a formula or a run does, nothing that is not finite reaches the browser but as a gap."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import default_experiment, from_query
from figures import (
    anatomy_specs,
    curves_spec,
    drawn_runs,
    landscape,
    map_spec,
    parameter_specs,
    travelling,
)
from figures.axis import axis_range
from figures.stacked import Line, Panel, nothing_to_show, stacked
from optimizers import OPTIMIZERS, SGD, Adam
from surfaces import Bowl, Formula
from tests.figures.drawings import decoded, drawn, lost
from tests.notation.texts import WILD, expressions
from trajectories import simulate
from words import loss_name, scale_note

every_scale = pytest.mark.parametrize("scale", ["log", "linear"])
LARGE = [3e38, 1e39, 1e300, 1.7e308, np.inf]
SMALL = [0.0, 5e-324, 1e-310, 1e-300, 1e-38, 1e-9, 1.0, 1 + 1e-15]
NUMBERS = st.sampled_from([sign * size for sign in (1, -1) for size in (*SMALL, *LARGE)] + [np.nan])


def assert_sound(spec):
    """It travels without anything to mend but in arrays, and its axes can be divided by."""
    everything_finite(spec)
    sent = travelling(spec)
    json.dumps(sent, allow_nan=False)
    for array in arrays(sent):
        assert not np.isinf(decoded(array)).any()
    for name, axis in spec["layout"].items():
        if name.startswith(("xaxis", "yaxis")):
            low, high = axis["range"]
            # As a browser works: the length is a number, and so are pixels over it and it over pixels.
            assert 0 < high - low < math.inf
            assert math.isfinite(1e4 / (high - low))
            assert isinstance(axis.get("dtick", 1), int | str)
    for note in spec["layout"].get("annotations", []):
        assert -1 < note["y"] <= 1
    for trace in spec["data"]:
        if "z" in trace:
            levels = trace["contours"]
            assert trace["zmin"] < levels["start"] < levels["end"] < trace["zmax"]
            assert (levels["end"] - levels["start"]) / levels["size"] < 100
            assert all("inf" not in text and "nan" not in text for text in trace["colorbar"]["ticktext"])


def everything_finite(part):
    """Numbers that are not arrays must be finite as they are made, not only once they are mended."""
    if isinstance(part, dict | list | tuple):
        for each in part.values() if isinstance(part, dict) else part:
            everything_finite(each)
    elif isinstance(part, float):
        assert math.isfinite(part)


def arrays(part):
    if isinstance(part, dict) and "bdata" in part:
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from arrays(each)


def assert_page_is_sound(text, reach):
    query = {"surface": "formula", "formula.text": text, "formula.reach": str(reach), "steps": "20"}
    experiment, _ = from_query(query)
    surface = experiment.surface
    wild = simulate(surface, SGD(1e300), surface.start, 20)
    runs = [*drawn(experiment), *drawn_runs([("sgd.2", "wild", wild), ("adam.2", "lost", lost(20))])]
    for ground in (True, False):
        assert_sound(map_spec(surface, runs, ground=ground))
    for scale in ("log", "linear"):
        for shown in (runs, runs[:1], runs[-1:], []):
            assert_sound(curves_spec(surface, shown, scale))
    for optimizer, run in ((Adam(), runs[0]), (SGD(1e300), runs[-2])):
        for spec in anatomy_specs(optimizer, run).values():
            assert_sound(spec)
    ground = landscape(surface)
    for words in (loss_name(ground.lowest), scale_note(ground.lowest, ground.shift)):
        assert "inf" not in words
        assert "nan" not in words


@pytest.mark.parametrize("reach", [0.1, 5, 20, 100])
@pytest.mark.parametrize("text", WILD)
def test_a_wild_formula_has_a_sound_page(text, reach):
    assert_page_is_sound(text, reach)


@given(expressions(most=12), st.sampled_from([0.1, 5, 20, 100]))
@settings(max_examples=60)
def test_any_formula_has_a_sound_page(text, reach):
    assert_page_is_sound(text, reach)


@given(st.sampled_from(OPTIMIZERS), st.floats(1e-300, 1e300))
@settings(max_examples=60)
def test_any_rate_has_sound_figures(rule, rate):
    surface = Bowl()
    optimizer = rule(learning_rate=rate) if "learning_rate" in vars(rule)["__dataclass_fields__"] else rule()
    (run,) = drawn_runs([(rule.key, rule.name, simulate(surface, optimizer, surface.start, 12))])
    for spec in (
        map_spec(surface, [run]),
        *anatomy_specs(optimizer, run).values(),
        *parameter_specs([run], 3).values(),
    ):
        assert_sound(spec)
    for scale in ("log", "linear"):
        assert_sound(curves_spec(surface, [run], scale))


# Axes and panels of any values


def line_of(values):
    return Line("q", "q", np.array(values, dtype=float), "ink", "solid", 1.0, "q-adam", "Adam", "adam")


@every_scale
@given(
    st.lists(st.lists(NUMBERS, min_size=1, max_size=6), max_size=3),
    st.sampled_from([-math.inf, -1e308, 0.0, 1.0]),
    st.sampled_from([math.inf, 1e308, 2.0, 1e-320]),
)
@settings(max_examples=400)
def test_any_values_have_an_axis(scale, series, floor, ceiling):
    low, high = axis_range([np.array(values) for values in series], scale, floor, ceiling)
    assert 0 < high - low < math.inf
    assert math.isfinite(1e4 / (high - low))


@every_scale
@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=6), max_size=3))
@settings(max_examples=300)
def test_a_panel_shows_something_or_says_why_not(scale, series):
    panel = Panel("title", [line_of(values) for values in series], scale)
    spec = stacked([panel], 6, revision="", gap=0, margin={})
    assert_sound(spec)
    notes = [note["text"] for note in spec["layout"]["annotations"][1:]]
    assert notes == ([nothing_to_show(panel)] if nothing_to_show(panel) else [])
    low, high = spec["layout"]["yaxis"]["range"]
    seen = 0
    for trace in spec["data"]:
        values = np.array(trace["y"], dtype=float)
        with np.errstate(all="ignore"):
            heights = np.log10(values) if scale == "log" else values
        there = np.isfinite(heights) & (low <= heights) & (heights <= high)
        neighbours = (there[1:] & there[:-1]).any()
        seen += neighbours or ("markers" in trace["mode"] and there.any())
    if series:
        assert bool(notes) != bool(seen), "an empty panel says why it is empty"
    else:
        assert not notes


@pytest.mark.parametrize(
    ("values", "scale", "words"),
    [
        ([0, 0, 0], "log", "every value is 0:<br>nothing to show on a log axis"),
        ([0, -1, np.nan], "log", "no value is above 0:<br>nothing to show on a log axis"),
        ([np.nan, np.inf, -np.inf], "log", "no finite value"),
        ([np.nan, np.nan], "linear", "no finite value"),
        ([1.7e308, -1.7e308], "linear", "every value is too large to draw"),
        ([0, 0, 0], "linear", ""),
        ([0, 1e-300], "log", ""),
    ],
)
def test_an_empty_panel_says_why_in_words(values, scale, words):
    panels = [Panel("full", [line_of([1, 2])]), Panel("empty", [line_of(values)], scale)]
    assert nothing_to_show(panels[1]) == words
    spec = stacked(panels, 2, revision="", gap=0.1, margin={})
    notes = spec["layout"]["annotations"][2:]
    assert [note["text"] for note in notes] == [words] * bool(words)
    bottom, top = spec["layout"]["yaxis2"]["domain"]
    assert all(bottom < note["y"] < top for note in notes)


def test_a_run_that_rests_in_the_minimum_says_so_on_a_log_axis():
    surface = Bowl()
    run = simulate(surface, Adam(), (0.0, 0.0), 10)
    spec = curves_spec(surface, drawn_runs([("adam", "Adam", run)]), "log")
    texts = [note["text"] for note in spec["layout"]["annotations"]]
    assert sum("every value is 0" in text for text in texts) == 2, "of the loss and of the gradient"


def test_scalars_that_are_not_finite_are_left_out_on_the_way():
    part = {"a": [np.inf, np.float32(1), np.float64(np.nan), {"b": -math.inf}], "c": np.array([1, np.inf])}
    sent = travelling(part)
    assert sent["a"] == [None, 1, None, {"b": None}]
    np.testing.assert_array_equal(decoded(sent["c"]), [1, np.nan])
    assert part["c"][1] == np.inf, "what was given is left as it was"
    json.dumps(sent, allow_nan=False)


def test_the_untouched_page_needs_no_mending():
    experiment = default_experiment(Formula())
    assert_sound(map_spec(experiment.surface, drawn(experiment)))
