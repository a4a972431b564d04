"""Property tests run the same examples everywhere, so that a red run can be repeated; two run at a time."""

import os
from pathlib import PurePosixPath

# Before NumPy is loaded: tests run side by side, and threads of one would only be in another's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None, max_examples=40)
settings.load_profile("repeatable")

BROWSER = PurePosixPath("tests/browser")
# Those that look at what is between a browser and its server, or at another page: one after the other too.
BEYOND = {BROWSER / f"test_{name}.py" for name in ("replicas", "restarts", "turns", "views")}


class Parts(LoadScopeScheduling):
    """One file at a time, but all that share one server and one browser in the same process."""

    def _split_scope(self, nodeid: str) -> str:
        file = PurePosixPath(nodeid.partition("::")[0])
        if BROWSER in file.parents:
            return f"{BROWSER} and beyond" if file in BEYOND else str(BROWSER)
        return str(file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return Parts(config, log)
