"""Scripts run as a reader runs them, and what they print."""

import io
import warnings
from contextlib import redirect_stdout

import numpy as np


def printed(script):
    """The numbers that a script prints, one row per step."""
    out = io.StringIO()
    with redirect_stdout(out), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})
    return np.array([[float(each) for each in line.split()] for line in out.getvalue().splitlines()])


def agrees(script, experiment, name, *, steps=None, rtol=1e-6):
    """Insist that a script prints the positions and losses of this run, to rounding."""
    run = dict(zip(experiment.names, experiment.runs, strict=True))[name]
    went = experiment.went(run)
    rows = printed(script)
    last = steps or went.steps
    assert len(rows) == went.steps
    np.testing.assert_array_equal(rows[:, 0], np.arange(1, went.steps + 1))
    n = went.positions.shape[1]
    finite = np.isfinite(went.losses[1 : last + 1])
    scale = np.abs(went.positions[1 : last + 1]).max(initial=1)
    np.testing.assert_allclose(
        rows[:last, 1 : n + 1][finite], went.positions[1 : last + 1][finite], rtol=rtol, atol=rtol * scale
    )
    if rows.shape[1] > n + 1:
        losses = went.losses[1 : last + 1][finite]
        scale = np.abs(np.diff(losses)).max(initial=np.abs(losses).max(initial=1))
        np.testing.assert_allclose(rows[:last, n + 1][finite], losses, rtol=rtol, atol=rtol * scale)
