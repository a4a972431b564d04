"""The runs' names at the ends of their lines, where a legend would make the eye travel."""

import math
from collections.abc import Sequence

from figures.axis import drawable
from figures.drawn import Drawn
from figures.stacked import Panel, domains_of, range_of

_LETTERS = 18  # a longer label is cut at its line's end
_HEIGHT = 0.055  # of the figure's height: how far apart two labels at line ends stand
_FEWEST_LETTERS = 10  # room for the rules' names, so that most figures have the same width
_LETTER = 6.6  # pixels


def end_labels(
    runs: Sequence[Drawn], panels: Sequence[Panel], gap: float
) -> list[tuple[dict[str, object], str]]:
    """The runs' names and colour tokens at the ends of their lines in the first panel, moved apart.

    That panel's first lines are theirs, in their order.
    Each is named after its run, so that the page can have it travel with the line's head.
    """
    panel, (bottom, top) = panels[0], domains_of(panels, gap)[0]
    low, high = range_of(panel)
    ends = []
    for run, each in zip(runs, panel.lines, strict=False):
        drawn = drawable(each.values, panel.scale)
        if len(drawn):
            end = math.log10(drawn[-1]) if panel.scale == "log" else float(drawn[-1])
            share = min(max((end - low) / (high - low), 0.0), 1.0)
            ends.append((bottom + share * (top - bottom), run))
    places = _apart([height for height, _ in ends], _HEIGHT)
    return [
        (
            {
                "name": run.name,
                "xref": "paper",
                "yref": "paper",
                "x": 1.015,
                "y": height,
                "xanchor": "left",
                "yanchor": "middle",
                "text": run.shortened(_LETTERS).html,
                "showarrow": False,
            },
            run.token,
        )
        for height, (_, run) in zip(places, ends, strict=True)
    ]


def label_room(runs: Sequence[Drawn]) -> int:
    """Pixels that the names at the lines' ends need; much the same for most pages."""
    letters = min(max((len(run.label) for run in runs), default=0), _LETTERS)
    return round(14 + _LETTER * max(letters, _FEWEST_LETTERS))


def _apart(wanted: list[float], gap: float) -> list[float]:
    """Heights near the wanted ones, in the same order, at least `gap` apart and at most 1."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = list(wanted)
    floor = -math.inf
    for index in order:
        placed[index] = floor = max(wanted[index], floor + gap)
    ceiling = 1.0
    for index in reversed(order):
        placed[index] = ceiling = min(placed[index], ceiling)
        ceiling -= gap
    return placed
