"""The view of basins: shares of the starts, a pair of runs, and a click that begins there."""

import numpy as np
import pytest

from interface.basins import SIDE, grid
from surfaces import Himmelblau
from tests.interface.reading import Page


def table(page):
    (text,) = (each.value for each in page.app.markdown if each.value.startswith("| starts that end"))
    rows = [
        [cell.strip() for cell in row.replace("\\", "").strip("|").split("|")] for row in text.splitlines()
    ]
    return {row[0]: row[1:] for row in rows if row[0] != "---"}


def views(page):
    return {view["name"]: view["figure"] for view in page.message("anatomy")["views"]}


def test_shares_stand_beside_each_other_and_come_to_all():
    page = Page({"surface": "himmelblau", "view": "basins", "steps": "300"})
    rows = table(page)
    assert rows.pop("starts that end") == ["Adam", "RMSprop"]
    assert rows["at (3, 2)"][0] == "23.3%"
    for column in range(2):
        assert abs(sum(float(row[column].rstrip("%")) for row in rows.values()) - 100) < 0.5
    assert list(views(page)) == ["basins-1", "basins-2", "difference"]


def test_the_pair_is_in_the_link_and_one_run_may_be_alone():
    page = Page({"surface": "himmelblau", "view": "basins", "steps": "20"})
    page.turn("basins Beside it", "sgd")
    assert page.query["pair"] == "adam,sgd"
    page.turn("basins Run", "sgd")
    assert page.query["pair"] == "sgd"
    assert list(views(page)) == ["basins-1"]
    again = Page(page.query)
    assert again.query == page.query
    page.turn("basins Beside it", "adam")
    page.press("run 0 remove")
    assert "pair" not in page.query


@pytest.mark.parametrize("text", ["", "adam,adam.2", "lion", "adam,sgd,rmsprop", "<b>" * 200])
def test_a_pair_that_cannot_be_read_is_named(text):
    page = Page({"view": "basins", "pair": text})
    assert len(page.warnings) == 1


def test_what_comes_to_no_minimum_has_a_row_of_its_own():
    rows = table(Page({"surface": "monkey_saddle", "view": "basins", "pair": "sgd"}))
    assert set(rows) == {"starts that end", "still on its way", "out of the view"}
    rows = table(Page({"surface": "ackley", "view": "basins", "pair": "sgd", "steps": "50"}))
    assert "at 41 other minima" in rows
    assert len(rows) == 10


def test_nothing_depends_on_where_the_page_begins():
    one = views(Page({"surface": "himmelblau", "view": "basins", "steps": "30"}))
    other = views(Page({"surface": "himmelblau", "view": "basins", "steps": "30", "start": "1,1"}))
    np.testing.assert_array_equal(one["basins-1"]["data"][0]["z"], other["basins-1"]["data"][0]["z"])
    assert other["basins-1"]["data"][2]["x"] == [1]


def test_a_start_of_the_grid_is_one_that_a_link_holds():
    xs, ys = grid(Himmelblau())
    assert len(set(xs)) == len(set(ys)) == SIDE
    page = Page({"surface": "himmelblau", "start": f"{float(xs[17])!r},{float(ys[101])!r}"})
    assert page.data["start"] == [xs[17], ys[101]]


def test_a_lesson_that_waits_is_not_given_away():
    page = Page({"lesson": "many_minima", "view": "basins"})
    assert any("guess first" in caption.value for caption in page.app.caption)
    page = Page({"runs": "", "view": "basins"})
    assert any("add one" in caption.value for caption in page.app.caption)
