"""Lessons and the inspector in a real Chromium: predicting, revealing, and looking inside a step."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

from lessons import LESSONS
from optimizers import Adam
from surfaces import Bowl
from tests.browser.reader import Reader
from trajectories import simulate
from tunables import short

NAMES = {"adam": "Adam", "rmsprop": "RMSprop", "sgd": "SGD"}
BY_KEY = {lesson.key: lesson for lesson in LESSONS}


def main(reader: Reader) -> str:
    return reader.page.get_by_test_id("stMain").inner_text()


def rest_at(reader: Reader, step: int) -> None:
    """Move the player with its slider and wait for the inspector."""
    reader.page.locator(".ads-scrub").fill(str(step))
    expect(reader.page.get_by_role("heading", name=f"Inside step {step}", exact=True)).to_be_visible()
    reader.settle()


def test_a_lesson_is_chosen_guessed_revealed_and_left_for_the_next(reader: Reader):
    reader.open()
    picker = reader.page.get_by_label("Lesson", exact=True).first
    picker.click()
    reader.page.get_by_role("option", name="6 · Bias correction").click()
    reader.settle()
    lesson = BY_KEY["bias_correction"]
    assert reader.page.url.endswith("?lesson=bias_correction")
    assert reader.step() == "step 0 of 100"
    assert "overshoots" not in main(reader)
    reader.page.get_by_role("button", name=lesson.told(lesson.answers[0])).click()
    expect(reader.page.get_by_text("You guessed: A tenth")).to_be_visible()
    expect(reader.page.locator(".ads-step")).to_have_text("step 5 of 100", timeout=15_000)
    assert "overshoots to x = 1.27" in main(reader)
    expect(reader.page.get_by_role("heading", name="Inside step 5", exact=True)).to_be_visible()
    reader.page.get_by_text("Where it fails").click()
    reader.settle()
    assert reader.page.url.endswith("?lesson=bias_correction&scene=3")
    reader.page.get_by_role("button", name="Next →").click()
    reader.settle()
    expect(reader.page.get_by_role("heading", name="The memory of v")).to_be_visible()
    assert reader.step() == "step 0 of 300"
    assert reader.watched("removed") == 0
    reader.page.get_by_role("button", name="Leave").click()
    reader.settle()
    expect(reader.page.get_by_role("heading", name="Adamscope")).to_be_visible()


def test_the_keyboard_alone_can_take_a_lesson(reader: Reader):
    reader.open()
    keyboard = reader.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(120):
            keyboard.press("Tab")
            focused = reader.page.evaluate(
                """() => {
                  const element = document.activeElement;
                  return element.getAttribute("aria-label") ?? element.innerText ?? "";
                }"""
            )
            if focused.startswith(name):
                return
        pytest.fail(f"the keyboard cannot reach {name}")

    tab_to("Lesson")
    keyboard.type("One step")
    keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", name="One step of Adam")).to_be_visible()
    reader.settle()
    tab_to("Exactly α in x")
    keyboard.press("Enter")
    expect(reader.page.get_by_text("Right: Exactly α")).to_be_visible()
    expect(reader.page.locator(".ads-step")).to_have_text("step 1 of 40", timeout=15_000)
    reader.page.evaluate("() => document.activeElement.blur()")
    keyboard.press("ArrowRight")
    expect(reader.page.get_by_role("heading", name="Inside step 2", exact=True)).to_be_visible()
    tab_to("Next →")
    keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", name="The ravine")).to_be_visible()
    reader.settle()
    keyboard.press("2")  # every answer has its number for a key, and Next its N
    expect(reader.page.get_by_text("Right: It zigzags")).to_be_visible()
    reader.settle()
    keyboard.press("n")
    expect(reader.page.get_by_role("heading", name="Momentum")).to_be_visible()


def test_without_bias_correction_the_inspector_reads_3_16_alpha_at_step_1(reader: Reader):
    reader.open("adam.bias_correction=off")
    rest_at(reader, 1)
    inside = reader.page.locator(".st-key-inside")
    expect(inside).to_contain_text("The step is 3.16 α in x and 3.16 α in y")
    expect(inside).to_contain_text("Bias correction is off")
    assert inside.locator("math").count() >= 1, "a screen reader gets the equations as MathML"


def test_the_inspector_follows_the_keys_and_so_does_the_address(reader: Reader):
    reader.open("step=12")
    assert reader.step() == "step 12 of 100"
    expect(reader.page.get_by_role("heading", name="Inside step 12", exact=True)).to_be_visible()
    for _ in range(6):
        reader.page.keyboard.press("ArrowLeft")
    expect(reader.page.get_by_role("heading", name="Inside step 6", exact=True)).to_be_visible()
    reader.settle()
    assert reader.page.url.endswith("?step=6")
    reader.page.keyboard.press("End")
    expect(reader.page.get_by_role("heading", name="Inside step 100", exact=True)).to_be_visible()
    reader.settle()
    assert reader.page.url == reader.server + "/"


def test_flipping_scenes_while_the_runs_play_begins_anew(reader: Reader):
    reader.open("lesson=valley")
    reader.page.keyboard.press("2")
    reader.page.wait_for_function("() => document.querySelector('.ads-scrub').value > 120")
    reader.page.evaluate(
        """() => {
          window.steps = [];
          const scrub = document.querySelector(".ads-scrub");
          const note = () => window.steps.push(Number(scrub.value)) < 240 && requestAnimationFrame(note);
          requestAnimationFrame(note);
        }"""
    )
    reader.page.get_by_role("radio", name="Where it fails").click()
    reader.page.wait_for_function("() => window.steps.length >= 240", timeout=20_000)
    steps = np.array(reader.page.evaluate("() => window.steps"))
    falls = np.flatnonzero(np.diff(steps) < 0)
    assert len(falls) == 1, "back to the start once; two players at once would go to and fro"
    assert steps[falls[0] + 1] < 20


def test_the_same_step_can_be_reported_again(reader: Reader):
    reader.open()
    rest_at(reader, 42)
    reader.page.get_by_role("button", name="Reset everything").click()
    expect(reader.page.get_by_role("heading", name="Inside step 100", exact=True)).to_be_visible()
    reader.settle()
    rest_at(reader, 42)
    assert reader.page.url.endswith("?step=42")


def test_a_slider_that_comes_back_shows_its_value(reader: Reader):
    """A report that leaves just when the bowl's sliders go takes their values along."""
    reader.open("lesson=bias_correction")
    reader.page.keyboard.press("3")
    expect(reader.page.get_by_role("heading", name="Inside step 5", exact=True)).to_be_visible(timeout=15_000)
    reader.settle()
    reader.page.get_by_role("radio", name="Constant slope").click()
    reader.page.evaluate("() => document.activeElement.blur()")
    reader.page.keyboard.press("ArrowLeft")
    expect(reader.page.get_by_role("heading", name="Inside step 12", exact=True)).to_be_visible(
        timeout=15_000
    )
    reader.settle()
    reader.page.get_by_role("radio", name="Where it fails").click()
    reader.settle()
    assert reader.value("condition number, exact") == "10"
    slider = reader.page.get_by_test_id("stSlider").filter(has_text="condition number")
    expect(slider.get_by_test_id("stSliderThumbValue")).to_have_text("10")


