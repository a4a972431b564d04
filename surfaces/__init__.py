"""Loss surfaces in pure NumPy, one file each, from gentle to wild."""

from surfaces.beale import Beale
from surfaces.bowl import Bowl
from surfaces.rosenbrock import Rosenbrock
from surfaces.surface import Domain, Point, Surface

SURFACES: tuple[type[Surface], ...] = (
    Bowl,
    Rosenbrock,
    Beale,
)

__all__ = ["SURFACES", "Beale", "Bowl", "Domain", "Point", "Rosenbrock", "Surface"]
