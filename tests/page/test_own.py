"""A rule of the reader's own on the page: written, edited, and in the link."""

from dataclasses import replace

import pytest

from experiment import MOST_RUNS, Run, default_experiment, default_optimizer
from optimizers import OPTIMIZERS, Adam, Own, kin, own_rule
from page import Page, acts, from_query, to_query
from surfaces import Bowl
from tunables import tunables

TEXT = "m = beta1*m_prev + (1 - beta1)*g; theta = theta - alpha*c*m"


def page(*rules):
    return Page(replace(default_experiment(Bowl()), runs=tuple(Run(rule) for rule in rules)))


def test_it_is_written_and_what_it_still_has_stays():
    first = own_rule()(learning_rate=0.2, beta1=0.5, beta2=0.9)
    written = acts.write_rule(page(Adam(), first), 1, TEXT)
    rule = written.experiment.runs[1].optimizer
    assert type(rule).text == TEXT
    assert (rule.learning_rate, rule.beta1, rule.c) == (0.2, 0.5, 1)
    assert not hasattr(rule, "beta2")
    assert written.experiment.runs[0].optimizer == Adam()


def test_what_cannot_be_read_changes_nothing():
    before = page(own_rule()())
    with pytest.raises(ValueError, match="no equation says what m is"):
        acts.write_rule(before, 0, "theta = theta - alpha*m_prev")


def test_a_published_rule_is_not_written():
    before = page(Adam())
    assert acts.write_rule(before, 0, TEXT) == before
    assert acts.write_rule(before, 5, TEXT) == before


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_every_rule_can_be_edited_and_its_settings_come_along(rule):
    before = page(rule(learning_rate=0.05))
    own = acts.edit(before, 0).experiment.runs[1].optimizer
    assert isinstance(own, Own)
    assert kin(type(own)).rule is rule
    assert own.learning_rate == 0.05


def test_no_more_runs_are_edited_than_fit():
    full = page(*[Adam()] * MOST_RUNS)
    assert acts.edit(full, 0) is full


def test_the_link_says_its_equations_and_what_is_turned():
    kind = own_rule(TEXT)
    before = page(replace(default_optimizer(kind, Bowl()), c=2.0), Adam(), own_rule()(beta1=0.5))
    query = to_query(before)
    assert query["own.equations"] == TEXT
    assert {key for key in query if key.startswith("own")} == {"own.equations", "own.c", "own.2.beta1"}
    assert from_query(query) == (before, ())


def test_a_link_whose_equations_cannot_be_read_says_so_and_leads_to_the_others():
    there, complaints = from_query(
        {"runs": "own,adam", "own.equations": "theta = m_prev", "own.beta1": "0.5"}
    )
    assert "no equation says what m is" in complaints[0]
    assert there.experiment.names == ("own", "adam")
    assert there.experiment.runs[0].optimizer == own_rule()(beta1=0.5)


def test_a_plus_that_became_a_space_is_read():
    there, complaints = from_query({"runs": "own", "own.equations": TEXT.replace("+", " ")})
    assert complaints == ()
    assert [equation.expression for equation in there.experiment.runs[0].optimizer.equations] == [
        equation.expression for equation in own_rule(TEXT).equations
    ]


def test_two_of_them_are_told_apart():
    both = page(own_rule()(), own_rule(TEXT)(), own_rule(TEXT)(c=2.0))
    assert len(set(both.experiment.labels)) == 3


def test_a_reset_gives_its_numbers_back_and_leaves_its_equations():
    kind = own_rule(TEXT)
    rule = acts.reset(page(kind(c=2.0)), 0).experiment.runs[0].optimizer
    assert type(rule) is kind
    assert all(getattr(rule, field.name) == field.default for field in tunables(kind) if field.name == "c")
