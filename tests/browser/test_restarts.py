"""The server dies and comes back: what a reader does first then takes effect, and all else is as it was."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.agreement import assert_agrees
from tests.browser.conftest import Server
from tests.browser.reader import Reader


def turn_slider(reader: Reader) -> None:
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 1, 0)


def turn_twelve(reader: Reader) -> None:
    reader.slider("learning rate").focus()
    reader.press("ArrowRight", 12, 40)


def write_box(reader: Reader) -> None:
    box = reader.page.get_by_label("learning rate, exact", exact=True).first
    box.fill("0.0123")
    box.press("Enter")


def flip_switch(reader: Reader) -> None:
    reader.page.get_by_text("Bias correction", exact=True).first.click()


def hide_a_run(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Hide", exact=True).first.click()


def move_the_start(reader: Reader) -> None:
    reader.page.mouse.click(*reader.pixel(1.0, 1.0))


def scrub(reader: Reader) -> None:
    reader.page.locator(".ads-scrub").fill("37")


ACTS = {
    turn_slider: {"adam.learning_rate": "0.11"},
    turn_twelve: {"adam.learning_rate": "0.36"},
    write_box: {"adam.learning_rate": "0.0123"},
    flip_switch: {"adam.bias_correction": "off"},
    scrub: {"step": "37"},
    move_the_start: {"start": re.compile(r"(0\.99|1|1\.0)\d*,(0\.99|1|1\.0)\d*")},
    hide_a_run: {"hide": "adam"},
}
# One of every kind of message.
KINDS = {act: ACTS[act] for act in (turn_slider, write_box, scrub, hide_a_run)}


def assert_told(reader: Reader, expected: dict[str, str | re.Pattern[str]]) -> None:
    """The address comes to say just this; a report that nobody heard is sent again after eight seconds."""

    def told() -> bool:
        query = dict(parse_qsl(urlsplit(reader.page.url).query))
        same = all(re.fullmatch(value, query.get(key, "")) for key, value in expected.items())
        return same and query.keys() == expected.keys()

    for _ in range(140):
        if told():
            return
        reader.page.wait_for_timeout(100)
    assert told(), reader.page.url


def restart(reader: Reader, server: Server, *, greeting: bool) -> None:
    """Kill the server, start it anew, and go on as soon as the page can be used again."""
    server.stop()
    reader.page.wait_for_timeout(300)
    server.start()
    if greeting:
        app = reader.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=20_000)
    else:
        expect(reader.slider("learning rate")).to_be_enabled(timeout=20_000)
        reader.page.wait_for_timeout(1500)


@pytest.mark.parametrize(
    ("greeting", "acts"), [(True, ACTS), (False, KINDS)], ids=["after its greeting", "without one"]
)
def test_the_first_turn_after_a_restart_counts(
    context: BrowserContext, mortal_server: Server, greeting: bool, acts: dict
):
    reader = Reader(context.new_page(), mortal_server.address)
    if not greeting:  # as if Streamlit did not mark its connection: the page cannot greet a new server
        reader.page.add_init_script(
            "Element.prototype.setAttribute = ((set) => function (name, value) {"
            "  set.call(this, name === 'data-test-connection-state' ? 'data-no-mark' : name, value);"
            "})(Element.prototype.setAttribute);"
        )
    reader.open("adam.beta1=0.8&sgd.label=mine")
    expected = {"adam.beta1": "0.8", "sgd.label": "mine"}
    for act, change in acts.items():
        restart(reader, mortal_server, greeting=greeting)
        act(reader)
        expected |= change
        assert_told(reader, expected)
        if act is not hide_a_run:
            assert_agrees(reader)
