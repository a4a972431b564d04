"""Every rule against its like in torch or optax, fed with the same gradients. make_golden.py writes them."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from tests.slopes import steps_down
from tunables import tunables

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text())
RUNS = GOLDEN["runs"]
HOW = "run tests/optimizers/make_golden.py"
RULES = {rule.key: rule for rule in OPTIMIZERS}


def label(run):
    return run["rule"] + " " + " ".join(f"{name}={value:g}" for name, value in run["settings"].items())


@pytest.mark.parametrize("run", RUNS, ids=label)
def test_a_rule_does_what_its_like_does(run):
    assert run["rule"] in RULES, f"no rule has the key {run['rule']!r}: {HOW}"
    gradients = np.array(GOLDEN["gradients"])
    steps = steps_down(
        lambda theta, t: gradients[t - 1], RULES[run["rule"]](**run["settings"]), GOLDEN["start"]
    )
    ours = [step.theta for step in islice(steps, len(gradients))]
    np.testing.assert_allclose(ours, run["positions"], rtol=1e-12, atol=0)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_every_rule_and_every_number_of_it_is_compared(rule):
    settings = [run["settings"] for run in RUNS if run["rule"] == rule.key]
    assert settings, f"there are no golden values for {rule.name}: {HOW}"
    for tunable in tunables(rule):
        if not isinstance(tunable.default, bool):  # no library has Adam's switch; the laws cover it
            values = {setting.get(tunable.name) for setting in settings}
            assert len(values) > 1, f"no golden run of {rule.name} changes its {tunable.words}: {HOW}"
