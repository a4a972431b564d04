"""A run as figures draw it: its trajectory with a name, a colour and a dash."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace

from figures.palette import DASHES, RULE_TOKENS
from trajectories import Trajectory


@dataclass(frozen=True)
class DrawnRun:
    """One run for the figures.

    Attributes:
        name: its name in links, `adam.2`.
        label: its name for the reader; may be a reader's own text.
        trajectory: what it went through.
        token: the colour token of its rule.
        dash: solid for a rule's first run, another dash for the next.
    """

    name: str
    label: str
    trajectory: Trajectory
    token: str
    dash: str

    @property
    def slug(self) -> str:
        """The name for Plotly's uid, which it puts into CSS selectors."""
        return self.name.replace(".", "-")

    def shortened(self, most: int) -> "DrawnRun":
        """The same run with a label of at most that many letters."""
        return self if len(self.label) <= most else replace(self, label=f"{self.label[: most - 1]}…")

    @property
    def html(self) -> str:
        """The label for Plotly's texts, which read a few HTML tags and templates: both as plain text."""
        return html.escape(self.label, quote=False).replace("%{", "%&#123;")


def run_style(name: str) -> tuple[str, str]:
    """The colour token and the dash of the run called `name`, the same in every figure."""
    rule, _, count = name.partition(".")
    return RULE_TOKENS[rule], DASHES[(int(count or 1) - 1) % len(DASHES)]


def drawn_runs(runs: Iterable[tuple[str, str, Trajectory]]) -> list[DrawnRun]:
    """(name, label, trajectory) of every run, with its style."""
    return [DrawnRun(name, label, trajectory, *run_style(name)) for name, label, trajectory in runs]
