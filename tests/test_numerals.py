"""That the browser writes a number exactly as Python does."""

import json
import os
import random
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from tunables import short

NUMERALS = Path(__file__).parents[1] / "interface" / "live_chart" / "frontend" / "numerals.js"
_SCRIPT = """
const { short } = await import(process.argv[1]);
const asked = JSON.parse((await import("node:fs")).readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map(([value, digits]) => short(Number(value), digits))));
"""


def in_javascript(asked: list[tuple[float, int]]) -> list[str]:
    node = shutil.which("node")
    if node is None:
        how = "no Node: install it (`apt-get install nodejs`), then run again"
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    texts = [(names.get(repr(value), repr(value)), digits) for value, digits in asked]
    command = [node, "--input-type=module", "--eval", _SCRIPT, NUMERALS.as_uri()]
    answer = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def values() -> list[float]:
    """Numbers of every size, those next to where the way of writing changes, ties, and every bit pattern."""
    random.seed(1)
    edges = [0.0, -0.0, 1e-4, 1e6, 9.995e-5, 999_500.0, 5e-324, 1.797e308, 1.7976931348623157e308]
    edges += [float("nan"), float("inf"), float("-inf")]
    powers = [
        float(f"{sign}{mantissa}e{k}")
        for k in range(-30, 31)
        for mantissa in (1, 2.1, 9.9996)
        for sign in "+-"
    ]
    ties = [sign * odd / 2**k for odd in range(1, 400, 2) for k in range(1, 12) for sign in (1, -1)]
    ties += [float(odd * 5 * 10**k) for odd in range(1, 400, 2) for k in range(6)]
    usual = [random.choice((1, -1)) * 10 ** random.uniform(-12, 9) for _ in range(3000)]
    any_bits = [struct.unpack("d", random.randbytes(8))[0] for _ in range(3000)]
    return edges + powers + ties + usual + any_bits


def test_the_browser_writes_numbers_as_python_does():
    asked = [(value, digits) for value in values() for digits in (1, 2, 3, 4, 6)]
    wrong = [
        (value, digits, short(value, digits), theirs)
        for (value, digits), theirs in zip(asked, in_javascript(asked), strict=True)
        if short(value, digits) != theirs
    ]
    assert not wrong, (
        f"{len(wrong)} of {len(asked)}: write `short` of tunables.py into numerals.js; {wrong[:5]}"
    )
