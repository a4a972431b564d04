"""How runs end: every ending once on purpose, and the runs of the untouched page."""

import math
import re
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import surfaces
from experiment import default_optimizer
from optimizers import OPTIMIZERS, SGD, Adam, RMSprop
from surfaces import SURFACES, Beale, Bowl, Formula, Rosenbrock, Surface
from tests.strategies import inside, things
from trajectories import Trajectory, outcome, simulate
from words import (
    TOLERANCE,
    Arriving,
    Converged,
    Descending,
    Flat,
    Left,
    Moving,
    Oscillating,
    Overflowed,
    Rising,
    Settled,
    Stalled,
)


@dataclass(frozen=True)
class Landscape(Surface):
    """a x² + b y² + c x, with no minimum on its list."""

    domain: ClassVar = ((-3.0, 3.0), (-3.0, 3.0))
    minima: ClassVar = ()

    a: float
    b: float
    c: float = 0.0

    def value(self, x, y):
        return self.a * x**2 + self.b * y**2 + self.c * x

    def gradient(self, x, y):
        return 2 * self.a * x + self.c, 2 * self.b * y


def run(surface, optimizer, start, steps):
    return outcome(surface, simulate(surface, optimizer, start, steps))


def along(points):
    """A run through these points, whatever a rule would have done."""
    positions = np.array(points, dtype=float)
    return Trajectory(positions, Bowl(1).value(*positions.T), positions, (), np.ones(len(positions)))


# Where the suggested settings lead, from the reference data on the surfaces


