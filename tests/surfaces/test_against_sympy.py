"""Every formula against a second transcription of it, differentiated by sympy and evaluated to 30 digits."""

import numpy as np
import pytest
import sympy

from surfaces import SURFACES, DataSurface

# From Surjanovic & Bingham's library and Jamil & Yang 2013, arXiv:1308.4008, in exact fractions.
FORMULAS = {
    "bowl": "(x**2 + 10*y**2)/2",
    "booth": "(x + 2*y - 7)**2 + (2*x + y - 5)**2",
    "matyas": "26*(x**2 + y**2)/100 - 48*x*y/100",
    "rosenbrock": "(1 - x)**2 + 100*(y - x**2)**2",
    "beale": "(3/2 - x + x*y)**2 + (9/4 - x + x*y**2)**2 + (21/8 - x + x*y**3)**2",
    "three_hump_camel": "2*x**2 - 105*x**4/100 + x**6/6 + x*y + y**2",
    "six_hump_camel": "(4 - 21*x**2/10 + x**4/3)*x**2 + x*y + (-4 + 4*y**2)*y**2",
    "himmelblau": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "styblinski_tang": "(x**4 - 16*x**2 + 5*x)/2 + (y**4 - 16*y**2 + 5*y)/2",
    "mccormick": "sin(x + y) + (x - y)**2 - 3*x/2 + 5*y/2 + 1",
    "branin": "(y - 51*x**2/(40*pi**2) + 5*x/pi - 6)**2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    "goldstein_price": "(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
    "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))",
    "saddle": "x**2 - y**2",
    "monkey_saddle": "x**3 - 3*x*y**2",
    "bohachevsky": "x**2 + 2*y**2 - 3*cos(3*pi*x)/10 - 4*cos(4*pi*y)/10 + 7/10",
    "levy": "sin(pi*(x + 3)/4)**2 + ((x - 1)/4)**2*(1 + 10*sin(pi*(x + 3)/4 + 1)**2)"
    "+ ((y - 1)/4)**2*(1 + sin(2*pi*(y + 3)/4)**2)",
    "griewank": "(x**2 + y**2)/4000 - cos(x)*cos(y/sqrt(2)) + 1",
    "ackley": "-20*exp(-sqrt((x**2 + y**2)/2)/5) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + 20 + E",
    "rastrigin": "20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
    "easom": "-cos(x)*cos(y)*exp(-((x - pi)**2 + (y - pi)**2))",
}
# Whatever the reader types; and what is made of data, which `test_data.py` proves example by example.
FREE = {"formula"} | {kind.key for kind in SURFACES if issubclass(kind, DataSurface)}


def test_every_surface_has_its_second_transcription():
    assert FORMULAS.keys() == {kind.key for kind in SURFACES} - FREE, "transcribe its formula in FORMULAS"


@pytest.mark.parametrize(
    "kind", [kind for kind in SURFACES if kind.key in FORMULAS], ids=lambda kind: kind.key
)
def test_value_and_gradient_are_the_formulas(kind):
    surface = kind()
    x, y = sympy.symbols("x y")
    formula = sympy.parse_expr(FORMULAS[kind.key], {"x": x, "y": y})
    exact = [formula, formula.diff(x), formula.diff(y)]
    random = np.random.default_rng(0)
    points = np.array([random.uniform(*side, 40) for side in surface.domain])
    ours = np.array([surface.value(*points), *surface.gradient(*points)])
    theirs = np.array(
        [
            [float(one.evalf(30, subs={x: sympy.Float(a, 30), y: sympy.Float(b, 30)})) for a, b in points.T]
            for one in exact
        ]
    )
    scale = np.abs(theirs).max(axis=1, keepdims=True)
    np.testing.assert_allclose(ours / scale, theirs / scale, rtol=1e-11, atol=1e-14)
