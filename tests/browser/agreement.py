"""The one thing that must hold whenever the page rests: all that it shows is one and the same experiment."""

from urllib.parse import parse_qsl, urlsplit

import numpy as np
from playwright.sync_api import Locator

from interface.runs import shown_runs
from page import Page, from_query
from tests.browser.reader import Reader
from tunables import EXACT, Numbers, Switch, short, tunables


def place(reader: Reader) -> Page:
    """What the address says."""
    place, complaints = from_query(dict(parse_qsl(urlsplit(reader.page.url).query, keep_blank_values=True)))
    assert not complaints
    return place


def assert_agrees(reader: Reader) -> Page:
    """Thumbs, boxes, switches, rows, paths and the player's step show what the address says."""
    reader.settle()
    here = place(reader)
    experiment = here.experiment
    surface, first = experiment.surface, experiment.runs[0].optimizer
    shown, expected = {}, {}

    def compare(name: str, is_shown: object, is_expected: object) -> None:
        shown[name], expected[name] = is_shown, is_expected

    sidebar = reader.page.get_by_test_id("stSidebar")
    for thing, place_of in ((surface, sidebar), (first, reader.card())):
        for tunable in tunables(type(thing)):
            value = getattr(thing, tunable.name)
            if isinstance(tunable.scale, Switch):
                switch = place_of.get_by_role("switch", name=tunable.words.capitalize())
                compare(tunable.name, switch.is_checked(), value)
                continue
            if isinstance(tunable.scale, Numbers):
                slider = place_of.get_by_test_id("stSlider").filter(has_text=tunable.words).first
                compare(f"{tunable.name} thumb", _thumb(slider), tunable.show(value))
                label = f"{tunable.words}, exact"
                compare(
                    f"{tunable.name} box",
                    place_of.get_by_label(label, exact=True).first.input_value(),
                    tunable.show(value),
                )
    x, y = experiment.start_point
    boxes = tuple(reader.value(f"Start {letter}") for letter in surface.letters)
    compare("start", boxes, (short(x, EXACT), short(y, EXACT)))
    compare("steps", reader.value("steps, exact"), str(experiment.step_count))
    runs = shown_runs(experiment)
    sentences = reader.page.locator(".ads-row:not(.ads-hidden) .ads-sentence").all_inner_texts()
    compare("rows", sentences, [end.sentence for *_, end in runs])
    compare("step", reader.step(), f"step {here.resting_step} of {experiment.step_count}")
    differing = {name: (shown[name], expected[name]) for name in shown if shown[name] != expected[name]}
    assert not differing, f"shown, and what the address says: {differing}"
    for run, *_ in runs:
        np.testing.assert_allclose(
            reader.positions(run.name), run.trajectory.positions.T.astype(np.float32), rtol=1e-6, atol=1e-30
        )
    return here


def _thumb(slider: Locator) -> str:
    return slider.get_by_test_id("stSliderThumbValue").inner_text()
