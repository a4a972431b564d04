"""The page obeys every control, never breaks, and says what it could not use."""

from itertools import product

import pytest

from experiment import MOST_RUNS, Experiment, Run, default_experiment, from_query, to_query
from optimizers import OPTIMIZERS, SGD, Adam, RMSprop
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.interface.reading import Page
from tests.unpacking import unpacked
from tunables import Pairs, Switch, Text, tunables

every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)

HOSTILE = [
    "",
    " ",
    "nan",
    "-inf",
    "1e999",
    "1,5",
    "0x10",
    "--1",
    "ten",
    "](javascript:alert(1))",
    "١e",
    "9" * 5000,
]


@pytest.fixture(scope="module")
def untouched():
    return Page()


# The untouched page


@every_surface
def test_every_surface_opens_with_a_path_and_an_outcome_per_run(kind):
    page = Page({"surface": kind.key})
    assert page.labels == ["Adam", "RMSprop", "SGD"]
    assert all(row["sentence"] for row in page.data["rows"])
    assert page.query == ({} if kind is Bowl else {"surface": kind.key})
    assert page.warnings == page.refusals == []
    assert tuple(page.data["start"]) == kind().start
    assert page.data["steps"] == kind.steps


def test_the_page_has_a_slider_and_a_box_for_every_number_and_a_switch_for_the_rest(untouched):
    for name, thing in (
        ("bowl", Bowl()),
        *((f"run {card}", rule()) for card, rule in enumerate((Adam, RMSprop))),
    ):
        for tunable in tunables(type(thing)):
            key, value = f"{name} {tunable.name}", getattr(thing, tunable.name)
            if isinstance(tunable.scale, Switch):
                assert untouched.app.toggle(key=key).value == value
            else:
                assert untouched.slider(f"{key} slider") == value
                assert untouched.text(f"{key} box") == tunable.show(value)


def test_the_chart_gets_a_line_per_run_and_one_ground_for_all(untouched):
    names = [row["name"] for row in untouched.data["rows"]]
    assert [trace["meta"]["run"] for trace in untouched.figure("map")["data"][2:]] == names
    assert [trace["meta"]["run"] for trace in untouched.figure("curves")["data"]] == names * 2
    assert "z" not in untouched.figure("map")["data"][0], "the heights travel by themselves"
    grounds = [
        part.proto for part in untouched.app.get("bidi_component") if part.proto.component_name == "ground"
    ]
    assert [unpacked(ground.bytes)["id"] for ground in grounds] == [untouched.data["ground"]]


def test_two_sessions_share_nothing():
    one, other = Page(), Page()
    one.turn("bowl condition slider", 100.0)
    assert other.run().query == {}


# Turning


# Every surface with the first rule, and every rule on the first surface.
PAIRS = [(kind, OPTIMIZERS[0]) for kind in SURFACES] + [(SURFACES[0], rule) for rule in OPTIMIZERS[1:]]


@pytest.mark.parametrize(("kind", "rule"), PAIRS, ids=lambda kind: kind.key)
def test_every_slider_can_be_turned_to_both_ends(kind, rule):
    page = Page({"surface": kind.key, "runs": rule.key, "steps": "20"})
    for name, thing in ((kind.key, kind), ("run 0", rule)):
        for tunable in tunables(thing):
            if isinstance(tunable.scale, Text | Pairs):
                continue
            key, link = f"{name} {tunable.name}", f"{thing.key}.{tunable.name}"
            switch = isinstance(tunable.scale, Switch)
            for end in reversed(tunable.stops) if switch else (tunable.stops[0], tunable.stops[-1]):
                page.turn(key if switch else f"{key} slider", end)
                turned = page.query.get(link)
                assert turned is None or turned == tunable.write(end)
                if not switch:
                    assert page.text(f"{key} box") == tunable.show(end)
            assert (turned is None) == (tunable.default == end), f"{link} must stand in the link"


@pytest.mark.parametrize("rate", [1e-4, 10.0])
@every_surface
def test_every_rule_at_the_ends_of_its_rate_says_how_it_ended(kind, rate):
    query = {"surface": kind.key, "runs": ",".join(rule.key for rule in OPTIMIZERS)}
    page = Page(query | {f"{rule.key}.learning_rate": str(rate) for rule in OPTIMIZERS})
    assert all(row["sentence"] for row in page.data["rows"])


