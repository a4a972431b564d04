"""Formulas as readers write them, as nobody should, and at random."""

import numpy as np
from hypothesis import strategies as st

from notation import FUNCTIONS

# Text, and what NumPy makes of it, written by hand.
MEANT = {
    "(x**2 + y - 11)**2 + sin(3*x)": lambda x, y: (x**2 + y - 11) ** 2 + np.sin(3 * x),
    "(100*(x-1)**2 + (y-1)**2)/2": lambda x, y: (100 * (x - 1) ** 2 + (y - 1) ** 2) / 2,
    "3*x + 2*y": lambda x, y: 3 * x + 2 * y,
    "-x**2": lambda x, y: -(x**2) + 0 * y,
    "2**-x + y": lambda x, y: 2.0**-x + y,
    "x - y - 1": lambda x, y: x - y - 1,
    "x/y/2": lambda x, y: x / y / 2,
    "abs(x*y) + sqrt(abs(y))": lambda x, y: np.abs(x * y) + np.sqrt(np.abs(y)),
    "tanh(x) + exp(-y**2)*cos(pi*x)": lambda x, y: np.tanh(x) + np.exp(-(y**2)) * np.cos(np.pi * x),
    "log(x**2 + 1) + atan(y) + e*x": lambda x, y: np.log(x**2 + 1) + np.arctan(y) + np.e * x,
    "2**3**2 * x": lambda x, y: 512 * x + 0 * y,
    "+x - -y": lambda x, y: x + y,
    "1.5e-1*x + .5": lambda x, y: 0.15 * x + 0.5 + 0 * y,
    "x**3 + x**4 + x**5 + x**-1 + x**-2 + x**0.5": lambda x, y: (
        x**3 + x**4 + x**5 + 1 / x + x**-2.0 + np.sqrt(x) + 0 * y
    ),
    "x**(y/9) + e**y": lambda x, y: x ** (y / 9) + np.exp(y),
    "(x - x**2)*(x - x**2) - 1*y/1 + 0": lambda x, y: (x - x**2) ** 2 - y,
}

# What students type, and what it means in Python's notation.
BY_HAND = {
    "x^2 + y^2": "x**2 + y**2",
    "2x": "2*x",
    "2xy": "2*x*y",
    "x²": "x**2",
    "x⁻² + y¹²": "x**-2 + y**12",
    "−x": "-x",
    "x·y": "x*y",
    "x × y ÷ 3": "x*y/3",
    "πx + y": "pi*x + y",
    "|x|": "abs(x)",
    "|x||y| + 2|x − |y||": "abs(x)*abs(y) + 2*abs(x - abs(y))",
    "e^x": "e**x",
    "e^-x²/2 + y": "e**(-x**2)/2 + y",
    "2e^x": "2*e**x",
    "2e3x": "2000*x",
    "sin x": "sin(x)",
    "sin 2x + y": "sin(2*x) + y",
    "sin x · cos y": "sin(x)*cos(y)",
    "sin(x)cos(y)": "sin(x)*cos(y)",
    "sin² x + cos^2 2y": "sin(x)**2 + cos(2*y)**2",
    "sin -x": "sin(-x)",
    "sin x^2 / 2": "sin(x**2)/2",
    "SIN(X) + Y": "sin(x) + y",
    "√x + √(x² + y²) + √2y": "sqrt(x) + sqrt(x**2 + y**2) + sqrt(2)*y",
    "ln x + arctan y": "log(x) + atan(y)",
    "x(y + 1)(x - 2)": "x*(y + 1)*(x - 2)",
    "min(x, y) + max(x, y, 1)": "-max(-x, -y) - min(-x, -y, -1)",
    "sign(x)y": "sign(x)*y",
    "1.5x − .5y": "1.5*x - 0.5*y",
    "(1−x)² + 100(y−x²)²": "(1 - x)**2 + 100*(y - x**2)**2",
}

# Within every limit, and yet once enough to hold up a page, or with values that overflow, underflow, are
# undefined almost everywhere, or do not change.
WILD = [
    "(x+y)**100",
    "*".join(["(x+y)"] * 20),
    "/".join(["(x+1)"] * 20),
    "tan(tan(tan(tan(tan(x)))))",
    "exp(exp(exp(exp(x))))",
    "sqrt(" * 20 + "x" + ")" * 20,
    "sin(" * 22 + "x*y" + ")" * 22,
    "x**y**x",
    "((x**2)**0.5 + (y**2)**0.5)**0.5",
    "abs(abs(x) - abs(y))**0.5",
    "x**0.5 + log(y)",
    "x+cos(exp(exp(exp(x-x+3))))",
    "y + sin(exp(exp(exp(x/x*9))))",
    "sqrt(-x**2)+y**2",
    "(-2)**(9*x) + y",
    "exp(x**2+y**2)",
    "exp(99*x**2+99*y**2)",
    "sinh(142*x)",
    "sinh(142*x)+y",
    "-sinh(142*x)+y",
    "cosh(141*x)*cosh(141*y)",
    "(x*1e12)**25*(y*1e12)**25",
    "1e-300*x",
    "1e-300*x*1e-20",
    "(x*1e-12)**25 + (y*1e-12)**25",
    "1e12 + x*1e-9",
    "sin(x)**2 + cos(x)**2 + 0*y",
    "x/x",
    "x/x - 1",
    "1/x + 1/y",
    "-1/(x**2 + y**2)**9",
    "log(abs(x))**9 + y",
    "0*log(x) + y",
    "sqrt(x - 4.9) + y",
    "asin(x - 5) + asin(y - 5)",
    "exp(-1/x**2) - y",
    "1e12*x + 1e-12*y",
    "-exp(exp(x)) - exp(exp(y))",
    "sqrt(x)**2 + y**2",
    "abs(x)**3 + abs(y)**3",
]


def expressions(leaves=("x", "y", "1", "2", "0.5", "pi"), functions=tuple(FUNCTIONS), most=8):
    """Random formulas that are well formed, as trees of text."""
    binary = st.sampled_from(
        ["({} + {})", "({} - {})", "({} * {})", "({} / {})", "({}) ** 2 + {}", "({}) ** ({})"]
    )
    unary = st.sampled_from(["-{}", "({}) ** 3", "({}) ** 0.5", *(f"{name}({{}})" for name in functions)])

    def larger(children):
        return st.one_of(
            st.tuples(binary, children, children).map(lambda parts: parts[0].format(parts[1], parts[2])),
            st.tuples(unary, children).map(lambda parts: parts[0].format(parts[1])),
        )

    return st.recursive(st.sampled_from(leaves), larger, max_leaves=most)
