"""What a reader did last wins: fast, while the page still answers, near and far."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import BrowserContext, expect

from optimizers import Adam
from tests.browser.agreement import assert_agrees
from tests.browser.conftest import visiting
from tests.browser.distance import far_from
from tests.browser.reader import Reader
from tunables import tunables

RATES = next(field for field in tunables(Adam) if field.name == "learning_rate").stops
FAR = 0.12  # seconds


@pytest.fixture(scope="module")
def far_away(server: str) -> Iterator[Callable[[float], str]]:
    """The server's address at a distance, the same for all tests, so that a browser can keep its files."""
    with ExitStack() as proxies:
        yield cache(lambda seconds: proxies.enter_context(far_from(server, seconds)))


@pytest.fixture
def reader(
    request: pytest.FixtureRequest, known_browser: BrowserContext, far_away: Callable[[float], str]
) -> Iterator[Reader]:
    """A reader who is far from the server, or as far as the test says."""
    yield from visiting(known_browser, far_away(getattr(request, "param", FAR)))


def rate(reader: Reader) -> float:
    return assert_agrees(reader).experiment.runs[0].optimizer.learning_rate


@pytest.mark.parametrize(("reader", "gap"), [(FAR, 40), (FAR, 300), (0.0, 120)], indirect=["reader"])
def test_every_press_of_a_key_counts(reader: Reader, gap: int):
    reader.open()
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 12, gap)
    assert rate(reader) == RATES[RATES.index(0.1) + 12] == 0.33
    reader.press("ArrowLeft", 5, gap)
    assert rate(reader) == RATES[RATES.index(0.33) - 5]


def test_a_thumb_that_is_dragged_to_and_fro_stays_where_it_was_let_go(reader: Reader):
    reader.open()
    thumb = reader.slider("decay of m").locator("xpath=../..").bounding_box()
    assert thumb
    left, top = thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2
    for turn in range(3):
        reader.page.mouse.move(left, top)
        reader.page.mouse.down()
        for away in (-60, -90, -40):
            reader.page.mouse.move(left + away, top, steps=4)
        reader.page.mouse.up()
        reader.page.wait_for_timeout(60)
        left -= 40
        assert turn < 3
    shown = reader.page.get_by_test_id("stSlider").filter(has_text="decay of m").first
    value = shown.get_by_test_id("stSliderThumbValue").inner_text()
    beta1 = assert_agrees(reader).experiment.runs[0].optimizer.beta1  # type: ignore[attr-defined]
    assert float(value) == beta1 < 0.9


def test_two_sliders_in_quick_succession_both_turn(reader: Reader):
    reader.open()
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 4, 30)
    reader.slider("decay of m").focus()
    reader.press("ArrowLeft", 3, 30)
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 2, 30)
    first = assert_agrees(reader).experiment.runs[0].optimizer
    beta1 = next(field for field in tunables(Adam) if field.name == "beta1").stops
    assert first == Adam(RATES[RATES.index(0.1) + 6], beta1[beta1.index(0.9) - 3])


def test_a_box_written_right_after_its_slider_wins_and_the_other_way_round(reader: Reader):
    reader.open()
    box = reader.page.get_by_label("learning rate, exact", exact=True).first
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 5, 40)
    box.fill("0.0123")
    box.press("Enter")
    assert rate(reader) == 0.0123
    box.fill("0.5")
    box.press("Enter")
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 6, 60)
    assert rate(reader) in RATES, "the slider came last"
    assert rate(reader) != 0.5


def test_a_text_that_is_selected_stays_selected_when_the_page_writes_it(reader: Reader):
    reader.open()
    box = reader.page.get_by_label("learning rate, exact", exact=True).first
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 5, 20)
    box.evaluate("(box) => { box.focus(); box.select(); }")
    expect(box).to_have_value("0.16")  # the answer to the slider comes while the reader is about to type
    reader.page.keyboard.type("0.0123")
    box.press("Enter")
    assert rate(reader) == 0.0123


