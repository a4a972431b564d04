"""The curves show the loss above its minimum and the gradient's norm of every step."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import LONGEST_LABEL, MOST_RUNS, Experiment, Run
from figures import curves_figure, drawn_runs, lowest_value
from figures.axis import axis, compact
from optimizers import OPTIMIZERS, SGD, Adam
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.figures.drawings import crowded, decoded, drawn, untouched
from tests.strategies import things
from trajectories import simulate
from words import loss_name

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
every_scale = pytest.mark.parametrize("scale", ["log", "linear"])
optimizers = st.one_of([things(kind) for kind in OPTIMIZERS])


@every_surface
@every_scale
def test_there_is_one_loss_and_one_gradient_norm_per_run(kind, scale):
    surface, runs = untouched(kind)
    lines = curves_figure(surface, runs, scale).to_dict()["data"]
    assert [(line["yaxis"], line["meta"]["run"]) for line in lines] == [
        (axis, run.name) for axis in ("y", "y2") for run in runs
    ]
    for run, loss, norm in zip(runs, lines[: len(runs)], lines[len(runs) :], strict=True):
        losses = run.trajectory.losses - (lowest_value(surface) or 0)
        np.testing.assert_allclose(decoded(loss["y"]), losses, rtol=1e-7)
        np.testing.assert_allclose(decoded(norm["y"]), np.hypot(*run.trajectory.gradients.T), rtol=1e-7)
        # Plotly then counts from 0.
        assert not {"x", "x0", "dx"} & {*loss, *norm}


@pytest.mark.parametrize(
    ("values", "dtype"),
    [([1.0, 0.0, np.nan], "f4"), ([1.0, 1e-45], "f8"), ([1.0, 1e45], "f8"), ([-1e45], "f8"), ([], "f4")],
)
def test_values_travel_in_half_the_bytes_only_where_all_of_them_fit(values, dtype):
    kept = compact(np.array(values))
    assert kept.dtype.str[1:] == dtype
    np.testing.assert_allclose(kept, values, rtol=1e-7)


@every_surface
@every_scale
def test_the_panels_are_named_after_what_they_show(kind, scale):
    layout = curves_figure(*untouched(kind), scale).layout
    titles = [note for note in layout.annotations if not note.name]
    loss = loss_name(lowest_value(kind()))
    assert [title.text for title in titles] == [f"loss, {loss}", "gradient norm, ‖g‖"]
    assert [title.y for title in titles] == [layout.yaxis.domain[1], layout.yaxis2.domain[1]]
    assert layout.yaxis.type == scale
    assert layout.yaxis2.type == "log"
    assert tuple(layout.xaxis.range) == (0, kind.steps)


@given(st.lists(optimizers, min_size=1, max_size=4), st.sampled_from(["log", "linear"]))
def test_the_axis_shows_every_value_that_the_surface_has_in_view(rules, scale):
    surface = Bowl()
    runs = drawn(Experiment(surface, tuple(map(Run, rules)), steps=30))
    low, high = curves_figure(surface, runs, scale).layout.yaxis.range
    assert low < high
    highest = surface.value(3.0, 3.0)
    losses = np.concatenate([run.trajectory.losses for run in runs])
    shown = losses[np.isfinite(losses) & (losses <= highest) & ((losses > 0) | (scale == "linear"))]
    if scale == "log":
        shown = np.log10(shown)
    assert ((low <= shown) & (shown <= high)).all()


def test_a_run_that_explodes_does_not_flatten_the_others():
    runs = drawn(Experiment(Bowl(), (Run(Adam()), Run(SGD(1.0))), steps=200))
    for scale, most in (("linear", 1e4), ("log", 4)):
        assert curves_figure(Bowl(), runs, scale).layout.yaxis.range[1] < most


def test_the_smallest_losses_are_shown():
    trajectory = simulate(Bowl(), Adam(), Bowl().start, 2000)
    positive = trajectory.losses[trajectory.losses > 0]
    assert positive.min() < 1e-45
    low, _ = curves_figure(Bowl(), drawn_runs([("adam", "Adam", trajectory)]), "log").layout.yaxis.range
    assert low <= math.log10(positive.min())


# Names at the lines' ends


def end_labels(layout):
    """The names at the lines' ends; what has no name of its own is a panel's title."""
    return [note for note in layout.annotations if note.name]


@given(
    st.lists(optimizers, min_size=1, max_size=MOST_RUNS),
    st.sampled_from(["log", "linear"]),
    st.integers(1, 40),
)
def test_labels_do_not_touch_and_stay_beside_the_losses(rules, scale, steps):
    runs = drawn(Experiment(Rosenbrock(), tuple(map(Run, rules)), steps=steps))
    layout = curves_figure(Rosenbrock(), runs, scale).layout
    heights = sorted(label.y for label in end_labels(layout))
    assert all(above - below >= 0.055 - 1e-9 for below, above in pairwise(heights)), "move them apart"
    assert all(layout.yaxis2.domain[1] <= height <= 1 for height in heights)


@every_surface
def test_labels_stand_in_the_order_in_which_the_losses_end(kind):
    surface, runs = untouched(kind)
    scale = "log" if surface.minima else "linear"
    labels = end_labels(curves_figure(surface, runs, scale).layout)
    by_height = [label.text for label in sorted(labels, key=lambda label: label.y)]
    assert by_height == [run.label for run in sorted(runs, key=lambda run: run.trajectory.losses[-1])]


def test_a_label_has_its_runs_colour():
    runs = crowded(5)
    layout = curves_figure(Bowl(), runs, "log").layout
    tokens = {run.label: run.token for run in runs}
    names = {run.label: run.name for run in runs}
    for index, label in enumerate(layout.annotations):
        if label not in end_labels(layout):
            continue
        assert label.name == names[label.text], "the page lets it travel with this run"
        assert layout.meta["paint"][f"annotations[{index}].font.color"] == tokens[label.text]


def test_a_long_label_fits_beside_the_lines():
    surface, (run, *_) = untouched()
    named = drawn_runs([(run.name, "n" * LONGEST_LABEL, run.trajectory)])
    layout = curves_figure(surface, named, "log").layout
    (label,) = end_labels(layout)
    letter = 0.5 * layout.font.size
    assert len(label.text) * letter <= layout.margin.r, (
        "shorten it there: the row below the figures says it in full"
    )


def test_a_lone_label_stands_at_its_lines_end():
    surface, (run, *_) = untouched()
    layout = curves_figure(surface, [run], "log").layout
    low, high = layout.yaxis.range
    bottom, top = layout.yaxis.domain
    share = (math.log10(run.trajectory.losses[-1]) - low) / (high - low)
    assert end_labels(layout)[0].y == pytest.approx(bottom + share * (top - bottom))


@given(st.floats(-40, 40), st.floats(0.81, 60))
def test_a_log_axis_has_two_numbers_of_its_own(low, length):
    made = axis([low, low + length], "log")
    if made["dtick"] == "D2":
        places = [decade + math.log10(digit) for decade in range(-42, 103) for digit in (1, 2, 5)]
    else:
        places = range(-50 * made["dtick"], 110 * made["dtick"], made["dtick"])
    assert sum(low <= place <= low + length for place in places) >= 2
