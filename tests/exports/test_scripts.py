"""The scripts do what the page does, in NumPy and in PyTorch."""

import ast
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings

from experiment import Experiment, Run, default_experiment, default_optimizer, from_query
from exports import numpy_script, torch_script
from optimizers import OPTIMIZERS, Adam, own_rule
from problems import Reddi
from schedules import SCHEDULES
from surfaces import SURFACES, Bowl, Formula, Himmelblau, Line, Logistic, Penguins
from tests.exports.running import agrees, printed
from tests.strategies import OWN_RULES, experiments, surfaces

SCRIPTS = [
    numpy_script,
    pytest.param(
        torch_script, marks=pytest.mark.skipif(not find_spec("torch"), reason="PyTorch is not installed")
    ),
]
every_script = pytest.mark.parametrize("script", SCRIPTS)


def alone(rule, surface, steps=30, **rest):
    """An experiment with one run, at rates at which nothing is chaotic."""
    return Experiment(surface, (Run(rule),), steps=steps, **rest)


@every_script
@pytest.mark.parametrize("rule", [*OPTIMIZERS, *OWN_RULES], ids=lambda rule: rule.key)
def test_every_rule(script, rule):
    slow = replace(default_optimizer(rule, Himmelblau()), learning_rate=0.005)
    experiment = alone(slow, Himmelblau())
    agrees(script(experiment, rule.key), experiment, rule.key)


@every_script
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.key)
def test_every_surface(script, surface):
    experiment = alone(Adam(), surface())
    agrees(script(experiment, "adam"), experiment, "adam")


@every_script
@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.key)
def test_every_schedule(script, schedule):
    experiment = Experiment(Bowl(), (Run(Adam(), schedule=schedule()),), steps=40)
    agrees(script(experiment, "adam"), experiment, "adam")


@every_script
@pytest.mark.parametrize("sampling", ["draws", "epochs"])
def test_batches_and_noise_are_the_pages_own(script, sampling):
    for surface, batch in (
        (Line(noise=1.0), 7),
        (Penguins(standardise=True), 50),
        (Logistic(penalty=0.1), 16),
    ):
        experiment = alone(Adam(), surface, batch=batch, seed=3, sampling=sampling, noise=0.2)
        agrees(script(experiment, "adam"), experiment, "adam")


@every_script
@pytest.mark.parametrize(
    "surface",
    [
        Bowl(condition=37.0, rotation=30.0, scale=0.5),
        Formula(text="|x|^1.5 + max(x, y, 1)/3 + tanh(x·y) + ln(2 + cos y) + √(1 + x²)"),
        Formula(text="x^2 + y^2 + min(x, -y) + atan x · sin² y"),
        Logistic(separable=True),
    ],
)
def test_numbers_of_the_surface(script, surface):
    experiment = alone(Adam(learning_rate=0.05), surface)
    agrees(script(experiment, "adam"), experiment, "adam")


@every_script
def test_a_rule_without_its_bias_correction(script):
    experiment = alone(Adam(bias_correction=False), Bowl())
    agrees(script(experiment, "adam"), experiment, "adam")
    assert "1 - beta1**t" not in script(experiment, "adam")


@every_script
def test_the_problem_without_a_map(script):
    experiment = replace(default_experiment(Reddi()), steps=60)
    for name in experiment.names:
        agrees(script(experiment, name), experiment, name)


@every_script
def test_names_of_ones_own_that_the_script_has_use_for(script):
    text = (
        "f = rate*f + g; np = f; torch = np; x = torch; theta = theta - alpha*x*walk; walk = 0.5; rate = 0.5"
    )
    experiment = alone(own_rule(text)(learning_rate=0.01), Himmelblau())
    agrees(script(experiment, "own"), experiment, "own")


@every_script
def test_a_quantity_that_is_used_after_it_has_changed(script):
    text = "m = c*m + g; d = m - m_prev; s = s_prev + d*m_prev; theta = theta - alpha*d/(1 + |s|); c = 0.5"
    experiment = alone(own_rule(text)(learning_rate=0.01), Himmelblau())
    agrees(script(experiment, "own"), experiment, "own")


@every_script
def test_cases_and_the_larger_of_two(script):
    text = "w = where(t > 5, 1/t, 2); m = where(g > 0, max(m, g), min(m, g, 0)); theta = theta - alpha*w*m"
    experiment = alone(own_rule(text)(learning_rate=0.001), Himmelblau())
    agrees(script(experiment, "own"), experiment, "own")


def test_pytorchs_own_optimizer_is_called_where_it_has_the_rule():
    experiment, _ = from_query({"runs": "adam,nesterov,lion", "nesterov.momentum": "0"})
    assert "torch.optim.Adam([theta], lr=0.1, betas=(0.9, 0.999), eps=1e-08)" in torch_script(
        experiment, "adam"
    )
    assert "nesterov=False" in torch_script(experiment, "nesterov")
    assert "class Rule(torch.optim.Optimizer)" in torch_script(experiment, "lion")


@pytest.mark.parametrize("script", [numpy_script, torch_script])
@given(experiment=experiments(surfaces))
@settings(max_examples=60)
def test_every_run_of_every_experiment_has_a_script_that_can_be_read(script, experiment):
    for name in experiment.names:
        text = script(experiment, name, "runs=a%22%22%22")
        ast.parse(text)
        assert max(map(len, text.splitlines())) < 5000


def test_a_readers_text_stays_text():
    experiment, _ = from_query({"runs": "adam", "adam.label": '"""\nimport os #', "surface": "formula"})
    assert "import os" not in numpy_script(experiment, "adam", "adam.label=%22%22%22%0Aimport+os")


def test_an_overflow_goes_on_without_a_traceback():
    experiment, _ = from_query(
        {"runs": "sgd", "sgd.learning_rate": "10", "surface": "rosenbrock", "steps": "20"}
    )
    assert not np.isfinite(printed(numpy_script(experiment, "sgd"))[-1, 1:]).all()
