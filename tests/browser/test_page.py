"""The page in a real Chromium: what a student, a teacher or a stranger's link does to it."""

import re
from contextlib import suppress

import numpy as np
import pytest
from playwright.sync_api import TimeoutError, expect

from experiment import default_experiment
from surfaces import SURFACES, Formula
from tests.browser.reader import Reader
from trajectories import simulate


def test_the_untouched_page_shows_three_runs_to_the_origin(reader: Reader):
    reader.open()
    experiment = default_experiment()
    for name, run in zip(experiment.names, experiment.runs, strict=True):
        expected = simulate(experiment.surface, run.optimizer, (-2.5, 1.5), 100).positions.T
        np.testing.assert_allclose(reader.positions(name), expected, rtol=1e-6, atol=1e-30)
    rows = reader.page.locator(".ads-row").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == ["Adam", "RMSprop", "SGD"]
    assert all("near (0, 0) from step" in row for row in rows)
    assert len(reader.drawn_paths()) == 3
    assert reader.page.url == reader.server + "/"
    for letter in ("learning rate", "decay of m", "decay of v", "added to √v̂"):
        expect(reader.slider(letter)).to_be_visible()


def test_a_slider_step_changes_the_path_and_removes_no_chart(reader: Reader):
    reader.open()
    before = reader.drawn_paths()
    reader.turn("learning rate", times=4)
    after = reader.drawn_paths()
    assert after[0] != before[0]
    assert after[1:] == before[1:], "only Adam was changed"
    assert reader.watched("removed") == 0
    assert reader.map("gd.querySelectorAll('.contourlayer path').length") > 10
    assert "adam.learning_rate" in reader.page.url


def test_zoom_survives_a_slider_step(reader: Reader):
    reader.open()
    reader.page.mouse.move(*reader.pixel(0.5, 0.5))
    reader.page.mouse.wheel(0, -400)
    reader.page.wait_for_function("() => !document.querySelector('.ads-home').hidden")
    reader.settle()
    zoomed = reader.map("[...xa.range, ...ya.range]")
    assert zoomed[1] - zoomed[0] < 5.9
    reader.turn("decay of m", times=2)
    reader.turn("condition number")  # the heights change too, and the whole map is drawn anew
    np.testing.assert_allclose(reader.map("[...xa.range, ...ya.range]"), zoomed)
    reader.page.get_by_text("Reset view").click()
    reader.page.wait_for_function("() => document.querySelector('.ads-home').hidden")
    np.testing.assert_allclose(reader.map("[...xa.range]"), [-3, 3])


def test_a_click_moves_the_start_exactly(reader: Reader):
    reader.open()
    left, top = (round(pixel) for pixel in reader.pixel(1.0, 2.0))
    wanted = reader.point(left, top)
    reader.page.mouse.click(left, top)
    reader.settle()
    shown = float(reader.value("Start x")), float(reader.value("Start y"))
    assert shown == tuple(round(value, 4) for value in wanted)
    np.testing.assert_allclose(reader.positions("adam")[:, 0], shown, rtol=1e-6)
    assert f"start={shown[0]:g},{shown[1]:g}" in reader.page.url


def test_after_a_zoom_a_click_is_exact_too(reader: Reader):
    reader.open()
    reader.page.mouse.move(*reader.pixel(-1.0, 1.0))
    reader.page.mouse.wheel(0, -600)
    reader.page.wait_for_function("() => !document.querySelector('.ads-home').hidden")
    reader.settle()
    left, top = (round(pixel) for pixel in reader.pixel(-1.2, 0.9))
    wanted = reader.point(left, top)
    reader.page.mouse.click(left, top)
    reader.settle()
    np.testing.assert_allclose(reader.positions("sgd")[:, 0], np.round(wanted, 4), rtol=1e-6)


def drag(reader: Reader, to: tuple[float, float], moves: int) -> tuple[float, float]:
    handle = reader.page.locator(".ads-start").bounding_box()
    assert handle
    from_left, from_top = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    left, top = reader.pixel(*to)
    reader.page.mouse.move(from_left, from_top)
    reader.page.mouse.down()
    for share in np.linspace(0, 1, moves + 1)[1:]:
        reader.page.mouse.move(from_left + share * (left - from_left), from_top + share * (top - from_top))
        reader.page.wait_for_timeout(15)
    return reader.point(left, top)


