"""Results as Plotly figures: pure functions, the same picture on the page and in a notebook."""

from figures.curves import LossScale, curves_figure, loss_name
from figures.drawn import DrawnRun, drawn_runs, run_style
from figures.landscape import Landscape, landscape, lowest_value
from figures.map import contours, map_figure, scale_note
from figures.palette import PALETTES, paint

__all__ = [
    "PALETTES",
    "DrawnRun",
    "Landscape",
    "LossScale",
    "contours",
    "curves_figure",
    "drawn_runs",
    "landscape",
    "loss_name",
    "lowest_value",
    "map_figure",
    "paint",
    "run_style",
    "scale_note",
]
