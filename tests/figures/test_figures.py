"""What holds for every figure: it is small, it is painted by token, and it draws whatever happened."""

import json
import re
from html import unescape

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import Experiment, Run
from figures import PALETTES, curves_figure, drawn_runs, map_figure, paint, run_styles
from optimizers import OPTIMIZERS, SGD, Adam
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.figures.drawings import crowded, drawn, long_lists, lost, untouched
from trajectories import simulate

FIGURES = {
    "map": map_figure,
    "curves, log": lambda surface, runs: curves_figure(surface, runs, "log"),
    "curves, linear": lambda surface, runs: curves_figure(surface, runs, "linear"),
}
every_figure = pytest.mark.parametrize("figure_of", FIGURES.values(), ids=FIGURES)
every_surface = pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)

# What Plotly's labels turn back into letters; other names are shown as they are written.
KNOWN_ENTITY = re.compile(r"&(#\d+|#x[\da-fA-F]+|mu|amp|lt|gt|nbsp|times|plusmn|deg);")


def parts(figure):
    return (*figure.data, figure.layout)


def tokens(part):
    return part.meta["paint"]


# Size


@every_figure
@every_surface
def test_numbers_travel_as_base64(figure_of, kind):
    long = list(long_lists(figure_of(*untouched(kind)).to_dict()))
    assert not long, f"make NumPy arrays of {', '.join(long)}, which Plotly sends as base64"


@every_figure
def test_a_figure_grows_no_faster_than_its_steps(figure_of):
    def size(steps):
        runs = drawn(Experiment(Bowl(), (Run(Adam()), Run(SGD())), steps=steps))
        return len(json.dumps(figure_of(Bowl(), runs).to_dict()))

    # The difference, because the contours under the map are large and do not grow.
    # Twice, because values that have become too small for single precision take double.
    assert size(2000) - size(1000) <= 2.2 * 1000 / 100 * (size(300) - size(200))


@every_figure
def test_equal_runs_give_equal_bytes(figure_of):
    one, other = (json.dumps(figure_of(*untouched()).to_dict()) for _ in range(2))
    assert one == other, "nothing in a figure may be drawn by lot: the browser would draw it anew"


# Colour


@every_figure
@every_surface
def test_every_token_has_a_colour_in_both_themes(figure_of, kind):
    for part in parts(figure_of(*untouched(kind))):
        missing = {
            token for token in tokens(part).values() for colours in PALETTES.values() if token not in colours
        }
        assert not missing, f"choose a colour for {missing} in both palettes"


@every_figure
@pytest.mark.parametrize("theme", PALETTES)
def test_painting_fills_in_every_token(figure_of, theme):
    other = "dark" if theme == "light" else "light"
    figure = paint(paint(figure_of(*untouched()), other), theme)
    for part in parts(figure):
        for path, token in tokens(part).items():
            colour = part[path]
            if not isinstance(colour, str):  # Plotly makes tuples of a colour scale's lists
                colour = [list(stop) for stop in colour]
            assert colour == PALETTES[theme][token], f"{path} is not painted {token}"


def test_a_run_has_one_colour_and_one_dash_in_every_figure():
    runs = crowded(9)
    traces = [
        trace
        for figure_of in FIGURES.values()
        for trace in figure_of(Bowl(), runs).data
        if "run" in (trace.meta or {})
    ]
    for run in runs:
        own = [trace for trace in traces if trace.meta["run"] == run.name]
        assert len(own) == 1 + 2 + 2
        assert {(trace.meta["paint"]["line.color"], trace.line.dash) for trace in own} == {
            (run.token, run.dash)
        }
    assert len({(run.token, run.dash) for run in runs}) == len(runs), "no two of nine runs may look alike"


@pytest.mark.parametrize("kind", OPTIMIZERS, ids=lambda kind: kind.key)
def test_every_optimizer_has_a_colour(kind):
    for theme, colours in PALETTES.items():
        assert kind.family.hue in colours, f"choose the {theme} colour of {kind.family.hue} in PALETTES"


# Whatever happened


@every_figure
@every_surface
def test_no_runs_give_a_figure(figure_of, kind):
    bare, full = figure_of(kind(), []), figure_of(*untouched(kind))
    assert len(bare.data) < len(full.data)
    for axis in ("xaxis", "yaxis"):
        low, high = bare.layout[axis].range
        assert low < high


@every_figure
@every_surface
def test_runs_that_overflow_or_were_never_finite_give_a_figure(figure_of, kind):
    surface = kind()
    wild = simulate(surface, SGD(1e300), surface.start, 10)
    assert not np.abs(wild.positions[-1]).max() < 1e200
    at_once = simulate(surface, SGD(np.inf), surface.start, 10)
    assert np.isnan(at_once.positions[1:]).all()
    runs = drawn_runs([("sgd", "wild", wild), ("sgd.2", "at once", at_once), ("adam", "lost", lost())])
    figure = figure_of(surface, runs)
    assert len(figure.data) == len(figure_of(surface, untouched(kind)[1]).data)
    json.dumps(figure.to_dict(), allow_nan=False)
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        low, high = axis.range
        assert np.isfinite([low, high]).all()
        assert low < high


@every_figure
def test_runs_of_different_lengths_fit_into_one_figure(figure_of):
    surface = Rosenbrock()
    runs = drawn_runs(
        (name, name, simulate(surface, Adam(), surface.start, steps))
        for name, steps in (("adam", 0), ("adam.2", 30))
    )
    json.dumps(figure_of(surface, runs).to_dict(), allow_nan=False)


# Labels


labels = st.text(
    st.sampled_from("<>&%{}b/#;:1x=+'$ äε") | st.characters(categories=["L", "N", "P", "S"]), max_size=40
)


def html_of(label):
    (run,) = drawn_runs([("adam", label, lost())])
    return run.html


@given(labels)
def test_a_label_is_shown_as_it_is_written(label):
    html = html_of(label)
    for sign, meaning in (("<", "tags"), (">", "tags"), ("%{", "templates")):
        assert sign not in html, f"Plotly reads {meaning}: escape them"
    assert unescape(html) == label


@pytest.mark.parametrize("label", ["it's", 'so "fast"', "a & b", "x < y > z", "%{x}", "&quot;", "&#123;"])
def test_a_label_is_escaped_as_plotly_reads_it(label):
    rest = KNOWN_ENTITY.sub("", html_of(label))
    assert "&" not in rest, f"Plotly shows {html_of(label)} with the entity's name: escape only &, < and >"


@every_figure
def test_labels_are_escaped_wherever_plotly_reads_them(figure_of):
    surface, runs = untouched()
    label = "<b>%{x}&"
    figure = figure_of(surface, drawn_runs((run.name, label, run.trajectory) for run in runs))
    texts = [trace.hovertemplate for trace in figure.data if "run" in trace.meta]
    texts += [annotation.text for annotation in figure.layout.annotations if annotation.name]
    assert texts
    for text in texts:
        assert html_of(label) in text
        assert "<b>" not in text
        assert label not in text


@pytest.mark.parametrize("name", ["", "Adam", "adam 2", "nope", "nope.2", ".2", "a" * 999, None, 3])
def test_a_run_with_a_name_that_is_no_rules_is_refused_in_words(name):
    with pytest.raises(ValueError, match=r"names no rule.* adam, ") as refused:
        run_styles(["adam", name])
    assert len(str(refused.value)) < 400
    with pytest.raises(ValueError, match="names no rule"):
        drawn_runs([(name, "label", None)])


def test_every_rule_can_be_drawn():
    assert len(run_styles([kind.key for kind in OPTIMIZERS])) == len(OPTIMIZERS)
