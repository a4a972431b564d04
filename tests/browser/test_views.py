"""The chart draws whatever list of views comes, not only a map and curves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Server, visiting
from tests.browser.reader import Reader

ALL = ["map", "first", "second", "grid", "space", "picture"]
LISTS = [ALL, ["second", "picture", "map"], ["first", "second"], ["grid"], []]


@pytest.fixture(scope="module")
def views_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = Server(tmp_path_factory.mktemp("views"), "tests/browser/views_page.py")
    server.start()
    yield server.address
    server.stop()


@pytest.fixture
def reader(known_browser: BrowserContext, views_server: str) -> Iterator[Reader]:
    yield from visiting(known_browser, views_server)


def cuts(reader: Reader) -> list[float]:
    """How far the lines of every view over the steps are drawn, as a share of its width."""
    return reader.page.evaluate(
        """() => [...document.querySelectorAll("[data-kind=steps] .js-plotly-plot")].map((gd) => {
          const head = gd.parentElement.querySelector(".ads-heads circle").getBoundingClientRect();
          const box = gd.getBoundingClientRect(), { xaxis: xa } = gd._fullLayout;
          return xa.p2c(head.left + head.width / 2 - box.left - xa._offset);
        })"""
    )


@pytest.mark.parametrize("names", LISTS, ids=lambda names: "+".join(names) or "none")
def test_every_view_is_drawn_named_and_moved_by_the_player(reader: Reader, names: list[str]):
    reader.open(f"list={','.join(names)}")
    drawn = reader.page.locator(".ads-figures > [data-view]")
    expect(drawn).to_have_count(len(names))
    for view in drawn.all():
        said = view.locator(".js-plotly-plot").get_attribute("aria-label")
        assert said == f"{view.get_attribute('data-view')} in words"
        box = view.bounding_box()
        assert box
        assert min(box["width"], box["height"]) > 100
    assert reader.page.locator(".ads-start").count() == ("map" in names)
    reader.page.keyboard.press("Home")
    for _ in range(7):
        reader.page.keyboard.press("ArrowRight")
    assert "7" in reader.step()
    for step in cuts(reader):
        assert step == pytest.approx(7, abs=0.1)


def test_zoom_start_and_theme_work_on_other_views_than_the_page_has(reader: Reader):
    reader.open("list=second,picture,map")
    space = reader.page.locator("[data-kind=plane] .nsewdrag").first.bounding_box()
    assert space
    left, top = space["x"] + space["width"] / 3, space["y"] + space["height"] / 3
    reader.page.mouse.click(left, top)
    reader.settle()
    expect(reader.page.get_by_text("moved to {'x':")).to_be_visible()
    reader.page.mouse.move(left + 60, top)
    reader.page.mouse.wheel(0, -300)
    expect(reader.page.get_by_role("button", name="Reset view")).to_be_visible()
    graphs = ":is([data-kind=plane], [data-kind=steps]) .js-plotly-plot"
    colours = f"() => [...document.querySelectorAll('{graphs}')].map((gd) => gd._fullLayout.font.color)"
    light = reader.page.evaluate(colours)
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        f"(light) => ({colours})().every((colour, i) => colour !== light[i])", arg=light
    )
    expect(reader.page.get_by_role("button", name="Reset view")).to_be_visible()
    assert reader.watched("removed") == 0