def test_scrubbing_touches_the_inspector_alone(reader: Reader):
    reader.open()
    reader.page.evaluate(
        """() => {
          window.touched = [];
          const map = document.querySelector(".ads-map .js-plotly-plot");
          window.mapNode = map;
          const allowed = ".st-key-inside, .ads, [data-testid=stStatusWidget], [data-testid=stToolbar]";
          const note = (changes) => {
            for (const { target } of changes) {
              const element = target.nodeType === 1 ? target : target.parentElement;
              if (!element?.closest(allowed))
                window.touched.push(element?.outerHTML.slice(0, 120));
            }
          };
          const watch = { subtree: true, childList: true, characterData: true };
          for (const part of ["stSidebar", "stMain"])
            new MutationObserver(note).observe(document.querySelector(`[data-testid=${part}]`), watch);
        }"""
    )
    drawn = len(reader.watched("drawn"))
    for step in (40, 41, 7):
        rest_at(reader, step)
    assert reader.page.evaluate("() => window.touched") == []
    assert reader.page.evaluate("() => window.mapNode === document.querySelector('.ads-map .js-plotly-plot')")
    assert len(reader.watched("drawn")) == drawn, "the chart was not sent again"
    assert reader.watched("removed") == 0


def arrow_tips(reader: Reader) -> dict[str, np.ndarray]:
    """Every arrow's tail and tip in pixels of the plot, by its label."""
    shapes = reader.page.locator(".ads-arrow").evaluate_all(
        "(shapes) => shapes.map((shape) => [shape.dataset.label, shape.getAttribute('d')])"
    )
    return {
        label: np.array(re.findall(r"[\d.eE+-]+", d), dtype=float).reshape(-1, 2)[[0, 2]]
        for label, d in shapes
    }


