"""Lessons on the page: predict, reveal, flip, go on; and the inspector that follows the player."""

import re

import pytest

import page as pages
from interface.choices import Choices
from lessons import LESSONS
from optimizers import OPTIMIZERS
from page import from_query
from tests.interface.reading import Page

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
BY_KEY = {lesson.key: lesson for lesson in LESSONS}


def opened(key, **more):
    return Page({"lesson": key} | more)


def written(page):
    """All text that stands in the main part of the page."""
    return "\n".join(markdown.value for markdown in page.app.main.markdown)


@every_lesson
def test_a_lesson_asks_first_and_tells_nothing(lesson):
    page = opened(lesson.key)
    assert lesson.told(lesson.question) in written(page)
    assert lesson.told(lesson.explanation) not in written(page)
    assert lesson.told(lesson.notice) not in written(page)
    assert all(row["sentence"] == "" for row in page.data["rows"])
    assert page.data["seek"]["step"] == 0
    assert page.data["lesson"] == "predicting"
    labels = [page.app.button(key=f"answer {lesson.key} {i}").label for i in range(len(lesson.answers))]
    assert labels == [lesson.told(answer) for answer in lesson.answers]
    assert page.query == {"lesson": lesson.key}


@every_lesson
def test_after_a_guess_the_answer_is_told_and_the_runs_play(lesson):
    wrong = (lesson.right + 1) % len(lesson.answers)
    page = opened(lesson.key).press(f"answer {lesson.key} {wrong}")
    text = written(page)
    assert f"You guessed: {lesson.told(lesson.answers[wrong])}.] **The answer: " in text
    assert lesson.told(lesson.answers[lesson.right]) in text
    assert lesson.told(lesson.notice) in text
    assert lesson.told(lesson.explanation) in text
    scene = lesson.scenes[0]
    last = scene.experiment.step_count
    assert page.data["seek"] == {"number": 2, "step": scene.step or last, "play": True}
    assert all(row["sentence"] for row in page.data["rows"])
    assert page.data["lesson"] == "revealed"
    assert "**Right:" in written(opened(lesson.key).press(f"answer {lesson.key} {lesson.right}"))


@every_lesson
def test_every_stage_can_be_flipped_to_and_the_last_ones_say_where_it_fails(lesson):
    page = opened(lesson.key).press(f"answer {lesson.key} 0")
    for index, stage in enumerate(lesson.stages):
        page.app.session_state[f"scene {lesson.key}"] = index
        page.app.session_state["choices"].show_scene(lesson, index)
        page.run()
        assert page.app.session_state["choices"].experiment == stage.experiment
        assert page.labels == list(stage.experiment.labels)
        failing = index >= len(lesson.scenes)
        assert (lesson.told(lesson.counter_notice) in written(page)) == failing
        assert page.query == {"lesson": lesson.key} | ({"scene": str(index + 1)} if index else {})


def test_next_and_previous_lead_through_the_story():
    page = Page()
    page.app.selectbox(key="lesson").set_value(LESSONS[0].key)
    page.run()
    for lesson in LESSONS:
        assert page.app.session_state["choices"].lesson is lesson
        page.app.session_state["choices"].turn_page(1)
        page.run()
    assert page.app.session_state["choices"].lesson is LESSONS[-1]
    (back,) = (button for button in page.app.button if button.label == "←")
    back.click()
    page.run()
    assert page.app.session_state["choices"].lesson is LESSONS[-2]
    (leave,) = (button for button in page.app.button if button.label == "Leave")
    leave.click()
    page.run()
    assert page.app.session_state["choices"].lesson is None
    assert page.data["lesson"] == ""
    assert page.query, "what the lesson set stays on the page"


def test_a_new_lesson_waits_for_a_new_guess():
    page = opened("ravine").press("answer ravine 1")
    page.app.session_state["choices"].turn_page(1)
    page.run()
    assert page.data["lesson"] == "predicting"


def test_what_the_reader_turns_in_a_lesson_can_be_taken_back():
    page = opened("ravine").press("answer ravine 1").type("steps box", "250")
    assert page.query["steps"] == "250"
    (back,) = (button for button in page.app.button if button.label.startswith("Back to the lesson"))
    back.click()
    page.run()
    assert page.query == {"lesson": "ravine"}