def test_a_text_that_is_being_typed_is_put_back_when_the_page_writes_over_it(reader: Reader):
    reader.open()
    box = reader.page.get_by_label("learning rate, exact", exact=True).first
    box.select_text()
    reader.page.keyboard.type("0.01")
    box.evaluate("(box) => { box.value = '0.16'; }")
    expect(box).to_have_value("0.01")
    reader.page.keyboard.press("ArrowLeft")
    reader.page.evaluate("new Promise(requestAnimationFrame)")  # the browser tells of a caret after it moved
    box.evaluate("(box) => { box.value = '0.16'; }")
    reader.page.keyboard.type("2")
    expect(box).to_have_value("0.021")
    box.press("Enter")
    assert rate(reader) == 0.021


def test_from_an_exact_number_one_can_slide_away_and_back(reader: Reader):
    reader.open("adam.learning_rate=0.123")
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 1, 30)
    reader.press("ArrowLeft", 1, 30)
    assert rate(reader) == 0.123
    reader.press("ArrowRight", 3, 30)
    reader.press("ArrowLeft", 3, 30)
    assert rate(reader) == 0.123


def test_a_switch_flipped_during_a_turn_stays_flipped(reader: Reader):
    reader.open()
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 3, 30)
    switch = reader.page.get_by_text("Bias correction", exact=True).first
    for _ in range(3):
        switch.click()
        reader.page.wait_for_timeout(50)
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 2, 30)
    first = assert_agrees(reader).experiment.runs[0].optimizer
    assert first == Adam(RATES[RATES.index(0.1) + 5], bias_correction=False)


def test_boxes_of_the_start_and_the_ring_agree_on_who_was_last(reader: Reader):
    reader.open()
    reader.page.mouse.click(*reader.pixel(1.0, 1.0))
    for label, text in (("Start x", "-1.25"), ("Start y", "2"), ("steps, exact", "60")):
        box = reader.page.get_by_label(label, exact=True).first
        box.fill(text)
        box.press("Enter")
    experiment = assert_agrees(reader).experiment
    assert (experiment.start_point, experiment.step_count) == ((-1.25, 2.0), 60)
    box = reader.page.get_by_label("Start x", exact=True).first
    box.fill("2.5")
    box.press("Enter")
    left, top = reader.pixel(-2.0, -1.0)
    reader.page.mouse.click(left, top)
    start = assert_agrees(reader).experiment.start_point
    assert abs(start[0] + 2) < 0.05
    assert abs(start[1] + 1) < 0.05


def test_the_ring_moved_by_keys_loses_no_press(reader: Reader):
    reader.open("start=0,0")
    reader.page.locator(".ads-start").focus()
    reader.press("ArrowRight", 15, 35)
    x, y = assert_agrees(reader).experiment.start_point
    assert (round(x, 4), y) == (0.9, 0.0), "a press is a hundredth of the view"


def test_reset_and_a_turn_right_after_it(reader: Reader):
    reader.open("adam.beta1=0.5&adam.learning_rate=1")
    reader.page.get_by_role("button", name="Reset", exact=True).first.click()
    reader.slider("decay of v").focus()
    reader.press("ArrowLeft", 2, 40)
    first = assert_agrees(reader).experiment.runs[0].optimizer
    beta2 = next(field for field in tunables(Adam) if field.name == "beta2").stops
    assert first == Adam(beta2=beta2[beta2.index(0.999) - 2])


@pytest.mark.parametrize("act", ["play", "scrub"])
def test_the_player_moved_during_a_turn_takes_nothing_from_it(reader: Reader, act: str):
    reader.open()
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 6, 40)
    if act == "play":
        reader.page.locator(".ads-play").click()
    else:
        reader.page.locator(".ads-scrub").fill("37")
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 6, 40)
    if act == "play":
        reader.page.wait_for_timeout(500)
        reader.page.locator(".ads-play").click()
    reader.page.wait_for_timeout(600)
    assert rate(reader) == 0.33
    step = int(reader.step().split()[1])
    assert step == 37 if act == "scrub" else 0 < step < 100


