"""The formula that the page prints is the surface that is walked on."""

import ast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interface.masthead import LONGEST_EQUATION
from notation import evaluate, parsed
from surfaces import SURFACES, Formula
from tests.strategies import things
from tunables import tunables

DECLARED = [kind for kind in SURFACES if kind is not Formula]
every_surface = pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.key)


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
        assert field.symbol in kind().equation, field.name


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


@every_surface
def test_a_formula_fits_above_the_map(kind):
    assert len(kind().equation) <= LONGEST_EQUATION


def test_a_readers_formula_is_none_that_is_run():
    assert not hasattr(Formula, "formula")
