"""The formula that the page prints is the surface that is walked on."""

import ast
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interface.masthead import LONGEST_EQUATION
from notation import evaluate, parsed
from surfaces import SURFACES, Bowl, DataSurface, Formula
from surfaces.bowl import _ALONG_X
from tests.strategies import things
from tunables import tunables

DECLARED = [kind for kind in SURFACES if kind is not Formula]
every_declared = pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.key)
PLAIN = [kind for kind in DECLARED if not issubclass(kind, DataSurface)]
every_surface = pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.key)


@every_surface
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_a_formula_has_the_surfaces_value(kind, data, seed):
    surface = data.draw(things(kind))
    x, y = (np.random.default_rng(seed).uniform(*side, 50) for side in surface.domain)
    settings = {field.name: getattr(surface, field.name) for field in tunables(kind)}
    stated, walked = evaluate(kind.formula, settings | {"x": x, "y": y}), surface.value(x, y)
    # A value that is small because large terms cancel is known to fewer digits than they are.
    np.testing.assert_allclose(stated, walked, rtol=1e-12, atol=1e-15 * np.abs(walked).max())


@every_surface
def test_every_number_that_a_reader_may_turn_is_printed(kind):
    for field in tunables(kind):
        # The bowl's letter for its turn stands there once it is turned.
        turned = replace(kind(), **{field.name: field.stops[-1]})
        assert field.symbol in turned.equation, field.name


def test_a_bowl_is_written_in_x_and_y_until_it_is_turned():
    rng = np.random.default_rng(3)
    x, y = rng.uniform(-3, 3, (2, 50))
    straight = Bowl(condition=7.0, scale=2.0)
    assert "u" not in straight.equation
    assert not straight.definitions
    stated = evaluate(_ALONG_X, {"x": x, "y": y, "condition": 7.0, "scale": 2.0})
    np.testing.assert_allclose(stated, straight.value(x, y), rtol=1e-12)
    turned = Bowl(rotation=30.0)
    assert "u" in turned.equation
    assert "turned by φ" in turned.definitions


@every_surface
def test_definitions_are_for_what_is_used(kind):
    definitions, value = parsed(kind.formula)
    used = {
        node.id
        for tree in (*definitions.values(), value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name)
    }
    assert definitions.keys() <= used
    assert not definitions.keys() & {"x", "y", *(field.name for field in tunables(kind))}


@every_declared
def test_a_formula_fits_above_the_map(kind):
    assert len(kind().equation) <= LONGEST_EQUATION


def test_a_readers_formula_is_none_that_is_run():
    assert not hasattr(Formula, "formula")