def test_a_drag_moves_the_start_exactly_and_the_paths_follow(reader: Reader):
    reader.open()
    wanted = drag(reader, (1.5, -2.0), moves=30)
    assert len(reader.watched("supposed")) > 4, "nothing was drawn while the start was dragged"
    assert reader.page.url.partition("?")[2] == "", "the address waits for the release"
    assert reader.page.locator(".ads-map .ads-ghost path").count() == 3
    reader.page.mouse.up()
    reader.settle()
    assert reader.page.locator(".ads-ghost path").count() == 0
    start = reader.positions("adam")[:, 0]
    np.testing.assert_allclose(start, wanted, atol=2e-4)
    assert set(reader.watched("sent")) <= set(reader.watched("drawn"))
    assert reader.watched("removed") == 0
    handle = reader.page.locator(".ads-start").bounding_box()
    assert handle
    centre = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    np.testing.assert_allclose(centre, reader.pixel(*start), atol=0.6)


def test_a_slow_page_draws_every_answer_of_a_drag(reader: Reader):
    reader.open()
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    drag(reader, (2.0, 2.0), moves=20)
    reader.page.mouse.up()
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    reader.settle()
    assert len(reader.watched("supposed")) >= 3
    assert set(reader.watched("sent")) <= set(reader.watched("drawn"))


LONG = "surface=rosenbrock&steps=10000&runs=" + ",".join(
    ("adam", "rmsprop", "sgd", "momentum", "adamw", "nadam", "adagrad", "adadelta", "amsgrad", "adamax")
)


def test_a_drag_of_long_runs_follows_with_their_first_steps(reader: Reader):
    reader.open(LONG)
    reader.page.locator(".ads-scrub").fill("9000")
    reader.settle()
    wanted = drag(reader, (-0.5, 0.5), moves=50)
    reader.page.wait_for_timeout(500)
    assert len(reader.watched("supposed")) >= 4
    assert reader.positions("adam").shape == (2, 801)
    assert reader.page.locator(".ads-step").inner_text() == "step 800 of 800"
    reader.page.mouse.up()
    reader.settle()
    assert reader.positions("adam").shape == (2, 10_001)
    np.testing.assert_allclose(reader.positions("adam")[:, 0], wanted, atol=2e-4)
    assert reader.page.locator(".ads-step").inner_text() == "step 9000 of 10000"
    assert not reader.errors


@pytest.mark.parametrize("what", ["drag", "slider"])
def test_what_is_held_while_it_plays_stops_nothing(reader: Reader, what: str):
    reader.open("steps=1000")
    reader.page.keyboard.press("Space")
    if what == "drag":
        drag(reader, (1.0, -1.0), moves=30)
    else:
        reader.turn("learning rate", times=2)
    reader.page.mouse.up()
    reader.page.wait_for_timeout(300)
    assert reader.page.get_by_role("button", name="Pause").count() == 1
    reader.page.keyboard.press("Space")
    reader.settle()


def test_arrow_keys_move_the_start_on_its_handle_only(reader: Reader):
    reader.open()
    reader.page.locator(".ads-start").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.settle()
    np.testing.assert_allclose(reader.positions("adam")[:, 0], (-2.44, 1.5), rtol=1e-6)
    reader.page.keyboard.press("Shift+ArrowDown")
    reader.settle()
    np.testing.assert_allclose(reader.positions("adam")[:, 0], (-2.44, 1.494), rtol=1e-6)
    assert reader.step() == "step 100 of 100"


def heads(reader: Reader, graph: str) -> list[tuple[float, float]]:
    """Where the heads of a figure stand, in its own pixels."""
    transforms = reader.page.locator(f".ads-{graph} .ads-heads > circle").evaluate_all(
        "(circles) => circles.map((circle) => circle.getAttribute('transform'))"
    )
    return [tuple(map(float, re.findall(r"-?[\d.]+(?:e-?\d+)?", text))) for text in transforms]


