"""What is walked, by which runs, from where and how far: one frozen value, and that value as a link."""

from experiment.changes import (
    DEFAULT_RULES,
    change_surface,
    default_experiment,
    default_optimizer,
    rounded_start,
)
from experiment.experiment import LONGEST_LABEL, MOST_RUNS, Experiment, Run, Walked
from experiment.keys import KEYS, from_query, read_label, to_query
from experiment.settings import (
    EXACT_PATHS,
    FEWEST_STEPS,
    MOST_SEED,
    MOST_STEPS,
    NOISE,
    SAMPLING,
    SEED,
    SETTLED,
    batch_tunable,
    start_complaint,
    start_tunables,
    steps_tunable,
)
from experiment.sweeping import alone, best, rate_losses, rate_stops, sweepable, swept, turned

__all__ = [
    "DEFAULT_RULES",
    "EXACT_PATHS",
    "FEWEST_STEPS",
    "KEYS",
    "LONGEST_LABEL",
    "MOST_RUNS",
    "MOST_SEED",
    "MOST_STEPS",
    "NOISE",
    "SAMPLING",
    "SEED",
    "SETTLED",
    "Experiment",
    "Run",
    "Walked",
    "alone",
    "batch_tunable",
    "best",
    "change_surface",
    "default_experiment",
    "default_optimizer",
    "from_query",
    "rate_losses",
    "rate_stops",
    "read_label",
    "rounded_start",
    "start_complaint",
    "start_tunables",
    "steps_tunable",
    "sweepable",
    "swept",
    "to_query",
    "turned",
]