@pytest.mark.parametrize("step", [3, 25])
def test_arrows_point_where_the_numbers_say(reader: Reader, step: int):
    reader.open(f"step={step}")
    run = simulate(Bowl(), Adam(), (-2.5, 1.5), 100)
    vectors = {
        "−g": -run.gradients[step],
        "−m\N{COMBINING CIRCUMFLEX ACCENT}": -run.states.m_hat[step],
        "step": run.positions[step] - run.positions[step - 1],
    }
    scales = dict(
        text.rsplit(" ×", 1) for text in reader.page.locator(".ads-legend button").all_inner_texts()
    )
    pixels = reader.map("xa.c2p(1) - xa.c2p(0)")
    x, y = run.positions[step - 1]
    tail = reader.map(f"[xa.c2p({x}), ya.c2p({y})]")
    tips = arrow_tips(reader)
    assert set(tips) == set(vectors)
    for label, vector in vectors.items():
        start, tip = tips[label]
        np.testing.assert_allclose(start, tail, atol=0.5)
        np.testing.assert_allclose(
            tip - start, vector * [1, -1] * pixels * float(scales[label]), atol=0.5, err_msg=label
        )
    reader.page.locator(".ads-legend button").first.click()
    expect(reader.page.locator(".ads-arrow").first).to_be_hidden()
    expect(reader.page.locator(".ads-arrow").last).to_be_visible()


def test_a_run_that_no_longer_comes_as_far_has_no_arrows_there(reader: Reader):
    reader.open("surface=rosenbrock&runs=momentum,adamw,lion")
    reader.page.wait_for_selector(".ads-arrow", state="attached")
    reader.turn("steepness", "End")  # the run is drawn before the arrows of its steps are here
    assert not np.isfinite(reader.positions("momentum")[:, -1]).any()
    assert not reader.errors


def test_a_step_that_nobody_can_see_has_no_arrows(reader: Reader):
    reader.open("lesson=beta2&scene=2&surface=bowl&runs=adam&steps=300")
    reader.page.keyboard.press("End")
    run = simulate(Bowl(), Adam(), (-2.5, 1.5), 300)
    moved = np.hypot(*np.diff(run.positions, axis=0).T) * reader.map("xa.c2p(1) - xa.c2p(0)")
    assert moved[299] < 0.25
    expect(reader.page.locator(".ads-legend")).to_be_hidden()
    step = int(np.flatnonzero(moved > 0.3)[-1]) + 1
    reader.page.locator(".ads-scrub").fill(str(step))
    expect(reader.page.locator(".ads-legend")).to_be_visible()


@pytest.mark.parametrize("step", [0, 7, 100])
def test_names_stand_at_the_heads_of_their_lines_and_apart(reader: Reader, step: int):
    reader.open(f"step={step}")
    losses = {
        name: reader.curves(f"gd.data.find((t) => t.meta.run === '{name}').y[{step}]") for name in NAMES
    }
    left = reader.curves(f"box.left + xa._offset + xa.c2p({step})")
    tops = {}
    for name, label in NAMES.items():
        place = reader.page.locator(".ads-curves .annotation").filter(has_text=re.compile(f"^{label}$"))
        box = place.bounding_box()
        assert box
        assert 4 < box["x"] - left < 14, name
        middle = box["y"] + box["height"] / 2
        head = reader.curves(f"box.top + ya._offset + ya.c2p(ya.d2c({losses[name]}))")
        assert abs(middle - head) < (2 if step == 100 else 32), "where lines begin together, below each other"
        tops[name] = middle
    assert sorted(tops, key=lambda name: tops[name]) == sorted(NAMES, key=lambda name: -losses[name])
    ordered = sorted(tops.values())
    assert all(below - above > 14 for above, below in pairwise(ordered))


def test_the_figures_inside_a_run_follow_the_player(reader: Reader):
    reader.page.set_viewport_size({"width": 1366, "height": 2200})
    reader.open("step=30")
    reader.page.wait_for_selector(".ads-anatomy[data-drawn]")
    for name, lines in (("means", 6), ("rates", 4), ("lengths", 4)):
        figure = reader.page.locator(f".ads-{name}")
        places = [figure.bounding_box(), figure.locator(".main-svg").first.bounding_box()]
        assert all(places)
        assert abs(places[0]["width"] - places[1]["width"]) < 1, "a figure fills its place, and no more"
        expect(figure.locator(".scatterlayer .js-line")).to_have_count(lines)
        step = figure.locator(".js-plotly-plot").evaluate(
            "(gd) => gd._fullLayout.xaxis._offset + gd._fullLayout.xaxis.c2p(30)"
        )
        heads = figure.locator(".ads-heads > circle").evaluate_all(
            "(circles) => circles.map((each) => Number(each.getAttribute('transform').match(/[-\\d.]+/)[0]))"
        )
        assert len(heads) == lines
        np.testing.assert_allclose(heads, step, atol=0.5)
    before = reader.page.locator(".ads-anatomy").get_attribute("data-drawn")
    reader.page.get_by_role("radio", name="RMSprop").click()
    expect(reader.page.locator(".ads-rates .scatterlayer .js-line")).to_have_count(4)
    reader.page.wait_for_function(
        f"() => document.querySelector('.ads-anatomy').dataset.drawn !== '{before}'"
    )
    assert "ρ" in reader.page.locator(".st-key-inside .katex-html").first.inner_text()
    assert "rmsprop" not in reader.page.url
    expect(reader.page.locator(".ads-legend button")).to_have_count(2)


