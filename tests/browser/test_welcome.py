"""The first ten seconds: what a new reader sees, and what nobody sees twice."""

import pytest

from interface.gallery import minutes
from lessons import LESSONS
from tests.browser.reader import Reader


def test_a_new_reader_is_told_what_this_is_and_the_runs_play_once(new_reader: Reader) -> None:
    reader = new_reader
    reader.page.goto(reader.server)
    welcome = reader.page.locator(".ads-welcome")
    welcome.wait_for(state="visible")
    reader.page.wait_for_selector(".ads-play[aria-label=Pause]")
    reader.page.wait_for_selector(".ads-play[aria-label=Play]")
    assert reader.step() == "step 100 of 100"
    reader.settle()
    assert reader.page.url.rstrip("/") == reader.server, "the address stays bare"
    welcome.get_by_role("button", name=f"One step of Adam, {minutes(LESSONS[0])} minute").click()
    reader.page.wait_for_selector("[class*='st-key-answer']")
    assert reader.page.title() == "One step of Adam · Adamscope"
    assert not welcome.is_visible()
    reader.page.goto(reader.server)
    reader.page.wait_for_selector(".ads[data-drawn]")
    assert not reader.page.locator(".ads-welcome").is_visible(), "nobody is new twice"


def test_the_welcome_can_be_closed(new_reader: Reader) -> None:
    reader = new_reader.open()
    reader.page.locator(".ads-welcome").get_by_role("button", name="Close").click()
    assert not reader.page.locator(".ads-welcome").is_visible()
    assert reader.page.locator(".ads-hint").is_visible()
    reader.page.reload()
    reader.page.wait_for_selector(".ads[data-drawn]")
    assert not reader.page.locator(".ads-welcome").is_visible()


@pytest.mark.parametrize("query", ["surface=beale", "lesson=ravine", "adam.learning_rate=0.3"])
def test_a_link_that_says_something_has_no_welcome(new_reader: Reader, query: str) -> None:
    reader = new_reader.open(query)
    assert not reader.page.locator(".ads-welcome").is_visible()
    assert reader.page.locator(".ads-play").get_attribute("aria-label") == "Play"


def test_who_asked_for_less_motion_sees_the_end(new_reader: Reader) -> None:
    new_reader.page.emulate_media(reduced_motion="reduce")
    reader = new_reader.open()
    assert reader.page.locator(".ads-welcome").is_visible()
    assert reader.step() == "step 100 of 100"
    assert reader.page.locator(".ads-play").get_attribute("aria-label") == "Play"