def test_what_the_reader_turns_stands_in_the_link():
    page = Page()
    page.turn("run 0 beta1 slider", 0.5).turn("run 0 bias_correction", False).turn("log loss", False)
    page.type("start x", "1.25").type("steps box", "60").turn("bowl rotation slider", 30.0)
    start = page.data["start"]
    assert page.query == {
        "bowl.rotation": "30",
        "start": f"1.25,{start[1]!r}".removesuffix(".0"),
        "steps": "60",
        "loss": "linear",
        "adam.beta1": "0.5",
        "adam.bias_correction": "off",
    }
    assert page.data["steps"] == 60
    assert page.figure("curves")["layout"]["yaxis"]["type"] == "linear"


def test_turning_back_leaves_a_bare_address():
    page = Page().turn("run 1 rho slider", 0.5).type("steps box", "60").type("start y", "1")
    assert page.query
    page.turn("run 1 rho slider", 0.9).type("steps box", "100").type("start y", "1.5")
    assert page.query == {}


def test_the_own_start_turns_with_the_bowl_and_a_chosen_one_stays():
    page = Page().turn("bowl rotation slider", 90.0)
    assert page.data["start"] == pytest.approx([-1.5, -2.5])
    page.type("start x", "2").turn("bowl rotation slider", 0.0)
    assert page.data["start"][0] == 2


def test_an_exact_number_is_kept_exactly_and_its_slider_shows_it():
    page = Page().type("run 0 learning_rate box", "0.123456789")
    assert page.query == {"adam.learning_rate": "0.123456789"}
    assert page.slider("run 0 learning_rate slider") == 0.123456789
    assert page.text("run 0 learning_rate box") == "0.123456789"
    page.turn("run 0 learning_rate slider", 1.0)
    assert page.query == {"adam.learning_rate": "1"}
    page.turn("run 0 learning_rate slider", 0.123456789)
    assert page.query == {"adam.learning_rate": "0.123456789"}, "one can slide back to it"
    page.press("run 0 reset").run()
    assert "0.123456789" not in page.app.select_slider(key="run 0 learning_rate slider").options


@pytest.mark.parametrize(
    ("text", "shown"), [(" 0.2 ", "0.2"), ("2e-1", "0.2"), (".20", "0.2"), ("+0.2", "0.2")]
)
def test_a_number_may_be_written_in_any_way(text, shown):
    page = Page().type("run 0 learning_rate box", text)
    assert page.text("run 0 learning_rate box") == shown
    assert page.query == {"adam.learning_rate": "0.2"}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:24]))
def test_nonsense_in_a_box_is_named_there_changes_nothing_and_stays(text):
    page = Page()
    boxes = {box.key: box.value for box in page.app.text_input if not box.key.endswith("name")}
    assert len(boxes) > 10
    for count, key in enumerate(boxes, start=1):
        page.type(key, text)
        assert len(page.refusals) == count, f"{key} must say why it cannot use {text[:24]!r}"
        assert all(refusal.endswith("Nothing was changed.]") for refusal in page.refusals)
        assert "](" not in "".join(page.refusals), "what a reader wrote is no Markdown"
        assert page.query == {}
        assert page.text(key) == text, "a text that cannot be used is not lost"
    assert len(page.run().refusals) == len(boxes), "a complaint stands as long as the text"
    for left, (key, value) in enumerate(boxes.items(), start=1):
        page.type(key, value)
        assert len(page.refusals) == len(boxes) - left
    assert page.query == {}


def test_a_refused_text_gives_way_to_whatever_changes_its_number():
    page = Page().type("run 0 learning_rate box", "ten")
    assert page.refusals
    page.turn("run 0 learning_rate slider", 1.0)
    assert not page.refusals
    assert page.text("run 0 learning_rate box") == "1"


@pytest.mark.parametrize(("key", "text"), [("start x", "3.1"), ("start y", "-1e300")])
def test_a_start_outside_the_view_is_named_and_changes_nothing(key, text):
    page = Page()
    value = page.text(key)
    page.type(key, text)
    assert "outside the view" in "".join(page.warnings + page.refusals)
    assert page.query == {}
    assert page.text(key) == text
    page.type(key, value)
    assert not page.warnings + page.refusals


# Runs


def test_a_rule_may_be_there_twice_with_its_own_label_card_and_dash():
    page = Page().turn("add a run", "adam").turn("run 3 beta1 slider", 0.0)
    assert page.labels == ["Adam", "RMSprop", "SGD", "Adam, β₁ = 0"]
    assert page.query == {"runs": "adam,rmsprop,sgd,adam.2", "adam.2.beta1": "0"}
    first, *_, second = page.data["rows"]
    assert first["token"] != second["token"]
    assert first["dash"] != second["dash"]
    assert page.slider("run 0 beta1 slider") == 0.9
    assert page.app.selectbox(key="add a run").value is None, "the choice is free for the next run"


