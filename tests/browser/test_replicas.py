"""Two replicas behind nginx, as deploy/ sets them up: who is asked, what is sent, and what a death costs."""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage

import pytest
from playwright.sync_api import BrowserContext, expect

from interface.files import PLOTLY_PATH, SCRIPT_PATH
from tests.browser.agreement import assert_agrees
from tests.browser.conftest import Server
from tests.browser.reader import Reader
from tests.browser.replicas import Replicas, nginx
from tests.browser.test_restarts import KINDS, assert_told, hide_a_run
from tests.browser.test_take import download


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    yield from _running(Replicas(tmp_path_factory.mktemp("replicas")))


@pytest.fixture(scope="module")
def replica_under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """One, with a base path, in whose frame another site may stand."""
    folder = tmp_path_factory.mktemp("path")
    yield from _running(Replicas(folder, 1, base="see/adam", frames="'self' https://moodle.example.org"))


def _running(replicas: Replicas) -> Iterator[Replicas]:
    nginx()
    try:
        replicas.start()
        yield replicas
    finally:
        replicas.stop()


def _asked(address: str, **headers: str) -> tuple[int, HTTPMessage, str]:
    """The status, the headers and where the answer came from in the end."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=named), timeout=10) as answer:
            return answer.status, answer.headers, answer.url
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.url


def test_nginx_finds_nothing_wrong_with_the_configuration(replicas: Replicas):
    assert replicas.complaints() == ""


def test_the_first_thing_after_a_death_counts(context: BrowserContext, replicas: Replicas):
    """Each time the replica dies that the reader has: the next click takes effect, all else is as it was."""
    reader = Reader(context.new_page(), replicas.address)
    reader.open("adam.beta1=0.8&sgd.label=mine&view=compare")
    expected = {"adam.beta1": "0.8", "sgd.label": "mine", "view": "compare"}
    for act, change in KINDS.items():
        dead = replicas.used()
        dead.stop()
        app = reader.page.locator("[data-testid=stApp]")
        reader.page.wait_for_timeout(150)
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=20_000)
        act(reader)
        expected |= change
        assert_told(reader, expected)
        if act is not hide_a_run:
            assert_agrees(reader)
        dead.start()
    reader.errors.clear()  # the browser tells of connections that broke off


def test_a_lesson_and_its_guess_outlive_a_death(context: BrowserContext, replicas: Replicas):
    reader = Reader(context.new_page(), replicas.address)
    reader.open("lesson=ravine")
    reader.page.keyboard.press("2")
    expect(reader.page.get_by_text("Why.", exact=True)).to_be_visible()
    reader.settle()
    dead = replicas.used()
    dead.stop()
    app = reader.page.locator("[data-testid=stApp]")
    reader.page.wait_for_timeout(150)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=20_000)
    reader.page.get_by_role("radiogroup", name="Scene").get_by_role("radio").nth(1).click()
    assert_told(reader, {"lesson": "ravine", "scene": "2"})
    expect(reader.page.get_by_text("Why.", exact=True)).to_be_visible()
    dead.start()


def test_a_connection_that_breaks_off_costs_nothing(context: BrowserContext, replicas: Replicas):
    """As when a laptop sleeps: the session is still there, but the way to it was gone for a while."""
    time.sleep(5.5)  # until nginx forgets that one had been dead
    reader = Reader(context.new_page(), replicas.address)
    reader.open("adam.beta1=0.8")
    there = replicas.used()
    replicas.break_off()
    app = reader.page.locator("[data-testid=stApp]")
    reader.page.wait_for_timeout(150)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=20_000)
    reader.slider("learning rate").focus()
    reader.page.keyboard.press("ArrowRight")
    assert_told(reader, {"adam.beta1": "0.8", "adam.learning_rate": "0.11"})
    assert_agrees(reader)
    assert replicas.used() is there


def test_a_reader_stays_and_a_class_is_spread(replicas: Replicas):
    """By the cookie: all of these come from one address."""
    time.sleep(5.5)  # until nginx forgets that one had been dead
    before = len(replicas.lines('"GET /" 200', 0))
    for number in range(24):
        for _ in range(2):
            _asked(replicas.address + "/", Cookie=f"adamscope_replica={number:032x}")
    asked = [line.rpartition(" ")[2] for line in replicas.lines('"GET /" 200', before + 48)[before:]]
    assert asked[::2] == asked[1::2]
    assert min(asked.count(each) for each in set(asked)) >= 10
    assert len(set(asked)) == 2


def test_a_cookie_is_given_once_and_a_forged_one_is_replaced(replicas: Replicas):
    given = _asked(replicas.address + "/")[1]["Set-Cookie"]
    assert re.fullmatch(r"adamscope_replica=[0-9a-f]{32}; Path=/; .*HttpOnly; SameSite=Lax", given)
    assert _asked(replicas.address + "/", Cookie=given.partition(";")[0])[1]["Set-Cookie"] is None
    forged = "adamscope_replica=a\"b'<script>"
    assert _asked(replicas.address + "/", Cookie=forged)[1]["Set-Cookie"].startswith("adamscope_replica=")


@pytest.mark.parametrize("path", [PLOTLY_PATH, SCRIPT_PATH])
def test_what_never_changes_comes_from_the_disk_for_good(
    replicas: Replicas, replica_under_a_path: Replicas, path: str
):
    for each in (replicas, replica_under_a_path):
        status, headers, _ = _asked(f"{each.address}/{path}", Accept_Encoding="gzip")
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert "immutable" in headers["Cache-Control"]
        asked = each.lines(rf"/{path}\"")
        assert asked
        assert all(line.endswith(" -") for line in asked)  # no replica was asked


def test_a_file_that_is_not_there_is_not_kept(replicas: Replicas):
    headers = _asked(f"{replicas.address}/static/js/nothing.js", Accept_Encoding="gzip")[1]
    assert "immutable" not in (headers["Cache-Control"] or "")


def test_telemetry_is_not_for_readers(replicas: Replicas, replica_under_a_path: Replicas):
    for each in (replicas, replica_under_a_path):
        for end in ("", "/"):
            assert _asked(f"{each.address}/_stcore/metrics{end}")[0] == 403
        assert _asked(f"{each.address}/_stcore/health")[0] == 200


def test_a_base_path_needs_no_slash(replica_under_a_path: Replicas):
    status, headers, url = _asked(f"{replica_under_a_path.address}?steps=50")
    assert (status, url) == (200, f"{replica_under_a_path.address}/?steps=50")
    assert headers["Content-Type"].startswith("text/html")


def test_the_page_works_under_a_base_path_and_its_policy(
    context: BrowserContext, replica_under_a_path: Replicas
):
    """No error in the console: what the policy forbids would be one. Space draws with WebGL."""
    reader = Reader(context.new_page(), replica_under_a_path.address)
    for query in ("lesson=ravine", "surface=line&batch=8&view=space"):
        reader.open(query)
        reader.page.wait_for_timeout(1000)
    # What makes files of pictures, and a picture out of text.
    reader.open("steps=20&view=take")
    reader.page.get_by_role("button", name="Save", exact=True).click()
    for name in ("PNG", "SVG", "Video"):
        assert download(reader, name, reader.page.locator(".ads-saving"))[0]
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("button", name="Make a worksheet").click()
    code = reader.page.get_by_role("dialog").locator("img")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.naturalWidth") > 0
    assert (reader.errors, reader.strangers) == ([], [])
    # and that it is in force
    reader.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.text = "window.forbidden = true";
          document.body.append(script);
        }"""
    )
    assert reader.page.evaluate("window.forbidden") is None
    assert "Content Security Policy" in reader.errors.pop()


