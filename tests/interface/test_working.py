"""Work that takes its time: every view that has some is drawn to its end, however slow the machine."""

import pytest

from experiment import alone
from interface import basins, race, seeds, sweep, working
from remembered import Remembered
from tests.interface.reading import Page

SLOW = [
    {"view": "sweep"},
    {"view": "sweep", "surface": "line", "sweep": "noise,batch,adam", "steps": "20"},
    {"view": "basins", "surface": "himmelblau", "steps": "40"},
    {"view": "race"},
    {"view": "race", "noise": "0.5", "steps": "40"},
    {"view": "seeds", "noise": "0.5", "steps": "600"},
]


@pytest.fixture
def slow(monkeypatch):
    """A machine on which everything takes longer than half a second, and nothing is known yet."""
    monkeypatch.setattr(working, "PATIENCE", 0.0)
    monkeypatch.setattr(working, "_EVERY", 0.0)
    for module in (basins, race, seeds, sweep):
        for thing in vars(module).values():
            if isinstance(thing, Remembered):
                thing.clear()


@pytest.mark.parametrize("query", SLOW, ids=str)
@pytest.mark.usefixtures("slow")
def test_a_view_says_how_far_it_is_and_is_drawn(query):
    page = Page(query)
    assert not any(each.key == "stop" for each in page.app.button)  # it is done
    tables = [each.value for each in page.app.markdown if each.value.startswith("| ")]
    assert len(tables) >= 1


def test_what_is_stopped_is_not_begun_again_until_it_is_asked_for():
    page = Page({"view": "race"})
    chosen = page.app.session_state["choices"]
    chosen.stop(("something", "else"))
    page.run()
    assert any(each.value.startswith("| run | loss") for each in page.app.markdown)
    experiment = chosen.experiment
    mine = tuple(alone(experiment, name) for name in experiment.names)
    chosen.stop(("race", mine, ("loss", 1e-3)))
    page.run()
    assert not any(each.value.startswith("| run | loss") for each in page.app.markdown)
    page.press("go on")
    assert any(each.value.startswith("| run | loss") for each in page.app.markdown)
