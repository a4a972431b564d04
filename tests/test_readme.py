"""The README says what there is: its tables are those of the code, and it names every folder."""

import re
from pathlib import Path

import pytest

from docs.make_tables import README, lesson_table, optimizer_table, refreshed, surface_table
from lessons import LESSONS
from optimizers import OPTIMIZERS
from surfaces import SURFACES

ROOT = Path(__file__).parents[1]
TEXT = README.read_text(encoding="utf-8")


def rows(table):
    """The cells of every row below the head; an escaped bar does not part two cells."""
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()[2:]]


def test_the_tables_are_those_of_the_code():
    assert refreshed(TEXT) == TEXT, "the README's tables are stale: run `python docs/make_tables.py`"
    assert refreshed(refreshed(TEXT)) == refreshed(TEXT)


@pytest.mark.parametrize(
    ("table", "kinds", "column"),
    [(lesson_table(), LESSONS, 2), (optimizer_table(), OPTIMIZERS, 1), (surface_table(), SURFACES, 1)],
    ids=["lessons", "rules", "surfaces"],
)
def test_every_row_has_four_filled_cells_and_names_its_key(table, kinds, column):
    assert [cells[column].strip() for cells in rows(table)] == [f"`{kind.key}`" for kind in kinds]
    for cells in rows(table):
        assert len(cells) == 4, f"a bar within a cell must be escaped: {cells}"
        assert all(cell.strip() for cell in cells)


@pytest.mark.parametrize(
    "marker", ["<!-- lessons -->", "<!-- optimizers -->", "<!-- /optimizers -->", "<!-- /surfaces -->"]
)
def test_a_lost_marker_is_named(marker):
    with pytest.raises(ValueError, match=marker.strip("<!-> /")):
        refreshed(TEXT.replace(marker, ""))


def test_the_readme_names_every_folder_and_every_module():
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name not in ignored
    }
    for name in (*sorted(folders), *sorted(path.name for path in ROOT.glob("*.py"))):
        row = f"| `{name}` |" if name.endswith(".py") else f"| `{name}/` |"
        assert row in TEXT, f"say in the README's table of folders what {name} is"


def test_equations_are_balanced_latex():
    for kind in SURFACES:
        equation = kind().equation
        assert equation.isascii(), f"LaTeX is ASCII: {kind.key}"
        assert not set(equation) & {"$", "`"}, f"a formula's delimiters within it: {kind.key}"
        for opening, closing in ("{}", "[]", "()"):
            assert equation.count(opening) == equation.count(closing), f"{kind.key}: {equation}"