def test_a_single_parameter_is_shown_and_the_next_lesson_a_map_again(reader: Reader):
    reader.open("lesson=reddi")
    row = reader.page.locator(".ads-row").first
    assert "loss" not in row.inner_text(), "there is no mean of three losses yet"
    names = reader.page.locator(".ads-curves .annotation").filter(has_text=re.compile("^(Adam|AMSGrad)$"))
    expect(names).to_have_count(2)
    for name in names.all():
        expect(name).to_be_hidden()  # where a line has not begun its name would tell where it ends
    reader.page.keyboard.press("2")
    expect(reader.page.get_by_text("Right: To the worst point")).to_be_visible()
    reader.settle()
    assert reader.parameter("gd.data.length") == 2
    assert reader.parameter("gd.layout.annotations[0].text") == "parameter, θ"
    expect(reader.page.locator(".ads-map, .ads-start")).to_have_count(0)
    expect(row).to_contain_text("mean loss = ")
    for name in names.all():
        expect(name).to_be_visible()
    reader.page.get_by_role("button", name="Next →").click()
    reader.settle()
    expect(reader.page.locator(".ads-start")).to_be_visible()
    assert reader.map("gd.querySelectorAll('.contourlayer path').length") > 10
    assert reader.map("gd.querySelectorAll('.scatterlayer[clip-path]').length") == 0
    expect(reader.page.locator(".ads-parameter")).to_have_count(0)
    assert reader.watched("removed") == 1, "the parameter's view leaves; the curves stay"


def test_the_longest_title_leaves_room_for_its_buttons_on_a_projector(reader: Reader):
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    longest = max(LESSONS, key=lambda lesson: len(lesson.title))
    reader.open(f"lesson={longest.key}")
    row = reader.page.locator(".st-key-masthead").bounding_box()
    button = reader.page.get_by_role("button", name="Leave").bounding_box()
    assert row
    assert button
    assert row["height"] < 1.5 * button["height"], "one row"


def test_a_lesson_on_a_phone_needs_no_horizontal_scroll(reader: Reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("lesson=epsilon")
    reader.page.get_by_role("button", name="Nothing: Adam does not see").click()
    expect(reader.page.get_by_text("You guessed")).to_be_visible()
    reader.settle()
    widths = reader.page.evaluate(
        "() => ['html', '[data-testid=stMain]'].map((part) => document.querySelector(part).scrollWidth)"
    )
    assert max(widths) <= 390


def test_four_rules_have_four_maps_which_tell_the_paths_lengths_after_the_guess(reader: Reader):
    lesson = BY_KEY["adam_is_both"]
    reader.open("lesson=adam_is_both")
    maps = reader.page.locator("[data-kind=plane]")
    corners = reader.page.locator("[data-kind=plane] .annotation-text")
    assert maps.count() == 4
    assert "path" not in "".join(corners.all_text_contents())
    reader.page.locator(".st-key-answers").get_by_role("button").nth(lesson.right).click()
    expect(reader.page.get_by_text("As the crow flies")).to_be_visible()
    reader.settle()
    reader.page.get_by_role("button", name="Go to the end").click()
    reader.settle()
    told = corners.all_text_contents()
    lengths = lesson.facts(lesson.run(lesson.scenes))
    for name, text in zip(("adam", "rmsprop", "momentum", "sgd"), told, strict=True):
        assert short(lengths[name]) in text
    # Where the paths are; of an axis that has room for more Plotly shows a little more.
    np.testing.assert_allclose(reader.map("[xa.range, ya.range]"), [[-2.9, 1.1], [-2, 2]], atol=0.25)
    # Each on a map of its own, as large as the others and all of it in sight.
    boxes = [box for box in (maps.nth(i).bounding_box() for i in range(4)) if box]
    assert {len(path) > 100 for path in reader.page.evaluate(PATHS)} == {True}
    assert len({(round(box["width"]), round(box["height"])) for box in boxes}) == 1
    assert len({(round(box["x"]), round(box["y"])) for box in boxes}) == 4
    reader.page.get_by_text("From RMSprop to Adam").click()
    reader.settle()
    assert maps.count() == 1
    assert not reader.errors


PATHS = """() => [...document.querySelectorAll("[data-kind=plane]")]
  .map((map) => [...map.querySelectorAll(".js-line")].map((line) => line.getAttribute("d")).join(""))"""
