"""What the server hands out over the wire, asked for as a browser does."""

import gzip
import re
import urllib.error
import urllib.request

from interface import files
from interface.server import _our_file as our_file


def asked(address, **headers):
    """The answer's status, headers and body."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"} | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, b""


def test_what_a_link_says_never_reaches_the_first_page(server):
    untouched = asked(f"{server}/")[2]
    hostile = "present=%22%3E%3Cscript%3E&embed=%3Cb%3E&surface=%3Cimg%3E"
    assert asked(f"{server}/?{hostile}")[2] == untouched
    assert b"data-adamscope-presents" in asked(f"{server}/?present=on")[2].split(b"<head>")[0]


def test_the_first_page_is_asked_for_anew_each_time(server):
    assert asked(f"{server}/")[1]["Cache-Control"] == "no-cache"


def test_files_are_kept_for_good_and_travel_compressed(server):
    page = asked(f"{server}/")[2].decode()
    streamlits = re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', page)
    assert len(streamlits) > 5
    for path in (files.PLOTLY_PATH, files.SCRIPT_PATH, files.STYLE_PATH, *streamlits[:5]):
        for _ in range(2):  # made, and kept
            status, headers, body = asked(f"{server}/{path}")
            assert status == 200, path
            assert "immutable" in headers["Cache-Control"], path
            assert headers["Content-Encoding"] == "gzip", path
            assert headers["Vary"] == "Accept-Encoding", path
            assert gzip.decompress(body) == plain(server, path), path


def plain(server, path):
    """The file as it is: ours on the disk, Streamlit's as those get it who cannot take it compressed."""
    if file := our_file(f"/{path}"):
        return file.read_bytes()
    _, headers, body = asked(f"{server}/{path}", **{"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in headers, path
    return body


def test_a_name_that_is_no_file_is_not_kept(server):
    for path in ("static/js/nothing.js", "component/interface.live_chart.browser.nobody/x.js"):
        for _ in range(2):
            _, headers, _ = asked(f"{server}/{path}")
            assert "immutable" not in (headers["Cache-Control"] or ""), path
