"""Without a browser there is nothing to wait for."""

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch):
    monkeypatch.setattr("interface.picture.SKETCH", 0)
    monkeypatch.setattr("interface.picture.FIRST_HEAD_START", 0)
    monkeypatch.setattr("interface.picture.HEAD_START", 0)


@pytest.fixture(autouse=True, scope="session")
def one_look_at_what_is_installed():
    """Streamlit looks through every installed package for components with each run that is not a server's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield
