"""Everything on the page as one value, and that value as a link; `page.acts` is what a reader does to it."""

from page.keys import from_query, to_query
from page.page import CRITERIA, CRITERION, ORDERS, SEEDS, SHADING, STRIPS, Axes, Page
from page.worksheet import VIEWS, leavable

__all__ = [
    "CRITERIA",
    "CRITERION",
    "ORDERS",
    "SEEDS",
    "SHADING",
    "STRIPS",
    "VIEWS",
    "Axes",
    "Page",
    "from_query",
    "leavable",
    "to_query",
]
