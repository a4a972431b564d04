"""The view of a sweep: what it goes over, what a cell loads, and the curves under the learning rates."""

import re

import numpy as np
import pytest

from experiment import alone, default_experiment, rate_losses, rate_stops
from interface.strips import strip
from interface.sweep import SIDE
from surfaces import Bowl
from tests.interface.reading import Page


def figure(page, name):
    (view,) = (view for view in page.message("anatomy")["views"] if view["name"] == name)
    return view["figure"]


def table(page):
    """The rows of the table of rates, by run."""
    (text,) = (each.value for each in page.app.markdown if each.value.startswith("| run | best α"))
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in text.splitlines()[2:]]
    return {row[0]: [cell.replace("\\", "") for cell in row[1:]] for row in rows}


def strips(page):
    return [
        each.proto.body
        for each in page.app.get("html")
        if each.proto.body.startswith('<div class="ads-strip')
    ]


def test_it_goes_over_the_first_runs_rate_and_next_number():
    page = Page({"view": "sweep"})
    cells = figure(page, "sweep")["data"][0]
    assert np.shape(cells["z"]) == (SIDE, SIDE)
    assert figure(page, "sweep")["layout"]["xaxis"]["title"]["text"] == "α learning rate"
    assert figure(page, "sweep")["layout"]["yaxis"]["title"]["text"] == "β₁ decay of m"
    assert list(table(page)) == ["Adam", "RMSprop", "SGD"]


def test_what_it_goes_over_is_in_the_link_and_choosing_one_twice_swaps_them():
    page = Page({"view": "sweep"})
    page.turn("sweep Across", "bowl.condition")
    assert page.query["sweep"] == "bowl.condition,adam.beta1"
    page.turn("sweep Up", "bowl.condition")
    assert page.query["sweep"] == "adam.beta1,bowl.condition"
    page.turn("sweep Run", "sgd")
    assert page.query["sweep"] == "sgd.learning_rate,bowl.condition"
    page.turn("sweep Across", "noise")
    assert page.query["sweep"] == "noise,bowl.condition,sgd"
    again = Page(page.query)
    assert again.query == page.query
    assert not again.warnings


@pytest.mark.parametrize(
    "text",
    ["", "adam", "adam.beta1,adam.beta1", "adam.beta1,sgd.learning_rate", "x,y", "a" * 9999, "batch,noise"],
)
def test_a_sweep_that_cannot_be_read_is_named(text):
    page = Page({"view": "sweep", "sweep": text})
    assert len(page.warnings) == 1
    assert page.query.get("sweep") is None


def test_steps_until_settled_are_those_of_the_tolerance():
    page = Page({"view": "sweep", "criterion": "steps"})
    few = np.isfinite(np.array(figure(page, "sweep")["data"][0]["customdata"], dtype=float)).sum()
    page.turn("tolerance slider", 1.0)
    assert page.query["tolerance"] == "1"
    assert np.isfinite(np.array(figure(page, "sweep")["data"][0]["customdata"], dtype=float)).sum() > few


def test_theory_stands_in_the_table_and_on_the_slider():
    page = Page({"view": "sweep", "bowl.condition": "10", "runs": "sgd,momentum,adam"})
    rows = table(page)
    assert (rows["SGD"][3], rows["Momentum"][3], rows["Adam"][3]) == ("0.2", "0.38", "")
    assert float(rows["SGD"][2]) <= 0.2
    captions = " ".join(each.value for each in page.app.caption)
    assert "SGD diverges above 2/λmax = 0.2" in captions
    assert "Stable at rest: √v̂ + ε > αλmax/38 = 0.026" in captions
    assert [html.count("<i ") for html in strips(page)] == [1, 1, 0]


def test_overflown_settings_are_hatched():
    page = Page({"view": "sweep", "runs": "sgd", "surface": "rosenbrock"})
    shapes = figure(page, "sweep")["layout"]["shapes"]
    assert [shape["type"] for shape in shapes] == ["line", "line", "path"]
    lost = np.isnan(np.array(figure(page, "sweep")["data"][0]["customdata"], dtype=float))
    assert 0.1 < lost.mean() < 0.9


def test_curves_can_be_switched_off_and_give_no_lesson_away():
    page = Page()
    assert len(strips(page)) == 3
    page.turn("strips", False)
    assert page.query["strips"] == "off"
    assert not strips(page)
    page = Page({"lesson": "valley"})
    assert not strips(page)
    assert "Sweep" not in page.app.button_group(key="view").options
    page.press("answer valley 1")
    assert strips(page)


def test_in_a_lesson_that_waits_the_view_says_so():
    page = Page({"lesson": "valley", "view": "sweep"})
    assert any("guess first" in caption.value for caption in page.app.caption)
    page = Page({"view": "sweep", "runs": ""})
    assert any("needs a map and a run" in caption.value for caption in page.app.caption)


def test_a_curve_is_as_high_as_the_loss_and_full_where_it_overflows():
    html = strip((1, 10, 100), np.array([1.0, 1e-3, np.nan]), 1.0, 0.5)
    corners = re.search(r"polygon\((.*)\)", html)[1].split(", ")[1:-1]
    assert corners == ["0% 25%", "50% 100%", "100% 0%"]
    assert '<b style="top: 25%">' in html
    assert '<i style="left: 50%">' in html
    assert "least with 10, 0.001" in html


def test_turning_the_rate_itself_makes_no_new_curve():
    experiment = default_experiment(Bowl(condition=7))
    one = rate_losses(alone(experiment, "adam"))
    page = Page({"bowl.condition": "7", "adam.learning_rate": "0.2"})
    assert rate_losses(alone(experiment, "adam")) is one
    assert len(strips(page)) == 3
    assert len(one) == len(rate_stops(alone(experiment, "adam")))
