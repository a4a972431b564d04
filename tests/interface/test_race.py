"""The fair race: every run at its best rate, a scoreboard that can be sorted, and the way back."""

import pytest

from tests.interface.reading import Page


def table(page):
    (text,) = (each.value for each in page.app.markdown if each.value.startswith("| run | loss at the end"))
    lines = text.replace("\\", "").splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in rows}


def button(page, key):
    (found,) = (each for each in page.app.button if each.key == key)
    return found


def test_one_press_gives_each_its_best_rate_and_one_sets_all_back():
    page = Page({"surface": "rosenbrock", "view": "race"})
    before, query = table(page), page.query
    assert list(before) == ["Adam", "RMSprop", "SGD"]
    assert not any(each.key == "rates back" for each in page.app.button)
    page.press("best rates")
    after = table(page)
    assert page.query["adam.learning_rate"] == "1.5"
    assert all(row[5] == row[6] for row in after.values())
    assert button(page, "best rates").disabled
    page.press("rates back")
    assert (table(page), page.query) == (before, query)
    assert not any(each.key == "rates back" for each in page.app.button)


def test_the_scoreboard_is_sorted_as_it_is_asked():
    page = Page({"surface": "rosenbrock", "view": "race", "runs": "sgd,adam,momentum"})
    assert list(table(page)) == ["Momentum", "Adam", "SGD"]
    page.turn("race Sorted by", "length")
    assert page.query["order"] == "length"
    assert list(table(page)) == ["SGD", "Adam", "Momentum"]
    page.turn("race Sorted by", "rate")
    assert list(table(page)) == ["SGD", "Momentum", "Adam"]


def test_with_noise_the_median_over_seeds_counts_and_is_said():
    page = Page({"surface": "line", "batch": "8", "steps": "60", "view": "race"})
    captions = " ".join(each.value for each in page.app.caption)
    assert "by the median over 16 seeds" in captions
    assert table(page)["SGD"][4] == "480"


def test_where_no_rate_settles_it_says_so_and_that_run_stays():
    never = {"steps": "20", "criterion": "steps", "tolerance": "1e-12"}
    page = Page({"view": "race", "runs": "adam,sgd"} | never)
    assert table(page)["Adam"][1] == "never"
    assert "No rate of Adam, SGD comes to that" in " ".join(each.value for each in page.app.caption)
    assert button(page, "best rates").disabled


def test_another_surface_has_no_way_back_to_the_rates_of_this_one():
    page = Page({"surface": "rosenbrock", "view": "race"})
    page.press("best rates")
    page.turn("surface", "booth")
    assert not any(each.key == "rates back" for each in page.app.button)


@pytest.mark.parametrize("query", [{"runs": ""}, {"hide": "adam,rmsprop,sgd"}])
def test_without_runs_it_says_what_is_missing(query):
    page = Page({"view": "race"} | query)
    assert any("needs a map and a run" in caption.value for caption in page.app.caption)


def test_a_lesson_that_waits_is_not_given_away():
    page = Page({"lesson": "valley", "view": "race"})
    assert any("guess first" in caption.value for caption in page.app.caption)
