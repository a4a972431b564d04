"""Two runs beside each other, against their definitions."""

import numpy as np
import pytest

from optimizers import SGD, Adam
from surfaces import Bowl, Himmelblau
from trajectories import simulate
from trajectories.comparison import compared
from words import longer, parting, standing


def test_a_run_never_parts_from_itself():
    went = simulate(Bowl(), Adam(), (-2.5, 1.5), 50)
    found = compared(Bowl(), went, went)
    assert found.parted_at is None
    assert not found.apart.any()
    assert not found.lead.any()
    assert "stay within 0.0849 of each other" in parting(["Adam", "Adam 2"], None, found.amount, 50)


def test_everything_is_what_it_is_called():
    one = simulate(Himmelblau(), Adam(), (0.6, -5.7), 80)
    other = simulate(Himmelblau(), SGD(0.002), (0.6, -5.7), 80)
    found = compared(Himmelblau(), one, other)
    np.testing.assert_allclose(found.apart, np.linalg.norm(one.positions - other.positions, axis=1))
    np.testing.assert_array_equal(found.lead, other.losses - one.losses)
    for went, lengths in zip((one, other), found.lengths, strict=True):
        np.testing.assert_allclose(lengths[1:], np.linalg.norm(np.diff(went.positions, axis=0), axis=1))
    assert found.apart[found.parted_at] > found.amount
    assert (found.apart[: found.parted_at] <= found.amount).all()


def test_what_overflowed_is_not_compared():
    one, other = simulate(Bowl(), SGD(1e9), (1.0, 1.0), 99), simulate(Bowl(), Adam(), (1.0, 1.0), 99)
    found = compared(Bowl(), one, other)
    assert np.isnan(found.apart[-1])
    assert standing(["SGD", "Adam"], 99, found.apart[-1], found.lead[-1]).endswith("has overflowed.")


@pytest.mark.parametrize(
    ("lengths", "told"),
    [
        ((0.2, 0.1), "Step 3 of A is 2 times as long as the other’s: 0.2 (A) and 0.1 (B)."),
        ((0.1, 0.4), "Step 3 of B is 4 times as long as the other’s: 0.1 (A) and 0.4 (B)."),
        ((0.1, 0.101), "Step 3 is about as long in both: 0.1 (A) and 0.101 (B)."),
        ((0.0, 0.1), "Step 3 is 0 (A) and 0.1 (B) long."),
        ((0.0, 0.0), "Step 3 is 0 (A) and 0 (B) long."),
        ((float("nan"), 0.1), ""),
    ],
)
def test_whose_step_is_longer(lengths, told):
    assert longer(["A", "B"], lengths, 3) == told


def test_who_is_lower():
    apart = "After step 3 they are 0.5 apart, and"
    assert standing(["A", "B"], 3, 0.5, 0.2) == f"{apart} A is lower than B by 0.2."
    assert standing(["A", "B"], 3, 0.5, -0.2) == f"{apart} B is lower than A by 0.2."
    assert standing(["A", "B"], 3, 0.0, 0.0).endswith("their losses are equal.")
