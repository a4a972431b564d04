"""The views below the rows: what a press on them does, and how long work is stopped."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.reader import Reader


def query(reader):
    return {key: text for key, (text,) in parse_qs(urlsplit(reader.page.url).query).items()}


def spot(reader, view, expression):
    """A place on the screen, from JavaScript that may name the figure `gd`, its axes and its place `box`."""
    reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()  # it is drawn when it can be seen
    figure = reader.page.locator(f".ads-{view} .js-plotly-plot")
    expect(figure.locator(".cartesianlayer .overplot > *").first).to_be_attached()
    figure.scroll_into_view_if_needed()
    return reader.page.evaluate(
        f"""() => {{
          const gd = document.querySelector(".ads-{view} .js-plotly-plot");
          const {{ xaxis: xa, yaxis: ya }} = gd._fullLayout, box = gd.getBoundingClientRect();
          return {expression};
        }}"""
    )


def cell(reader, column, row):
    return spot(
        reader,
        "sweep",
        f"[box.left + xa._offset + xa.c2p({column}), box.top + ya._offset + ya.c2p({row})]",
    )


def test_a_press_on_a_cell_and_on_a_rate_loads_what_it_shows(reader: Reader):
    reader.open("view=sweep")
    x, y, told = spot(reader, "sweep", "[gd.data[0].x[50], gd.data[0].y[20], gd.data[0].customdata[20][50]]")
    reader.page.mouse.move(*cell(reader, 50, 20))
    reader.page.mouse.click(*cell(reader, 50, 20))
    reader.settle()
    rate, beta1 = (float(query(reader)[f"adam.{name}"]) for name in ("learning_rate", "beta1"))
    assert (f"{rate:g}", f"{beta1:g}") == (f"{float(x):g}", f"{float(y):g}")
    losses = reader.curves("Array.from(gd.data.find((t) => t.meta?.run === 'adam').y)")
    assert abs(losses[-1] - told) <= 1e-5 * told
    # Now the page stands in the middle of that cell.
    assert abs(spot(reader, "sweep", "gd.layout.shapes[0].x0") - 50) < 1e-6
    assert reader.value("learning rate, exact") == x

    at = spot(reader, "rates", "gd.data.findIndex((t) => t.uid === 'rates-sgd')")
    rates = spot(reader, "rates", f"Array.from(gd.data[{at}].x)")
    place = f"xa.c2p(gd.data[{at}].x[100]), box.top + ya._offset + ya.c2p(gd.data[{at}].y[100])"
    left, top = spot(reader, "rates", f"[box.left + xa._offset + {place}]")
    reader.page.mouse.move(left, top)
    reader.page.mouse.click(left, top)
    reader.settle()
    loaded = float(query(reader)["sgd.learning_rate"])  # the points stand a pixel or two apart
    assert min(abs(loaded - rate) for rate in rates[98:103]) < 1e-9
    assert not reader.errors


def test_a_long_sweep_says_how_far_it_is_and_can_be_stopped(reader: Reader):
    reader.page.goto(f"{reader.server}/?surface=neuron&steps=2000&view=sweep&sweep=noise,batch,adam")
    stop = reader.page.locator(".st-key-stop button")
    expect(stop).to_be_visible()
    expect(reader.page.get_by_text("Sweeping")).to_be_visible()
    stop.click()
    expect(reader.page.get_by_text("Stopped before it was done.")).to_be_visible(timeout=5000)
    reader.settle()
    assert reader.page.locator(".ads-sweep").count() == 0
    # What the reader does wins over work that goes on.
    reader.page.get_by_role("button", name="Go on").click()
    expect(stop).to_be_visible()
    reader.slider("steps").press("ArrowLeft")
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('steps') === '1800'")
    reader.type("steps, exact", "20")
    assert spot(reader, "sweep", "gd.data[0].z.length") == 40
    expect(stop).to_have_count(0)
    assert not reader.errors


def test_a_press_in_a_basin_begins_there_and_the_run_ends_in_that_minimum(reader: Reader):
    reader.open("surface=himmelblau&view=basins&steps=300")
    place = "[box.left + xa._offset + xa.c2p(-5), box.top + ya._offset + ya.c2p(5)]"
    left, top = spot(reader, "basins-1", place)
    reader.page.mouse.move(left, top)
    expect(reader.page.locator(".ads-basins-1 .hoverlayer")).to_contain_text("to (−2.81, 3.13), there from")
    reader.page.mouse.click(left, top)
    reader.settle()
    x, y = map(float, query(reader)["start"].split(","))
    assert abs(x + 5) < 0.1
    assert abs(y - 5) < 0.1
    expect(reader.page.locator(".ads-row").first).to_contain_text("near (−2.81, 3.13)")
    assert not reader.errors


def test_one_press_races_all_at_their_best_and_one_sets_them_back(reader: Reader):
    reader.open("view=race&surface=rosenbrock")
    before = reader.drawn_paths()
    reader.page.locator(".st-key-best-rates button").click()
    reader.settle()
    assert query(reader)["adam.learning_rate"] == "1.5"
    assert all(one != other for one, other in zip(before, reader.drawn_paths(), strict=True))
    expect(reader.page.locator(".st-key-race")).to_contain_text("best α")
    reader.page.locator(".st-key-rates-back button").click()
    reader.settle()
    assert query(reader) == {"view": "race", "surface": "rosenbrock"}
    assert reader.drawn_paths() == before
    assert not reader.errors


def test_comparing_follows_the_player(reader: Reader):
    reader.open("view=compare&pair=adam,sgd")
    expect(reader.page.locator(".st-key-compare")).to_contain_text("After step 100")
    reader.page.keyboard.press("Home")
    for _ in range(7):
        reader.page.keyboard.press("ArrowRight")
    expect(reader.page.locator(".st-key-compare")).to_contain_text("After step 7 they are 1.13 apart")
    reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()
    expect(reader.page.locator(".ads-apart .scatterlayer .js-line").first).to_be_attached()
    assert not reader.errors


def test_in_space_the_paths_follow_the_player_and_the_camera_stays(reader: Reader):
    reader.open("view=space")
    reader.page.locator(".ads-anatomy").scroll_into_view_if_needed()

    def lengths():
        return reader.page.evaluate(
            "() => document.querySelector('.ads-space .js-plotly-plot')?.data"
            ".filter((t) => t.meta?.time).map((t) => t.x.length)"
        )

    def eye():
        return reader.page.evaluate(
            "() => { const { scene } = document.querySelector('.ads-space .js-plotly-plot')._fullLayout;"
            " return Object.values(scene._scene.getCamera().eye); }"
        )

    reader.page.wait_for_function(
        "() => document.querySelector('.ads-space .js-plotly-plot')?._fullLayout?.scene?._scene"
    )
    assert lengths() == [101, 1] * 3
    before = eye()
    box = reader.page.locator(".ads-space").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(*middle)
    reader.page.mouse.down()
    reader.page.mouse.move(middle[0] + 90, middle[1] + 20, steps=4)
    reader.page.mouse.up()
    reader.settle()  # space is drawn a frame after the pointer moved
    turned = eye()
    assert max(abs(one - other) for one, other in zip(before, turned, strict=True)) > 0.1
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("ArrowRight")
    reader.page.wait_for_function(
        "() => document.querySelector('.ads-space .js-plotly-plot').data[1].x.length === 2"
    )
    assert lengths() == [2, 1] * 3
    reader.turn("κ condition number")
    reader.page.wait_for_timeout(800)
    assert max(abs(one - other) for one, other in zip(turned, eye(), strict=True)) < 1e-6
    assert lengths() == [2, 1] * 3
    assert not reader.errors