def test_playback_moves_map_and_loss_together_and_reaches_the_end(reader: Reader):
    reader.open()
    reader.page.keyboard.press("Home")
    assert reader.step() == "step 0 of 100"
    for _ in range(7):
        reader.page.keyboard.press("ArrowRight")
    assert reader.step() == "step 7 of 100"
    x, y = reader.positions("adam")[:, 7]
    on_map = reader.map(f"[xa._offset + xa.c2p({x}), ya._offset + ya.c2p({y})]")
    np.testing.assert_allclose(heads(reader, "map")[0], on_map, atol=0.5)
    step = reader.curves("xa._offset + xa.c2p(7)")
    assert all(abs(head[0] - step) < 0.5 for head in heads(reader, "curves"))
    reader.page.get_by_label("Playback speed").select_option("4")
    reader.page.get_by_label("Play", exact=True).click()
    expect(reader.page.locator(".ads-step")).to_have_text("step 100 of 100", timeout=15_000)
    reader.page.get_by_label("One step back").click()
    assert reader.step() == "step 99 of 100"


def test_during_playback_a_path_ends_at_its_head(reader: Reader):
    """Zoomed in, where Plotly itself would cull what is off the screen."""
    reader.open("surface=rosenbrock&runs=adam,adam.2&adam.2.learning_rate=0.05")
    reader.page.mouse.move(*reader.pixel(0.2, 0.1))
    reader.page.mouse.wheel(0, -700)
    reader.page.wait_for_function("() => !document.querySelector('.ads-home').hidden")
    reader.settle()
    reader.page.locator(".ads-scrub").focus()
    reader.page.locator(".ads-scrub").fill("230")
    ends = reader.map(
        """lines.map((line) => {
          const parts = line.style.strokeDasharray.match(/[\\d.]+/g).map(Number);
          const length = parts.slice(0, -1).reduce((sum, part) => sum + part, 0);
          const end = line.getPointAtLength(length);
          return [xa._offset + end.x, ya._offset + end.y];
        })"""
    )
    assert len(ends) == 2
    np.testing.assert_allclose(ends, heads(reader, "map"), atol=1.0)


def test_keys_belong_to_a_form_control_that_has_the_focus(reader: Reader):
    reader.open()
    reader.page.get_by_label("Start x", exact=True).focus()
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("ArrowLeft")
    assert reader.step() == "step 100 of 100"


def test_the_copied_link_gives_the_same_picture_to_a_fresh_reader(reader: Reader):
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open()
    reader.turn("learning rate", times=3)
    reader.type("decay of m, exact", "0.87")
    reader.page.mouse.click(*(round(pixel) for pixel in reader.pixel(2.1, -1.3)))
    reader.settle()
    reader.type("steps, exact", "250")
    reader.page.get_by_text("Copy link").click()
    expect(reader.page.get_by_text("Link copied")).to_be_visible()
    link = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert link == reader.page.url
    fresh = Reader(reader.page.context.new_page(), reader.server).open(link.partition("?")[2])
    for name in ("adam", "rmsprop", "sgd"):
        np.testing.assert_array_equal(fresh.positions(name), reader.positions(name))
    assert fresh.page.url == link
    assert fresh.value("decay of m, exact") == "0.87"
    reader.page.reload()
    reader.page.wait_for_selector(".ads[data-drawn]")
    reader.settle()
    assert reader.positions("adam").shape == (2, 251)


def test_history_does_not_grow_and_back_leaves_the_page(reader: Reader):
    reader.page.goto("about:blank")
    reader.open()
    length = reader.page.evaluate("() => history.length")
    reader.turn("learning rate", times=2)
    drag(reader, (1.0, 1.0), moves=10)
    reader.page.mouse.up()
    reader.settle()
    assert reader.page.evaluate("() => history.length") == length
    reader.page.go_back()
    assert reader.page.url == "about:blank"


def test_the_address_keeps_what_belongs_to_others(reader: Reader):
    reader.open("embed_options=light_theme&utm_source=class&adam.beta1=0.5")
    assert reader.page.get_by_test_id("stAlert").count() == 0
    reader.type("decay of m, exact", "0.9")
    assert "embed_options=light_theme" in reader.page.url
    assert "utm_source=class" in reader.page.url
    assert "adam" not in reader.page.url


