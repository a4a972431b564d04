"""The gallery's cards: what is told of every lesson before it is opened."""

import re

import pytest

from figures import PALETTES
from interface.gallery import cards
from lessons import LESSONS


def test_there_is_a_card_for_every_lesson_in_its_order():
    assert [card["key"] for card in cards()] == [lesson.key for lesson in LESSONS]


@pytest.mark.parametrize("card", cards(), ids=lambda card: card["key"])
def test_a_card_asks_and_shows_how_the_runs_begin(card):
    assert card["question"].endswith("?")
    assert not set(card["question"]) & set("${}")
    assert 1 <= card["minutes"] <= 5
    assert card["lines"]
    for line in card["lines"]:
        assert line["token"] in PALETTES["light"]
        places = [float(number) for number in re.findall(r"-?[\d.]+", line["path"])]
        assert len(places) >= 4, "a line, no point"
        assert all(-1 <= place <= 101 for place in places)
