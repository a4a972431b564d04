"""Refresh the README's tables of lessons, optimizers and surfaces from what these declare.

    python docs/make_tables.py

Formulas stand between $` and `$, GitHub's delimiters between which Markdown leaves backslashes alone; between
plain dollar signs it would turn `\\,` into a comma.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lessons import LESSONS
from optimizers import OPTIMIZERS
from surfaces import SURFACES, Formula, Surface

README = Path(__file__).parents[1] / "README.md"


def refreshed(text: str) -> str:
    """The README with new tables between its markers; ValueError where a pair of markers is missing."""
    tables = {"lessons": lesson_table(), "optimizers": optimizer_table(), "surfaces": surface_table()}
    for name, table in tables.items():
        marked = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        if len(marked.findall(text)) != 1:
            raise ValueError(f"README.md needs <!-- {name} --> and <!-- /{name} -->, each on a line, once")
        text = marked.sub(lambda _, table=table: f"\n{table}\n", text)  # type: ignore[misc]
    return text


def lesson_table() -> str:
    """One row per lesson, in the order of the story; the answers stand on the page alone."""
    rows = (
        (str(number), lesson.told(lesson.title), f"`{lesson.key}`", lesson.told(lesson.question))
        for number, lesson in enumerate(LESSONS, start=1)
    )
    return _table(("", "lesson", "key", "what the reader predicts"), rows)


def optimizer_table() -> str:
    """One row per rule, in the order in which one explains the next."""
    rows = ((kind.name, f"`{kind.key}`", kind.idea, kind.source) for kind in OPTIMIZERS)
    return _table(("name", "key", "idea", "source"), rows)


def surface_table() -> str:
    """One row per surface, from gentle to wild."""
    rows = ((kind.name, f"`{kind.key}`", _formula(kind), kind.teaches) for kind in SURFACES)
    return _table(("name", "key", "f(x, y)", "what one sees"), rows)


def _formula(kind: type[Surface]) -> str:
    # A reader's own is declared by none.
    return "any" if kind is Formula else f"$`{kind().equation}`$"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    escaped = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
