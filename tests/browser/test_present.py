"""In front of a class, on the wall, on paper and inside of another page."""

import pytest
import segno

from interface.live_chart.code import LONGEST, code_of
from tests.browser.reader import Reader

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_class_sees_the_picture_the_player_and_the_rows(reader: Reader, size: tuple[int, int]) -> None:
    width, height = size
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open("present=on")
    assert not reader.page.get_by_test_id("stSidebar").is_visible()
    last = reader.page.locator(".ads-row").last.bounding_box()
    assert last
    assert last["y"] + last["height"] <= height, "the last row is in sight"
    letters = reader.page.locator(".ads-sentence").first.evaluate(
        "(each) => parseFloat(getComputedStyle(each).fontSize)"
    )
    assert letters >= 0.93 * max(15, 0.0222 * height) - 0.1
    tick = reader.map("parseFloat(getComputedStyle(gd.querySelector('.xtick text')).fontSize)")
    assert tick >= 13 / 15 * max(15, 0.0222 * height) - 0.1
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


def test_f_presents_and_leaves_again(reader: Reader) -> None:
    reader.open()
    reader.page.keyboard.press("f")
    reader.settle()
    assert reader.page.url.endswith("?present=on")
    assert not reader.page.get_by_test_id("stSidebar").is_visible()
    reader.page.keyboard.press("f")
    reader.settle()
    assert reader.page.url.partition("?")[2] == ""
    assert reader.page.get_by_test_id("stSidebar").is_visible()
    reader.page.get_by_label("learning rate, exact").first.click()
    reader.page.keyboard.press("f")
    reader.settle()
    assert reader.page.url.partition("?")[2] == "", "in a box it is a letter"
    reader.page.get_by_role("combobox", name="Surface").click()
    reader.page.keyboard.type("fq?")
    reader.settle()
    assert reader.page.url.partition("?")[2] == "", "and so it is where a list is searched"
    assert reader.page.locator(".ads-card:popover-open").count() == 0


def test_q_shows_the_link_as_a_code(reader: Reader) -> None:
    reader.open("adam.learning_rate=0.3")
    reader.page.keyboard.press("q")
    card = reader.page.get_by_role("dialog", name="The link as a QR code")
    card.wait_for(state="visible")
    assert card.locator("p").inner_text() == reader.page.url
    expected = code_of(reader.page.url)
    assert expected
    assert card.locator("path").get_attribute("d") == expected["path"]
    reader.page.keyboard.press("q")
    assert not card.is_visible()
    reader.turn("learning rate")
    assert not card.is_visible(), "it does not come back by itself"


def test_a_code_holds_the_whole_link_and_nothing_but_links() -> None:
    link = "https://example.org/?surface=beale&adam.learning_rate=0.3"
    made = code_of(link)
    assert made
    rows = segno.make_qr(link, error="m", boost_error=False).matrix
    assert made["path"].count("M") == sum(map(sum, rows))
    assert made["size"] == len(rows) + 8
    assert code_of("javascript:alert(1)") is None
    assert code_of("https://example.org/" + "x" * LONGEST) is None


def test_paper_has_the_picture_the_question_and_lines(reader: Reader) -> None:
    reader.open("lesson=ravine")
    reader.page.emulate_media(media="print")
    assert not reader.page.get_by_test_id("stSidebar").is_visible()
    assert not reader.page.locator(".ads-bar").is_visible()
    assert reader.page.locator(".ads-map .main-svg").first.is_visible()
    assert "?" in reader.page.locator(".st-key-lesson-panel").inner_text()
    lines = reader.page.locator(".st-key-lesson-panel").evaluate(
        "(panel) => parseFloat(getComputedStyle(panel, '::after').height)"
    )
    assert lines > 60


def test_inside_of_another_page_there_is_the_picture_alone(reader: Reader) -> None:
    reader.open("embed=true&adam.learning_rate=0.3")
    for what in (".st-key-masthead", ".ads-copy", ".ads-keep", ".ads-keys", "[data-testid=stSidebar]"):
        assert not reader.page.locator(what).is_visible()
    assert reader.page.locator(".ads-row").count() == 3
    assert "embed=true" in reader.page.url
