"""Loss surfaces in pure NumPy, one file each, from gentle to wild, and the reader's own."""

from surfaces.ackley import Ackley
from surfaces.beale import Beale
from surfaces.bohachevsky import Bohachevsky
from surfaces.booth import Booth
from surfaces.bowl import Bowl
from surfaces.branin import Branin
from surfaces.data_surface import DataSurface
from surfaces.easom import Easom
from surfaces.formula import Formula
from surfaces.goldstein_price import GoldsteinPrice
from surfaces.griewank import Griewank
from surfaces.himmelblau import Himmelblau
from surfaces.iris import Iris
from surfaces.least_squares import LeastSquares
from surfaces.levy import Levy
from surfaces.line import Line
from surfaces.logistic import Logistic
from surfaces.matyas import Matyas
from surfaces.mccormick import McCormick
from surfaces.monkey_saddle import MonkeySaddle
from surfaces.neuron import Neuron
from surfaces.penguins import Penguins
from surfaces.points import Points
from surfaces.rastrigin import Rastrigin
from surfaces.rosenbrock import Rosenbrock
from surfaces.saddle import Saddle
from surfaces.six_hump_camel import SixHumpCamel
from surfaces.styblinski_tang import StyblinskiTang
from surfaces.surface import Domain, Point, Surface
from surfaces.three_hump_camel import ThreeHumpCamel

SURFACES: tuple[type[Surface], ...] = (
    Bowl,
    Booth,
    Matyas,
    Rosenbrock,
    Beale,
    ThreeHumpCamel,
    SixHumpCamel,
    Himmelblau,
    StyblinskiTang,
    McCormick,
    Branin,
    GoldsteinPrice,
    Saddle,
    MonkeySaddle,
    Bohachevsky,
    Levy,
    Griewank,
    Ackley,
    Rastrigin,
    Easom,
    Line,
    Penguins,
    Logistic,
    Iris,
    Neuron,
    Points,
    Formula,
)

__all__ = [
    "SURFACES",
    "Ackley",
    "Beale",
    "Bohachevsky",
    "Booth",
    "Bowl",
    "Branin",
    "DataSurface",
    "Domain",
    "Easom",
    "Formula",
    "GoldsteinPrice",
    "Griewank",
    "Himmelblau",
    "Iris",
    "LeastSquares",
    "Levy",
    "Line",
    "Logistic",
    "Matyas",
    "McCormick",
    "MonkeySaddle",
    "Neuron",
    "Penguins",
    "Point",
    "Points",
    "Rastrigin",
    "Rosenbrock",
    "Saddle",
    "SixHumpCamel",
    "StyblinskiTang",
    "Surface",
    "ThreeHumpCamel",
]
