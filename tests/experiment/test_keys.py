"""An experiment and its link say the same, and no link breaks the page."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiment import (
    FEWEST_STEPS,
    LONGEST_LABEL,
    MOST_RUNS,
    MOST_STEPS,
    Experiment,
    Run,
    default_experiment,
    from_query,
    start_complaint,
    steps_tunable,
    to_query,
)
from link import Link
from optimizers import OPTIMIZERS, SGD, Adam
from schedules import Constant, Cosine, WarmUpStableDecay
from surfaces import SURFACES, Beale, Bowl, Line, Points, Rosenbrock
from tests.strategies import experiments

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)


@given(experiments())
def test_a_link_says_exactly_what_the_experiment_is(experiment):
    query = to_query(experiment)
    assert all(type(key) is str and type(value) is str for key, value in query.items())
    assert from_query(query) == (experiment, ())


@given(experiments())
def test_a_link_says_nothing_that_the_untouched_page_says_too(experiment):
    query = to_query(experiment)
    for key in query:
        rest = {other: value for other, value in query.items() if other != key}
        assert from_query(rest)[0] != experiment, (
            f"{key} need not stand in the link: write it only if it differs"
        )


def test_the_untouched_page_has_a_bare_address():
    assert to_query(default_experiment()) == {}
    assert from_query({}) == (default_experiment(), ())


@every_surface
def test_the_untouched_page_of_a_surface_has_at_most_its_key_in_the_address(kind):
    query = {} if kind is Bowl else {"surface": kind.key}
    assert to_query(default_experiment(kind())) == query
    assert from_query({"surface": kind.key}) == (default_experiment(kind()), ())


@given(experiments())
def test_equal_experiments_are_equal_values_with_equal_hashes(experiment):
    surface = experiment.surface
    # What equals the surface's own choice is the same page as no choice.
    spelled = replace(
        experiment,
        start=experiment.start_point,
        steps=experiment.step_count,
        log_loss=experiment.loss_on_log,
    )
    assert spelled == experiment
    assert hash(spelled) == hash(experiment)
    assert replace(experiment, start=surface.start, steps=surface.steps, log_loss=None) == replace(
        experiment, start=None, steps=None, log_loss=None
    )


def test_the_same_rule_twice_stands_in_the_link_by_number():
    twice = Experiment(Bowl(), (Run(Adam()), Run(SGD(0.12)), Run(Adam(beta1=0.5), "no memory", hidden=True)))
    assert to_query(twice) == {
        "runs": "adam,sgd,adam.2",
        "adam.2.beta1": "0.5",
        "adam.2.label": "no memory",
        "hide": "adam.2",
    }


def test_repeated_rules_count_in_names_and_labels():
    experiment = Experiment(
        Bowl(), (Run(Adam()), Run(SGD()), Run(Adam()), Run(Adam(), "mine"), Run(SGD()), Run(Adam()))
    )
    assert experiment.names == ("adam", "sgd", "adam.2", "adam.3", "sgd.2", "adam.4")
    assert experiment.labels == ("Adam", "SGD", "Adam 2", "mine", "SGD 2", "Adam 4")


def test_a_second_run_of_a_rule_is_named_by_what_differs():
    def labels(*rules):
        return Experiment(Bowl(), tuple(map(Run, rules))).labels

    assert labels(Adam(), Adam(learning_rate=0.3)) == ("Adam", "Adam, α = 0.3")
    assert labels(Adam(bias_correction=False), Adam()) == ("Adam", "Adam, bias correction")
    assert labels(Adam(), Adam(bias_correction=False)) == ("Adam", "Adam, no bias correction")
    assert labels(Adam(), Adam(beta1=0.5, beta2=0.9)) == ("Adam", "Adam, β₁ = 0.5, β₂ = 0.9")
    assert labels(Adam(), Adam(learning_rate=1, beta1=0.5, beta2=0.9))[1] == "Adam, α = 1, β₁ = 0.5, …"
    assert labels(Adam(), Adam(epsilon=1e-5))[1] == "Adam, ε = 10⁻⁵", "as the page writes it"
    alike = labels(Adam(), Adam(learning_rate=0.3), Adam(learning_rate=0.3))
    assert alike == ("Adam", "Adam, α = 0.3", "Adam 3"), "two runs never have one name"


@given(experiments())
def test_names_are_unique_and_every_run_has_a_label(experiment):
    assert len(set(experiment.names)) == len(experiment.runs) == len(experiment.labels)
    assert all(experiment.labels)


# Links that others wrote

keys = st.sampled_from(
    [
        "surface",
        "start",
        "steps",
        "loss",
        "runs",
        "hide",
        "adam.beta1",
        "adam.2.beta2",
        "sgd.label",
        "bowl.condition",
    ]
    + [f"{kind.key}." for kind in (*OPTIMIZERS, *SURFACES)]
)
texts = st.text(max_size=60) | st.sampled_from(
    [
        "nan",
        "-inf",
        "1e999",
        "0x1",
        "1_0",
        "١",
        "",
        " ",
        ",",
        "adam,,adam",
        "1,2,3",
        "on",
        "log",
        "True",
        "\ud800",
    ]
)


def is_sound(experiment, problems):
    assert all(
        isinstance(problem, str) and problem.isprintable() and len(problem) < 200 for problem in problems
    )
    assert len(experiment.runs) <= MOST_RUNS
    assert FEWEST_STEPS <= experiment.step_count <= MOST_STEPS
    assert start_complaint(experiment.surface, experiment.start_point) is None
    assert from_query(to_query(experiment)) == (experiment, ()), "what was read must be a page with a link"


@given(st.dictionaries(keys | texts, texts, max_size=8))
def test_any_texts_are_read_without_raising(query):
    is_sound(*from_query(query))


@given(experiments(), st.data())
def test_a_damaged_link_is_read_without_raising(experiment, data):
    query = to_query(experiment)
    assume(query)
    key = data.draw(st.sampled_from(sorted(query)))
    cut = data.draw(st.integers(0, len(query[key])))
    query[key] = query[key][:cut] + data.draw(texts) + query[key][cut + 1 :]
    is_sound(*from_query(query))


@given(st.text(min_size=1, max_size=30), texts)
def test_an_unknown_key_is_named_and_changes_nothing(key, value):
    first = key.strip().lower().partition(".")[0]
    assume(first not in {"surface", "start", "steps", "loss", "runs", "hide"})
    assume(first not in {kind.key for kind in (*OPTIMIZERS, *SURFACES)})
    assume(Link({key: ""}).left)  # else it is somebody else's
    experiment, problems = from_query({key: value})
    assert experiment == default_experiment()
    assert len(problems) == 1, f"say that {key!r} means nothing"


UNREADABLE = {
    "a rate that is no number": {"adam.learning_rate": "fast"},
    "an empty rate": {"adam.learning_rate": ""},
    "nan": {"adam.learning_rate": "nan"},
    "infinity": {"sgd.learning_rate": "inf"},
    "a number too large to be one": {"sgd.learning_rate": "1e999"},
    "a rate above the range": {"sgd.learning_rate": "11"},
    "a rate below the range": {"adam.learning_rate": "-0.1"},
    "a decay of 1": {"adam.beta2": "1"},
    "a switch that is neither on nor off": {"adam.bias_correction": "True"},
    "a surface's number as text": {"bowl.condition": "steep"},
    "a number of a surface that is not shown": {"rosenbrock.b": "10"},
    "a surface that does not exist": {"surface": "mountain"},
    "an optimizer that does not exist": {"runs": "adam,magic,rmsprop,sgd"},
    "a run that does not exist": {"adam.2.beta1": "0.5"},
    "a field that does not exist": {"sgd.beta1": "0.5"},
    "a key that does not exist": {"epochs": "3"},
    "an empty key": {"": ""},
    "a run to hide that does not exist": {"hide": "adam.2"},
    "one number as a start": {"start": "1"},
    "three numbers as a start": {"start": "1,2,3"},
    "text as a start": {"start": "here,there"},
    "nan as a start": {"start": "nan,0"},
    "infinity as a start": {"start": "0,-inf"},
    "a start outside the view": {"start": "0,3.01"},
    "9 steps": {"steps": "9"},
    "10001 steps": {"steps": "10001"},
    "1.5 steps": {"steps": "11.5"},
    "nan steps": {"steps": "nan"},
    "text as steps": {"steps": "many"},
    "a loss axis that does not exist": {"loss": "sqrt"},
    "a label with a line break": {"adam.label": "one\ntwo"},
    "a long label": {"adam.label": "a" * (LONGEST_LABEL + 1)},
    "negative noise": {"noise": "-1"},
    "text as noise": {"noise": "loud"},
    "a batch of what is not made of data": {"batch": "8"},
    "half a seed": {"seed": "1.5"},
    "a seed below 0": {"seed": "-1"},
    "a sampling that does not exist": {"sampling": "bootstrap"},
    "a schedule that does not exist": {"adam.schedule": "linear"},
    "a number of a schedule that is not there": {"adam.schedule.floor": "0.1"},
    "10 kB as a seed": {"seed": "9" * 10_000},
    "10 kB as a schedule": {"adam.schedule": "c" * 10_000},
    "10 kB as a rate": {"adam.learning_rate": "1" * 10_000},
    "10 kB as a surface": {"surface": "a" * 10_000},
    "10 kB as a start": {"start": "1," * 5_000},
    "10 kB as steps": {"steps": "9" * 10_000},
    "10 kB as a loss axis": {"loss": "l" * 10_000},
    "10 kB as a label": {"adam.label": "l" * 10_000},
    "10 kB as a key": {"k" * 10_000: "1"},
    "10 kB to hide": {"hide": "x" * 10_000},
}


@pytest.mark.parametrize("query", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_named_once_and_the_default_is_used(query):
    experiment, problems = from_query(query)
    assert experiment == default_experiment()
    assert len(problems) == 1, f"{query} needs one sentence, not {problems}"
    is_sound(experiment, problems)


@pytest.mark.parametrize("size", ["0", "61", "-3", "2.5", "all", "9" * 10_000])
def test_a_batch_is_a_number_of_the_examples(size):
    experiment, (problem,) = from_query({"surface": "line", "batch": size})
    assert experiment == default_experiment(Line())
    assert "whole number from 1 to 60" in problem or "must be a number" in problem


def test_what_the_gradients_are_drawn_from_stands_in_the_link():
    query = {
        "surface": "line",
        "noise": "0.5",
        "batch": "8",
        "seed": "17",
        "sampling": "epochs",
        "adam.schedule": "cosine",
        "adam.schedule.floor": "0.1",
        "sgd.schedule": "wsd",
    }
    experiment, problems = from_query(query)
    assert not problems
    assert to_query(experiment) == query
    assert (experiment.noise, experiment.batch, experiment.seed) == (0.5, 8, 17)
    assert experiment.sampling == "epochs"
    assert [run.schedule for run in experiment.runs] == [Cosine(0.1), Constant(), WarmUpStableDecay()]
    assert to_query(replace(experiment, batch=60)).get("batch") is None, "all of them"


def test_data_of_a_reader_goes_round_through_the_link():
    points = Points(text="1\t2\r\n-3.5\t1e-3\r\n0.1\t7")
    experiment = default_experiment(points)
    query = to_query(experiment)
    assert query == {"surface": "points", "points.text": "1 2; -3.5 0.001; 0.1 7"}
    assert from_query(query) == (experiment, ())


@pytest.mark.parametrize("text", ["1 1", "1 1; 2", "1 1; nan 2", "1 1; 1e300 2", "a b; c d", "1 1;" * 10_000])
def test_data_that_are_none_are_named_and_the_default_ones_are_shown(text):
    experiment, problems = from_query({"surface": "points", "points.text": text})
    assert experiment == default_experiment(Points())
    assert len(problems) == 1
    is_sound(experiment, problems)


def test_a_run_with_a_schedule_is_named_by_it():
    runs = (Run(Adam()), Run(Adam(), schedule=Cosine()), Run(Adam(0.3), schedule=WarmUpStableDecay()))
    labels = Experiment(Bowl(), runs).labels
    assert labels == ("Adam", "Adam, cosine", "Adam, α = 0.3, warm-up, stable, decay")


def test_what_is_wrong_does_not_spoil_what_is_right():
    experiment, problems = from_query(
        {"surface": "rosenbrock", "rosenbrock.b": "nan", "steps": "50", "start": "9,9", "adam.beta1": "0.5"}
    )
    assert experiment == replace(
        default_experiment(Rosenbrock()),
        steps=50,
        runs=(Run(Adam(beta1=0.5)), *default_experiment(Rosenbrock()).runs[1:]),
    )
    assert len(problems) == 2


@pytest.mark.parametrize(
    "names",
    [
        ["adam"],
        ["adam", "rmsprop"],
    ],
    ids=",".join,
)
def test_five_hundred_runs_are_cut_to_what_fits_and_that_is_said(names):
    experiment, problems = from_query({"runs": ",".join(names * (500 // len(names)))})
    assert [run.optimizer.key for run in experiment.runs] == names * (MOST_RUNS // len(names))
    assert len(problems) == 1
    is_sound(experiment, problems)


def test_where_no_rule_could_be_read_the_default_runs_stand_in():
    experiment, problems = from_query({"runs": "magic,sorcery"})
    assert experiment == default_experiment()
    assert len(problems) == 2


def test_a_thousand_unknown_keys_are_a_thousand_problems_and_no_more():
    experiment, problems = from_query({f"key{index}": "1" for index in range(1000)})
    assert experiment == default_experiment()
    assert len(problems) == 1000


def test_a_page_without_runs_has_a_link():
    empty = replace(default_experiment(), runs=())
    assert from_query({"runs": ""}) == (empty, ())
    assert to_query(empty) == {"runs": ""}


# Of people who write by hand


def with_surface_of(text):
    return {"surface": "formula", "formula.text": text}


@pytest.mark.parametrize(
    ("by_hand", "clean"),
    [
        ({"Surface": "Beale"}, {"surface": "beale"}),
        ({" surface ": " BEALE "}, {"surface": "beale"}),
        ({"STEPS": " 50 "}, {"steps": "50"}),
        ({"Start": "1, 2"}, {"start": "1,2"}),
        ({"Bowl.Condition": "20"}, {"bowl.condition": "20"}),
        ({"runs": "Adam, SGD,ADAM"}, {"runs": "adam,sgd,adam.2"}),
        ({"runs": "adam sgd  adam"}, {"runs": "adam,sgd,adam.2"}),
        ({"runs": "adam,adam", "Adam.2.Beta1": "0.5"}, {"runs": "adam,adam.2", "adam.2.beta1": "0.5"}),
        ({"hide": " SGD , Adam"}, {"hide": "adam,sgd"}),
        ({"adam.bias_correction": " Off "}, {"adam.bias_correction": "off"}),
        ({"LOSS": "Linear"}, {"loss": "linear"}),
        ({"adam.label": "My Run"}, {"adam.label": "My Run"}),
        ({"start": "-0,−1"}, {"start": "0,-1"}),
        ({"start": "-1e-400,１"}, {"start": "0,1"}),
        # A + arrives as a space.
        (with_surface_of("x**2 y**2"), with_surface_of("x**2+y**2")),
        (with_surface_of("x**2   2*y**2   1"), with_surface_of("x**2+2*y**2+1")),
        (with_surface_of("sin(x) (y 1)**2"), with_surface_of("sin(x)+(y+1)**2")),
        (with_surface_of("x**2 .5*y"), with_surface_of("x**2+.5*y")),
        (with_surface_of("x * y - y * y"), with_surface_of("x * y - y * y")),
        ({"steps": "1e 3"}, {"steps": "1000"}),
        ({"adam.learning_rate": " 1"}, {"adam.learning_rate": "1"}),
        ({"adam.learning_rate": "1e 0"}, {"adam.learning_rate": "1"}),
        ({"start": "1e 0, 2.5e-1"}, {"start": "1,0.25"}),
    ],
    ids=str,
)
def test_what_people_write_is_read_and_written_clean(by_hand, clean):
    experiment, problems = from_query(by_hand)
    assert problems == ()
    assert to_query(experiment) == clean
    assert from_query(clean) == (experiment, ())


def test_where_a_plus_is_not_all_that_is_wrong_the_rest_is_named():
    _, problems = from_query(with_surface_of("x**2 foo(y)"))
    assert len(problems) == 1
    assert "foo" in problems[0]
    assert problems[0].endswith("(in a link, + is written %2B)")
    for query in ({"adam.beta1": "1 2"}, {"adam.learning_rate": "very fast"}, {"start": "1 2"}):
        assert "%2B" not in from_query(query)[1][0]
    (problem,) = from_query({"adam.learning_rate": "1e 9"})[1]
    assert "goes from" in problem


def test_of_a_key_that_stands_twice_the_first_is_used_and_the_other_named():
    experiment, problems = from_query({"steps": "50", "Steps": "60", "STEPS ": "50"})
    assert experiment.step_count == 50
    assert len(problems) == 1
    assert "twice" in problems[0]


@given(experiments())
def test_capitals_and_spaces_change_nothing(experiment):
    query = to_query(experiment)
    loud = {
        f" {key.upper()} ": value if key.endswith((".label", ".text", ".equations")) else f" {value.upper()} "
        for key, value in query.items()
    }
    assert from_query(loud) == (experiment, ())


def test_the_number_of_a_run_only_counts():
    experiment, problems = from_query({"runs": "adam.7,sgd,adam", "adam.2.beta1": "0.5"})
    assert experiment.names == ("adam", "sgd", "adam.2")
    assert experiment.runs[2].optimizer == Adam(beta1=0.5)
    assert problems == ()


def test_sgd_takes_the_surfaces_rate_and_the_link_may_say_otherwise():
    experiment, _ = from_query({"surface": "beale", "runs": "sgd,sgd", "sgd.2.learning_rate": "0.01"})
    assert [run.optimizer for run in experiment.runs] == [SGD(Beale.rate), SGD(0.01)]


@pytest.mark.parametrize("text", ["10", "10000", " 300 ", "1e3", "100.0"])
def test_whole_numbers_of_steps_are_read_however_they_are_written(text):
    steps = steps_tunable(Bowl()).read(text)
    assert (steps, type(steps)) == (float(text), int)


@pytest.mark.parametrize("text", ["9", "10001", "1.5", "", "-10", "nan", "inf", "ten", "1e99", "1" * 1000])
def test_other_numbers_of_steps_are_refused_in_words(text):
    with pytest.raises(ValueError, match=r"^steps must be"):
        steps_tunable(Bowl()).read(text)
