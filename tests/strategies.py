"""Random optimizers, surfaces, experiments and pages, derived from what is declared about their tunables."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from experiment import (
    DEFAULT_RULES,
    FEWEST_STEPS,
    LONGEST_LABEL,
    MOST_RUNS,
    MOST_STEPS,
    NOISE,
    SETTLED,
    Challenge,
    Experiment,
    Run,
    default_optimizer,
    sweepable,
)
from lessons import LESSONS
from optimizers import OPTIMIZERS, own_rule
from page import CRITERIA, ORDERS, VIEWS, Axes, Page, leavable
from problems import NETWORKS, SAMPLINGS
from schedules import CONSTANT, SCHEDULES
from surfaces import SURFACES
from tunables import Numbers, Pairs, Text, Tunable, tunables, written_pairs


def values(tunable: Tunable) -> st.SearchStrategy[Any]:
    """Values in the range: the slider's stops, and numbers between them, spread as the scale spreads them."""
    match tunable.scale:
        case Numbers() as scale:
            # In ten thousandths of the way: a share of 1e-10 gives a decay that is 0 but for rounding errors.
            shares = st.integers(0, 10_000).map(lambda share: share / 10_000)
            return st.sampled_from(tunable.stops) | shares.map(scale.at)
        case Pairs(most):
            coordinates = st.integers(-90, 90).map(lambda tenths: tenths / 10)
            pairs = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=min(most, 12))
            return st.just(tunable.default) | pairs.map(lambda drawn: written_pairs(tuple(drawn)))
        case Text():
            return st.sampled_from([tunable.default, "x**2 + 3*y**2", "sin(x)*cos(y) + tanh(x*y)"])
        case _:
            return st.sampled_from(tunable.stops)


def things(kind: type, **fixed: Any) -> st.SearchStrategy[Any]:
    """Random instances of an optimizer or surface class; `fixed` fields keep their value."""
    free = {field.name: values(field) for field in tunables(kind) if field.name not in fixed}
    return st.fixed_dictionaries(free).map(lambda drawn: kind(**drawn, **fixed))


def stacked(singles: list[Any]) -> Any:
    """One optimizer or surface with the settings of all `singles` as its lanes."""
    kind = type(singles[0])
    return kind(
        **{field.name: np.array([getattr(one, field.name) for one in singles]) for field in tunables(kind)}
    )


def inside(domain: tuple[tuple[float, float], tuple[float, float]]) -> st.SearchStrategy[tuple[float, float]]:
    """Points of a view."""
    return st.tuples(st.floats(*domain[0]), st.floats(*domain[1]))


# Rules of a reader's own: Adam's equations, and others that no paper has.
OWN_RULES = (
    own_rule(),
    own_rule("b = c*b + g; theta = theta - alpha*b/(1 + abs(b))^p; p = 0.7"),
    own_rule(
        "h_0 = 1; h = max(h_prev*c, g^2); s = where(t > 3, sign(g), g); theta = theta - lr*s/√(h + eps)"
    ),
)
labels = st.text(max_size=LONGEST_LABEL).filter(str.isprintable)
schedules = st.just(CONSTANT) | st.one_of([things(kind) for kind in SCHEDULES])
runs = st.builds(
    Run,
    st.one_of([things(kind) for kind in (*OPTIMIZERS, *OWN_RULES)]),
    st.just("") | labels,
    st.booleans(),
    schedules,
)
surfaces = st.one_of([things(kind) for kind in SURFACES])
networks = st.one_of([things(kind) for kind in NETWORKS])


@st.composite
def experiments(draw: st.DrawFn, walked: st.SearchStrategy[Any] = surfaces | networks) -> Experiment:
    """Experiments on a surface or of a network, with the untouched runs or with any."""
    surface = draw(walked)
    untouched = tuple(Run(default_optimizer(kind, surface)) for kind in DEFAULT_RULES)
    return Experiment(
        surface,
        draw(st.just(untouched) | st.lists(runs, max_size=MOST_RUNS).map(tuple)),
        draw(st.none() | inside(surface.domain)) if surface.surface else None,
        draw(st.none() | st.integers(FEWEST_STEPS, MOST_STEPS)),
        draw(st.none() | st.booleans()),
        draw(st.just(0.0) | values(NOISE)),
        draw(st.none() | st.integers(1, 400)),
        draw(st.just(0) | st.integers(0, 999_999)),
        draw(st.sampled_from(SAMPLINGS)),
        draw(st.booleans()),
    )


def swept(experiment: Experiment) -> st.SearchStrategy[Axes | None]:
    """What a sweep may go over."""
    if not experiment.names:
        return st.none()
    return st.sampled_from(experiment.names).flatmap(
        lambda run: st.permutations(list(sweepable(experiment, run))).map(lambda own: Axes(run, *own[:2]))
    )


def challenges() -> st.SearchStrategy[Challenge]:
    """Goals of all kinds."""
    rules = st.sampled_from(["", *(kind.key for kind in OPTIMIZERS)])
    return st.builds(Challenge, values(SETTLED), st.integers(1, MOST_STEPS), rules)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages in a lesson and outside of one, touched and untouched."""
    lesson = draw(st.none() | st.sampled_from(LESSONS))
    view = draw(st.sampled_from(list(VIEWS)))
    if lesson is None:
        experiment = draw(experiments())
        return Page(
            experiment,
            view,
            present=draw(st.booleans()),
            step=draw(st.none() | st.integers(0, experiment.step_count)),
            weight=draw(st.none() | st.integers(0, 9000)),
            seeds=draw(st.just(32) | st.integers(8, 128)),
            sweep=draw(st.none() | swept(experiment)),
            pair=draw(st.just(()) | st.permutations(experiment.names).map(lambda names: tuple(names[:2]))),
            order=draw(st.sampled_from(list(ORDERS))),
            criterion=draw(st.sampled_from(list(CRITERIA))),
            tolerance=draw(st.just(1e-3) | values(SETTLED)),
            strips=draw(st.booleans()),
            shading=draw(st.booleans()),
            heights=draw(st.sampled_from(["log", "true"])),
            without=draw(st.just(()) | st.sets(st.sampled_from(list(leavable(experiment)))).map(tuple)),
            challenge=draw(st.none() | challenges()),
        )
    scene = draw(st.integers(0, len(lesson.stages) - 1))
    return Page(lesson.stages[scene].experiment, view, lesson, scene, draw(st.booleans()), 0)