def test_a_phone_gets_one_column_without_a_horizontal_scroll(reader: Reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open()
    widths = reader.page.evaluate(
        "() => ['html', '[data-testid=stMain]'].map((part) => document.querySelector(part).scrollWidth)"
    )
    assert max(widths) <= 390
    chart, curves = (reader.page.locator(f".ads-{name}").bounding_box() for name in ("map", "curves"))
    assert chart
    assert curves
    assert curves["y"] >= chart["y"] + chart["height"] - 1
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 390
    handle = reader.page.locator(".ads-start").bounding_box()
    assert handle
    assert handle["x"] >= 0


def colours(reader: Reader) -> dict[str, str]:
    return {
        "path": reader.map("lines[0].style.stroke"),
        "ground": reader.map("gd.querySelector('.main-svg').style.background"),
        "text": reader.map("gd.querySelector('.xtick text').style.fill"),
        "row": reader.page.locator(".ads-row line").first.evaluate("(line) => line.style.stroke"),
    }


def test_switching_the_theme_recolours_every_figure(reader: Reader):
    a_path_is = """(colour) => [...document.querySelectorAll(".ads-map .js-line")]
      .some((line) => line.style.stroke === colour)"""
    reader.open()
    light = colours(reader)
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(a_path_is, arg="rgb(255, 138, 61)")
    reader.settle()
    dark = colours(reader)
    assert all(dark[part] != light[part] for part in light), (light, dark)
    assert reader.watched("removed") == 0
    reader.page.emulate_media(color_scheme="light")
    reader.page.wait_for_function(a_path_is, arg="rgb(213, 94, 0)")
    reader.settle()
    assert colours(reader) == light


def test_a_missing_chart_library_is_said_in_words(reader: Reader):
    reader.page.route("**/plotly.min.js", lambda route: route.abort())
    reader.page.goto(reader.server)
    expect(reader.page.get_by_role("alert").filter(has_text="chart library")).to_contain_text(
        "Reload the page"
    )
    reader.errors.clear()  # the browser's own word on the refused file


def test_a_bad_link_is_named_and_the_page_goes_on(reader: Reader):
    hostile = "<img src=x onerror=alert(1)>"
    reader.page.on("dialog", lambda dialog: pytest.fail("a link ran a script"))
    reader.open(f"surface={hostile}&adam.beta1=nan&steps=5&start=99,0&adam.label={hostile}&runs=adam,nobody")
    warning = reader.page.get_by_test_id("stAlert")
    for words in ("There is no surface", "finite", "Steps must", "outside the view", "nobody"):
        expect(warning).to_contain_text(words)
    assert (
        reader.page.locator(".ads img, [data-testid=stAlert] img, [data-testid=stExpander] img").count() == 0
    )
    assert hostile in reader.page.locator(".ads-label").first.inner_text()
    assert reader.positions("adam").shape == (2, 101)


def test_nonsense_in_a_box_is_named_and_loses_nothing(reader: Reader):
    reader.open()
    for nonsense in ("abc", "nan", "-1", "1e999", "9" * 50):
        reader.type("learning rate, exact", nonsense)
        expect(reader.page.get_by_text("Nothing was changed.").first).to_be_visible()
        assert reader.value("learning rate, exact") == nonsense, "what was written is not lost"
        assert reader.page.url == f"{reader.server}/"
    reader.type("learning rate, exact", "0.123")
    assert reader.value("learning rate, exact") == "0.123"
    assert reader.page.get_by_text("Nothing was changed.").count() == 0
    assert "adam.learning_rate=0.123" in reader.page.url


def test_a_rule_can_be_added_again_hidden_reset_and_removed(reader: Reader):
    reader.open()
    option = reader.page.get_by_role("option", name="Adam · Adam", exact=True)
    for _ in range(3):  # a list that opens while the page is still at work may close again
        reader.page.get_by_label("Add a run").press("ArrowDown")
        with suppress(TimeoutError):
            option.click(timeout=3000)
            break
    reader.settle()
    labels = reader.page.locator(".ads-row:not(.ads-hidden) .ads-label")
    assert labels.all_inner_texts() == ["Adam", "RMSprop", "SGD", "Adam 2"]
    dashes = reader.map("lines.map((line) => line.style.strokeDasharray)")
    strokes = reader.map("lines.map((line) => line.style.stroke)")
    assert strokes[3] != strokes[0]
    assert dashes[3] != dashes[0]
    reader.page.get_by_role("button", name="Hide").first.click()
    reader.settle()
    assert labels.all_inner_texts() == ["RMSprop", "SGD", "Adam 2"]
    assert "hide=adam" in reader.page.url
    reader.page.get_by_role("button", name="Remove").first.click()
    reader.settle()
    assert labels.all_inner_texts() == ["RMSprop", "SGD", "Adam"]
    reader.page.get_by_role("button", name="Reset everything").click()
    reader.settle()
    assert labels.all_inner_texts() == ["Adam", "RMSprop", "SGD"]
    assert reader.page.url == reader.server + "/"


def test_a_run_that_becomes_the_first_of_its_hue_loses_its_dash(reader: Reader):
    reader.open("runs=momentum,sgd")
    dashes = "lines.map((line) => line.style.strokeDasharray)"
    solid, dashed = reader.map(dashes)
    assert dashed != solid
    reader.page.get_by_role("button", name="Remove").first.click()
    reader.settle()
    assert reader.map(dashes) == [solid]


def test_fit_all_appears_when_a_run_left_the_view(reader: Reader):
    reader.open("sgd.learning_rate=0.21&steps=20")
    assert "left the view at step" in reader.page.locator(".ads-row").last.inner_text()
    reader.page.get_by_text("Fit all").click()
    reader.page.wait_for_function("() => !document.querySelector('.ads-home').hidden")
    low, high = reader.map("ya.range")
    y = reader.positions("sgd")[1]
    assert low <= y.min()
    assert high >= y.max()


def test_a_reader_types_a_formula_and_walks_on_it(reader: Reader):
    reader.open("surface=formula")
    box = reader.page.get_by_test_id("stTextInput").first.locator("input")
    box.fill("(x**2 + y - 11)**2/20 + sin(3*x)")
    box.press("Enter")
    reader.settle()
    x, y = reader.positions("adam")[:, 0]
    surface = Formula("(x**2 + y - 11)**2/20 + sin(3*x)")
    heights = np.array(reader.map("Array.from(gd.data[0].customdata, (row) => Array.from(row))"))
    across, up = (np.array(reader.map(f"Array.from(gd.data[0].{axis})")) for axis in "xy")
    np.testing.assert_allclose(heights, surface.value(across[None, :], up[:, None]), rtol=1e-5, atol=1e-5)
    assert (x, y) == surface.start
    link = reader.page.url
    assert "formula.text=" in link
    reader.open(link.partition("?")[2])
    assert box.input_value() == surface.text, "the link must keep every sign of a formula"
    box.fill("x.__class__")
    box.press("Enter")
    expect(reader.page.get_by_text("only numbers")).to_be_visible()
    assert "sin" in reader.page.url


def test_every_kind_of_surface_opens_with_a_picture(reader: Reader):
    """The last of each shelf; tests/interface/ opens all of them."""
    for kind in {kind.group: kind for kind in SURFACES}.values():
        reader.open(f"surface={kind.key}")
        assert len(reader.drawn_paths()) == 3
        assert len(reader.map("[...gd.querySelectorAll('.contourlayer path')]")) > 3, kind.key


FLED = ["bowl.condition=56", "surface=rosenbrock&sgd.learning_rate=0.1", "surface=saddle&steps=400"]


@pytest.mark.parametrize("query", FLED)
def test_all_of_a_run_that_fled_is_shown_on_the_surface(reader: Reader, query: str):
    reader.open(query)
    proportions = "(xa.range[1] - xa.range[0]) / (ya.range[1] - ya.range[0])"
    view, before = reader.map("[...xa.range, ...ya.range]"), reader.map(proportions)
    reader.page.get_by_role("button", name="Fit all").click()
    reader.settle()
    x0, x1 = reader.map("[...xa.range]")
    assert reader.map(proportions) == pytest.approx(before)
    assert 1 < (x1 - x0) / (view[1] - view[0]) <= 5 + 1e-9
    # No part of it is bare: what Plotly does not draw lies under it.
    sketch = reader.page.locator(".ads-map .ads-sketch")
    bare = sketch.evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let bare = 0;
          for (let i = 3; i < data.length; i += 4) bare += data[i] === 0;
          return bare;
        }"""
    )
    assert bare == 0
    canvas, axes = sketch.bounding_box(), reader.page.locator(".ads-map .nsewdrag").first.bounding_box()
    assert canvas
    assert axes
    assert all(abs(canvas[side] - axes[side]) <= 1.5 for side in axes)
    reader.page.get_by_role("button", name="Reset view").click()
    reader.settle()
    assert sketch.count() == 0
    assert reader.map("[...xa.range, ...ya.range]") == pytest.approx(view)