def test_a_press_and_a_report_in_one_message_lose_neither(reader: Reader):
    """Streamlit sends what happens in one instant as one message, which then is of one fragment alone."""
    reader.open()
    reader.page.evaluate(
        """() => {
          const scrub = document.querySelector(".ads-scrub");
          scrub.value = 12;
          scrub.dispatchEvent(new Event("input"));
          [...document.querySelectorAll("button")].find((each) => each.innerText === "Hide").click();
        }"""
    )
    expect(reader.page.locator(".ads-row:not(.ads-hidden)")).to_have_count(2)
    reader.page.wait_for_timeout(500)
    here = assert_agrees(reader)
    assert [run.hidden for run in here.experiment.runs] == [True, False, False]
    assert here.step == 12


@pytest.mark.parametrize(("reader", "gap"), [(FAR, 0), (FAR, 15), (FAR, 40), (0.0, 5)], indirect=["reader"])
def test_buttons_pressed_in_a_burst_all_count(reader: Reader, gap: int):
    """Each is a message of its own, and none throws away the one that has not begun yet."""
    reader.open()
    for run in (1, 2):
        reader.card(run).locator("summary").first.click()
        reader.settle()  # a card that opens moves the next one away from under the mouse
    expect(reader.page.get_by_role("button", name="Hide", exact=True)).to_have_count(3)
    for label, hidden in (("Hide", True), ("Show", False)):
        reader.page.evaluate(
            """async ([label, gap]) => {
              const buttons = [...document.querySelectorAll("button")];
              for (const button of buttons.filter((each) => each.innerText === label)) {
                button.click();
                await new Promise((resolve) => setTimeout(resolve, gap));
              }
            }""",
            [label, gap],
        )
        reader.page.wait_for_timeout(300)
        assert [run.hidden for run in assert_agrees(reader).experiment.runs] == [hidden] * 3


@pytest.mark.parametrize("reader", [0.5], ids=["half a second away"], indirect=True)
def test_a_slider_turned_to_and_fro_shows_again_what_was_shown(reader: Reader):
    """The server names a picture that the browser had when it asked, and must still have."""
    reader.open()
    reader.slider("learning rate").focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight", "ArrowLeft"):
        reader.press(key, 5, 110)
    assert rate(reader) == 0.1


def test_the_address_never_goes_back_to_an_older_message(reader: Reader):
    """The browser may come to the older of two messages last: the chart's, and the player's report."""
    reader.open("steps=50")
    reader.page.evaluate(
        """async () => {
          const files = performance.getEntriesByType("resource").map((each) => each.name);
          const { visit } = await import(files.find((name) => name.endsWith("/live_chart.js")));
          visit.address.follow({ query: { steps: "40" }, edition: 1 });
        }"""
    )
    assert reader.page.url.endswith("?steps=50")
    reader.type("steps, exact", "60")
    assert reader.page.url.endswith("?steps=60")


def test_scenes_flipped_fast_end_at_the_last(reader: Reader):
    reader.open("lesson=bias_correction")
    reader.page.keyboard.press("3")
    expect(reader.page.get_by_role("radio", name="Constant slope")).to_be_visible()
    reader.settle()
    scenes = reader.page.get_by_role("radiogroup", name="Scene").get_by_role("radio")
    for scene in (1, 2, 0, 1, 2, 0, 1):
        scenes.nth(scene).click()
        reader.page.wait_for_timeout(70)
    reader.page.wait_for_timeout(1500)
    expect(scenes.nth(1)).to_be_checked()
    assert reader.page.url.split("?")[1].startswith("lesson=bias_correction&scene=2")
