"""The curvature along a run, in the player's time."""

from collections.abc import Sequence

import numpy as np

from figures.drawn import DrawnRun
from figures.palette import Spec
from figures.stacked import Panel, line, stacked
from optimizers import Optimizer, plain
from trajectories.curvature import Curvature
from tunables import short
from words import stability_limit

_MARGIN = {"l": 56, "r": 12, "t": 24, "b": 40}
_GAP = 0.17
_DASHES = ("solid", "dash")


def curvature_specs(
    optimizer: Optimizer, run: DrawnRun, letters: Sequence[str], found: Curvature
) -> dict[str, Spec]:
    """Two figures, by name: the Hessian beside the divisor, and how near the steps are to the limit."""
    divisor = plain(type(optimizer), optimizer.divisor)
    sizes = [
        line(run, f"|H| in {letter}", own, f"hessian-{letter}", dash=dash)
        for letter, own, dash in zip(letters, np.abs(found.diagonal).T, _DASHES, strict=True)
    ]
    if optimizer.divisor != "1":
        sizes += [
            line(
                run,
                f"{divisor} in {letter}",
                found.divisor[:, axis],
                f"divided-{letter}",
                dash=_DASHES[axis],
                token="muted",  # a colour
            )
            for axis, letter in enumerate(letters)
        ]
    largest = "λmax of H" if optimizer.divisor == "1" else f"λmax of H/({divisor})"
    sharp = [line(run, largest, found.preconditioned, "sharpness", width=2)]
    if np.isfinite(found.limit).any():
        times = stability_limit(optimizer) or 0.0
        sharp.append(line(run, f"{short(times)}/α", found.limit, "stable", token="muted", dash="dot"))
    panels = {
        "hessian": Panel("", sizes, "log", legend=True),
        "sharpness": Panel("", sharp, "log", legend=True),
    }
    return {
        name: stacked([panel], run.trajectory.steps, revision=run.name, gap=_GAP, margin=_MARGIN)
        for name, panel in panels.items()
    }
