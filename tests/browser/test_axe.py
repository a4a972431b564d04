"""Nothing that axe-core, the usual checker of what everyone can use, finds fault with, at any level."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# What is open, by the address's query and what is done there.
PAGES = {
    "page": "",
    "formula": "surface=formula&formula.text=x^2%2B3*y^2",
    "complaints": "surface=nowhere&steps=many",
    "question": "lesson=ravine",
    "answer": "lesson=ravine",
    "class": "present=on",
    "data": "surface=points&batch=2&noise=0.5&adam.schedule=cosine",
    "network": "surface=digits&steps=60",
    "seeds": "surface=line&batch=8&view=seeds&seeds=8",
    "gallery": "",
    "keys": "",
    "code": "",
}


def do(reader, name):
    match name:
        case "answer":
            reader.page.locator("[class*=st-key-answer] button").first.click()
            expect(reader.page.locator(".st-key-why")).to_be_visible()
            reader.settle()
        case "seeds":
            reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()
            reader.page.wait_for_selector(".ads-ends .scatterlayer")
        case "gallery":
            reader.page.get_by_role("button", name="All lessons").first.click()
            expect(reader.page.get_by_role("dialog")).to_be_visible()
        case "keys":
            reader.page.keyboard.press("?")
            expect(reader.page.get_by_role("dialog")).to_be_visible()
        case "code":
            reader.page.keyboard.press("q")
            expect(reader.page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "width", "names"),
    [
        ("light", 1366, PAGES),
        ("dark", 390, PAGES),
        ("dark", 1366, ("page", "answer")),
        ("light", 390, ("page", "answer")),
    ],
)
def test_axe_finds_nothing(reader, scheme, width, names):
    reader.page.set_viewport_size({"width": width, "height": 844})
    reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name in names:
        do(reader.open(PAGES[name]), name)
        for fault in Axe().run(reader.page).response["violations"]:
            found[name, fault["id"]] = [node["html"][:200] for node in fault["nodes"]]
    assert not found
