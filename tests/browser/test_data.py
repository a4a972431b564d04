"""Surfaces made of data: the examples, every run's model among them, and points of the reader's own."""

from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from surfaces import Line, Neuron, Points
from tests.browser.agreement import assert_agrees, place
from tests.browser.reader import Reader


def examples(reader, expression):
    """JavaScript that may name the figure of the examples `gd`, its axes `xa`, `ya` and its place `box`."""
    return reader.page.evaluate(
        f"""() => {{
          const gd = document.querySelector(".ads-examples .js-plotly-plot");
          const {{ xaxis: xa, yaxis: ya }} = gd._fullLayout, box = gd.getBoundingClientRect();
          return {expression};
        }}"""
    )


def pixel(reader, x, y):
    """Where a point of the examples' figure stands on the screen."""
    left, top = examples(reader, f"[box.left + xa._offset + xa.c2p({x}), box.top + ya._offset + ya.c2p({y})]")
    return left, top


def model(reader, run):
    """The corners of a run's line, in the figure's own numbers."""
    d = reader.page.locator(f".ads-models [data-run={run}]").get_attribute("d") or ""
    corners = [list(map(float, corner.split(","))) for corner in d[1:].split("L") if corner]
    return np.array(examples(reader, f"{corners}.map(([x, y]) => [xa.p2c(x), ya.p2c(y)])"))


def drawn_batch(reader):
    return (reader.page.locator(".ads-batch").get_attribute("d") or "").count("M")


@pytest.mark.parametrize(
    ("query", "predicted"),
    [
        ("surface=line&line.mean=1", lambda x, w, b: w * x + b),
        ("surface=neuron", lambda x, w1, w2: w2 * np.tanh(w1 * x)),
        ("surface=logistic", lambda x, w1, w2: -w1 * x / w2),
        ("surface=penguins&penguins.standardise=on", lambda x, w, b: w * x + b),
    ],
)
def test_a_run_s_model_is_what_its_point_of_the_map_says_at_every_step(reader: Reader, query, predicted):
    reader.open(query)
    positions = reader.positions("adam")
    for step in (0, 3, 40, positions.shape[1] - 1):
        reader.page.locator(".ads-scrub").fill(str(step))
        x, y = model(reader, "adam").T
        _, height = examples(reader, "[xa.range[1] - xa.range[0], ya.range[1] - ya.range[0]]")
        np.testing.assert_allclose(y, predicted(x, *positions[:, step]), atol=0.01 * height)
    start = reader.page.locator(".ads-start-model").get_attribute("d")
    reader.page.locator(".ads-scrub").fill("0")
    assert reader.page.locator(".ads-models [data-run=adam]").get_attribute("d") == start


def test_the_batch_of_the_step_is_marked(reader: Reader):
    reader.open("surface=line&batch=1")
    assert drawn_batch(reader) == 1
    reader.page.locator(".ads-scrub").fill("0")
    assert drawn_batch(reader) == 0, "the start saw none"
    reader.open("surface=line&batch=8&step=5")
    assert drawn_batch(reader) == 8
    rings = reader.page.locator(".ads-batch").get_attribute("d")
    reader.page.keyboard.press("ArrowRight")
    assert drawn_batch(reader) == 8
    assert reader.page.locator(".ads-batch").get_attribute("d") != rings
    reader.open("surface=line")
    assert drawn_batch(reader) == 0, "all of them need no mark"


def test_it_plays_with_a_batch_of_one(reader: Reader):
    reader.open("surface=line&batch=1&step=0")
    before = model(reader, "sgd")
    reader.page.locator(".ads-play").click()
    reader.page.wait_for_timeout(700)
    reader.page.locator(".ads-play").click()
    assert 0 < int(reader.step().split()[1]) < 200
    assert np.abs(model(reader, "sgd") - before).max() > 0.01


def test_the_start_that_is_dragged_takes_its_line_with_it(reader: Reader):
    reader.open("surface=line")
    told = reader.page.locator(".ads-told")
    assert told.inner_text() == "start: y = −x + 2"
    reader.page.mouse.move(*reader.pixel(-1, 2))
    reader.page.mouse.down()
    reader.page.mouse.move(*reader.pixel(3, -3), steps=8)
    expect(told).to_contain_text("start: y = 3")
    asked = urlsplit(reader.page.url).query
    assert "start" not in asked, "it is only held"
    reader.page.mouse.up()
    reader.settle()
    w, b = place(reader).experiment.start_point
    assert (w, b) == (pytest.approx(3, abs=0.1), pytest.approx(-3, abs=0.1))


