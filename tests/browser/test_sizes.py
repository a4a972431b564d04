"""In every window the player is on the first screen and nothing overlaps; fingers scroll, zoom and turn."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

DESKTOPS = [(1366, 768), (1024, 768), (1920, 1080), (1280, 1024), (1440, 900)]
PHONES = [(390, 844), (844, 390)]
SURFACES = ["bowl", "mccormick"]  # a square and an upright one
PARTS = (".ads-map", ".ads-curves", ".ads-player", ".ads-rows")


@pytest.fixture
def phone(browser, server):
    size = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:
        yield Reader(context.new_page(), server)


def boxes(reader, *selectors):
    return [reader.page.locator(selector).first.bounding_box() for selector in selectors]


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("sizes", [DESKTOPS, PHONES], ids=["desktops", "phones"])
def test_every_window_has_its_layout(reader, sizes, surface):
    """The one in which the page is opened, and those to which the window is drawn."""
    for width, height in sizes:
        reader.page.set_viewport_size({"width": width, "height": height})
        if (width, height) == sizes[0]:
            reader.open(f"surface={surface}")
        else:
            reader.page.wait_for_timeout(300)  # until the window is at rest
            reader.settle()
        where = f"{surface} at {width} x {height}"
        parts = boxes(reader, *PARTS)
        player = parts[2]
        assert player["y"] + player["height"] <= height, f"{where}: the player is out of sight"
        for i, one in enumerate(parts):
            for other in parts[i + 1 :]:
                apart = (
                    one["x"] + one["width"] <= other["x"] + 1
                    or other["x"] + other["width"] <= one["x"] + 1
                    or one["y"] + one["height"] <= other["y"] + 1
                    or other["y"] + other["height"] <= one["y"] + 1
                )
                assert apart, f"{where}: {one} and {other} overlap"
        plot, bar = boxes(reader, ".ads-map .nsewdrag", ".ads-map .cbfills")
        assert bar["height"] == pytest.approx(plot["height"], abs=24), f"{where}: the colour bar"
        place, picture = boxes(reader, ".st-key-live_chart", ".ads")
        assert place["height"] <= picture["height"] + 10, f"{where}: room that nothing takes"
        wide = reader.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, f"{where}: the page is wider than the window"


def fingers(reader):
    """What fingers do: a function of the touch's kind and of where they are."""
    session = reader.page.context.new_cdp_session(reader.page)

    def touch(kind, *points):
        touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    return touch


def test_one_finger_scrolls_the_page_over_the_map_and_two_zoom_it(phone):
    phone.open()
    touch = fingers(phone)
    (box,) = boxes(phone, ".ads-map .nsewdrag")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = phone.map("[...xa.range, ...ya.range]")
    top = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    touch("touchStart", (x, y))
    for moved in range(0, 160, 20):
        touch("touchMove", (x, y - moved))
    touch("touchEnd")
    phone.page.wait_for_function(f"() => ({top})() > 50")
    assert phone.map("[...xa.range, ...ya.range]") == before, "the map stays as it is"

    phone.page.wait_for_timeout(1000)  # it glides on
    phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    phone.page.wait_for_timeout(300)
    touch("touchStart", (x - 20, y), (x + 20, y))
    for moved in range(0, 41, 5):
        touch("touchMove", (x - 20 - moved, y), (x + 20 + moved, y))
    touch("touchEnd")
    phone.page.wait_for_timeout(800)
    low, high = phone.map("xa.range")
    assert high - low == pytest.approx((before[1] - before[0]) / 3, rel=0.05), "three times as far apart"
    assert (low + high) / 2 == pytest.approx((before[0] + before[1]) / 2, abs=0.05)
    assert phone.page.evaluate(top) == 0, "the page stays where it is"


def test_on_a_phone_a_slider_is_turned_with_the_picture_in_sight(phone):
    phone.open()
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    slider = phone.page.get_by_test_id("stSlider").filter(has_text="learning rate").first
    slider.scroll_into_view_if_needed()
    expect(slider).to_be_in_viewport()
    (plot,) = boxes(phone, ".ads-map .nsewdrag")
    sheet = phone.page.get_by_test_id("stSidebar").bounding_box()
    assert sheet["x"] == 0
    assert sheet["width"] == 390
    assert 0 <= plot["y"] < plot["y"] + plot["height"] <= sheet["y"] + plot["height"] * 0.4
    paths = phone.drawn_paths()
    phone.turn("learning rate")
    assert phone.drawn_paths() != paths
