"""Sliders that live: what is on the page while a thumb is held, and after it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Locator

from tests.browser.reader import Reader

_WATCH = """() => {
  window.supposed = 0; window.addresses = 0;
  document.addEventListener("adamscope-supposed", () => window.supposed++);
  const replace = history.replaceState.bind(history);
  history.replaceState = (...change) => { window.addresses++; replace(...change); };
}"""


@contextmanager
def held(reader: Reader, thumb: Locator) -> Iterator[tuple[float, float]]:
    """Press on a thumb and release it where the mouse is then; gives the place of the press."""
    thumb.scroll_into_view_if_needed()
    box = thumb.locator("xpath=..").bounding_box()  # of what one sees of it
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    yield x, y
    reader.page.mouse.up()
    reader.settle()


def wander(reader: Reader, x: float, y: float, moves: int = 20) -> None:
    """Move to and fro, as one does who looks for a value, and stay at the right."""
    for move in range(moves):
        reader.page.mouse.move(x + 40 * np.sin(move / 2.5), y)
        reader.page.wait_for_timeout(25)
    reader.page.mouse.move(x + 30, y)
    reader.page.wait_for_timeout(600)


def said(reader: Reader) -> list[str]:
    return reader.page.locator(".ads-row").all_inner_texts()


@pytest.mark.parametrize("label", ["learning rate", "condition", "steps"])
def test_the_picture_follows_a_thumb_that_is_held(reader: Reader, label: str) -> None:
    reader.open()
    reader.page.evaluate(_WATCH)
    thumb, before, address = reader.slider(label), said(reader), reader.page.url
    with held(reader, thumb) as (x, y):
        wander(reader, x, y)
        text = thumb.get_attribute("aria-valuetext")
        while_held = said(reader), reader.drawn_paths()
        assert reader.page.evaluate("window.supposed") >= 3
        assert reader.page.url == address, "the address waits for the release"
        assert while_held[0] != before
        assert reader.page.locator(".ads-map .ads-ghost path").count() == 3
    assert thumb.get_attribute("aria-valuetext") == text, "nothing takes the thumb from the hand"
    assert (said(reader), reader.drawn_paths()) == while_held
    assert reader.page.evaluate("window.addresses") == 1
    assert reader.page.url != address
    assert reader.page.locator(".ads-ghost path").count() == 0
    assert reader.watched("removed") == 0


def test_a_thumb_that_comes_back_leaves_all_as_it_was(reader: Reader) -> None:
    reader.open()
    before = said(reader), reader.drawn_paths()
    with held(reader, reader.slider("condition")) as (x, y):
        wander(reader, x, y)
        assert said(reader) != before[0]
        reader.page.mouse.move(x, y)
    reader.page.wait_for_timeout(500)
    assert (said(reader), reader.drawn_paths()) == before
    assert reader.page.url.partition("?")[2] == ""
    # Nor does it hinder what comes next.
    reader.turn("learning rate")
    assert "learning_rate=0.11" in reader.page.url


def test_what_is_turned_next_begins_where_the_thumb_was_released(reader: Reader) -> None:
    reader.open()
    for label in ("learning rate", "decay of m", "learning rate"):
        with held(reader, reader.slider(label)) as (x, y):
            wander(reader, x, y, moves=8)
    values = {
        label: reader.slider(label).get_attribute("aria-valuetext")
        for label in ("learning rate", "decay of m")
    }
    query = reader.page.url.partition("?")[2]
    assert dict(re.findall(r"adam\.(\w+)=([\d.]+)", query)) == {
        "learning_rate": values["learning rate"],
        "beta1": values["decay of m"],
    }
    assert reader.value("learning rate, exact") == values["learning rate"]


def test_the_player_rests_where_it_did(reader: Reader) -> None:
    reader.open()
    reader.page.locator(".ads-back").click(click_count=5)
    reader.settle()
    with held(reader, reader.slider("decay of v")) as (x, y):
        wander(reader, x, y)
        assert reader.step() == "step 95 of 100"
    assert reader.step() == "step 95 of 100"


def test_a_slider_that_announces_nothing_acts_on_release(reader: Reader) -> None:
    reader.open()
    reader.page.evaluate(_WATCH)
    thumb = reader.slider("learning rate")
    # What the page of another Streamlit might be like.
    thumb.evaluate(
        """(thumb) => {
          thumb.removeAttribute("aria-valuetext");
          thumb.setAttribute = (name, value) =>
            name === "aria-valuetext" || Element.prototype.setAttribute.call(thumb, name, value);
        }"""
    )
    with held(reader, thumb) as (x, y):
        wander(reader, x, y, moves=10)
    assert reader.page.evaluate("window.supposed") == 0
    assert "adam.learning_rate=" in reader.page.url
    assert not reader.errors


def test_a_press_beside_a_slider_holds_none(reader: Reader) -> None:
    """A report that leaves while the page answers could take the place of what was pressed."""
    reader.open()
    reader.page.evaluate("window.told = 0; document.addEventListener('adamscope-drawn', () => window.told++)")
    box = reader.card().get_by_text("Kingma").bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 5, box["y"] + 5)
    reader.page.mouse.down()
    reader.page.mouse.up()
    with held(reader, reader.slider("learning rate")):
        pass
    assert reader.page.evaluate("window.told") == 0, "nothing was asked, so nothing is over"


def test_a_surface_that_is_held_lies_over_the_old_one(reader: Reader) -> None:
    reader.open()
    sketch = reader.page.locator(".ads-map .ads-sketch")
    with held(reader, reader.slider("condition")) as (x, y):
        wander(reader, x, y)
        assert sketch.count() == 1
        assert not reader.page.locator(".ads-map .contourlayer").is_visible()
        canvas, axes = sketch.bounding_box(), reader.page.locator(".ads-map .nsewdrag").first.bounding_box()
        assert canvas
        assert axes
        assert all(abs(canvas[side] - axes[side]) <= 1.5 for side in axes)
        image = sketch.evaluate("(canvas) => canvas.toDataURL()")
        reader.page.mouse.move(x + 45, y)
        reader.page.wait_for_timeout(600)
        assert sketch.evaluate("(canvas) => canvas.toDataURL()") != image, "the heights follow the thumb"
    assert sketch.count() == 0
    assert reader.page.locator(".ads-map .contourlayer").is_visible()
