"""The lessons as cards, with what was done on this device."""

from lessons import LESSONS
from tests.browser.reader import Reader


def test_the_gallery_shows_every_lesson_and_opens_it(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_role("button", name="All lessons").click()
    gallery = reader.page.get_by_role("dialog", name="All lessons")
    gallery.wait_for(state="visible")
    cards = gallery.get_by_role("button")
    assert cards.count() == len(LESSONS)
    assert all(card.locator("path").count() >= 1 for card in cards.all())
    assert "done" not in gallery.inner_text()
    cards.nth(1).click()
    reader.page.wait_for_selector("[class*='st-key-answer']")
    reader.settle()
    assert reader.page.url.endswith("?lesson=ravine")
    reader.page.keyboard.press("3")
    reader.page.wait_for_selector(".st-key-ask-again")
    reader.settle()
    reader.page.get_by_role("button", name="Leave").click()
    reader.settle()
    assert not gallery.is_visible(), "it does not come back by itself"
    reader.page.get_by_role("button", name="All lessons").click()
    gallery.wait_for(state="visible")
    assert [card.inner_text().endswith("done") for card in cards.all()].index(True) == 1
    reader.page.keyboard.press("Escape")
    assert not gallery.is_visible()


def test_right_and_wrong_look_different_and_the_reason_comes_after_the_runs(reader: Reader) -> None:
    reader.open("lesson=ravine")
    reader.page.keyboard.press("1")
    reader.page.wait_for_selector(".st-key-why", state="attached")
    assert reader.page.locator(".st-key-why").evaluate("(why) => getComputedStyle(why).opacity") == "0"
    reader.page.wait_for_selector(".ads-play[aria-label=Play]")
    reader.page.wait_for_timeout(600)
    assert reader.page.locator(".st-key-why").evaluate("(why) => getComputedStyle(why).opacity") == "1"
    wrong = reader.page.locator(".st-key-lesson-panel").inner_text()
    assert wrong.startswith("You guessed: It zigzags a little longer")
    reader.page.get_by_role("button", name="Ask again").click()
    reader.settle()
    reader.page.keyboard.press("2")
    reader.page.wait_for_selector(".st-key-ask-again")
    reader.settle()
    assert reader.page.locator(".st-key-lesson-panel").inner_text() != wrong
