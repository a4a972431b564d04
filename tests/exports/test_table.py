"""The table holds every number that a run recorded, in all of its digits."""

import csv
import io

import numpy as np
from hypothesis import given, settings

from experiment import default_experiment, from_query
from exports import table
from problems import Reddi
from tests.strategies import experiments, surfaces


def read(experiment):
    return list(csv.DictReader(io.StringIO(table(experiment))))


def value(text):
    return float(text) if text else np.nan


@given(experiments(surfaces))
@settings(max_examples=40, deadline=None)
def test_opened_again_it_is_what_the_runs_recorded(experiment):
    lines = iter(read(experiment))
    for name, label, run in zip(experiment.names, experiment.labels, experiment.runs, strict=True):
        if run.hidden:
            continue
        went = experiment.went(run)
        columns = {"theta": went.positions, "g": went.gradients} | {
            f"{own}_" if own == "f" else own: values for own, values in went.states._asdict().items()
        }
        for t in range(went.steps + 1):
            for axis, letter in enumerate(experiment.surface.letters):
                line = next(lines)
                assert (line["run"], line["step"], line["coordinate"]) == (name, str(t), letter)
                assert line["label"].removeprefix("'") == label.removeprefix("'")
                for column, values in columns.items():
                    kept = np.broadcast_to(values, went.positions.shape)[t, axis]
                    np.testing.assert_equal(value(line[column]), kept if np.isfinite(kept) else np.nan)
                np.testing.assert_equal(
                    value(line["f"]), went.losses[t] if np.isfinite(went.losses[t]) else np.nan
                )
    assert next(lines, None) is None


def test_a_quantity_of_ones_own_that_is_called_as_another_column():
    experiment, _ = from_query(
        {"runs": "own", "steps": "1", "own.equations": "f = 2*g; theta = theta - alpha*f"}
    )
    row = read(experiment)[2]
    assert float(row["f_"]) == 2 * float(row["g"])
    assert float(row["f"]) == experiment.went(experiment.runs[0]).losses[1]


def test_what_a_rule_does_not_have_is_empty():
    experiment, _ = from_query({"runs": "sgd,adam", "steps": "2"})
    first = read(experiment)[0]
    assert first["v_hat"] == ""
    assert (first["g"], first["learning_rate"]) == ("", ""), "no gradient has been asked for at the start"


def test_a_label_is_no_formula_of_a_spreadsheet():
    experiment, _ = from_query({"runs": "adam", "steps": "1", "adam.label": "=1+1"})
    assert {row["label"] for row in read(experiment)} == {"'=1+1"}


def test_a_run_of_one_parameter_has_a_row_per_step():
    experiment = default_experiment(Reddi())
    assert len(read(experiment)) == 3 * (experiment.step_count + 1)


def test_that_of_a_network_has_what_was_recorded_of_every_step():
    query = {
        "surface": "digits",
        "steps": "70",
        "runs": "adam,sgd,lion",
        "hide": "lion",
        "adam.label": "=1+1",
    }
    experiment, _ = from_query(query)
    rows = list(csv.DictReader(io.StringIO(table(experiment))))
    assert len(rows) == 2 * 71
    assert rows[0]["label"] == "'=1+1"
    training = experiment.trained(experiment.runs[1])
    own = rows[71:]
    assert {row["run"] for row in own} == {"sgd"}
    assert [float(row["batch_loss"]) for row in own[1:]] == training.batch_losses[1:].tolist()
    assert own[0]["batch_loss"] == "", "no step was taken yet"
    looked = [t for t, row in enumerate(own) if row["accuracy"]]
    assert looked == training.looked_at.tolist()
    assert [float(own[t]["validation_loss"]) for t in looked] == training.validation_losses.tolist()
