"""The notebook is one, and does what it says in the project's folder."""

import contextlib
import io
import json

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings

from experiment import from_query
from exports import notebook
from tests.strategies import experiments
from trajectories import learned


def run(text):
    """The names that its cells leave behind, and what they print."""
    names, out = {}, io.StringIO()
    with contextlib.redirect_stdout(out):
        for cell in json.loads(text)["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)
    return names, out.getvalue()


@given(experiments())
@settings(max_examples=30, deadline=None)
def test_it_is_a_notebook(experiment):
    nbformat.validate(nbformat.reads(notebook(experiment), as_version=4))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"surface": "penguins", "runs": "adam,own", "batch": "9", "adam.label": "'''\"\"\"\\"},
        {"runs": "own", "own.equations": "theta = theta - alpha*|g|^p; p = 0.5", "surface": "levy"},
    ],
)
def test_its_cells_run_and_come_to_the_pages_numbers(query):
    experiment, complaints = from_query(query)
    assert complaints == ()
    names, printed = run(notebook(experiment))
    assert names["complaints"] == ()
    assert names["experiment"] == experiment
    for name, own in zip(experiment.names, experiment.runs, strict=True):
        np.testing.assert_array_equal(names["runs"][name].positions, experiment.went(own).positions)
    assert len(printed.splitlines()) == len(experiment.runs)


def test_that_of_a_network_trains_it():
    experiment, _ = from_query({"surface": "moons", "steps": "30", "runs": "adam,lion", "moons.seed": "4"})
    names, printed = run(notebook(experiment))
    for name, own in zip(experiment.names, experiment.runs, strict=True):
        np.testing.assert_array_equal(names["runs"][name].theta, experiment.trained(own).theta)
        assert learned(experiment.trained(own)).sentence in printed
