"""Who is who: the rows below the figures, the names on the map, and a click on a curve."""

import itertools

from tests.browser.reader import Reader


def strengths(reader: Reader, figure: str = "map") -> list[str]:
    """How strongly each line of a figure is drawn, by its trace's place in the figure."""
    return reader.page.evaluate(
        f"""() => [...document.querySelectorAll(".ads-{figure} .scatterlayer > .trace")]
          .filter((group) => group.querySelector(".js-line"))
          .sort((a, b) => a.__data__[0].trace.index - b.__data__[0].trace.index)
          .map((group) => group.style.opacity)"""
    )


def test_a_row_lights_its_run_up(reader: Reader) -> None:
    reader.open()
    assert strengths(reader) == ["", "0.7", "0.7"], "the run that is looked into"
    on_top = reader.map(
        "[...gd.querySelectorAll('.scatterlayer > .trace')].at(-1).__data__[0].trace.meta.run"
    )
    assert on_top == "adam"
    reader.page.locator(".ads-row").nth(2).hover()
    assert strengths(reader) == ["0.18", "0.18", ""]
    assert strengths(reader, "curves") == ["0.18", "0.18", ""] * 2
    reader.turn("learning rate")
    assert strengths(reader) == ["0.18", "0.18", ""], "also when the page answers meanwhile"
    reader.page.locator(".ads-step").hover()
    assert strengths(reader) == ["", "0.7", "0.7"]
    assert strengths(reader, "curves") == [""] * 6


def test_a_row_hides_its_run_and_shows_it_again(reader: Reader) -> None:
    reader.open()
    rows = reader.page.locator(".ads-row")
    rows.nth(1).click()
    reader.settle()
    assert "hide=rmsprop" in reader.page.url
    assert rows.count() == 3, "where it can be shown again"
    assert rows.nth(1).inner_text().split() == ["RMSprop", "hidden"]
    assert len(reader.drawn_paths()) == 2
    # Quickly, one after the other: none is lost.
    for row in (0, 1, 2):
        rows.nth(row).click()
    reader.settle()
    assert reader.page.url.endswith("?hide=adam,sgd")
    rows.nth(0).get_by_role("button", name="Adam").press("Enter")
    rows.nth(2).get_by_role("button", name="SGD").press("Enter")
    reader.settle()
    assert reader.page.url.partition("?")[2] == ""


def test_names_travel_with_the_heads_on_the_map(reader: Reader) -> None:
    reader.open("runs=adam,sgd,adam.2&adam.2.learning_rate=0.3")
    names = reader.page.locator(".ads-map .ads-name")
    assert sorted(names.all_text_contents()) == ["Adam", "Adam, α = 0.3", "SGD"]
    boxes = sorted(box["y"] for box in (name.bounding_box() for name in names.all()) if box)
    assert all(low + 12 < high for low, high in itertools.pairwise(boxes)), "none covers another"
    reader.page.keyboard.press("Home")
    assert names.first.evaluate("(name) => getComputedStyle(name).visibility") == "hidden"


def test_a_click_on_a_curve_goes_to_its_step(reader: Reader) -> None:
    reader.open()
    left, top = reader.curves(
        "[box.left + xa._offset + xa.c2p(40), box.top + gd._fullLayout.yaxis2._offset + 30]"
    )
    reader.page.mouse.click(left, top)
    reader.settle()
    assert reader.step() == "step 40 of 100"
    assert "step=40" in reader.page.url


def test_a_run_is_copied_renamed_and_told_apart(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_role("button", name="Copy", exact=True).first.click()
    reader.settle()
    labels = reader.page.locator(".ads-label")
    assert labels.all_inner_texts() == ["Adam", "RMSprop", "SGD", "Adam 2"]
    reader.page.get_by_label("learning rate, exact").last.fill("0.3")
    reader.page.get_by_label("learning rate, exact").last.press("Enter")
    reader.settle()
    assert labels.nth(3).inner_text() == "Adam, α = 0.3"
    reader.page.get_by_label("Name", exact=True).last.fill("<b>bold</b>")
    reader.page.get_by_label("Name", exact=True).last.press("Enter")
    reader.settle()
    assert labels.nth(3).inner_text() == "<b>bold</b>"
    assert reader.page.locator(".ads-map .ads-name").all_text_contents().count("<b>bold</b>") == 1
