"""What goes on inside a run, drawn from what the rule declares of itself."""

import json
import re

import numpy as np
import pytest

from figures import PALETTES, anatomy_specs, arrows, drawn_runs, parameter_specs, travelling
from optimizers import OPTIMIZERS, SGD, Adam, AMSGrad, Lion
from problems import Reddi
from surfaces import Bowl, Rosenbrock
from trajectories import simulate

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
STEPS = 40


def run_of(optimizer, surface=None, steps=STEPS):
    surface = surface or Bowl()
    return drawn_runs([(optimizer.key, optimizer.name, simulate(surface, optimizer, surface.start, steps))])[
        0
    ]


def lines(spec):
    return {trace["uid"]: trace for trace in spec["data"]}


@every_rule
def test_every_rule_has_the_same_three_figures(rule):
    specs = anatomy_specs(rule(), run_of(rule()))
    assert list(specs) == ["means", "rates", "lengths"]
    for spec in specs.values():
        assert spec["data"], "an empty figure teaches nothing"
        for trace in spec["data"]:
            assert trace["meta"]["time"] == "x", "the player moves it"
            assert re.fullmatch(r"[\w-]+", trace["uid"], re.ASCII), "it stands in CSS selectors"
            assert len(trace["y"]) == STEPS + 1
            assert np.isnan(trace["y"][0]), "before the first step there is nothing"
            assert set(trace["meta"]["paint"].values()) <= set(PALETTES["light"])


@every_rule
def test_the_gradient_and_its_means_are_the_recorded_ones(rule):
    optimizer, run = rule(), run_of(rule())
    drawn = lines(anatomy_specs(optimizer, run)["means"])
    for field in ("g", *rule.means):
        values = run.trajectory.gradients if field == "g" else getattr(run.trajectory.states, field)
        for axis, letter in enumerate("xy"):
            np.testing.assert_allclose(
                drawn[f"{field}-{letter}-{run.slug}"]["y"][1:], values[1:, axis], rtol=1e-6
            )


def test_steps_that_differ_by_rounding_alone_are_one_value_on_the_axis():
    run = run_of(Lion())
    lengths = anatomy_specs(Lion(), run)["lengths"]
    values = np.abs(np.diff(run.trajectory.positions, axis=0)) / Lion().learning_rate
    assert 0 < np.ptp(values) < 1e-12, "α divided by α is not always one"
    low, high = lengths["layout"]["yaxis"]["range"]
    assert high - low > 0.5


def test_factors_that_are_left_out_are_shown_as_such():
    on, off = (
        anatomy_specs(Adam(bias_correction=switch), run_of(Adam(bias_correction=switch)))["lengths"]
        for switch in (True, False)
    )
    factors = [trace["y"] for trace in off["data"] if trace["uid"].startswith("factor")]
    np.testing.assert_array_equal(factors, [t["y"] for t in on["data"] if t["uid"].startswith("factor")])
    titles = [[note["text"] for note in spec["layout"]["annotations"]][-1] for spec in (on, off)]
    assert titles == ["factor", "off"]


def test_adams_rates_lengths_and_factors():
    optimizer, run = Adam(), run_of(Adam())
    specs = anatomy_specs(optimizer, run)
    t = np.arange(1, STEPS + 1)
    root = np.sqrt(run.trajectory.states.v_hat[1:]) + 1e-8
    moved = np.abs(np.diff(run.trajectory.positions, axis=0)) / 0.1
    values = [np.array(trace["y"][1:]) for name in ("rates", "lengths") for trace in specs[name]["data"]]
    expected = [*root.T, *(0.1 / root).T, *moved.T, 1 / (1 - 0.9**t), 1 / (1 - 0.999**t)]
    assert len(values) == len(expected)
    for value, right in zip(values, expected, strict=True):
        np.testing.assert_allclose(value, right, rtol=1e-6)
    assert [
        axis["type"] for axis in (specs["rates"]["layout"]["yaxis"], specs["rates"]["layout"]["yaxis2"])
    ] == [
        "log",
        "log",
    ]


def test_a_rule_that_divides_by_nothing_shows_its_constant_rate_alone():
    (panel,) = {trace["yaxis"] for trace in anatomy_specs(SGD(), run_of(SGD()))["rates"]["data"]}
    assert panel == "y"
    assert all(
        np.allclose(trace["y"][1:], 0.01)
        for trace in anatomy_specs(SGD(learning_rate=0.01), run_of(SGD(learning_rate=0.01)))["rates"]["data"]
    )


@every_rule
def test_arrows_are_made_of_lines_that_are_drawn(rule):
    optimizer, run = rule(), run_of(rule())
    drawn = lines(anatomy_specs(optimizer, run)["means"])
    shown = arrows(optimizer, run)
    assert [arrow["label"] for arrow in shown][:: len(shown) - 1] == ["−g", "step"]
    assert len(shown) == 2 + bool(rule.means)
    for arrow in shown[:-1]:
        assert len(arrow["lines"]) == 2
        assert set(arrow["lines"]) <= set(drawn)
        assert arrow["sign"] == -1
    assert shown[-1]["lines"] == []


def test_the_momentum_arrow_of_adam_is_its_corrected_mean():
    assert arrows(Adam(), run_of(Adam()))[1]["lines"] == ["m_hat-x-adam", "m_hat-y-adam"]
    assert arrows(Lion(), run_of(Lion()))[1]["lines"] == ["c-x-lion", "c-y-lion"]


@every_rule
def test_an_overflowing_run_has_figures(rule):
    optimizer = rule(learning_rate=10.0)
    json.dumps(travelling(anatomy_specs(optimizer, run_of(optimizer, Rosenbrock()))))


def test_figures_grow_with_the_steps_and_no_faster():
    def size(steps):
        return len(json.dumps(travelling(anatomy_specs(Adam(), run_of(Adam(), steps=steps)))))

    # Twice, because values that have become too small for single precision take double.
    assert size(2000) - size(1000) <= 2.2 * 10 * (size(300) - size(200))


def test_a_single_parameter_is_drawn_as_theta_and_the_mean_loss_of_a_period():
    rules = [Adam(learning_rate=0.5, beta1=0.0, beta2=0.1), AMSGrad(learning_rate=0.5, beta1=0.0, beta2=0.1)]
    runs = drawn_runs([(rule.key, rule.name, simulate(Reddi(), rule, (0.0,), 30)) for rule in rules])
    specs = parameter_specs(runs, 3)
    lines = zip(runs, specs["parameter"]["data"], specs["curves"]["data"], strict=True)
    for run, theta, mean in lines:
        np.testing.assert_allclose(theta["y"], run.trajectory.positions[:, 0], rtol=1e-6)
        assert np.isnan(mean["y"][:3]).all()
        for t in range(3, 31):
            right = run.trajectory.losses[t - 2 : t + 1].mean()
            np.testing.assert_allclose(mean["y"][t], right, rtol=1e-5, atol=1e-7)
