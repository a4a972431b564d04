"""The figure of the examples: all of them, a line per run, and which of them a step saw."""

import numpy as np
import pytest

from experiment import Experiment, Run
from figures import drawn_runs, examples_spec
from optimizers import SGD, Adam
from problems import Batches
from surfaces import SURFACES, DataSurface, Line, Points

MADE_OF_DATA = [kind for kind in SURFACES if issubclass(kind, DataSurface)]


def drawn(surface):
    experiment = Experiment(surface, (Run(Adam()), Run(SGD(surface.rate))), steps=20)
    return drawn_runs(
        (name, label, experiment.went(run))
        for name, label, run in zip(experiment.names, experiment.labels, experiment.runs, strict=True)
    )


@pytest.mark.parametrize("kind", MADE_OF_DATA, ids=lambda kind: kind.key)
def test_all_examples_are_there_within_round_axes_with_a_line_per_run(kind):
    surface = kind()
    spec = examples_spec(surface, drawn(surface))
    examples, *models = spec["data"]
    np.testing.assert_array_equal(examples["x"], surface.data[0])
    np.testing.assert_array_equal(examples["y"], surface.data[1])
    assert [model["meta"]["run"] for model in models] == ["adam", "sgd"]
    assert spec["layout"]["meta"]["model"] == kind.model
    assert spec["layout"]["meta"].get("own") == ([2, 60] if kind is Points else None)
    for axis, values in (("xaxis", surface.data[0]), ("yaxis", surface.data[1])):
        low, high = spec["layout"][axis]["range"]
        assert low < values.min() <= values.max() < high
        assert high - low < 1.8 * np.ptp(values)
    if surface.model == "boundary":
        assert len(set(examples["marker"]["symbol"])) == 2, "classes are told apart without colour"


@pytest.mark.parametrize("text", ["0 0; 0 0", "1 1; 1 2", "-5 3; 7 3", "1e6 1e6; -1e6 1e-6"])
def test_examples_without_an_extent_have_axes_too(text):
    spec = examples_spec(Points(text=text), [])
    for axis in ("xaxis", "yaxis"):
        low, high = spec["layout"][axis]["range"]
        assert low < high


@pytest.mark.parametrize("sampling", ["draws", "epochs"])
@pytest.mark.parametrize("size", [1, 8, 9, 59])
def test_the_bits_of_a_step_are_its_batch(size, sampling):
    batches = Batches(Line(), size, 3, sampling)
    spec = examples_spec(Line(), [], batches.masks(130))
    bytes_ = spec["data"][0]["meta"]["batch"]
    bits = spec["data"][0]["customdata"]
    assert len(bits) == 130 * bytes_
    for t in (1, 2, 64, 65, 130):
        row = bits[(t - 1) * bytes_ : t * bytes_]
        seen = [i for i in range(60) if row[i >> 3] >> (i & 7) & 1]
        assert seen == sorted(batches.batch(t))
