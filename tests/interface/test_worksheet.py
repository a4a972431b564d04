"""A worksheet's page: what is left out is not there, and the goal says where one stands."""

import pytest

from page import leavable
from page.worksheet import PARTS
from tests.interface.reading import Page

QUERY = {"noise": "0.1", "adam.schedule": "cosine"}
# By each part's name, the keys of just those widgets that go with it.
WIDGETS = {
    "surface": {"surface"},
    "start": {"start x", "start y"},
    "steps": {"steps slider", "steps box"},
    "noise": {"noise slider", "noise box", "seed", "new seed", "exact paths"},
    "runs": {"add a run", *(f"run {run} {each}" for run in range(3) for each in ("copy", "remove", "edit"))},
    "cards": {f"run {run} {each}" for run in range(3) for each in ("hide", "reset", "name")},
    "schedules": {
        "run 0 schedule",
        "run 0 share schedule",
        "run 0 cosine floor slider",
        "run 0 cosine floor box",
    },
    "looks": {"log loss", "shading", "strips"},
    "reset": {"reset all"},
    "views": {"view", "inside run"},
    "lessons": {"lesson", "all lessons"},
}


def keys(page: Page) -> set[str]:
    """Those of all widgets on the page."""
    app = page.app
    kinds = (app.select_slider, app.toggle, app.selectbox, app.text_input, app.button, app.button_group)
    return {each.key for kind in kinds for each in kind if each.key}


@pytest.fixture(scope="module")
def everything() -> set[str]:
    return keys(Page(QUERY))


@pytest.mark.parametrize("part", WIDGETS)
def test_a_part_that_is_left_out_is_not_there_and_all_else_is(part: str, everything: set[str]):
    assert everything - keys(Page(QUERY | {"without": part})) == WIDGETS[part]


def test_every_part_is_tested():
    assert PARTS.keys() - WIDGETS.keys() == {"sidebar", "answers", "player", "copy", "save"}


@pytest.mark.parametrize("name", ["adam.beta1", "bowl.rotation", "sgd.learning_rate"])
def test_a_number_is_left_out_alone(name: str, everything: set[str]):
    run, _, field = name.partition(".")
    card = {"adam": "run 0", "sgd": "run 2", "bowl": "bowl"}[run]
    gone = everything - keys(Page(QUERY | {"without": name}))
    assert gone == {f"{card} {field} slider", f"{card} {field} box"}


def test_without_the_sidebar_nothing_of_it_is_there(everything: set[str]):
    page = Page({"without": "sidebar"})
    assert keys(page) == {"lesson", "all lessons", "view", "inside run"}
    assert page.query == {"without": "sidebar"}


def test_the_answers_of_a_lesson_can_be_left_out():
    page = Page({"lesson": "ravine", "without": "answers,lessons"})
    assert not [key for key in keys(page) if "answer" in key or "lesson" in key]
    assert any("What does it do with" in text.value for text in page.app.markdown)


def test_a_challenge_says_where_one_stands_and_counts_the_changes():
    page = Page({"runs": "sgd", "sgd.learning_rate": "0.01", "challenge": "0.001,60,sgd"})

    def told() -> str:
        (line,) = [text.value for text in page.app.markdown if "Challenge." in text.value]
        return line

    assert "Not yet" in told()
    page.type("run 0 learning_rate box", "0.05")
    assert "Not yet" in told()
    page.type("run 0 learning_rate box", "0.15")
    assert "after 2 changes" in told()
    page.type("run 0 learning_rate box", "0.16")
    assert "after 2 changes" in told()
    assert page.query["challenge"] == "0.001,60,sgd"


def test_a_lesson_offers_its_challenge_once_it_is_answered():
    page = Page({"lesson": "ravine"})
    assert "take challenge" not in keys(page)
    page.app.button(key="answer ravine 1").click()
    page.run()
    page.app.button(key="take challenge").click()
    page.run()
    assert page.query["challenge"] == "0.001,210,sgd"
    assert "lesson" not in page.query
    assert any("Challenge." in text.value for text in page.app.markdown)


def test_the_dialogue_makes_the_link_that_is_ticked():
    page = Page({"sgd.learning_rate": "0.1"})
    page.app.button(key="make a worksheet").click()
    page.run()
    ticks = {box.key.removeprefix("without "): box for box in page.app.checkbox}
    assert sorted(ticks) == sorted(leavable(page_experiment()))
    assert page.app.code[0].value.endswith("/?sgd.learning_rate=0.1")


def page_experiment():
    from page import from_query

    return from_query({})[0].experiment
