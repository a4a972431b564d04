"""What our JavaScript answers, without a browser."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FRONTEND = Path(__file__).parents[1] / "interface" / "live_chart" / "frontend"
_SCRIPT = """
const module = await import(process.argv[1]);
const asked = JSON.parse((await import("node:fs")).readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map((each) => { ANSWER })));
"""


def answers(module: str, answer: str, asked: list[Any]) -> list[Any]:
    """Each of `asked` as the lines `answer` turn it, with `module`, one of the page's own, at hand."""
    node = shutil.which("node")
    if node is None:
        how = "no Node: install it (`apt-get install nodejs`), then run again"
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    script = _SCRIPT.replace("ANSWER", answer)
    command = [node, "--input-type=module", "--eval", script, (_FRONTEND / module).as_uri()]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
