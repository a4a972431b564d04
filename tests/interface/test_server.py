"""What the server hands out before the page itself speaks."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit import file_util
from streamlit.web.server.app_discovery import discover_asgi_app

from interface import files, server
from interface.live_chart import browser

ROOT = Path(__file__).parents[2]


def test_streamlit_finds_the_app():
    found = discover_asgi_app(ROOT / "app.py")
    assert found.import_string == "app:app"


@pytest.mark.parametrize("presents", [False, True])
@pytest.mark.parametrize("embedded", [False, True])
def test_the_first_bytes_say_what_the_page_is(presents, embedded):
    page = server._html(presents, embedded)
    assert page.count("<title>") == 1
    assert "<title>Adamscope</title>" in page
    for meta in ('name="description"', 'property="og:title"', 'property="og:description"'):
        assert re.search(rf'<meta {meta} content="[^"]+">', page)
    assert len(re.findall('rel="shortcut icon"', page)) == 1
    assert "data:image/svg+xml" in page
    assert ("data-adamscope-presents" in page.split("<head>")[0]) == presents
    assert ("data-adamscope-embedded" in page.split("<head>")[0]) == embedded
    assert (server._ASIDE in page) == (not presents and not embedded)
    assert page.index(".st-key-masthead") > page.index('id="root"')


def test_nothing_of_streamlits_page_is_lost():
    ours = server._html(False, False)
    theirs = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    lines = [line for line in theirs.splitlines() if line.strip()]
    gone = [line.strip() for line in lines if line not in ours.splitlines()]
    # The title, the icon, a script between its tags, and the ends of head and body, with more on their line.
    assert len(gone) <= 7, gone


def test_no_script_stands_between_its_tags():
    """A policy that admits files alone would stop it."""
    for presents, embedded in ((False, False), (True, True)):
        page = server._html(presents, embedded)
        assert not re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", page)
        assert not re.findall(r"\son\w+=", page)


def test_the_scripts_of_what_comes_first_are_asked_for_at_once():
    page = server._html(False, False)
    asked = re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">', page)
    assert len(asked) == len(set(asked)), "each of them once"
    for name in asked:
        assert (server.STREAMLIT / "static" / "js" / name).is_file()
    for element in server._FIRST:
        assert any(name.startswith(f"{element}.") for name in asked), (
            f"Streamlit has no script for {element} now"
        )


def test_files_are_served_under_the_names_that_components_have():
    for path in (files.PLOTLY_PATH, files.SCRIPT_PATH, files.STYLE_PATH):
        assert path in browser._LOADER
        assert server._our_file(f"/{path}").is_file()
    assert browser.PLOTLY_COMPONENT.name == f"{files.SERVED_BY}.{files.PLOTLY_NAME}"
    assert browser.OWN_COMPONENT.name == f"{files.SERVED_BY}.{files.OWN_NAME}"


@pytest.mark.parametrize(
    "path",
    [
        "component/interface.live_chart.browser.plotly_0_0/plotly.min.js",
        f"component/{files.SERVED_BY}.{files.OWN_NAME}/../../app.py",
        f"component/{files.SERVED_BY}.{files.OWN_NAME}/nothing.js",
        f"component/{files.SERVED_BY}.{files.OWN_NAME}/live_chart.js/..",
        f"x/{files.PLOTLY_PATH}",
        f"/{files.PLOTLY_PATH}",
    ],
)
def test_no_other_file_is_ours(path):
    assert server._our_file(f"/{path}") is None


@pytest.mark.parametrize("base", ["", "/adam"])
def test_a_file_is_kept_under_one_name_whatever_is_asked_for(base):
    index = Path(file_util.get_static_dir()) / "index.html"
    name = re.search(r"static/js/index[^\"]+\.js", index.read_text(encoding="utf-8"))[0]
    folder, file = name.rsplit("/", 1)
    asked = [name, files.PLOTLY_PATH, f"{folder}/./{file}", f"{folder}/../js/{file}", f"x/{name}", f"/{name}"]
    asked += [f"x/{files.PLOTLY_PATH}", "static/js/nothing.js", f"{name}?1"]
    kept = server._LastingFiles(everything, base=base)
    # In a thread of its own, because the browser of other tests has a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        answers = [thread.submit(asyncio.run, get(kept, f"{base}/{path}")).result(10) for path in asked * 2]
    assert set(kept.kept) == {f"/{name}", f"/{files.PLOTLY_PATH}"}
    assert all(answer == 200 for answer in answers)


async def everything(scope, receive, send):
    """An app that answers whatever it is asked for; what has no such file with a page."""
    kind = b"text/html" if "nothing" in scope["path"] else b"text/javascript"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": b"x"})


async def get(app, path):
    """The status of the answer to a browser that asks for a path."""
    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    await app(scope, None, send)
    return sent[0]["status"]
