"""A worksheet in the browser: made by ticking, opened by its link, its goal reached; and a class's hands."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.agreement import assert_agrees
from tests.browser.reader import Reader


def dialogue(page: Page):
    page.get_by_role("button", name="Make a worksheet").click()
    shown = page.get_by_role("dialog", name="Make a worksheet")
    expect(shown.locator("code")).to_be_visible()
    return shown


def test_ticks_make_a_link_and_the_link_the_page(reader: Reader):
    reader.open("runs=sgd&sgd.learning_rate=0.01&step=40")
    shown = dialogue(reader.page)
    shown.get_by_text("The choice of a surface", exact=True).click()
    shown.get_by_text("Moving the start", exact=True).click()
    shown.get_by_text("SGD: α learning rate", exact=True).click()
    shown.get_by_role("textbox", name="below").fill("0.001")
    shown.get_by_role("textbox", name="below").press("Enter")
    code = shown.locator("code")
    expect(code).to_contain_text("challenge=")
    link = code.inner_text().replace("\n", "")
    query = {key: each[0] for key, each in parse_qs(urlsplit(link).query).items()}
    assert query == {
        "runs": "sgd",
        "sgd.learning_rate": "0.01",
        "step": "40",
        "without": "surface,start,sgd.learning_rate",
        "challenge": "0.001,60",
    }
    assert "challenge" not in reader.page.url, "the page itself stays as it is"
    expect(shown.locator("img")).to_be_visible()

    reader.open(urlsplit(link).query)
    expect(reader.page.get_by_text("Challenge.")).to_be_visible()
    expect(reader.page.get_by_text("Not yet.")).to_be_visible()
    for gone in ("Surface", "Start x"):
        expect(reader.page.get_by_label(gone, exact=True)).to_have_count(0)
    expect(reader.slider("learning rate")).to_have_count(0)
    before = reader.positions("sgd")
    reader.page.mouse.click(*reader.pixel(1.0, 1.0))  # the start cannot be moved on the map either
    reader.page.wait_for_timeout(600)
    assert (reader.positions("sgd") == before).all()


def test_a_challenge_is_met_and_says_after_how_many_changes(reader: Reader):
    reader.open("lesson=ravine")
    reader.page.keyboard.press("2")
    reader.page.get_by_role("button", name="Challenge:").click()
    expect(reader.page.get_by_text("The runs must take 210 steps at least.")).to_be_visible()
    reader.settle()
    reader.type("steps, exact", "300")
    expect(reader.page.get_by_text("No run stays below it to the end.")).to_be_visible()
    reader.type("learning rate, exact", "0.0195")
    expect(reader.page.get_by_text("Met at step 205, after 2 changes.")).to_be_visible()
    assert "sgd.learning_rate=0.0195&challenge=0.001,210,sgd" in reader.page.url


def test_what_cannot_be_a_challenge_is_said_in_the_dialogue(reader: Reader):
    reader.open()
    shown = dialogue(reader.page)
    shown.get_by_role("textbox", name="below").fill("much")
    shown.get_by_role("textbox", name="below").press("Enter")
    expect(shown.get_by_text("The link has no challenge.")).to_be_visible()
    assert shown.get_by_role("textbox", name="below").input_value() == "much"
    reader.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    reader.turn("learning rate")
    assert_agrees(reader)


def test_hands_are_counted_and_stay_until_the_next_question(reader: Reader):
    reader.open("lesson=ravine")
    votes = reader.page.locator(".ads-votes")
    expect(votes).to_be_hidden()
    for key in ("1", "2", "2", "3", "4", "2"):  # there is no fourth answer
        reader.page.keyboard.press(f"Shift+{key}")
    reader.page.keyboard.press("Shift+Backspace")
    expect(votes).to_have_text("1 voted 1 · 2 voted 2 · 1 voted 3")
    assert reader.page.get_by_text("Why.", exact=True).count() == 0, "a hand is no answer"
    reader.page.keyboard.press("2")
    expect(reader.page.get_by_text("Why.", exact=True)).to_be_visible()
    expect(votes).to_have_text("1 voted 1 · 2 voted 2 · 1 voted 3")
    reader.page.keyboard.press("n")
    expect(reader.page.get_by_role("heading", name="Momentum")).to_be_visible()
    expect(votes).to_be_hidden()


def test_without_the_sidebar_the_page_has_its_room(reader: Reader):
    reader.open("without=sidebar,views")
    expect(reader.page.locator("[data-testid=stSidebar]")).to_have_count(0)
    left = reader.page.locator(".ads").bounding_box()
    assert left
    assert left["x"] < 100
    assert left["width"] > 1200


def test_the_charts_own_controls_can_be_left_out(reader: Reader):
    controls = {"player": ".ads-player", "copy": ".ads-copy", "save": ".ads-keep"}
    for part, control in controls.items():
        reader.open(f"without={part}")
        for other in controls.values():
            (expect(reader.page.locator(other)).to_be_hidden if other == control else
             expect(reader.page.locator(other)).to_be_visible)()  # fmt: skip
