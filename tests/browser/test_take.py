"""What a reader takes home is downloaded as a reader does it, opened again and compared."""

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, expect

from experiment import from_query
from tests.browser.reader import Reader
from tests.exports.running import agrees

SVG = "{http://www.w3.org/2000/svg}"


def download(reader, name, inside=None):
    """The bytes of what a button gives, and what its file is called."""
    button = (inside or reader.page).get_by_role("button", name=name, exact=True).last
    with reader.page.expect_download(timeout=30_000) as coming:
        button.click()
    return coming.value.path().read_bytes(), coming.value.suggested_filename


def test_the_numbers_the_code_and_the_notebook(reader: Reader):
    query = {"surface": "line", "runs": "adam,own", "steps": "40", "batch": "8", "adam.label": "<b>=1</b>"}
    reader.open("&".join(f"{key}={text}" for key, text in query.items()) + "&view=take")
    experiment, _ = from_query(query)
    went = dict(zip(experiment.names, map(experiment.went, experiment.runs), strict=True))

    text, name = download(reader, "CSV")
    assert name == "adamscope-line.csv"
    rows = [row for row in csv.DictReader(io.StringIO(text.decode())) if row["run"] == "own"]
    theta = np.array([float(row["theta"]) for row in rows]).reshape(-1, 2)
    np.testing.assert_array_equal(theta, went["own"].positions)

    script, name = download(reader, "NumPy script")
    assert name == "adamscope-adam-numpy.py"
    agrees(script.decode(), experiment, "adam")
    reader.page.get_by_role("tab", name="PyTorch").click()
    script, name = download(reader, "PyTorch script")
    assert name == "adamscope-adam-pytorch.py"
    assert b"torch.optim.Adam([theta], lr=0.1" in script
    # The code of another run, which is then the one that is looked into.
    reader.page.get_by_role("radio", name="Your own rule").or_(
        reader.page.get_by_role("button", name="Your own rule")
    ).last.click()
    reader.settle()
    reader.page.get_by_role("tab", name="NumPy").click()
    script, name = download(reader, "NumPy script")
    assert name == "adamscope-own-numpy.py"
    agrees(script.decode(), experiment, "own")

    book, name = download(reader, "Notebook")
    assert name == "adamscope-line.ipynb"
    assert "from_query" in "".join(json.loads(book)["cells"][1]["source"])
    assert not reader.errors


def test_a_picture_has_everything_that_is_on_the_screen(reader: Reader):
    reader.open("surface=himmelblau&step=4&runs=adam,sgd&adam.label=A%26B")
    expect(reader.page.locator(".ads-legend button").first).to_be_visible()
    size = reader.page.locator(".ads-figures").bounding_box()
    reader.page.get_by_role("button", name="Save", exact=True).click()
    drawn, name = download(reader, "SVG", reader.page.locator(".ads-saving"))
    assert name == "adamscope-himmelblau.svg"
    root = ET.fromstring(drawn)
    texts = [" ".join("".join(each.itertext()).split()) for each in root.iter(f"{SVG}text")]
    for words in ("Adamscope · Himmelblau", "A&B", "SGD", "loss, f", "step", "−g", "×0.002"):
        assert any(words in text for text in texts), words
    assert any(text.startswith("Step 4 of 200. Contour levels") for text in texts)
    positions = reader.page.locator(".ads-position").all_inner_texts()
    assert {*positions} <= {*texts}
    assert float(root.get("width")) == pytest.approx(3 * (size["width"] + 30), abs=15)
    # Paths, heads and arrows, in the colours of their runs.
    strokes = {part.get("stroke") for part in root.iter() if part.get("stroke")}
    assert {"rgb(213, 94, 0)", "rgb(0, 114, 178)"} <= strokes
    assert sum(part.tag == f"{SVG}circle" for part in root.iter()) >= 4, (
        "the heads of two runs on two figures"
    )
    # It fetches nothing, and no name in it is a script.
    assert not re.search(rb'href="(?!data:|#)|<script|url\((?!#|&quot;data:|"data:|&quot;#)', drawn)

    picture, name = download(reader, "PNG", reader.page.locator(".ads-saving"))
    assert name == "adamscope-himmelblau.png"
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (round(float(root.get("width"))), round(float(root.get("height"))))
    assert not reader.errors


def test_the_playback_is_recorded_and_the_player_is_where_it_was(reader: Reader):
    reader.open("steps=20&step=7&runs=adam")
    reader.page.get_by_role("button", name="Save", exact=True).click()
    video, name = download(reader, "Video", reader.page.locator(".ads-saving"))
    assert name == "adamscope-bowl.webm"
    assert video[:4] == b"\x1aE\xdf\xa3", "what every WebM begins with"
    assert reader.step() == "step 7 of 20"
    assert "step=7" in reader.page.url
    # Shown again, it is as long as its 21 pictures take, and the last of them is another one than the first.
    seen = reader.page.evaluate(
        """async (bytes) => {
          const video = document.createElement("video");
          video.muted = true;
          video.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
          await video.play();
          const began = performance.now();
          const shot = () => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 120 });
            canvas.getContext("2d").drawImage(video, 0, 0, 200, 120);
            return canvas.toDataURL();
          };
          const first = shot();
          await new Promise((resolve) => (video.onended = resolve));
          return [video.videoWidth, performance.now() - began, first !== shot()];
        }""",
        list(video),
    )
    assert seen[0] > 800
    assert seen[1] > 20 * 100
    assert seen[2]
    assert not reader.errors


def test_the_page_in_a_file_plays_without_a_server(reader: Reader, context: BrowserContext, tmp_path):
    reader.open("surface=line&batch=8&steps=30&step=12&runs=adam,sgd&sgd.label=%3C%2Fscript%3E&view=take")
    page, name = download(reader, "HTML")
    assert name == "adamscope-line.html"
    file = tmp_path / name
    file.write_bytes(page)
    asked, wrong = [], []
    alone = context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: wrong.append(str(error)))
    alone.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    alone.goto(file.as_uri())
    expect(alone.locator(".ads-step")).to_have_text("step 12 of 30")
    expect(alone.locator(".ads-map .js-plotly-plot")).to_be_visible()
    expect(alone.locator(".ads-label")).to_have_text(["Adam", "</script>"])
    assert (
        alone.locator(".ads-position").all_inner_texts()
        == reader.page.locator(".ads-position").all_inner_texts()
    )
    alone.keyboard.press("ArrowRight")
    expect(alone.locator(".ads-step")).to_have_text("step 13 of 30")
    assert all(url.startswith(("blob:", "data:", file.as_uri())) for url in asked)
    assert not wrong
    alone.close()