def test_frames_are_for_whom_the_deployer_says(replicas: Replicas, replica_under_a_path: Replicas):
    policies = [
        _asked(each.address + "/")[1]["Content-Security-Policy"] for each in (replicas, replica_under_a_path)
    ]
    assert policies[0].endswith("frame-ancestors 'self'")
    assert policies[1].endswith("frame-ancestors 'self' https://moodle.example.org")


def test_no_log_holds_what_a_reader_wrote(context: BrowserContext, replicas: Replicas):
    reader = Reader(context.new_page(), replicas.address)
    reader.open("adam.label=S3CRET-name&surface=formula&formula.text=x^2%2By^2%2B77123")
    reader.type("learning rate, exact", "S3CRET-number")
    dead = replicas.used()
    dead.stop()
    for number in range(8):  # some of these are the dead one's
        cookie = f"adamscope_replica={number:032x}"
        assert _asked(f"{replicas.address}/?adam.label=S3CRET-name", Cookie=cookie)[0] == 200
    assert replicas.lines(rf"127\.0\.0\.1:{dead.port}, "), "and another one answered"
    dead.start()
    reader.errors.clear()
    logs = [server.log.read_text() for server in replicas.servers] + [replicas.access(), replicas.errors()]
    assert not [log for log in logs if "S3CRET" in log or "77123" in log]


def test_a_port_that_is_taken_is_said(replicas: Replicas, tmp_path):
    taken = Server(tmp_path)
    taken.port = replicas.servers[0].port
    with pytest.raises(pytest.fail.Exception, match=f"Port {taken.port} is not available"):
        taken.start()
