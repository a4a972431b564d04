"""Loss surfaces in pure NumPy, one file each, from gentle to wild, and the reader's own."""

from surfaces.ackley import Ackley
from surfaces.beale import Beale
from surfaces.bohachevsky import Bohachevsky
from surfaces.booth import Booth
from surfaces.bowl import Bowl
from surfaces.branin import Branin
from surfaces.easom import Easom
from surfaces.formula import Formula
from surfaces.goldstein_price import GoldsteinPrice
from surfaces.griewank import Griewank
from surfaces.himmelblau import Himmelblau
from surfaces.levy import Levy
from surfaces.matyas import Matyas
from surfaces.mccormick import McCormick
from surfaces.monkey_saddle import MonkeySaddle
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
    "Domain",
    "Easom",
    "Formula",
    "GoldsteinPrice",
    "Griewank",
    "Himmelblau",
    "Levy",
    "Matyas",
    "McCormick",
    "MonkeySaddle",
    "Point",
    "Rastrigin",
    "Rosenbrock",
    "Saddle",
    "SixHumpCamel",
    "StyblinskiTang",
    "Surface",
    "ThreeHumpCamel",
]
