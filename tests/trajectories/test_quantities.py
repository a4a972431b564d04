"""Everything that equations may name, for one step or for several at once."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Adam
from surfaces import Bowl
from trajectories import quantities, simulate


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_several_steps_at_once_are_single_steps_stacked(rule):
    optimizer = rule()
    run = simulate(Bowl(), optimizer, (-2.5, 1.5), 12)
    together = quantities(optimizer, run, np.arange(1, 13))
    for t in range(1, 13):
        for name, value in quantities(optimizer, run, t).items():
            whole = np.broadcast_to(together[name], (12, 2))
            np.testing.assert_array_equal(whole[t - 1], np.broadcast_to(value, (2,)), err_msg=name)


def test_previous_values_are_those_of_the_step_before():
    run = simulate(Bowl(), Adam(), (-2.5, 1.5), 12)
    now, before = quantities(Adam(), run, 7), quantities(Adam(), run, 6)
    for name in ("theta", "m", "v", "m_hat", "v_hat"):
        np.testing.assert_array_equal(now[f"{name}_prev"], before[name])
    np.testing.assert_array_equal(quantities(Adam(), run, 1)["theta_prev"], (-2.5, 1.5))
    assert now["t"] == 7


@pytest.mark.parametrize("t", [0, -1, 13, [1, 13], [0, 1]])
def test_a_step_that_was_not_taken_is_refused(t):
    run = simulate(Bowl(), Adam(), (-2.5, 1.5), 12)
    with pytest.raises(ValueError, match="not one of 1 to 12"):
        quantities(Adam(), run, t)