@pytest.mark.parametrize(
    ("surface", "optimizer", "ending", "step"),
    [
        (Bowl(), SGD(0.12), Converged, 27),
        (Bowl(), RMSprop(), Converged, 60),
        (Bowl(), Adam(), Converged, 61),
        (Rosenbrock(), SGD(0.001), Descending, None),
        (Rosenbrock(), Adam(), Descending, None),
        (Beale(), SGD(0.002), Descending, None),
        (Beale(), RMSprop(), Converged, 112),
        (Beale(), Adam(), Converged, 229),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_the_untouched_page(surface, optimizer, ending, step):
    end = run(surface, optimizer, surface.start, surface.steps)
    assert type(end) is ending
    assert getattr(end, "step", None) == step
    assert getattr(end, "minimum", surface.minima[0]) == surface.minima[0]


@pytest.mark.parametrize(
    ("surface", "optimizer", "last"),
    [
        (Rosenbrock(), SGD(0.001), (-0.51, 0.27)),
        (Rosenbrock(), RMSprop(), (0.64, 0.36)),
        (Rosenbrock(), Adam(), (0.88, 0.77)),
        (Beale(), SGD(0.002), (2.26, 0.246)),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_where_the_slow_ones_are(surface, optimizer, last):
    assert run(surface, optimizer, surface.start, surface.steps).last == pytest.approx(last, abs=0.006)


ON_THE_WAY = Descending

# Where SGD at the surface's rate, RMSprop and Adam arrive, and at which step; None where RMSprop's circles
# take it out of reach now and then, so that the step hangs on the last digit. Or how else they end: on
# McCormick's surface RMSprop has left the minimum 15 steps before and is back; in the monkey saddle's valley
# Adam has just begun to climb the other side.
DEFAULTS = {
    surfaces.Booth: [((1, 3), 40), ((1, 3), 262), ON_THE_WAY],
    surfaces.Matyas: [((0, 0), 114), ((0, 0), 232), ON_THE_WAY],
    surfaces.ThreeHumpCamel: [((1.75, -0.87), 101), ((1.75, -0.87), 101), ((0, 0), 84)],
    surfaces.SixHumpCamel: [((-0.09, 0.71), 33), ((-0.09, 0.71), None), ((-0.09, 0.71), 48)],
    surfaces.Himmelblau: [((3.58, -1.85), 32), ((-3.78, -3.28), 75), ((-3.78, -3.28), 78)],
    surfaces.StyblinskiTang: [((-2.9, -2.9), 50), ((-2.9, -2.9), 45), ((-2.9, -2.9), 58)],
    surfaces.McCormick: [ON_THE_WAY, Arriving, ((-0.55, -1.55), 177)],
    surfaces.Branin: [((3.14, 2.27), 230), ((-3.14, 12.27), 242), ON_THE_WAY],
    surfaces.GoldsteinPrice: [ON_THE_WAY, ((-0.6, -0.4), None), ((-0.6, -0.4), 54)],
    surfaces.Saddle: [ON_THE_WAY, ON_THE_WAY, ON_THE_WAY],
    surfaces.MonkeySaddle: [ON_THE_WAY, ON_THE_WAY, Moving],
    surfaces.Bohachevsky: [((-1.22, -0.93), 31), ((-1.22, -0.93), None), ((0, 0), 53)],
    surfaces.Levy: [ON_THE_WAY, ((-4.21, 1), 80), ((-4.21, 1), 49)],
    surfaces.Griewank: [((6.28, 0), 16), ((3.14, 4.44), 54), ((3.14, 4.44), 79)],
    surfaces.Ackley: [((1.96, 0.98), 20), ((1.96, 0.98), 31), ((1.96, 0.98), 23)],
    surfaces.Rastrigin: [((-1.99, 0.99), 8), ((-1.99, 0.99), 49), ((-1.99, 0.99), 27)],
    surfaces.Easom: [((3.14, 3.14), 179), ((3.14, 3.14), None), ((3.14, 3.14), 40)],
}


@pytest.mark.parametrize("kind", DEFAULTS, ids=lambda kind: kind.key)
def test_where_the_untouched_page_of_a_surface_leads(kind):
    surface = kind()
    for optimizer, expected in zip((SGD(surface.rate), RMSprop(), Adam()), DEFAULTS[kind], strict=True):
        end = run(surface, optimizer, surface.start, surface.steps)
        if isinstance(expected, type):
            assert type(end) is expected, f"{optimizer.name} {end.sentence}"
            continue
        minimum, step = expected
        kinds = (Converged, Arriving) if step is None else (Converged,)
        assert type(end) in kinds, f"{optimizer.name} {end.sentence}"
        assert end.minimum == pytest.approx(minimum, abs=0.006), f"{optimizer.name} {end.sentence}"
        assert step is None or abs(end.step - step) <= 2, f"{optimizer.name} {end.sentence}"


@pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
def test_the_runs_of_an_untouched_page_go_somewhere_and_stay_in_view(kind):
    surface = kind()
    diagonal = math.dist(*zip(*surface.domain, strict=True))
    for optimizer in (SGD(surface.rate), RMSprop(), Adam(), SGD(1.5 * surface.rate)):
        trajectory = simulate(surface, optimizer, surface.start, surface.steps)
        end = outcome(surface, trajectory)
        assert not isinstance(end, Left | Overflowed), f"{optimizer.name} {end.sentence}"
        assert end.left_at is None, f"{optimizer.name} {end.sentence}"
        moved = np.hypot(*(trajectory.positions - surface.start).T).max()
        assert moved >= 0.05 * diagonal, f"{optimizer.name} hardly moves"


@pytest.mark.parametrize(
    ("surface", "optimizer", "minimum"),
    [
        (surfaces.ThreeHumpCamel(), Adam(beta1=0), surfaces.ThreeHumpCamel.local_minima[0]),
        (surfaces.Ackley(), Adam(learning_rate=0.3), (0, 0)),
        (surfaces.Levy(), Adam(learning_rate=1.0), (1, 1)),
        (surfaces.Griewank(), Adam(learning_rate=0.2), surfaces.Griewank.local_minima[0]),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_what_the_surfaces_say_about_other_settings(surface, optimizer, minimum):
    assert run(surface, optimizer, surface.start, surface.steps).minimum == minimum


def test_on_the_monkey_saddle_sgd_and_adam_leave_by_different_valleys():
    surface = surfaces.MonkeySaddle()
    valleys = [
        round(math.degrees(math.atan2(y, x)) / 60) % 6
        for x, y in (
            run(surface, optimizer, surface.start, surface.steps).last
            for optimizer in (SGD(surface.rate), Adam())
        )
    ]
    assert valleys == [3, 1], "f falls towards 180° and ±60°"


def test_beside_the_ridge_of_the_saddle_adam_is_first():
    surface = surfaces.Saddle()
    heights = [
        run(surface, optimizer, surface.start, surface.steps).last[1]
        for optimizer in (SGD(surface.rate), RMSprop(), Adam())
    ]
    assert heights == sorted(heights)
    assert heights[2] > 6 * heights[0]


@pytest.mark.parametrize(
    ("start", "minimum"),
    [((-1.1, -0.1), (-0.09, 0.71)), ((-1.3, -0.1), (-1.7, 0.8)), ((-1.1, -0.3), (0.09, -0.71))],
)
def test_beside_the_hilltop_of_the_six_hump_camel_the_start_decides(start, minimum):
    surface = surfaces.SixHumpCamel()
    for optimizer in (SGD(surface.rate), Adam()):
        assert run(surface, optimizer, start, surface.steps).minimum == pytest.approx(minimum, abs=0.005)


# Every ending


def test_overflowed():
    end = run(Rosenbrock(), SGD(1.0), (-1.2, 1.0), 50)
    assert type(end) is Overflowed
    assert end.step == simulate(Rosenbrock(), SGD(1.0), (-1.2, 1.0), 50).overflowed_at
    assert all(map(math.isfinite, end.last))
    assert end.sentence == f"overflowed at step {end.step}: f is infinite or too large for a number"


def test_left_the_view():
    surface, optimizer = Bowl(condition=20), SGD(0.11)
    end = run(surface, optimizer, (0, 0.5), 100)
    y = np.abs(simulate(surface, optimizer, (0, 0.5), 100).positions[:, 1])
    assert (type(end), end.step) == (Left, np.argmax(y > 3))
    assert end.sentence == f"left the view at step {end.step}"


def test_outside_from_beginning_to_end():
    assert run(Bowl(), SGD(1e-3), (9, 9), 10).sentence == "began outside the view and ends there"


def place(end):
    """What an outcome says but for its loss."""
    return re.sub(r"; loss < 0\.001 from step \d+", "", end.sentence)


@pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
def test_the_step_from_which_the_loss_is_low_is_the_first_of_its_kind(kind):
    surface = kind()
    for rule in (Adam(), SGD(surface.rate)):
        went = simulate(surface, rule, surface.start, 400)
        end = outcome(surface, went)
        if not surface.minima:
            assert getattr(end, "low_from", None) is None
            continue
        above = went.losses - float(surface.value(*surface.minima[0]))
        low = [step for step in range(401) if (above[step:] < TOLERANCE).all()]
        if hasattr(end, "low_from"):
            assert end.low_from == (low[0] if low else None)
            assert ("loss < 0.001" in end.sentence) == ("below 0.001" in end.meaning) == bool(low)
        assert end.meaning


def test_came_back():
    end = run(Bowl(condition=1), SGD(0.5), (4, 0), 50)
    assert (type(end), end.left_at) == (Converged, 0)
    assert place(end) == f"near (0, 0) from step {end.step}; was outside the view from step 0"


def test_converged_counts_the_step_from_which_it_stays():
    away, near = (1.0, 0.0), (0.01, 0.0)
    end = outcome(Bowl(), along([away, near, away, *[near] * 20]))
    assert (type(end), end.step, end.minimum) == (Converged, 3, (0.0, 0.0))
    assert place(end) == "near (0, 0) from step 3"


def test_within_a_hundredth_of_the_diagonal_a_run_has_arrived():
    away, near = [(1.0 - 0.04 * t, 0.0) for t in range(25)], [(0.01, 0.0)]
    assert outcome(Bowl(), along(away + near * 20)).step == 23  # 0.01 of the diagonal is 0.085


def test_converged_and_circles():
    end = run(Bowl(), Adam(beta1=0, beta2=0.5), Bowl().start, 200)
    assert type(end) is Converged
    assert end.amplitude == pytest.approx(0.05, rel=1e-3)
    assert end.sentence == f"near (0, 0) from step {end.step}, circles at ±0.05"


def test_a_motion_that_dies_out_is_no_circle():
    shrinking = [(0.005, 0.0), *((0.08 * (-0.7) ** t, 0.0) for t in range(30))]
    end = outcome(Bowl(), along(shrinking))
    assert (type(end), end.amplitude) == (Converged, None)


@pytest.mark.parametrize(
    ("factor", "drift", "ending"),
    [
        (1.0, 0.0, Oscillating),
        (0.95, 0.0, Moving),
        (1.05, 0.0, Moving),
        (1.0, 0.02, Moving),
    ],
)
def test_what_dies_out_grows_or_drifts_does_not_oscillate(factor, drift, ending):
    points = [(0.2 * (-1) ** t * factor**t + 1 + drift * t, 0.0) for t in range(25)]
    assert type(outcome(Bowl(), along(points))) is ending


# Having arrived is having stayed


def near(steps, away=0.01):
    """So many positions at this distance from the bowl's minimum; its radius is 0.085."""
    return [(away, 0.0)] * steps


FAR = [(1.0 - 0.05 * t, 0.0) for t in range(17)]  # up to 0.2, in steps of 0.05


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([*FAR, *near(19)], "near (0, 0) from step 17, too short to be sure"),
        ([*FAR, *near(20)], "near (0, 0) from step 17"),
        ([*near(25), *FAR, *near(24)],
         "near (0, 0) from step 42, but it was there before and left"),
        ([*near(25), *FAR, *near(26)], "near (0, 0) from step 42"),
        ([*FAR, *near(20), *((0.01 * 1.2**t, 0.0) for t in range(8))],
         "near (0, 0) from step 17, but moving away from it"),
        ([*FAR, *near(20), *((1e-9 * 1.2**t, 0.0) for t in range(8))], "near (0, 0) from step 17"),
        ([*FAR, *[(0.08, 0.0), (-0.08, 0.0)] * 20],
         "near (0, 0) from step 17, in steps too long to be sure"),
        ([*FAR, *[(0.08, 0.0), (-0.08, 0.0)] * 25], "near (0, 0) from step 17, circles at ±0.08"),
        ([*FAR, *[(0.08, 0.0), (-0.04, 0.0), (-0.04, 0.06)] * 25],
         "near (0, 0) from step 17, in steps too long to be sure"),
    ],
)  # fmt: skip
def test_a_run_near_a_minimum_has_converged_only_where_that_can_be_told(points, said):
    assert place(outcome(Bowl(), along(points))) == said


@pytest.mark.parametrize(
    ("surface", "rule", "steps"), [(surfaces.McCormick, "lion", 180), (Bowl, "momentum", 22)]
)
def test_to_pass_a_minimum_is_not_to_converge(surface, rule, steps):
    (kind,) = (kind for kind in OPTIMIZERS if kind.key == rule)
    end = run(surface(), default_optimizer(kind, surface()), surface().start, steps)
    assert type(end) is Arriving
    assert place(end).endswith("too short to be sure")


LENGTHS = (10, 22, 35, 50, 75, 100, 120, 150, 180, 200, 250, 300, 400, 550, 700, 1000)
LATER = 10


def cut(run, steps):
    """The first steps of a run, as if it had been no longer."""
    rows = {
        name: getattr(run, name)[: steps + 1]
        for name in ("positions", "losses", "gradients", "learning_rates")
    }
    return replace(run, **rows, states=type(run.states)(*(values[: steps + 1] for values in run.states)))


@pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
def test_no_verdict_is_false_ten_steps_later(kind):
    surface = kind()
    diagonal = math.dist(*zip(*surface.domain, strict=True))
    false, converged = [], 0
    for rule in OPTIMIZERS:
        whole = simulate(surface, default_optimizer(rule, surface), surface.start, LENGTHS[-1] + LATER)
        for steps in LENGTHS:
            end, later = outcome(surface, cut(whole, steps)), whole.positions[steps : steps + LATER + 1]
            if type(end) is Converged:
                converged += 1
                holds = np.hypot(*(later - end.minimum).T).max() <= 0.01 * diagonal
            elif isinstance(end, Settled | Stalled | Flat):
                holds = np.hypot(*(later - end.last).T).max() <= 0.0015 * diagonal
            elif isinstance(end, Descending | Rising):  # this is said of the steps just taken
                before, now = whole.losses[steps - LATER], whole.losses[steps]
                holds = now < before if type(end) is Descending else now > before
            else:
                continue
            if not holds:
                false.append(f"{rule.key}, {steps} steps: {end.sentence}")
    assert false == []
    assert converged or not surface.minima or kind in {surfaces.Rosenbrock}, "else this would prove nothing"


def test_oscillating():
    end = run(Bowl(condition=10), SGD(0.2), (0, 1.5), 100)  # a rate of exactly 2/λmax
    assert type(end) is Oscillating
    assert end.amplitude == pytest.approx(1.5)
    assert end.sentence == "oscillating at ±1.5 around (0, 0)"


@pytest.mark.parametrize(("forth", "ending"), [(0.105, Oscillating), (0.2, Descending)])
def test_going_to_and_fro_is_less_than_a_tenth_of_net_progress(forth, ending):
    steps = [0, *([-forth, 0.1] * 10)]  # towards the minimum and back again
    assert type(outcome(Bowl(), along([(2 + x, 0.0) for x in np.cumsum(steps)]))) is ending


@pytest.mark.parametrize(("step", "ending"), [(0.0008, Stalled), (0.0009, Descending)])
def test_standing_still_is_less_than_a_thousandth_of_the_diagonal(step, ending):
    path = [(2 - step * t, 0.0) for t in range(11)]  # ten steps; the diagonal is 8.49
    assert type(outcome(Bowl(), along(path))) is ending


@pytest.mark.parametrize(
    ("surface", "rate", "start", "stationary"),
    [
        (Landscape(1, -1), 0.1, (2, 0), "a saddle"),
        (Landscape(1, 2), 0.1, (2, 1), "a minimum"),
        (Landscape(-1, -1), 0.1, (0, 0), "a maximum"),
    ],
)
def test_settled_at_no_listed_minimum(surface, rate, start, stationary):
    end = run(surface, SGD(rate), start, 200)
    assert (type(end), end.stationary) == (Settled, stationary)
    assert end.sentence.startswith("settled at (")
    assert end.sentence.endswith(f"), {stationary} that is not listed")


def test_stalled_where_the_slope_is_not_zero():
    end = run(Bowl(), SGD(1e-7), (-2.5, 1.5), 100)
    assert type(end) is Stalled
    assert end.sentence == "stalled at (−2.5, 1.5), where the slope is not zero"


def test_a_plane_without_curvature_is_no_stationary_point():
    assert type(run(Landscape(0, 0, c=1.0), SGD(1e-7), (0, 0), 100)) is Stalled


# What is claimed of a stationary point: an exponential, whose slope and curvature are equally large; plains,
# on which both have underflown; what is level one way, or has no curvature at all; ridges.


@pytest.mark.parametrize(
    ("surface", "optimizer", "start", "said"),
    [
        (Formula("exp(11*x)+exp(11*y)"), SGD(1e-20), (2.0, 2.0),
         "stalled at (2, 2), where the slope is not zero"),
        (Formula("exp(x)+exp(y)", 50.0), SGD(1e-10), (-40.0, -40.0),
         "stalled at (−40, −40), where the slope is only 6.01·10⁻¹⁸"),
        (Formula("-exp(-x**2-y**2)", 30.0), SGD(), (-24.0, 18.0),
         "flat at (−24, 18): the slope is zero to the last digit"),
        (Formula("-exp(-x**2-y**2)", 30.0), SGD(), (10.0, 10.0),
         "stalled at (10, 10), where the slope is only 3.91·10⁻⁸⁶"),
        (Formula("x**2 + 0*y"), SGD(0.1), (1.0, 1.0),
         "settled at (0, 1), a stationary point that is not listed"),
        (Formula("x**3-3*x*y**2"), SGD(0.1), (0.0, 0.0),
         "flat at (0, 0): the slope is zero to the last digit"),
        (Landscape(1, 1, c=1e6), SGD(1e-12), (0.0, 0.0), "stalled at (0, 0), where the slope is not zero"),
    ],
)  # fmt: skip
def test_a_stationary_point_is_claimed_only_where_there_is_one(surface, optimizer, start, said):
    assert run(surface, optimizer, start, 100).sentence == said


def test_from_beside_a_ridge_no_run_has_settled():
    assert run(Landscape(1, -1), SGD(0.1), (2, 0), 60).stationary == "a saddle"
    for nudge in (1e-300, 1e-12, 1e-8):
        end = run(Landscape(1, -1), SGD(0.1), (2, nudge), 60)
        assert not isinstance(end, Settled), end.sentence


@pytest.mark.parametrize(
    "text", ["exp(11*x)+exp(11*y)", "exp(x**2+y**2)", "-exp(-x**2-y**2)", "x**4*y**2", "1/(1+x**2+y**2)"]
)
@pytest.mark.parametrize("reach", [1.0, 5.0, 20.0, 60.0])
@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_what_a_run_settled_at_is_level(text, reach, rule):
    surface = Formula(text, reach)
    for steps in (20, 400):
        end = run(surface, default_optimizer(rule, surface), surface.start, steps)
        if type(end) is Settled:
            ring = [
                (end.last[0] + reach / 50 * math.cos(a), end.last[1] + reach / 50 * math.sin(a))
                for a in range(7)
            ]
            steepest = max(math.hypot(*surface.gradient(*point)) for point in ring)
            assert math.hypot(*surface.gradient(*end.last)) < 0.7 * steepest, end.sentence
            assert steepest > 1e-50, end.sentence


def test_still_descending():
    end = run(Bowl(condition=1), SGD(0.001), (-2.5, 0), 100)
    assert type(end) is Descending
    assert end.sentence == "still descending, at (−2.26, 0)"


def test_rising():
    end = run(Bowl(condition=1), SGD(-0.002), (-1, 0), 100)  # uphill on purpose
    assert type(end) is Rising
    assert end.sentence == "rising, at (−1.22, 0)"


def test_moving_up_and_down():
    end = outcome(Bowl(), along([(1 + 0.1 * abs(t - 5), 0.0) for t in range(11)]))
    assert type(end) is Moving
    assert end.sentence == "moving up and down, at (1.5, 0)"


# Contracts


def test_lanes_are_refused():
    lanes = simulate(Bowl(), SGD(np.array([0.1, 0.2])), (1, 1), 20)
    with pytest.raises(ValueError, match="judges one run"):
        outcome(Bowl(), lanes)


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
@given(data=st.data(), kind=st.sampled_from(SURFACES), steps=st.integers(0, 40))
def test_every_run_ends_in_one_readable_sentence(rule, data, kind, steps):
    surface, optimizer = data.draw(things(kind)), data.draw(things(rule))
    end = run(surface, optimizer, data.draw(inside(surface.domain)), steps)
    assert all(map(math.isfinite, end.last))
    assert "nan" not in end.sentence
    assert "None" not in end.sentence
    assert "inf" not in end.sentence.replace("is infinite", "")
    step = getattr(end, "step", 0)
    assert 0 <= step <= steps
    assert not step or re.search(rf"\b{step}\b", end.sentence)
