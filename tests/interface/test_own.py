"""The card of a reader's own rule: equations are typed, refused, and known again."""

import pytest

from page import VIEWS
from tests.interface.reading import Page

TEXT = "m = c*m_prev + g\nd = 0.25\ntheta = theta - alpha*m/(1 + d*|m|)"


def write(page, text, key="run 0 equations"):
    page.app.text_area(key=key).set_value(text)
    return page.run()


def captions(page):
    return " ".join(each.value.replace("\\", "") for each in page.app.caption)


def test_it_begins_with_adams_equations_and_says_so():
    page = Page({"runs": "own"})
    assert page.app.text_area(key="run 0 equations").value.startswith("m = beta1*m_prev + (1 - beta1)*g\nv =")
    assert "This is Adam: on random gradients every step is the same, bit for bit." in captions(page)


def test_what_is_typed_has_its_own_sliders_and_stands_in_the_link():
    page = write(Page({"runs": "own,adam"}), TEXT)
    assert page.query["own.equations"] == TEXT.replace("\n", "; ")
    assert "This is" not in captions(page)
    assert (page.slider("run 0 c slider"), page.slider("run 0 d slider")) == (1, 0.25)
    page.turn("run 0 c slider", 0.51)
    assert page.query["own.c"] == "0.51"
    assert Page(page.query).text("run 0 c box") == "0.51"


def test_what_cannot_be_read_stays_in_its_box_and_changes_nothing():
    page = Page({"runs": "own"})
    before = page.query
    wrong = "m = g\ntheta = theta - alpha*m*"
    write(page, wrong)
    assert page.app.text_area(key="run 0 equations").value == wrong
    assert "In theta: this cannot be read at its end. Nothing was changed." in captions(page)
    assert page.query == before
    write(page, wrong.removesuffix("*"))
    assert "cannot be read" not in captions(page)
    assert page.query["own.equations"] == "m = g; theta = theta - alpha*m"


def test_any_rules_equations_can_be_edited():
    page = Page({"runs": "rmsprop", "rmsprop.rho": "0.5"})
    page.press("run 0 edit")
    assert page.query["runs"] == "rmsprop,own"
    assert "v = rho*v_prev" in page.app.text_area(key="run 1 equations").value
    assert page.slider("run 1 rho slider") == 0.5
    assert "This is RMSprop" in captions(page)


@pytest.mark.parametrize("view", VIEWS)
def test_it_is_in_every_view(view):
    text = "b = c*b + g; theta = theta - alpha*b/(1 + |b|)^p; p = 0.5; c = 0.5"
    page = Page(
        {
            "runs": "own,sgd",
            "own.equations": text,
            "view": view,
            "surface": "line",
            "steps": "30",
            "batch": "8",
        }
    )
    assert not page.warnings
    page.turn("run 0 p slider", 0.2)
    assert page.query["own.p"] == "0.2"
