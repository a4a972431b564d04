"""A network in the browser: trained, turned, played, looked into, and tried with other rates."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.browser.test_sliders import held, wander


def query(reader):
    return {key: text for key, (text,) in parse_qs(urlsplit(reader.page.url).query).items()}


def told(reader):
    """What stands above the images: how many are read at the player's step."""
    return reader.page.locator(".ads-images .ads-tiles-title").inner_text()


def wrong(reader):
    return reader.page.locator(".ads-images .ads-wrong").count()


def filters(reader):
    """The pictures of the first layer, as they stand on the screen."""
    return reader.page.evaluate(
        "() => [...document.querySelectorAll('.ads-filters canvas')].map((one) => one.toDataURL()).join()"
    )


def losses(reader, run):
    return reader.curves(f"Array.from(gd.data.find((t) => t.uid === 'y-{run}').y)")


def test_digits_are_trained_turned_played_and_tried_with_other_rates(reader: Reader):
    reader.open("surface=digits&steps=120")
    assert "of 360 right at step 120" in told(reader)
    before, rms = losses(reader, "adam"), losses(reader, "rmsprop")
    reader.page.evaluate("() => { window.watched.removed = 0; }")

    # β₂ is dragged: a network is trained anew while the thumb is held, and for good at the release.
    with held(reader, reader.slider("β₂")) as (x, y):
        wander(reader, x, y, moves=12)
        assert reader.watched("supposed"), "nothing was drawn while the thumb was held"
        assert "adam.beta2" not in query(reader), "the address waits for the release"
    assert float(query(reader)["adam.beta2"]) > 0.999
    assert losses(reader, "adam") != before
    assert losses(reader, "rmsprop") == rms, "the other runs are what they were"
    assert reader.watched("removed") == 0

    # Played, everything moves without a server trip.
    first, last = filters(reader), wrong(reader)
    reader.page.locator(".ads-first").click()
    expect(reader.page.locator(".ads-images .ads-tiles-title")).to_contain_text("at step 0")
    assert wrong(reader) > last
    assert filters(reader) != first
    asked = reader.page.evaluate("() => performance.getEntriesByType('resource').length")
    reader.page.locator(".ads-play").click()
    reader.page.wait_for_function(
        "() => document.querySelector('.ads-step').textContent.includes('step 120 of')"
    )
    assert wrong(reader) == last
    assert filters(reader) == first
    assert reader.page.evaluate("() => performance.getEntriesByType('resource').length") == asked

    # Its rates are tried, and one is loaded.
    reader.page.get_by_role("radio", name="Sweep").click()
    expect(reader.page.get_by_text("within 2 times that")).to_be_visible(timeout=60_000)
    reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()  # it is drawn when it can be seen
    figure = reader.page.locator(".ads-rates .js-plotly-plot")
    expect(figure.locator(".cartesianlayer .overplot > *").first).to_be_attached()
    reader.settle()
    figure.scroll_into_view_if_needed()
    left, top, rate = reader.page.evaluate(
        """() => {
          const gd = document.querySelector(".ads-rates .js-plotly-plot");
          const { xaxis: xa, yaxis: ya } = gd._fullLayout, box = gd.getBoundingClientRect();
          const { x, y } = gd.data.find((t) => t.uid === "rates-sgd");
          return [box.left + xa._offset + xa.d2p(x[8]), box.top + ya._offset + ya.d2p(y[8]), x[8]];
        }"""
    )
    reader.page.mouse.move(left, top)
    reader.page.mouse.click(left, top)
    reader.page.wait_for_function("() => new URLSearchParams(location.search).has('sgd.learning_rate')")
    assert abs(float(query(reader)["sgd.learning_rate"]) / rate - 1) < 1e-6
    reader.settle()
    assert not reader.errors
    assert not reader.strangers


def test_a_pixel_that_is_pressed_is_the_weight_that_is_looked_into(reader: Reader):
    reader.open("surface=digits&steps=60&step=20")
    picture = reader.page.locator(".ads-filters .ads-tile").nth(3)
    box = picture.locator("canvas").bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] * 4.5 / 8, box["y"] + box["height"] * 2.5 / 8)
    reader.page.wait_for_function("() => new URLSearchParams(location.search).has('weight')")
    assert query(reader)["weight"] == str((2 * 8 + 4) * 32 + 3)
    expect(picture).to_have_class("ads-tile ads-chosen")
    expect(reader.page.get_by_text("from input 20 to hidden unit 3")).to_be_visible()
    # With the keyboard it is the strongest of a unit.
    reader.page.locator(".ads-filters .ads-tile").nth(5).press("Enter")
    reader.page.wait_for_function(
        "() => Number(new URLSearchParams(location.search).get('weight')) % 32 === 5"
    )
    assert not reader.errors


def test_another_run_is_looked_into_with_its_own_pictures(reader: Reader):
    reader.open("surface=digits&steps=60")
    reader.page.locator(".st-key-inside").get_by_text("SGD", exact=True).click()
    expect(reader.page.locator(".ads-images .ads-tiles-title b")).to_have_text("SGD")
    reader.settle()
    expect(reader.page.locator(".ads-filters .ads-tiles-title b")).to_have_text("SGD")
    assert not reader.errors


def test_the_boundary_between_two_moons_bends_with_the_player(reader: Reader):
    reader.open("surface=moons&steps=200")
    path = reader.page.locator(".ads-regions .ads-models path")
    bent = path.get_attribute("d")
    told = reader.page.locator(".ads-regions .ads-told")
    expect(told).to_have_text("boundary of Adam at step 200")
    assert bent
    assert len(bent) > 1000
    reader.page.keyboard.press("Home")
    expect(path).not_to_have_attribute("d", bent)
    expect(told).to_have_text("boundary of Adam at step 0")
    reader.page.keyboard.press("End")
    expect(path).to_have_attribute("d", bent)
    assert reader.page.locator(".ads-regions image.ads-tint").count() == 1
    assert not reader.errors


def test_a_lesson_on_a_network_plays_after_the_guess(reader: Reader):
    reader.open("lesson=many_weights")
    assert "at step 0" in told(reader)
    reader.page.get_by_role("button", name="Only SGD").click()
    reader.page.wait_for_function(
        "() => document.querySelector('.ads-step').textContent.includes('step 300 of')"
    )
    expect(reader.page.locator(".ads-rows .ads-sentence").first).to_contain_text("validation accuracy")
    assert not reader.errors


def test_rates_that_take_long_say_how_far_they_are_and_give_way(reader: Reader):
    reader.page.goto(f"{reader.server}/?surface=digits&steps=2000&view=sweep")
    stop = reader.page.locator(".st-key-stop button")
    expect(stop).to_be_visible(timeout=30_000)
    expect(reader.page.get_by_text("Training with 25 rates")).to_be_visible()
    stop.click()
    expect(reader.page.get_by_text("Stopped before it was done.")).to_be_visible(timeout=5000)
    reader.page.get_by_role("button", name="Go on").click()
    expect(stop).to_be_visible()
    # What the reader does wins over work that goes on.
    reader.type("steps, exact", "10")
    expect(reader.page.get_by_text("within 2 times that")).to_be_visible(timeout=30_000)
    expect(stop).to_have_count(0)
    assert not reader.errors