def test_a_single_parameter_has_no_surface_to_choose_and_no_start():
    page = opened("reddi").press("answer reddi 1")
    assert page.data["start"] is None
    assert page.data["ground"] == "no map"
    keys = [widget.key for widget in (*page.app.sidebar.selectbox, *page.app.sidebar.text_input)]
    assert "surface" not in keys
    assert "start x" not in keys
    assert "steps box" in keys
    assert all("ends at θ" in row["sentence"] for row in page.data["rows"])
    assert "in θ |" in written(page)
    assert "in y |" not in written(page)


# The inspector


def test_the_inspector_shows_the_equations_of_the_step_in_the_link():
    page = Page({"step": "1", "adam.bias_correction": "off"})
    text = written(page)
    assert "Inside step 1" in text
    for title in ("First moment", "Second moment", "Bias correction", "Parameter update"):
        assert f"| {title} |" in text
    assert r"m_t = \beta_1\,m_{t-1} + (1 - \beta_1)\,g_t" in text
    assert r"0.9 \cdot 0 + (1 - 0.9) \cdot (-2.5) = \mathbf{-0.25}" in text
    assert r"\hat m_t = m_t" in text
    assert "3.16 α in x and 3.16 α in y" in text.replace("\\", "")


def test_the_equations_are_a_table_with_a_column_per_coordinate():
    for rule in OPTIMIZERS:
        text = written(Page({"runs": rule.key, "step": "3"}))
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len(rows) == len(rule.equations) + 2
        assert rows[0] == "| step | in symbols | in x | in y |"
        assert {row.count("|") for row in rows} == {5}, "a bar in a formula would end its cell"


def test_before_the_first_step_there_are_symbols_alone():
    text = written(Page({"step": "0"}))
    assert "No step has been taken yet" in text
    assert r"\theta_t = " in text
    assert r"\mathbf" not in text


def test_a_report_of_the_player_moves_the_inspector_and_the_link():
    page = Page()
    assert "Inside step 100" in written(page)
    page.app.session_state["choices"].rest(42, 100)
    page.run()
    assert "Inside step 42" in written(page)
    assert page.query == {"step": "42"}
    page.app.session_state["choices"].rest(100, 100)
    page.run()
    assert page.query == {}


def test_the_inspector_looks_into_any_run_and_survives_its_removal():
    page = Page()
    page.app.session_state["choices"].focus = "rmsprop"
    page.run()
    assert re.search(r"\| .*\\rho.* \|", written(page))
    page.press("run 1 remove")
    assert page.app.session_state["choices"].focus == "adam"
    for _ in range(2):
        page.press(next(b.key for b in page.app.button if b.key and b.key.endswith("remove")))
    assert "Inside step" not in written(page)


def test_a_hostile_label_is_shown_as_it_is():
    text = written(Page({"adam.label": "$x$ <b> `c`"}))
    assert "<b>" not in text.replace("\\<b\\>", "")


def test_only_numbers_of_steps_are_taken_from_the_browser():
    from interface.messages import is_count

    assert is_count(3)
    for nonsense in (None, "3", -1, 2.5, float("nan"), float("inf"), 2**60, [3], True):
        assert not is_count(nonsense), nonsense


def test_choices_know_the_place_from_the_link():
    place, _ = from_query({"lesson": "ravine", "scene": "2"})
    chosen = Choices(place)
    assert chosen.predicting
    assert chosen.focus == "sgd"
    assert isinstance(chosen.page, pages.Page)
    assert BY_KEY["ravine"] is chosen.lesson


@every_lesson
def test_arrows_stand_only_where_they_are_the_point(lesson):
    page = opened(lesson.key).press(f"answer {lesson.key} {lesson.right}")
    assert any(each["arrows"] for each in page.messages("anatomy")) == lesson.scenes[0].arrows


def test_outside_of_lessons_a_step_has_its_arrows():
    assert len(Page().message("anatomy")["arrows"]) == 3
