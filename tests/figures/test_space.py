"""The picture in space: the map's own heights, and the paths on them."""

import numpy as np
import pytest

from figures import drawn_runs, landscape, space_spec
from optimizers import SGD, Adam
from surfaces import SURFACES, Himmelblau, Rosenbrock
from trajectories import simulate


def picture(surface, heights, *rules):
    runs = [(rule.key, rule.name, simulate(surface, rule, surface.start, 60)) for rule in rules]
    return space_spec(surface, drawn_runs(runs), heights)


def test_heights_are_the_maps_or_true():
    ground = landscape(Rosenbrock())
    log, true = (picture(Rosenbrock(), heights)["data"][0]["z"] for heights in ("log", "true"))
    np.testing.assert_allclose(log, ground.heights, rtol=1e-6)
    np.testing.assert_allclose(true, ground.values, rtol=1e-6)


def test_a_path_lies_just_above_the_surface_where_the_run_was():
    spec = picture(Himmelblau(), "true", Adam())
    _, walk, place = spec["data"]
    went = simulate(Himmelblau(), Adam(), Himmelblau().start, 60)
    np.testing.assert_allclose(np.array([walk["x"], walk["y"]]).T, went.positions, rtol=1e-6)
    above = walk["z"] - went.losses
    low, high = spec["layout"]["scene"]["zaxis"]["range"]
    assert (above > 0).all()
    assert above.max() < 0.02 * (high - low)
    assert (walk["meta"]["time"], place["meta"]["time"]) == ("walk", "place")
    np.testing.assert_array_equal(walk["z"], place["z"])


@pytest.mark.parametrize("heights", ["log", "true"])
@pytest.mark.parametrize("kind", SURFACES, ids=lambda kind: kind.key)
def test_every_surface_has_finite_sides_and_stays_where_it_is_whatever_a_run_does(kind, heights):
    still, wild = picture(kind(), heights), picture(kind(), heights, SGD(1e6))
    for axis in ("xaxis", "yaxis", "zaxis"):
        low, high = still["layout"]["scene"][axis]["range"]
        assert np.isfinite([low, high]).all()
        assert low < high
        assert wild["layout"]["scene"][axis] == still["layout"]["scene"][axis]
    assert still["layout"]["scene"]["uirevision"] == kind.key
