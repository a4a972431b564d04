"""The figures of a network: as light, coloured and finite as any other, and of what was recorded."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import (
    MOST_IMAGES,
    MOST_UNITS,
    PALETTES,
    TrainedRun,
    filters_spec,
    images_spec,
    learning_spec,
    paint,
    regions_spec,
    run_styles,
    spread_specs,
    travelling,
)
from figures.spread import LAYERS
from optimizers import OPTIMIZERS, SGD, Adam
from problems import Digits, Moons
from trajectories import train

DIGITS, MOONS = Digits(hidden=40), Moons()


def trained(network, *rules, steps=60):
    names = [f"{rule.key}.{index + 1}" if index else rule.key for index, rule in enumerate(rules)]
    styles = run_styles(names)
    return [
        TrainedRun(name, rule.name, *style, train(network, rule, steps))
        for name, rule, style in zip(names, rules, styles, strict=True)
    ]


@pytest.fixture(scope="module")
def digits():
    return trained(DIGITS, Adam(0.01), SGD(0.3))


@pytest.fixture(scope="module")
def moons():
    return trained(MOONS, Adam(0.03))


def drawn_by_plotly(digits, moons):
    """Every figure that Plotly draws."""
    yield learning_spec(DIGITS, digits, "log")
    yield learning_spec(MOONS, moons, "linear")
    yield regions_spec(MOONS, moons[0])
    yield from spread_specs(Adam(0.01), digits[0], digits[0].training.watched).values()


def test_plotly_takes_them_and_every_colour_is_a_token(digits, moons):
    for spec in drawn_by_plotly(digits, moons):
        for trace in spec["data"]:
            meta = {"paint": trace["meta"]["paint"]}
            plain = {key: value for key, value in trace.items() if key not in ("meta", "customdata")}
            figure = paint(go.Figure([plain | {"meta": meta}], spec["layout"]), "dark")
            assert figure.layout.paper_bgcolor == PALETTES["dark"]["ground"]
        uids = [trace["uid"] for trace in spec["data"]]
        assert len(set(uids)) == len(uids)


def test_nothing_in_them_grows_faster_than_the_steps():
    def size(steps):
        runs = trained(DIGITS, Adam(0.01), steps=steps)
        parts = [learning_spec(DIGITS, runs, "log"), images_spec(DIGITS, runs[0])]
        return sum(len(json.dumps(travelling(part))) for part in parts)

    assert size(900) - size(600) <= 2.2 * (size(600) - size(300))


def test_the_lines_are_what_was_recorded(digits):
    spec = learning_spec(DIGITS, digits, "log")
    lines = {trace["uid"]: trace for trace in spec["data"]}
    for run in digits:
        of = run.training
        for uid, recorded in (("y", of.losses), ("y2", of.validation_losses), ("accuracy", of.accuracies)):
            line = lines[f"{uid}-{run.slug}"]
            np.testing.assert_allclose(line["y"], recorded, rtol=1e-6)
            np.testing.assert_array_equal(line["x"], of.looked_at)
            assert line["meta"]["time"] == "looks"
        np.testing.assert_allclose(lines[f"batch-{run.slug}"]["y"][1:], of.batch_losses[1:], rtol=1e-6)
        assert lines[f"batch-{run.slug}"]["meta"]["time"] == "pale"
        np.testing.assert_allclose(lines[f"norm-{run.slug}"]["y"][1:], of.gradient_norms[1:], rtol=1e-6)


@pytest.mark.parametrize("network", [Digits(hidden=3), Moons(activation="relu")], ids=lambda one: one.key)
def test_runs_that_break_and_no_runs_give_figures_with_finite_axes(network):
    wild = trained(network, SGD(1e300), Adam(10.0), SGD(30.0), steps=20)
    for runs in ([], wild):
        for scale in ("log", "linear"):
            layout = learning_spec(network, runs, scale)["layout"]
            for name in layout:
                if name[:5] in ("xaxis", "yaxis"):
                    low, high = layout[name]["range"]
                    assert np.isfinite([low, high]).all()
                    assert low < high
    for run, rule in zip(wild, (SGD(1e300), Adam(10.0), SGD(30.0)), strict=True):
        json.dumps(travelling(spread_specs(rule, run, run.training.watched)), allow_nan=False)
        if network.validation:
            json.dumps(
                travelling([images_spec(network, run), filters_spec(network, run, 0)]), allow_nan=False
            )
        else:
            json.dumps(travelling(regions_spec(network, run)), allow_nan=False)


def test_an_exploding_run_leaves_the_others_their_axis():
    calm = learning_spec(DIGITS, trained(DIGITS, Adam(0.01)), "log")["layout"]["yaxis"]["range"]
    both = learning_spec(DIGITS, trained(DIGITS, Adam(0.01), Adam(10.0)), "log")["layout"]["yaxis"]["range"]
    assert both[1] < calm[1] + 2


def test_images_and_weights_are_those_of_the_run(digits):
    run = digits[0]
    tiled = images_spec(DIGITS, run)["layout"]["meta"]["tiled"]
    assert (tiled["count"], tiled["side"], len(tiled["pictures"])) == (MOST_IMAGES, 8, MOST_IMAGES * 64)
    right = np.asarray(tiled["taken"]).reshape(-1, MOST_IMAGES)[-1] == tiled["labels"]
    assert not right[0], "the hardest comes first"
    assert tiled["told"][-1] == f"{round(360 * run.training.accuracies[-1])} of 360 right"
    weights = filters_spec(DIGITS, run, 41 * 40 + 7)["layout"]["meta"]["tiled"]
    assert (weights["count"], weights["chosen"]) == (MOST_UNITS, [7, 41])
    assert "32 of 40 hidden units" in weights["title"]
    assert filters_spec(DIGITS, run, 64 * 40)["layout"]["meta"]["tiled"]["chosen"] is None, "it is a bias"


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.key)
def test_a_bin_is_as_high_as_its_share_of_a_layer(kind):
    (run,) = trained(MOONS, kind(learning_rate=0.01))
    found = run.training.watched
    for spec in spread_specs(kind(learning_rate=0.01), run, found).values():
        assert [trace["name"] for trace in spec["data"]] == list(LAYERS)
        for layer, trace in enumerate(spec["data"]):
            bins = len(trace["meta"]["bins"]["edges"]) - 1
            shares = np.asarray(trace["customdata"]).reshape(len(found.looked_at), bins)
            assert not shares[0].any()
            assert shares.sum(axis=1).max() <= 1 + 1e-6
            counted = next(iter(found.spreads.values()))[-1, layer].sum() / found.sizes[layer]
            assert counted <= 1
        assert spec["layout"]["xaxis"]["title"]["text"]
