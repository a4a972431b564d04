"""The view of what is taken home: what it offers, and when it offers nothing."""

from tests.interface.reading import Page


def captions(page):
    return " ".join(each.value for each in page.app.caption)


def test_it_offers_the_numbers_and_the_code_of_a_run():
    page = Page({"view": "take", "runs": "adam,lion", "steps": "19"})
    told = " ".join(each.value for each in page.app.markdown)
    assert "**The numbers**, 80 rows" in told
    numpy, torch = (each.value for each in page.app.code)
    assert "def walk(theta, steps, learning_rate=0.1" in numpy
    assert "torch.optim.Adam([theta], lr=0.1" in torch


def test_a_lesson_that_waits_is_not_given_away():
    page = Page({"lesson": "valley", "view": "take"})
    assert "guess first" in captions(page)
    assert not page.app.code


def test_without_a_run_it_says_what_is_missing():
    page = Page({"view": "take", "hide": "adam,rmsprop,sgd"})
    assert "no run to take home" in captions(page)
