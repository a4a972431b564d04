"""Curated experiments, each with a question, an answer and a claim, in the order of the story."""

from lessons.adam_is_both import LESSON as ADAM_IS_BOTH
from lessons.beta2 import LESSON as BETA2
from lessons.bias_correction import LESSON as BIAS_CORRECTION
from lessons.bursts import LESSON as BURSTS
from lessons.decay import LESSON as DECAY
from lessons.decaying_rate import LESSON as DECAYING_RATE
from lessons.epsilon import LESSON as EPSILON
from lessons.feature import LESSON as FEATURE
from lessons.lesson import Facts, Lesson, Scene, Trainings, Trajectories
from lessons.loss_scale import LESSON as LOSS_SCALE
from lessons.luck import LESSON as LUCK
from lessons.many_minima import LESSON as MANY_MINIMA
from lessons.many_weights import LESSON as MANY_WEIGHTS
from lessons.mini_batches import LESSON as MINI_BATCHES
from lessons.momentum import LESSON as MOMENTUM
from lessons.noise import LESSON as NOISE
from lessons.one_step import LESSON as ONE_STEP
from lessons.ravine import LESSON as RAVINE
from lessons.reddi import LESSON as REDDI
from lessons.river import LESSON as RIVER
from lessons.rmsprop import LESSON as RMSPROP
from lessons.rotation import LESSON as ROTATION
from lessons.saddle import LESSON as SADDLE
from lessons.separable import LESSON as SEPARABLE
from lessons.sign_descent import LESSON as SIGN_DESCENT
from lessons.spikes import LESSON as SPIKES
from lessons.three_rates import LESSON as THREE_RATES
from lessons.valley import LESSON as VALLEY
from lessons.warm_up import LESSON as WARM_UP
from lessons.where_epsilon import LESSON as WHERE_EPSILON

LESSONS: tuple[Lesson, ...] = (
    ONE_STEP,
    RAVINE,
    MOMENTUM,
    RMSPROP,
    ADAM_IS_BOTH,
    BIAS_CORRECTION,
    BETA2,
    EPSILON,
    WHERE_EPSILON,
    LOSS_SCALE,
    ROTATION,
    VALLEY,
    SADDLE,
    MANY_MINIMA,
    BURSTS,
    REDDI,
    DECAY,
    SIGN_DESCENT,
    THREE_RATES,
    FEATURE,
    MINI_BATCHES,
    DECAYING_RATE,
    NOISE,
    SEPARABLE,
    LUCK,
    RIVER,
    MANY_WEIGHTS,
    SPIKES,
    WARM_UP,
)

__all__ = ["LESSONS", "Facts", "Lesson", "Scene", "Trainings", "Trajectories"]
