"""Nothing that axe-core, the usual checker of what everyone can use, finds fault with, at any level."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader import Reader

PAGES = {
    "formula and complaints": "surface=formula&formula.text=x^2%2B3*y^2&steps=many",
    "class": "present=on",
    "data, a schedule and seeds": "surface=points&batch=2&noise=0.5&adam.schedule=cosine&view=seeds&seeds=8",
    "network": "surface=digits&steps=60",
}


def check(reader: Reader, what: str | None = None) -> None:
    found = Axe().run(reader.page, what, {"resultTypes": ["violations"]}).response["violations"]
    assert not {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found}


def check_dialogue(reader: Reader) -> None:
    """The one that is open, which is then closed."""
    dialogue = reader.page.get_by_role("dialog")
    expect(dialogue).to_be_visible()
    check(reader, "[role=dialog]")
    reader.page.keyboard.press("Escape")
    expect(dialogue).to_have_count(0)


@pytest.fixture(
    params=[("light", 1366), ("dark", 390)],
    ids=lambda param: "{} {}".format(*param),
)
def reader(request: pytest.FixtureRequest, reader: Reader) -> Reader:
    """On a wide screen and a phone, by day and by night."""
    scheme, width = request.param
    reader.page.set_viewport_size({"width": width, "height": 844})
    reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return reader


def test_axe_finds_nothing_on_the_page_and_in_its_dialogues(reader: Reader):
    reader.open()
    check(reader)
    reader.page.keyboard.press("?")
    check_dialogue(reader)
    reader.page.keyboard.press("q")
    check_dialogue(reader)
    reader.page.get_by_role("button", name="All lessons").first.click()
    check_dialogue(reader)


@pytest.mark.parametrize("reader", list(product(("light", "dark"), (1366, 390))), ids=str, indirect=True)
def test_axe_finds_nothing_in_a_lesson_and_after_the_guess(reader: Reader):
    reader.open("lesson=ravine")
    check(reader)
    reader.page.locator("[class*=st-key-answer] button").first.click()
    expect(reader.page.locator(".st-key-why")).to_be_visible()
    reader.settle()
    check(reader)


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_on_a_page_that_a_link_opens(reader: Reader, query: str):
    reader.open(query)
    if "seeds" in query:
        reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()  # it is drawn when it can be seen
        reader.page.wait_for_selector(".ads-ends .scatterlayer")
    check(reader)
