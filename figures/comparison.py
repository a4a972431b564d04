"""Two runs beside each other, in the player's time: how far apart, which is lower, whose steps are longer."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from figures.drawn import DrawnRun
from figures.palette import Spec
from figures.stacked import Panel, line, stacked
from trajectories.comparison import Comparison

_MARGIN = {"l": 56, "r": 12, "t": 24, "b": 40}
_GAP = 0.17


def comparison_specs(runs: Sequence[DrawnRun], found: Comparison) -> dict[str, Spec]:
    """The figures of two runs, by name."""
    one, other = runs
    steps = len(found.apart) - 1
    both = replace(one, label="both", token="ink", dash="solid")
    limit = np.full(steps + 1, found.amount)
    apart = [
        line(both, "apart", found.apart, "apart", width=2, quantity="distance between them"),
        line(both, "parted", limit, "limit", token="muted", dash="dot", width=1, quantity="parted above"),
    ]
    lead = [
        line(run, f"{run.label} lower", np.where(ahead, np.abs(found.lead), np.nan), "lead", width=2)
        for run, ahead in ((one, found.lead > 0), (other, found.lead < 0))
    ]
    lengths = [
        line(run, run.label, own, "steps", width=2, quantity="step length")
        for run, own in zip(runs, found.lengths, strict=True)
    ]
    panels = {
        "apart": Panel("distance between them", apart, "log"),
        "lead": Panel("|Δf|, in the colour of the lower", lead, "log"),
        "step-lengths": Panel("length of each step", lengths, "log"),
    }
    return {
        name: stacked([panel], steps, revision=f"{one.name} {other.name}", gap=_GAP, margin=_MARGIN)
        for name, panel in panels.items()
    }
