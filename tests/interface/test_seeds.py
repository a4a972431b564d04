"""The view of seeds: offered where there are some, and told in numbers."""

import re

from tests.interface.reading import Page


def table(page):
    """The rows of the table of seeds, cell by cell."""
    (text,) = (each.value for each in page.app.markdown if each.value.startswith("| run | median"))
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines()[2:]]


def test_it_is_offered_only_where_gradients_are_drawn():
    page = Page()
    assert "Seeds" not in page.app.button_group(key="view").options
    page = Page({"noise": "1"})
    assert "Seeds" in page.app.button_group(key="view").options


def test_it_tells_how_often_each_run_is_ahead_and_arrives():
    page = Page({"surface": "line", "batch": "8", "view": "seeds", "seeds": "16"})
    rows = table(page)
    assert [row[0] for row in rows] == ["Adam", "RMSprop", "SGD"]
    assert sum(int(row[3].split()[0]) for row in rows) == 16
    assert all(re.fullmatch(r"\d+ of 16", row[4]) for row in rows)
    fan, ends = page.message("anatomy")["views"]
    assert (fan["name"], ends["name"]) == ("fan", "ends")
    assert [len(trace["x"]) for trace in ends["figure"]["data"][2:]] == [16] * 3
    assert len(fan["figure"]["data"]) == 9


def test_hidden_runs_are_left_out_and_more_seeds_are_more_points():
    page = Page({"noise": "1", "view": "seeds", "hide": "sgd"})
    assert [row[0] for row in table(page)] == ["Adam", "RMSprop"]
    page.turn("seeds slider", 64)
    assert page.query["seeds"] == "64"
    assert table(page)[0][3].endswith("of 64")


def test_while_a_lesson_waits_for_a_guess_it_tells_nothing():
    page = Page({"lesson": "luck"})
    assert page.app.button_group(key="view").options == ["Inside the step", "Space"]
    page = Page({"lesson": "luck", "view": "seeds"})
    assert any("guess first" in caption.value for caption in page.app.caption)
    page.press("answer luck 1")
    assert len(table(page)) == 2


def test_without_noise_it_says_what_is_missing():
    page = Page({"view": "seeds"})
    assert any("all seeds are alike" in caption.value for caption in page.app.caption)
    page = Page({"noise": "1", "view": "seeds", "runs": ""})
    assert not page.app.exception


def test_seeds_in_a_link_are_8_to_128():
    for text in ("7", "129", "1e9", "many"):
        page = Page({"noise": "1", "seeds": text})
        assert len(page.warnings) == 1
        assert "seeds" not in page.query


def test_after_the_last_seed_comes_the_first():
    page = Page({"noise": "1", "seed": "999998", "view": "seeds", "seeds": "8"})
    _, ends = page.message("anatomy")["views"]
    loaded = list(ends["figure"]["data"][2]["customdata"])
    assert loaded == [999_998, 999_999, 0, 1, 2, 3, 4, 5]


def test_a_run_that_flees_with_every_seed_has_a_row():
    page = Page({"surface": "points", "batch": "2", "runs": "momentum", "view": "seeds", "seeds": "8"})
    assert table(page)[0][4] == "0 of 8"
