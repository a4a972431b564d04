"""A rule of one's own, typed as a reader types it; and the map's hills."""

from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import expect

from tests.browser.reader import Reader


def query(reader):
    return {key: text for key, (text,) in parse_qs(urlsplit(reader.page.url).query).items()}


def test_equations_are_typed_turned_refused_and_shared(reader: Reader):
    reader.open("runs=own,adam")
    card = reader.card(0)
    expect(card.get_by_text("This is Adam: on random gradients")).to_be_visible()
    own, adam = (reader.positions(name) for name in ("own", "adam"))
    np.testing.assert_array_equal(own, adam)

    box = card.get_by_label("Equations", exact=True)
    box.fill("b = c·b + g\nc = 0.5\nθ = θ − α·b/(1 + |b|)")
    box.press("Control+Enter")
    reader.settle()
    assert query(reader)["own.equations"] == "b = c·b + g; c = 0.5; θ = θ − α·b/(1 + |b|)"
    assert not np.array_equal(reader.positions("own"), adam)
    expect(card.get_by_text("This is Adam")).to_have_count(0)
    before = reader.positions("own")
    reader.turn("c number")
    assert query(reader)["own.c"] == "0.505"
    assert not np.array_equal(reader.positions("own"), before)
    # Inside the step its equations stand with their numbers.
    expect(reader.page.locator(".st-key-inside table")).to_contain_text("Your equation")

    box.fill("b = __import__('os'); theta = theta - alpha*b")
    box.press("Control+Enter")
    reader.settle()
    expect(card.get_by_text("In b: the sign")).to_be_visible()
    expect(box).to_have_value("b = __import__('os'); theta = theta - alpha*b")
    assert query(reader)["own.c"] == "0.505"

    shared = urlsplit(reader.page.url).query
    here = reader.positions("own")
    reader.open(shared)
    np.testing.assert_array_equal(reader.positions("own"), here)
    assert not reader.errors


def test_any_rules_equations_are_edited(reader: Reader):
    reader.open("runs=lion,sgd")
    reader.card(0).get_by_role("button", name="Edit these equations").click()
    reader.settle()
    assert query(reader)["runs"] == "lion,sgd,own"
    np.testing.assert_array_equal(reader.positions("own"), reader.positions("lion"))


def test_the_hills_are_shaded_by_a_switch(reader: Reader):
    reader.open("surface=himmelblau")
    switch = reader.page.get_by_text("Hill shading", exact=True)
    shade = reader.page.locator(".contourlayer .ads-shade")
    expect(shade).to_have_count(0)
    switch.click()
    reader.settle()
    expect(shade).to_have_count(1)
    assert query(reader)["shading"] == "on"
    # It lies on the map, under the paths, and follows the axes.
    sides = "['left', 'top', 'right', 'bottom']"
    edges = f"{sides}.map((side) => gd.querySelector('{{}}').getBoundingClientRect()[side])"
    hills, plot = (reader.map(edges.format(where)) for where in (".ads-shade", ".nsewdrag"))
    np.testing.assert_allclose(hills, plot, atol=1.5)
    switch.click()
    reader.settle()
    expect(shade).to_have_count(0)
    assert not reader.errors
