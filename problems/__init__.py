"""What is walked when it is more than a surface; a surface is a problem by itself."""

from problems.problem import Problem
from problems.reddi import Reddi
from schedules import CONSTANT, Schedule

__all__ = ["Problem", "Reddi", "schedule_of"]


def schedule_of(problem: Problem) -> Schedule:
    """The schedule with which a problem is posed; a constant rate unless it says so."""
    return getattr(problem, "schedule", CONSTANT)
