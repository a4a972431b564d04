"""A view: a figure with a name, the kind of thing that it is, and words for those who do not see it."""

from dataclasses import dataclass
from typing import Literal

from figures.palette import Spec

# What a figure can be. A plane has two coordinates, with paths in the player's time; lines over the steps are
# shown up to the player's; examples have each run's model at the player's step among them. A scene in
# space has such paths over hills. Regions are those of a network's two classes at the player's step, tiles
# are small pictures then, and a spread is histograms. A grid of numbers and a picture stand still.
Kind = Literal["plane", "examples", "steps", "grid", "space", "picture", "regions", "tiles", "spread"]


@dataclass(frozen=True)
class View:
    """What the live chart draws.

    Attributes:
        name: which one it is; while name and kind stay, the reader's zoom stays.
        kind: see above.
        figure: a Plotly figure as plain dictionaries and arrays.
        words: the same for those who do not see it.
    """

    name: str
    kind: Kind
    figure: Spec
    words: str
