"""Networks on the page: chosen, turned, linked and looked into like everything else."""

import numpy as np
import pytest

from experiment import from_query
from interface.learning import pick_weight
from problems import Digits, Moons
from tests.interface.reading import Page
from trajectories import trained

MOST = 300_000  # bytes of an answer


@pytest.fixture(scope="module")
def digits():
    return Page({"surface": "digits"})


def size(page):
    """How many bytes the chart's message has."""
    (part,) = (part.proto for part in page.app.get("bidi_component") if part.proto.component_name == "chart")
    return len(part.bytes)


def views(page):
    return [view["name"] for view in page.data["views"]]


def test_what_it_sees_stands_in_the_maps_place_and_its_curves_beside_it(digits):
    assert views(digits) == ["images", "filters", "curves"]
    assert views(Page({"surface": "moons"})) == ["regions", "curves"]
    assert digits.data["start"] is None
    assert digits.labels == ["Adam", "RMSprop", "SGD"]
    for row in digits.data["rows"]:
        assert "validation accuracy from step" in row["sentence"]
    titles = [each["text"] for each in digits.figure("curves")["layout"]["annotations"]]
    assert [title for title in titles if title not in digits.labels] == [
        "training loss, thin: of each batch",
        "validation loss",
        "validation accuracy",
        "gradient norm, ‖g‖",
    ]


def test_all_of_it_is_small_enough_to_travel_with_every_turn():
    for query in (
        {"surface": "digits"},
        {"surface": "digits", "digits.hidden": "128"},
        {"surface": "moons"},
        {"surface": "digits", "steps": "1500"},
    ):
        assert size(Page(query)) <= MOST, query


def test_a_whole_training_set_has_no_thin_lines_of_batches():
    page = Page({"surface": "moons", "moons.batch": "200", "steps": "60"})
    assert page.figure("curves")["layout"]["annotations"][0]["text"] == "training loss"


def test_its_numbers_are_folded_away_and_turn_like_any_others():
    page = Page({"surface": "digits", "steps": "60"})
    page.app.session_state["digits"] = True
    page.run()
    page.turn("digits hidden slider", 16)
    assert page.query["digits.hidden"] == "16"
    assert "64-16-10, ReLU" in page.data["saved"]["caption"]
    page.type("digits seed box", "7")
    page.turn("digits standardise", True)
    assert page.query["digits.seed"] == "7"
    assert Page(page.query).query == page.query
    page.type("digits batch box", "5000")
    assert page.refusals
    assert "digits.batch" not in page.query


def test_a_link_leads_to_the_same_weights_bit_for_bit():
    page = Page({"surface": "moons", "moons.seed": "5", "adam.schedule": "cosine", "steps": "40"})
    experiment = page.app.session_state["choices"].experiment
    again, problems = from_query(page.query)
    assert (again, problems) == (experiment, ())
    first = experiment.trained(experiment.runs[0])
    trained.clear()
    second = again.trained(again.runs[0])
    assert first is not second
    np.testing.assert_array_equal(first.theta, second.theta)
    np.testing.assert_array_equal(first.losses, second.losses)


def test_rules_have_the_rates_that_suit_a_network_until_the_reader_turns_them():
    page = Page({"steps": "60"})
    page.turn("run 0 learning_rate slider", 0.2)
    page.turn("surface", "digits")
    shown = {
        name: page.slider(f"run {card} learning_rate slider")
        for card, name in enumerate(("adam", "rms", "sgd"))
    }
    assert shown == {"adam": 0.2, "rms": 0.01, "sgd": 0.3}
    page.turn("surface", "bowl")
    assert page.query == {"steps": "60", "adam.learning_rate": "0.2"}


def test_a_rate_far_too_large_has_an_outcome_and_no_traceback():
    for surface in ("digits", "moons"):
        page = Page(
            {"surface": surface, "adam.learning_rate": "10", "sgd.learning_rate": "10", "steps": "60"}
        )
        assert all(row["sentence"] for row in page.data["rows"])


