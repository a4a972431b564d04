"""Claims about Adam are false of rules that one might mistake for it, on the lessons' own settings."""

from dataclasses import dataclass, fields

import numpy as np
import pytest

from lessons import LESSONS
from optimizers import Adam
from optimizers.adam import State
from trajectories import simulate


@dataclass(frozen=True)
class Uncorrected(Adam):
    """Bias correction left out, whatever its switch says."""

    def step(self, theta, g, state, t):
        m, v = self.beta1 * state.m + (1 - self.beta1) * g, self.beta2 * state.v + (1 - self.beta2) * g**2
        return theta - self.learning_rate * m / (np.sqrt(v) + self.epsilon), State(m, v, m, v)


@dataclass(frozen=True)
class AlwaysCorrected(Adam):
    """A switch that switches nothing off."""

    def step(self, theta, g, state, t):
        return Adam(self.learning_rate, self.beta1, self.beta2, self.epsilon).step(theta, g, state, t)


@dataclass(frozen=True)
class EpsilonInside(Adam):
    """ε under the root."""

    def step(self, theta, g, state, t):
        _, after = super().step(theta, g, state, t)
        return theta - self.learning_rate * after.m_hat / np.sqrt(after.v_hat + self.epsilon), after


@dataclass(frozen=True)
class RhoForBeta2(Adam):
    """RMSprop's usual decay, 0.9, where β2 belongs."""

    def step(self, theta, g, state, t):
        return Adam(self.learning_rate, self.beta1, 0.9, self.epsilon, self.bias_correction).step(
            theta, g, state, t
        )


@dataclass(frozen=True)
class CorrectedFedBack(Adam):
    """The corrected moments go on into the next step."""

    def step(self, theta, g, state, t):
        theta, after = super().step(theta, g, state, t)
        return theta, State(after.m_hat, after.v_hat, after.m_hat, after.v_hat)


@dataclass(frozen=True)
class WithoutMean(Adam):
    """The first moment left out: RMSprop with bias correction."""

    def step(self, theta, g, state, t):
        _, after = super().step(theta, g, state, t)
        return theta - self.learning_rate * g / (np.sqrt(after.v_hat) + self.epsilon), after


@dataclass(frozen=True)
class NothingDivided(Adam):
    """The second moment left out: momentum."""

    def step(self, theta, g, state, t):
        _, after = super().step(theta, g, state, t)
        return theta - self.learning_rate * after.m_hat, after


BROKEN = {
    "one_step": (Uncorrected, NothingDivided),
    "adam_is_both": (WithoutMean, NothingDivided, Uncorrected),
    "bias_correction": (AlwaysCorrected, RhoForBeta2),
    "beta2": (RhoForBeta2, WithoutMean),
    "epsilon": (EpsilonInside, NothingDivided),
    "loss_scale": (NothingDivided, EpsilonInside),
    "rotation": (NothingDivided,),
    "valley": (WithoutMean, RhoForBeta2, CorrectedFedBack),
    "bursts": (NothingDivided,),
}
CASES = [(key, rule) for key, rules in BROKEN.items() for rule in rules]


def runs_with(lesson, rule):
    """The lesson's runs, `rule` with the same settings in Adam's place."""

    def broken(optimizer):
        if type(optimizer) is not Adam:
            return optimizer
        return rule(**{field.name: getattr(optimizer, field.name) for field in fields(Adam)})

    return tuple(
        {
            name: simulate(
                scene.experiment.surface,
                broken(run.optimizer),
                scene.experiment.start_point,
                scene.experiment.step_count,
            )
            for name, run in zip(scene.experiment.names, scene.experiment.runs, strict=True)
        }
        for scene in lesson.scenes
    )


@pytest.mark.parametrize(("key", "rule"), CASES, ids=lambda case: getattr(case, "__name__", case))
def test_the_claim_is_false_of_a_broken_rule(key, rule):
    (lesson,) = (lesson for lesson in LESSONS if lesson.key == key)
    assert lesson.claim(runs_with(lesson, rule)) is False


def test_adam_itself_passes_through_the_same_machinery():
    for lesson in LESSONS:
        if lesson.key in BROKEN:
            assert lesson.claim(runs_with(lesson, Adam)) is True