def test_a_hidden_run_is_not_drawn_and_comes_back_as_it_was():
    page = Page().turn("run 0 beta1 slider", 0.5).press("run 0 hide")
    assert page.labels == ["RMSprop", "SGD"]
    assert page.query == {"adam.beta1": "0.5", "hide": "adam"}
    page.press("run 0 hide")
    assert page.labels == ["Adam", "RMSprop", "SGD"]
    assert page.query == {"adam.beta1": "0.5"}


def test_a_reset_touches_one_card_only():
    page = (
        Page()
        .turn("run 0 beta1 slider", 0.5)
        .turn("run 1 rho slider", 0.5)
        .turn("run 2 learning_rate slider", 1.0)
    )
    page.press("run 0 reset")
    assert page.query == {"rmsprop.rho": "0.5", "sgd.learning_rate": "1"}
    assert page.slider("run 0 beta1 slider") == 0.9
    page.press("run 2 reset")
    assert page.query == {"rmsprop.rho": "0.5"}
    assert page.slider("run 2 learning_rate slider") == Bowl.rate


def test_the_others_keep_their_numbers_when_one_is_removed():
    page = Page().turn("add a run", "adam").turn("run 3 beta1 slider", 0.5).press("run 0 remove")
    assert page.labels == ["RMSprop", "SGD", "Adam"]
    assert page.query == {"runs": "rmsprop,sgd,adam", "adam.beta1": "0.5"}
    assert page.slider("run 3 beta1 slider") == 0.5
    page.turn("add a run", "adam")
    assert page.slider("run 4 beta1 slider") == 0.9


def test_a_page_without_runs_works_and_can_be_filled_again():
    page = Page()
    for card in range(3):
        page.press(f"run {card} remove")
    assert page.labels == []
    assert page.query == {"runs": ""}
    page.turn("surface", "rosenbrock").type("steps box", "20").turn("log loss", False)
    page.turn("add a run", "sgd")
    assert page.labels == ["SGD"]
    assert page.slider("run 0 learning_rate slider") == Rosenbrock.rate


def test_the_page_can_be_filled_up_and_says_when_it_is_full():
    page = Page({"runs": ",".join(["adam"] * (MOST_RUNS - 1))}).turn("add a run", "sgd")
    assert len(page.labels) == MOST_RUNS
    choice = page.app.selectbox(key="add a run")
    assert choice.disabled
    assert str(MOST_RUNS) in choice.placeholder


def test_reset_everything_leaves_the_untouched_page_of_this_surface():
    page = Page().turn("bowl condition slider", 100.0).turn("surface", "rosenbrock")
    page.turn("rosenbrock b slider", 10.0).turn("add a run", "adam")
    page.turn("run 0 beta1 slider", 0.5).type("steps box", "50").type("start x", "0").press("run 1 hide")
    page.turn("log loss", False).press("reset all")
    assert page.query == {"surface": "rosenbrock"}
    assert page.labels == ["Adam", "RMSprop", "SGD"]
    assert page.slider("rosenbrock b slider") == 100
    assert (page.text("steps box"), page.text("start x")) == ("500", "−1.2")
    page.turn("surface", "bowl")
    assert page.query == {}


# Surfaces


def test_a_surface_comes_back_as_the_reader_left_it():
    page = (
        Page()
        .turn("bowl condition slider", 100.0)
        .type("bowl scale box", "2.5")
        .turn("run 1 rho slider", 0.5)
    )
    left = page.query
    page.turn("surface", "rosenbrock").turn("surface", "beale")
    assert page.query == {"surface": "beale", "rmsprop.rho": "0.5"}
    page.turn("surface", "bowl")
    assert page.query == left
    assert page.slider("bowl condition slider") == 100


def test_an_untouched_rate_moves_with_the_surface_and_a_touched_one_stays():
    page = Page().turn("surface", "rosenbrock")
    assert page.slider("run 2 learning_rate slider") == Rosenbrock.rate
    page.turn("run 2 learning_rate slider", 0.01).turn("surface", "beale")
    assert page.slider("run 2 learning_rate slider") == 0.01


def test_sgds_limit_stands_beside_its_rate_where_it_is_known():
    def limits(page):
        return [caption.value for caption in page.app.caption if "2/λmax" in caption.value]

    page = Page()
    assert len(limits(page)) == 1
    assert "0.2" in limits(page)[0]
    page.turn("bowl condition slider", 100.0).turn("bowl scale slider", 0.1)
    assert "0.2" in limits(page)[0]
    page.turn("bowl condition slider", 1000.0)
    assert "0.02" in limits(page)[0]
    assert limits(page.turn("surface", "rosenbrock")) == []