def test_a_link_names_what_a_network_does_not_have():
    page = Page(
        {"surface": "digits", "seed": "3", "noise": "1", "start": "1,2", "weight": "99999", "steps": "60"}
    )
    told = " ".join(page.warnings).replace("\\", "").replace("\u2060", "")
    assert "digits.batch and digits.seed" in told
    assert "digits.seed draws its first weights" in told
    assert "99999" in told
    assert page.query == {"surface": "digits", "steps": "60"}


def test_one_weight_is_looked_into_by_its_number():
    page = Page({"surface": "digits", "steps": "60", "step": "30"})
    said = " ".join(each.value for each in page.app.markdown).replace("\\", "")
    assert "Step 30 moves" in said
    assert "2,410 weights by more than α/2" in said
    assert "weight 896 of 2,410, W₁: from input 28 to hidden unit 0" in said
    assert "*w* $" in said, "the equations have its numbers"
    page.type("weight", "2400")
    said = " ".join(each.value for each in page.app.markdown).replace("\\", "")
    assert "b₂: of output 0" in said
    assert page.query["weight"] == "2400"
    page.type("weight", "2410")
    assert page.refusals
    assert page.text("weight") == "2410"
    assert page.query["weight"] == "2400"


def test_a_pixel_that_is_pressed_is_a_weight():
    chosen = Page({"surface": "digits", "steps": "60"}).app.session_state["choices"]
    pick_weight(chosen, {"trace": "filters", "index": [3, 20]})
    assert chosen.page.weight == 20 * 32 + 3
    for nowhere in ([32, 0], [0, 64], [1]):
        pick_weight(chosen, {"trace": "filters", "index": nowhere})
    assert chosen.page.weight == 20 * 32 + 3


def test_the_pictures_are_those_of_the_run_that_is_looked_into():
    page = Page({"surface": "digits", "steps": "60"})
    tiled = page.figure("images")["layout"]["meta"]["tiled"]
    assert tiled["label"] == "Adam"
    assert tiled["count"] == 40
    assert tiled["side"] == 8
    assert len(tiled["taken"]) == 40 * len(tiled["at"])
    page.app.session_state["choices"].focus = "sgd"
    page.run()
    assert page.figure("images")["layout"]["meta"]["tiled"]["label"] == "SGD"


def test_its_rates_are_tried_and_one_is_loaded():
    page = Page({"surface": "moons", "moons.hidden": "3", "steps": "20", "view": "sweep"})
    table = next(each.value for each in page.app.markdown if "best α" in each.value)
    assert table.count("\n") == 4
    figure = page.message("anatomy")["views"][0]["figure"]
    lines = [trace for trace in figure["data"] if trace["uid"].startswith("rates-")]
    assert [len(trace["x"]) for trace in lines] == [25, 25, 25]
    assert np.isfinite(np.array(lines[0]["y"], dtype=float)).any()


def test_a_lesson_on_a_network_gives_nothing_away_before_the_guess():
    page = Page({"lesson": "warm_up"})
    assert all(not row["sentence"] for row in page.data["rows"])
    axes = page.figure("curves")["layout"]
    assert all(axes[name]["showticklabels"] is False for name in axes if name.startswith("yaxis"))
    page.press("answer warm_up 2")
    assert all(row["sentence"] for row in page.data["rows"])


def test_hidden_or_no_runs_leave_a_page():
    page = Page({"surface": "digits", "runs": "adam", "hide": "adam", "steps": "60"})
    assert views(page) == ["curves"]
    assert page.data["rows"][0]["sentence"] == "hidden"
    page.press("run 0 remove")
    assert page.data["rows"] == []


@pytest.mark.parametrize("network", [Moons(), Digits()])
def test_views_that_need_a_map_say_so(network):
    page = Page({"surface": network.key, "view": "basins", "steps": "60"})
    assert any("needs a map" in caption.value for caption in page.app.caption)


@pytest.mark.parametrize("surface", ["moons", "digits"])
def test_it_is_taken_home(surface):
    page = Page({"surface": surface, "view": "take", "steps": "40"})
    labels = [button.proto.label for button in page.app.get("download_button")]
    assert labels == ["HTML", "CSV", "Notebook"]
    assert any("123 rows" in each.value for each in page.app.markdown)
    assert Page({"surface": surface, "view": "take", "runs": ""}).app.caption
