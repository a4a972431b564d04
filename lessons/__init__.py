"""Curated experiments with a question, an answer and a claim that a test checks, in the order of the story."""

from lessons.bias_correction import LESSON as BIAS_CORRECTION
from lessons.lesson import Facts, Lesson, Scene, Trajectories, trajectory

LESSONS: tuple[Lesson, ...] = (BIAS_CORRECTION,)

__all__ = ["LESSONS", "Facts", "Lesson", "Scene", "Trajectories", "trajectory"]