# Links

ROUND = [
    {},
    {"surface": "rosenbrock", "rosenbrock.b": "10", "start": "0.5,2", "steps": "1000"},
    {"bowl.condition": "33.3", "bowl.rotation": "45", "bowl.scale": "0.0001", "sgd.learning_rate": "1e-7"},
    {
        "runs": "adam,adam.2,sgd,adam.3",
        "adam.2.bias_correction": "off",
        "adam.3.epsilon": "0",
        "hide": "adam,sgd",
    },
    {"runs": ""},
    {
        "surface": "beale",
        "loss": "linear",
        "adam.label": "<b>*mine*</b> $x$ %{y}",
        "rmsprop.label": ":red[no]",
    },
    {"runs": ",".join(["adam", "sgd", "rmsprop"] + [f"adam.{count}" for count in range(2, 11)])},
]


@pytest.mark.parametrize("query", ROUND, ids=lambda query: ",".join(query)[:40] or "bare")
def test_a_link_opens_the_page_that_has_this_link(query):
    page = Page(query)
    assert page.query == query
    assert page.warnings == []
    assert page.run().query == query, "another run of the script must change nothing"


def test_a_link_fills_the_controls():
    experiment = Experiment(
        Rosenbrock(b=12.0), (Run(Adam(beta2=0.5)), Run(SGD(1e-5), "slow")), (0.0, 2.0), 77, False
    )
    page = Page(to_query(experiment))
    assert page.slider("rosenbrock b slider") == 12
    assert page.slider("run 0 beta2 slider") == 0.5
    assert page.slider("run 1 learning_rate slider") == 1e-5
    assert (page.text("start x"), page.text("start y"), page.text("steps box")) == ("0", "2", "77")
    assert page.app.toggle(key="log loss").value is False
    assert page.labels == ["Adam", "slow"]


def test_a_link_is_read_once():
    page = Page({"steps": "50"})
    page.app.query_params["steps"] = "70"
    assert page.type("start x", "1").query == {"start": "1,1.5", "steps": "50"}


BAD = [
    *({key: value} for key, value in product(["steps", "start", "adam.beta1", "bowl.condition"], HOSTILE)),
    *({"surface": value} for value in HOSTILE),
    *({"loss": value} for value in HOSTILE),
    *({"adam.bias_correction": value} for value in HOSTILE),
    {"runs": "adam,](http:),rmsprop,<script>,*adam*,sgd"},
    {"hide": "adam.2"},
    {"adam.label": "a\x00b"},
    {"$\\nope$ **a** `b` :red[c] <d>": "1"},
    {"steps.steps": "1", "a.b.c": "", "sgd.": "", ".": "."},
    {"adam.7.beta1": "0.5"},
    {"steps": ["10", "9"]},
    {f"key{index}": "1" for index in range(50)},
]


@pytest.mark.parametrize("query", BAD, ids=lambda query: repr(query)[:44])
def test_a_bad_link_is_named_and_the_page_goes_on(query):
    page = Page(query)
    assert len(page.warnings) == 1, "say what could not be used"
    assert "](" not in page.warnings[0], "what a link wrote is no Markdown"
    assert len(page.warnings[0]) < 1000, "a warning is short: name the first and count the rest"
    assert from_query(page.query) == (default_experiment(), ())
    assert page.labels == ["Adam", "RMSprop", "SGD"]
    assert page.turn("bowl condition slider", 100.0).warnings == [], (
        "the next change makes a page of the reader's own"
    )
    assert page.query == {"bowl.condition": "100"}


@pytest.mark.parametrize("query", [{"embed": "true", "embed_options": "light_theme"}, {"utm_source": "a\nb"}])
def test_keys_that_are_not_ours_are_passed_over_in_silence(query):
    page = Page(query)
    assert page.warnings == []
    assert page.query == {}


def test_a_typed_formula_becomes_the_surface():
    page = Page({"surface": "formula"})
    page.type("formula text box", "(x - 1)**2 + y**2")
    assert page.query == {"surface": "formula", "formula.text": "(x - 1)**2 + y**2"}
    assert not page.refusals
    page.type("formula text box", "(x - 1)**2 + z")
    assert "“z”" in page.refusals[0]
    assert page.query["formula.text"] == "(x - 1)**2 + y**2", "what is no formula changes nothing"
