"""Runs as they have always been, bit for bit: `python -m tests.trajectories.make_golden_runs` writes them.

Made before the loop walked on problems, and not to be made anew unless a rule or a surface is meant to
change. The surfaces need sums, products and squares alone, which round alike on every machine.
"""

from pathlib import Path

import numpy as np

from optimizers import OPTIMIZERS, Adam, AMSGrad
from problems import Reddi
from surfaces import Bowl, Himmelblau, Rosenbrock
from trajectories import simulate

FILE = Path(__file__).with_name("golden_runs.npz")
STEPS = 25


def golden_runs():
    """Name and Trajectory of every run."""
    for surface in (Bowl(), Rosenbrock(), Himmelblau()):
        for rule in OPTIMIZERS:
            yield f"{surface.key} {rule.key}", simulate(surface, rule(), surface.start, STEPS)
    rates = 0.05 * np.arange(1, 8)
    yield "bowl seven rates", simulate(Bowl(), Adam(learning_rate=rates), Bowl().start, STEPS)
    yield "seven bowls", simulate(Bowl(condition=10 * np.arange(1.0, 8)), Adam(), (1.0, -2.0), STEPS)
    for rule in (Adam, AMSGrad):
        optimizer = rule(learning_rate=0.5, beta1=0.0, beta2=0.1)
        yield f"reddi {rule.key}", simulate(Reddi(), optimizer, (0.0,), STEPS, Reddi.schedule)


def arrays(name, run):
    """Everything that a run recorded, by name."""
    yield f"{name} positions", run.positions
    yield f"{name} losses", run.losses
    yield f"{name} gradients", run.gradients
    yield f"{name} learning_rates", run.learning_rates
    for field, values in run.states._asdict().items():
        yield f"{name} {field}", values


if __name__ == "__main__":
    np.savez_compressed(FILE, **dict(pair for name, run in golden_runs() for pair in arrays(name, run)))
