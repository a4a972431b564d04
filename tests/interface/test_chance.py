"""Noise, mini-batches and schedules: folded away until wanted, obeyed, and told."""

import pytest

from schedules import SCHEDULES, Cosine, WarmUp
from tests.interface.reading import Page
from tunables import tunables


def keys(page):
    app = page.app
    kinds = (app.select_slider, app.selectbox, app.text_input, app.text_area, app.toggle, app.button)
    return {widget.key for kind in kinds for widget in kind}


def captions(page):
    return " ".join(caption.value.replace("\\", "") for caption in page.app.caption)


def test_nothing_of_it_is_on_the_untouched_page():
    page = Page()
    assert not keys(page) & {"noise slider", "seed", "new seed", "sampling", "batch slider", "run 0 schedule"}
    assert "its gradient carries no noise" in captions(page)


def test_a_link_with_noise_opens_it_and_the_page_says_what_steps_are_given():
    page = Page({"noise": "0.5", "seed": "3"})
    assert {"noise slider", "seed", "new seed"} <= keys(page)
    assert not keys(page) & {"batch slider", "sampling"}, "a bowl has no examples"
    assert "Noise of σ = 0.5 is added to each gradient. All runs get the same (seed 3)." in captions(page)
    assert "carries no noise" not in captions(page)
    page.turn("noise slider", 2.0)
    assert page.query == {"noise": "2", "seed": "3"}
    page.turn("noise slider", 0.0)
    assert page.query == {"seed": "3"}


def test_batches_are_for_what_is_made_of_data():
    page = Page({"surface": "line", "batch": "8"})
    assert "Each step sees 8 of the 60 examples, drawn anew at each step" in captions(page)
    page.turn("sampling", "epochs")
    assert "dealt in shuffled epochs" in captions(page)
    assert page.query == {"surface": "line", "batch": "8", "sampling": "epochs"}
    page.turn("batch slider", 60)
    assert page.query == {"surface": "line", "sampling": "epochs"}
    page.turn("batch slider", 1)
    assert page.query["batch"] == "1"
    page.turn("surface", "bowl")
    assert "batch" not in page.query


def test_the_ravine_is_told_and_follows_the_data():
    page = Page({"surface": "line"})
    assert "At the minimum κ = 34, steepest at 22.5° to the w axis." in captions(page)
    page.turn("line mean slider", 3.0)
    assert "κ = 119, steepest at 16.8°" in captions(page)
    page.turn("line mean slider", 0.0)
    assert "κ = 1: f is equally steep in all directions" in captions(page)


def test_seeds_are_typed_or_drawn_and_a_text_that_is_none_stays():
    page = Page({"noise": "1"})
    first = page.data["rows"][0]["sentence"], page.figure("map")["data"][2]["x"].tobytes()
    page.type("seed", "12")
    assert page.query == {"noise": "1", "seed": "12"}
    assert page.figure("map")["data"][2]["x"].tobytes() != first[1]
    page.type("seed", "lucky")
    assert page.text("seed") == "lucky"
    assert len(page.refusals) == 1
    page.type("seed", "0")
    assert page.figure("map")["data"][2]["x"].tobytes() == first[1]
    drawn = {page.press("new seed").query.get("seed") for _ in range(3)}
    assert len(drawn) > 1


def test_points_are_pasted_into_a_box_of_several_lines():
    page = Page({"surface": "points"})
    page.app.text_area(key="points text box").set_value("1\t1\n2\t3\n3\t2.5")
    page.run()
    assert page.query == {"surface": "points", "points.text": "1 1; 2 3; 3 2.5"}
    page.app.text_area(key="points text box").set_value("1 1; two 2")
    page.run()
    assert page.app.text_area(key="points text box").value == "1 1; two 2"
    assert page.query["points.text"] == "1 1; 2 3; 3 2.5"
    assert "row 2 must be a number, not “two”" in page.refusals[0].replace("\\", "")


@pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.key)
def test_a_schedule_in_the_link_has_its_controls_and_its_curve(kind):
    page = Page({"adam.schedule": kind.key, "steps": "40"})
    (shown,) = (page.app.selectbox(key="run 0 schedule"),) if kind.key != "constant" else (None,)
    if shown is None:
        assert page.query == {"steps": "40"}
        return
    assert shown.value == kind.key
    pictures = [html.value for html in page.app.get("html") if 'class="ads-schedule"' in html.value]
    assert sum("clip-path: polygon(0% 100%, " in picture for picture in pictures) == 1
    for tunable in tunables(kind):
        key = f"run 0 {kind.key} {tunable.name}"
        page.turn(f"{key} slider", tunable.stops[-1])
        assert page.query.get(f"adam.schedule.{tunable.name}") in (None, tunable.write(tunable.stops[-1]))
    page.press("run 0 share schedule")
    assert page.query["sgd.schedule"] == page.query["rmsprop.schedule"] == kind.key


def test_a_schedule_slows_the_run_and_the_inspector_shows_its_rate():
    page = Page({"adam.schedule": WarmUp.key, "step": "1", "runs": "adam"})
    table = next(markdown.value for markdown in page.app.markdown if "in symbols" in markdown.value)
    assert "0.01" in table, "α of step 1 is a tenth of 0.1"
    page.turn("run 0 schedule", Cosine.key)
    assert page.query["adam.schedule"] == "cosine"
    page.turn("run 0 schedule", "constant")
    assert page.query == {"runs": "adam", "step": "1"}
