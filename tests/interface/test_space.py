"""The view in space."""

from tests.interface.reading import Page


def test_it_has_the_runs_that_are_shown_and_heights_that_the_link_holds():
    page = Page({"view": "space", "hide": "rmsprop"})
    (view,) = page.message("anatomy")["views"]
    assert view["kind"] == "space"
    names = [trace["uid"] for trace in view["figure"]["data"]]
    assert names == ["hill", "walk-adam", "place-adam", "walk-sgd", "place-sgd"]
    page.app.button_group(key="heights").set_value("true")
    page.run()
    assert page.query["heights"] == "true"
    assert Page(page.query).query == page.query
    assert len(Page({"heights": "tall"}).warnings) == 1


def test_a_lesson_that_waits_may_be_seen_in_space_and_one_without_a_map_not():
    page = Page({"lesson": "valley"})
    assert "Space" in page.app.button_group(key="view").options
    page = Page({"lesson": "reddi", "view": "space"})
    assert any("no surface" in caption.value for caption in page.app.caption)
