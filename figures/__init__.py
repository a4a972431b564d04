"""Results as Plotly figures: pure functions, the same picture on the page and in a notebook."""

from figures.anatomy import Arrow, anatomy_specs, arrows
from figures.axis import Scale
from figures.basins import basins_spec, difference_spec, end_names
from figures.comparison import comparison_specs
from figures.curvature import curvature_specs
from figures.curves import Quantity, curves_figure, curves_spec
from figures.drawn import Drawn, DrawnRun, TrainedRun, drawn_runs, run_styles
from figures.examples import examples_spec
from figures.landscape import Landscape, landscape, lowest_value
from figures.learning import learning_spec
from figures.map import contours, map_figure, map_spec, surroundings
from figures.palette import PALETTES, Spec, paint
from figures.parameter import parameter_specs
from figures.seeds import ends_spec, fan_spec
from figures.seeing import MOST_IMAGES, MOST_UNITS, filters_spec, images_spec, regions_spec
from figures.space import HEIGHTS, space_spec
from figures.spread import spread_specs
from figures.sweep import LEAST, WORST, SweptAxis, rates_spec, sweep_spec
from figures.travel import travelling
from figures.view import Kind, View

__all__ = [
    "HEIGHTS",
    "LEAST",
    "MOST_IMAGES",
    "MOST_UNITS",
    "PALETTES",
    "WORST",
    "Arrow",
    "Drawn",
    "DrawnRun",
    "Kind",
    "Landscape",
    "Quantity",
    "Scale",
    "Spec",
    "SweptAxis",
    "TrainedRun",
    "View",
    "anatomy_specs",
    "arrows",
    "basins_spec",
    "comparison_specs",
    "contours",
    "curvature_specs",
    "curves_figure",
    "curves_spec",
    "difference_spec",
    "drawn_runs",
    "end_names",
    "ends_spec",
    "examples_spec",
    "fan_spec",
    "filters_spec",
    "images_spec",
    "landscape",
    "learning_spec",
    "lowest_value",
    "map_figure",
    "map_spec",
    "paint",
    "parameter_specs",
    "rates_spec",
    "regions_spec",
    "run_styles",
    "space_spec",
    "spread_specs",
    "surroundings",
    "sweep_spec",
    "travelling",
]
