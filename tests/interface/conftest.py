"""Without a browser there is nothing to wait for."""

import pytest


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch):
    monkeypatch.setattr("interface.picture.SKETCH", 0)
    monkeypatch.setattr("interface.picture.FIRST_HEAD_START", 0)
    monkeypatch.setattr("interface.picture.HEAD_START", 0)
