"""A run as figures draw it: what it went through, with a name, a colour and a dash."""

import html
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from figures.palette import DASHES, HUES
from optimizers import OPTIMIZERS, Array, Own
from trajectories import Training, Trajectory
from tunables import shortened

_HUES = {Own.key: Own.family.hue} | {kind.key: kind.family.hue for kind in OPTIMIZERS}


@dataclass(frozen=True)
class Drawn:
    """One run for the figures.

    Attributes:
        name: its name in links, `adam.2`.
        label: its name for the reader; may be a reader's own text.
        token, dash: its colour and its dash, see `run_styles`.
    """

    name: str
    label: str
    token: str
    dash: str

    @property
    def slug(self) -> str:
        """The name for Plotly's uid, which it puts into CSS selectors."""
        return self.name.replace(".", "-")

    def shortened(self, most: int) -> Self:
        """The same run with a label of at most that many letters."""
        return self if len(self.label) <= most else replace(self, label=f"{self.label[: most - 1]}…")

    @property
    def html(self) -> str:
        """The label for Plotly's texts, which read a few HTML tags and templates: both as plain text."""
        return html.escape(self.label, quote=False).replace("%{", "%&#123;")


@dataclass(frozen=True)
class DrawnRun(Drawn):
    """A run of few coordinates.

    Attributes:
        trajectory: what it went through.
    """

    trajectory: Trajectory

    @cached_property
    def gradient_norms(self) -> Array:
        """‖g_t‖, shape (steps + 1,); row 0 is NaN."""
        with np.errstate(all="ignore"):
            return np.hypot(*self.trajectory.gradients.T)


@dataclass(frozen=True)
class TrainedRun(Drawn):
    """A run of a network's weights.

    Attributes:
        training: what it went through.
    """

    training: Training


def run_styles(names: Iterable[str]) -> list[tuple[str, str]]:
    """The colour token and the dash of every run of a page, no two of which have both alike.

    The first run of a family has its hue, the next ones take those that no family has, then what is free.

    Raises ValueError where a name is no rule's key, `adam`, or that with a number, `adam.2`.
    """
    own = [_hue(name) for name in names]
    solid = [hue for hue in HUES if HUES[hue] == "solid"]
    free = [hue for hue in HUES if hue not in solid] + [hue for hue in solid if hue not in own]
    rounds: Counter[str] = Counter()
    styles = []
    for index, hue in enumerate(own):
        token = hue if hue not in own[:index] else free.pop(0) if free else hue
        dashes = [HUES[token], *(dash for dash in DASHES if dash != HUES[token])]
        styles.append((token, dashes[rounds[token] % len(dashes)]))
        rounds[token] += 1
    return styles


def _hue(name: str) -> str:
    hue = _HUES.get(str(name).partition(".")[0])
    if hue is None:
        raise ValueError(
            f"{shortened(str(name))} names no rule: a run is called by its rule’s key, with a number "
            f"behind a point for the second, such as adam and adam.2; there are {', '.join(_HUES)}"
        )
    return hue


def drawn_runs(runs: Iterable[tuple[str, str, Trajectory]]) -> list[DrawnRun]:
    """(name, label, trajectory) of every run, with its style; see `run_styles` for the names."""
    runs = list(runs)
    styles = run_styles(name for name, _, _ in runs)
    return [
        DrawnRun(name, label, *style, trajectory)
        for (name, label, trajectory), style in zip(runs, styles, strict=True)
    ]
