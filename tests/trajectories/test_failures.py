"""Runs that cannot go on: where everything of them ends together, and what is said of it."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SGD, Adadelta, Adagrad, Adam, Lion, RAdam, RMSprop
from surfaces import SURFACES, Bowl, Formula, Rosenbrock, SixHumpCamel, Surface
from tests.strategies import inside, stacked, things
from trajectories import final_positions, outcome, remarks, simulate
from words import Overflowed, Stopped

every_rule = pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)


@dataclass(frozen=True)
class Given(Surface):
    """Whatever value and slope it is given, everywhere."""

    domain = ((-3.0, 3.0), (-3.0, 3.0))
    minima = ()

    f: Any
    g: Any

    def value(self, x, y):
        return np.full_like(np.asarray(x, dtype=float), self.f)

    def gradient(self, x, y):
        return np.full_like(x, self.g), np.full_like(x, self.g)


@dataclass(frozen=True)
class Edge(Surface):
    """x + y to the right of x = 0, where its value ends; its slope goes on."""

    domain = ((-3.0, 3.0), (-3.0, 3.0))
    minima = ()

    def value(self, x, y):
        return np.where(np.asarray(x) > 0, x + y, np.nan)

    def gradient(self, x, y):
        return np.ones_like(x), np.ones_like(x)


def rows(run):
    """Everything that a run recorded and that ends with it, its first row aside."""
    return [run.positions[1:], run.losses[1:], run.gradients[1:], *(values[1:] for values in run.states)]


@pytest.mark.parametrize(
    ("surface", "optimizer", "start", "step", "said"),
    [
        (Rosenbrock(), SGD(1.0), (-1.2, 1), None,
         "overflowed at step {}: f is infinite or too large for a number"),
        (Formula("exp(x**2+y**2)", 20.0), Adam(), (-16, 12), 1,
         "overflowed at step 1: v is too large for a number"),
        (Given(0, 1e200), RMSprop(), (0, 0), 1, "overflowed at step 1: v is too large for a number"),
        (Given(0, np.inf), SGD(), (0, 0), 1,
         "overflowed at step 1: the gradient at (0, 0) is infinite or too large for a number"),
        (Given(0, np.nan), Lion(), (1, 0), 1, "stopped at step 1: no gradient can be computed at (1, 0)"),
        (Given(0, 1e308), SGD(10.0), (0, 0), 1, "overflowed at step 1: θ is too large for a number"),
        (Given(np.nan, 1), Adam(), (0, 0), 0, "stopped at step 0: f is no real number there"),
        (Formula("log(x)+y**2"), Adam(), (0.05, 1), 1, "stopped at step 1: f is no real number there"),
        (SixHumpCamel(), SGD(1e200), (1.5, 0.5), 1,
         "overflowed at step 1: f is infinite or too large for a number"),
        (SixHumpCamel(), SGD(), (1e200, 0), 0,
         "overflowed at step 0: f is infinite or too large for a number"),
        (Formula("log(x)+y**2"), SGD(), (-0.05, 1), 0, "stopped at step 0: f is no real number there"),
        (Edge(), SGD(1.0), (2.5, 0), 3, "stopped at step 3: f is no real number there"),
        (Bowl(), Adam(epsilon=0.0), (1, 0), 1, "stopped at step 1: no step can be computed from 0/0"),
        (Bowl(), Adagrad(epsilon=0.0), (0, 0), 1, "stopped at step 1: no step can be computed from 0/0"),
        (Bowl(), Adadelta(epsilon=0.0), (0, 0), 1, "stopped at step 1: no step can be computed from 0/0"),
        (Given(0, 1e-170), Adam(epsilon=0.0), (0, 0), 1,
         "stopped at step 1: no step can be computed from a division by zero"),
        (Given(0, 1e-170), RAdam(epsilon=0.0), (0, 0), 6,
         "stopped at step 6: no step can be computed from a division by zero"),
    ],
)  # fmt: skip
def test_what_ended_it_is_said_and_when(surface, optimizer, start, step, said):
    run = simulate(surface, optimizer, start, 20)
    end = outcome(surface, run)
    assert step is None or end.step == step
    assert end.step == run.overflowed_at
    assert end.sentence == said.format(end.step)
    assert type(end) is (Stopped if said.startswith("stopped") else Overflowed)
    assert all(np.isfinite(end.last))
    reason = said.partition(": ")[2]
    for t in range(max(end.step, 1), 21):
        assert remarks(optimizer, run, t) == [("finite", f"The run ended at step {end.step}: {reason}.")]
    for t in range(1, end.step):
        assert "finite" not in {remark.about for remark in remarks(optimizer, run, t)}


@every_rule
@given(data=st.data(), kind=st.sampled_from((Bowl, Rosenbrock)), size=st.integers(-330, 308))
def test_path_curves_and_state_end_at_the_same_step(rule, data, kind, size):
    surface, optimizer = data.draw(things(kind)), data.draw(things(rule))
    x, y = data.draw(inside(surface.domain))
    start = (x * 10.0**size, y)
    run = simulate(surface, optimizer, start, 20)
    end = int(run.overflowed_at)
    whole = end if end >= 0 else len(run.losses)
    for values in rows(run):
        assert np.isfinite(values[: max(whole - 1, 0)]).all()
        assert np.isnan(values[max(whole - 1, 0) :]).all()
    assert (run.failed == "") == (end < 0)
    np.testing.assert_array_equal(run.positions[0], start)
    assert np.isfinite(run.losses[0]) == (end != 0)
    np.testing.assert_array_equal(final_positions(surface, optimizer, start, 20), run.positions[-1])


@every_rule
def test_lanes_end_on_their_own_and_say_what_ended_them(rule):
    surfaces = [
        Given(f, g)
        for f, g in [
            (0.0, 1.0),
            (np.nan, 1.0),
            (0.0, np.nan),
            (0.0, np.inf),
            (np.inf, 1.0),
            (0.0, 1e200),
            (0.0, 0.0),
        ]
    ]
    settings = {"epsilon": 0.0} if "epsilon" in {field.name for field in fields(rule)} else {}
    together = Given(*np.array([(surface.f, surface.g) for surface in surfaces]).T)
    start = np.zeros((2, len(surfaces)))
    rules = stacked([rule(**settings)] * len(surfaces))
    run = simulate(together, rules, start, 12)
    last = final_positions(together, rules, start, 12)
    for lane, surface in enumerate(surfaces):
        alone = simulate(surface, stacked([rule(**settings)]), (0, 0), 12)
        assert run.overflowed_at[lane] == alone.overflowed_at[0]
        assert (run.failed[lane], run.undefined[lane]) == (alone.failed[0], alone.undefined[0])
        for values, single in zip(rows(run), rows(alone), strict=True):
            np.testing.assert_array_equal(values[..., lane], single[..., 0])
        np.testing.assert_array_equal(last[..., lane], run.positions[-1, :, lane])
    assert run.overflowed_at[0] == -1


@pytest.mark.parametrize(
    "kind", [kind for kind in SURFACES if kind is not Formula], ids=lambda kind: kind.key
)
def test_a_surface_that_has_a_value_everywhere_is_never_said_to_have_none(kind):
    rates = np.geomspace(1, 1e250, 60)
    run = simulate(kind(), SGD(learning_rate=rates), kind().start, 12)
    assert not (run.undefined & (run.failed == "f")).any()


def test_a_run_says_nothing_ended_it_where_nothing_did():
    run = simulate(Bowl(), Adam(), (1, 1), 5)
    assert (run.failed, run.undefined, run.overflowed_at) == ("", False, -1)