def test_a_point_that_is_dragged_moves_surface_line_and_path_and_stays_where_it_is_let_go(reader: Reader):
    reader.open("surface=points")
    minimum = "gd.data.find((trace) => trace.uid === 'minima').x[0]"
    before = reader.map(minimum), reader.drawn_paths(), model(reader, "sgd")
    reader.page.mouse.move(*pixel(reader, 6, 7))
    reader.page.mouse.down()
    reader.page.mouse.move(*pixel(reader, 6, 2), steps=10)
    reader.page.wait_for_function("window.watched.supposed.length > 0")
    assert reader.page.url.endswith("?surface=points"), "it is only held"
    reader.page.mouse.up()
    reader.settle()
    (text,) = parse_qs(urlsplit(reader.page.url).query)["points.text"]
    points = Points(text=text).pairs
    assert points[:5] == Points().pairs[:5]
    assert points[5] == (pytest.approx(6, abs=0.1), pytest.approx(2, abs=0.1))
    assert reader.map(minimum) == pytest.approx(Points(text=text).minima[0][0])
    assert reader.map(minimum) < before[0]
    assert reader.drawn_paths() != before[1]
    assert np.abs(model(reader, "sgd") - before[2]).max() > 0.1
    assert reader.page.get_by_label("x, y points", exact=True).input_value() == text
    assert_agrees(reader)


def test_points_are_added_by_a_click_moved_by_keys_and_removed(reader: Reader):
    reader.open("surface=points")
    handles = reader.page.locator(".ads-point")
    expect(handles).to_have_count(6)
    reader.page.mouse.click(*pixel(reader, 2, 6))
    reader.page.mouse.click(*pixel(reader, 5, 1))
    expect(handles).to_have_count(8)
    reader.settle()
    assert len(place(reader).experiment.surface.pairs) == 8, "two clicks in a row are two points"
    handles.nth(7).focus()
    for _ in range(4):
        reader.page.keyboard.press("ArrowUp")
    reader.settle()
    _, y = place(reader).experiment.surface.pairs[7]
    assert y > 1.2
    reader.page.keyboard.press("Delete")
    handles.nth(6).dblclick()
    expect(handles).to_have_count(6)
    reader.settle()
    assert place(reader).experiment.surface == Points()
    assert reader.page.url.endswith("?surface=points")


def test_two_points_are_the_fewest(reader: Reader):
    reader.open("surface=points&points.text=1 1; 2 3")
    handles = reader.page.locator(".ads-point")
    handles.first.dblclick()
    reader.settle()
    expect(handles).to_have_count(2)
    assert place(reader).experiment.surface.pairs == ((1, 1), (2, 3))


@pytest.mark.parametrize("surface", [Line, Neuron])
def test_examples_of_ours_cannot_be_moved(reader: Reader, surface):
    reader.open(f"surface={surface.key}")
    expect(reader.page.locator(".ads-point")).to_have_count(0)
    reader.page.mouse.click(*pixel(reader, 1, 0))
    reader.settle()
    assert reader.page.url.endswith(f"?surface={surface.key}")


def test_a_seed_is_loaded_from_the_view_of_seeds(reader: Reader):
    reader.open("surface=line&batch=8&view=seeds&seeds=8")
    figure = reader.page.locator(".ads-ends .js-plotly-plot")
    reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()  # it is drawn once it can be seen
    expect(figure.locator(".scatterlayer .point").first).to_be_visible()
    place_of = """(gd) => {
      const trace = gd.data.find((each) => each.uid === "end-sgd"), { xaxis: xa, yaxis: ya } = gd._fullLayout;
      const box = gd.getBoundingClientRect();
      return [box.left + xa._offset + xa.c2p(trace.x[5]), box.top + ya._offset + ya.c2p(trace.y[5]),
        trace.customdata[5]];
    }"""
    left, top, seed = figure.evaluate(place_of)
    assert seed == 5
    before = reader.drawn_paths()
    reader.page.mouse.move(left, top)
    reader.page.wait_for_timeout(150)
    reader.page.mouse.click(left, top)
    reader.page.wait_for_url("**seed=*")
    reader.settle()
    loaded = place(reader)
    assert loaded.experiment.seed in range(8)
    assert loaded.view == "seeds"
    assert reader.drawn_paths() != before
