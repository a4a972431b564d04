"""Inside one run: its gradient and means, what divides them, how long its steps are, and its corrections.

One view for every rule, made of what the rule declares of itself: `means`, `direction`, `divisor` and
`corrections`. x is drawn solid, y dashed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

import numpy as np

from figures.axis import Scale
from figures.drawn import DrawnRun
from figures.palette import Spec
from figures.stacked import Line, Panel, line, stacked
from optimizers import Optimizer, evaluate, plain
from trajectories import quantities

LETTERS = ("x", "y")
_DASHES = ("solid", "dash")
_MEAN_DASHES = ("dot", "dash")  # of the means before the last, which is solid
_MARGIN = {"l": 48, "r": 12, "t": 24, "b": 40}
_GAP = 0.17


class Arrow(TypedDict):
    """A vector at the head of the run: which two lines are its x and y, and which sign it has.

    Without lines it is the step itself, which the chart reads off the path.
    """

    label: str
    title: str
    token: str
    lines: list[str]
    sign: int


def anatomy_specs(optimizer: Optimizer, run: DrawnRun, letters: Sequence[str] = LETTERS) -> dict[str, Spec]:
    """The figures of one run, by name; `letters` are the coordinates' names, one or two."""
    steps = run.trajectory.steps
    anatomy = _Anatomy(
        optimizer, run, letters, quantities(optimizer, run.trajectory, np.arange(1, steps + 1))
    )
    figures = {"means": anatomy.means(), "rates": anatomy.rates(), "lengths": anatomy.lengths()}
    return {
        name: stacked(panels, steps, revision=f"{run.name} {len(panels)}", gap=_GAP, margin=_MARGIN)
        for name, panels in figures.items()
    }


def arrows(optimizer: Optimizer, run: DrawnRun, letters: Sequence[str] = LETTERS) -> list[Arrow]:
    """The arrows at the head of a run on the map: against the gradient, against its mean, and the step."""

    def against(field: str, title: str, token: str) -> Arrow:
        lines = [f"{field}-{letter}-{run.slug}" for letter in letters]
        return {
            "label": f"−{plain(optimizer, field)}",
            "title": title,
            "token": token,
            "lines": lines,
            "sign": -1,
        }

    drawn = [against("g", "against the gradient", "muted")]
    if optimizer.means:
        drawn.append(against(optimizer.means[-1], "against the mean of the gradients", run.token))
    step: Arrow = {"label": "step", "title": "the step taken", "token": "ink", "lines": [], "sign": 1}
    return [*drawn, step]


@dataclass(frozen=True)
class _Anatomy:
    """The panels of one run; `names` holds everything that its equations name, for all steps."""

    optimizer: Optimizer
    run: DrawnRun
    letters: Sequence[str]
    names: dict[str, Any]

    def means(self) -> list[Panel]:
        """The gradient and its running means, a panel per coordinate."""
        fields = ("g", *self.optimizer.means)
        styles = [{"token": "muted"}, *({"dash": dash} for dash in _MEAN_DASHES)]
        styles = [*styles[: len(fields) - 1], {"dash": "solid"}] if len(fields) > 1 else styles
        return [
            Panel(
                letter,
                [
                    self._line(self._plain(field), field, axis, f"{field}-{letter}", **style)
                    for field, style in zip(fields, styles, strict=False)
                ],
                legend=True,
            )
            for axis, letter in enumerate(self.letters)
        ]

    def rates(self) -> list[Panel]:
        """What the direction is divided by, where it is divided, and the rate that this leaves."""
        divisor = self.optimizer.divisor
        shown = {"divisor": divisor, "rate": self.optimizer.effective_rate}
        if divisor == "1":
            del shown["divisor"]
        return [
            self._per_coordinate(self._plain(expression), expression, "log", uid)
            for uid, expression in shown.items()
        ]

    def lengths(self) -> list[Panel]:
        """The steps against α, and the factors of bias correction, where there are any or are left out."""
        length = "abs(theta - theta_prev) / learning_rate"
        panels = [self._per_coordinate("|Δθ|/α", length, "linear", "length")]
        corrected = self.optimizer.corrected
        left_out = corrected is not self.optimizer
        whole = replace(self, optimizer=corrected, names=self.names | {"bias_correction": True})
        corrections = [
            whole._line(
                whole._plain(factor.expression), factor.expression, 0, f"factor-{factor.name}", dash=dash
            )
            for factor, dash in zip(corrected.corrections, _DASHES, strict=False)
        ]
        title = "off" if left_out else "factor"
        return [*panels, Panel(title, corrections, "log", legend=True)] if corrections else panels

    def _per_coordinate(self, title: str, expression: str, scale: Scale, uid: str) -> Panel:
        lines = [
            self._line(
                letter,
                expression,
                axis,
                f"{uid}-{letter}",
                quantity=f"{title} in {letter}",
                dash=_DASHES[axis],
            )
            for axis, letter in enumerate(self.letters)
        ]
        return Panel(title, lines, scale, legend=True)

    def _line(self, name: str, expression: str, axis: int, uid: str, **style: str) -> Line:
        """One coordinate of an expression, from step 0 on, where there is nothing yet."""
        values = np.broadcast_to(evaluate(expression, self.names), self.names["g"].shape)
        return line(self.run, name, np.concatenate([[np.nan], values[:, axis]]), uid, **style)

    def _plain(self, expression: str) -> str:
        return plain(self.optimizer, expression)
