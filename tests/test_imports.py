"""Imports go one way."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = {"tunables", "optimizers", "surfaces"}

# What the files of a package may import besides the standard library and their own package.
MAY_IMPORT = {
    "tunables": {"numpy"},
    "remembered": set(),
    "notation": {"numpy", "tunables"},
    "optimizers": {"numpy", "tunables", "notation"},
    "surfaces": {"numpy", "tunables", "notation", "remembered"},
    "schedules": {"tunables"},
    "problems": {"numpy", "tunables", "schedules", "optimizers", "surfaces", "remembered"},
    "words": {"numpy", *CORE, "notation", "problems"},
    "trajectories": {"numpy", *CORE, "schedules", "problems", "words", "remembered"},
    "link": {"tunables"},
    "experiment": {"numpy", *CORE, "schedules", "problems", "trajectories", "link", "remembered"},
    "exports": {"numpy", *CORE, "notation", "schedules", "problems", "experiment"},
    "lessons": {"numpy", *CORE, "schedules", "problems", "trajectories", "experiment", "figures"},
    "page": {*CORE, "schedules", "problems", "experiment", "lessons", "link"},
    "figures": {"numpy", "plotly", *CORE, "problems", "trajectories", "words", "remembered"},
    "interface": {
        *("numpy", "plotly", "segno", "starlette", "streamlit", *CORE),
        *(
            "schedules",
            "problems",
            "trajectories",
            "experiment",
            "exports",
            "lessons",
            "page",
            "figures",
            "words",
            "remembered",
        ),
    },
    "app": {"streamlit", "interface"},
}
OUTSIDE = {"tests", "benchmarks", "deploy", "docs"}  # may import anything
TOO_BROAD = {"utils", "util", "core", "helpers", "helper", "common", "misc"}


def files():
    return [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(ROOT).parts)
    ]


def package(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """The top-level names that a file imports, those inside functions and `if TYPE_CHECKING` too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield package(path) if node.level else node.module.partition(".")[0]


OURS = [path for path in files() if package(path) not in OUTSIDE]


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_stands_below_it(path):
    name = package(path)
    assert name in MAY_IMPORT, f"say in MAY_IMPORT in {Path(__file__).name} what {name} may import"
    wrong = set(imported(path)) - MAY_IMPORT[name] - {name} - set(sys.stdlib_module_names)
    assert not wrong, f"{name} must not import {', '.join(sorted(wrong))}: move the code, or design it anew"


def test_nothing_in_the_table_imports_what_imports_it():
    for name, may in MAY_IMPORT.items():
        for other in may & MAY_IMPORT.keys():
            assert name not in MAY_IMPORT[other], f"{name} and {other} import each other"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_named_after_their_subject(path):
    names = {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    assert not names & TOO_BROAD, "name the file after what it is about"
