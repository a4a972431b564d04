"""Every sentence about a step is true of the recorded numbers, however extreme those are."""

import random
import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS, evaluate
from tests.sentences import NUMBER, number
from tests.slopes import Slopes
from trajectories import quantities, remarks, simulate
from tunables import Switch, tunables

TINY = [0.0, -0.0, 5e-324, -1e-320, 1e-310, 1e-200, 1e-170, -1e-160]
USUAL = [1e-8, -1e-8, 0.5, 1.0, -1.0, 1.0000001, 3.0, 1e8]
HUGE = [1e150, -1e150, 1e160, 1e300, -1e308, np.nan, np.inf]
POOLS = [TINY, USUAL, TINY + USUAL, USUAL + HUGE, TINY + USUAL + HUGE, [0.0, 1.0], [1.0, -1.0]]
LOSSES = [0.0, 1.0, np.nextafter(1.0, 2), 1e300, -1e300, 5e-324, 1e-323]
STEPS = 12


class Scripted(Slopes):
    """Gradients and losses that are given, whatever the rule does."""

    def __init__(self, gradients, losses):
        super().__init__(lambda theta, t: np.array(gradients[t - 1]))
        object.__setattr__(self, "script", [losses[0], *losses])

    def losses(self, positions):
        return np.array(self.script)


def shown(text, pattern):
    """All numbers of a sentence where the pattern has a #."""
    return [number(found) for found in re.findall(pattern.replace("#", NUMBER), text)]


def close(said, true):
    """Three digits agree."""
    with np.errstate(all="ignore"):
        return np.allclose(said, true, rtol=6e-3, atol=1e-323)


class Checks:
    """What the sentences about one step say, worked out again; a method per thing that they are about."""

    def __init__(self, rule, run, t):
        self.rule, self.run, self.t = rule, run, t
        self.ended = 0 <= run.overflowed_at <= t
        self.names = names = quantities(rule, run, t)
        self.moves = np.abs(names["theta"] - names["theta_prev"])
        self.direction, self.divisor = np.abs(self.value(rule.direction)), self.value(rule.divisor)

    def value(self, expression, **others):
        """An expression in both coordinates."""
        value = evaluate(expression, self.names | others)
        return np.broadcast_to(value, (2,)).astype(float)

    def finite(self, text):
        assert self.ended
        assert f"at step {self.run.overflowed_at}: " in text

    def longer(self, text):
        moves, g = self.moves, np.abs(self.names["g"])
        if text.startswith("Only"):
            assert (moves == 0).sum() == 1
        elif "equally far" in text:
            assert moves.min() >= 0.99 * moves.max() > 0
            assert ("one gradient is zero" in text) == (g.min() == 0 < g.max())
            assert "although" in text or g.max() <= 1.02 * g.min()
            assert (
                close(shown(text, "is # times"), g.max() / g.min() if "is " in text else 1) or "zero" in text
            )
        else:
            self.one_is_longer(text)

    def one_is_longer(self, text):
        long = "xy".index(text[0])
        first, second = [long, 1 - long], [0, 1]
        along, under = (values[first][0] / values[first][1] for values in (self.direction, self.divisor))
        true = [self.moves[first][0] / self.moves[first][1], along, under]
        assert true[0] > 1, second
        for said, ratio in zip(re.findall(rf"(more than )?{NUMBER} times", text), true, strict=False):
            assert ratio > 1e308 if said[0] else close(number(said[1]), ratio)
        assert "still less" not in text or under < along < 1
        assert ":" not in text or np.isclose(along / under, true[0], rtol=0.02)

    def length(self, text):
        rate = self.names["learning_rate"]
        assert "lost" in text or close(shown(text, "# α in"), self.moves / rate)
        for axis, letter in enumerate("xy" if "lost" in text else ""):
            last_digit = np.spacing(max(abs(self.names["theta"][axis]), abs(self.names["theta_prev"][axis])))
            lost = self.moves[axis] < 1000 * last_digit and max(self.moves[axis], self.direction[axis]) > 0
            assert lost == bool(re.search(rf"\b{letter}\b", text))

    def rate(self, text):
        assert close(shown(text, "(?:is|and) # in"), self.value(self.rule.effective_rate))

    def epsilon(self, text):
        before, after = (
            self.direction / self.divisor,
            self.direction / self.value(self.rule.divisor, epsilon=0.0),
        )
        if "does not matter" in text:
            assert np.all(np.isclose(before, after, rtol=0.02, atol=0))
        elif "is zero" in text:
            assert self.names["epsilon"] == 0
        else:
            for words, now, then in zip(re.split(" in [xy]", text), before, after, strict=False):
                if "0/0" in words or "endless" in words:
                    assert np.isnan(then) if "0/0" in words else then == np.inf
                elif words.endswith("zero"):
                    assert then == 0
                elif now > 1e-300 and "more" not in words:
                    assert close(shown(words, "# times"), then / now)

    def decay(self, text):
        own = self.names["theta"] - self.value(self.rule.equations[-1].expression, weight_decay=0.0)
        rounding = 1e-15 * np.abs(self.names["theta"]).max()
        assert "penalty" in text or np.allclose(shown(text, "# in"), own, rtol=6e-3, atol=rounding)
        assert "penalty" not in text or np.all(own == 0)

    def sign(self, text):
        for axis, letter in enumerate("xy"):
            before, now = self.run.gradients[self.t - 1 : self.t + 1, axis]
            assert (np.sign(before) * np.sign(now) < 0) == bool(re.search(rf"\b{letter}\b", text))

    def loss(self, text):
        before, now = self.run.losses[self.t - 1 : self.t + 1]
        assert ("up" in text, "down" in text) == (now > before, now < before)
        assert ("changed nothing" in text) == (now == before and not self.moves.any())

    def correction(self, text):
        assert not self.ended
        most = max(shown(text, "by #"))
        assert most <= 1.01 if "is over" in text or "no longer" in text else most >= 1.01
        if "; without" in text:
            m, v, epsilon = (self.names[name] for name in ("m", "v", "epsilon"))
            mean, square = (1 - self.names[beta] ** self.t for beta in ("beta1", "beta2"))
            ratio = (np.sqrt(v / square) + epsilon) / (np.sqrt(v) + epsilon) * mean
            said = shown(text, "# times as long")
            assert np.abs(m).min() < 1e-300 or close(said, ratio if len(said) > 1 else ratio.max())


@pytest.mark.parametrize("rule", OPTIMIZERS, ids=lambda rule: rule.key)
def test_every_sentence_is_true_of_hostile_gradients(rule):
    draw = random.Random(rule.key)
    for _ in range(150):
        settings = {
            field.name: draw.choice([True, False])
            if isinstance(field.scale, Switch)
            else draw.choice(
                [*field.stops, field.default, field.default, 0.0 if field.scale.zero else field.default]
            )
            for field in tunables(rule)
        }
        optimizer, pool = rule(**settings), draw.choice(POOLS)
        gradients = [(draw.choice(pool), draw.choice(pool)) for _ in range(STEPS)]
        problem = Scripted(gradients, [draw.choice(LOSSES) for _ in range(STEPS)])
        with np.errstate(all="ignore"):
            start = draw.choice([0.0, 1.0, -2.5, 1e-300, 1e10])
            run = simulate(problem, optimizer, (start, start), STEPS)
            for t in range(1, STEPS + 1):
                checks = Checks(optimizer, run, t)
                for about, text in remarks(optimizer, run, t):
                    where = f"{text}\n{optimizer}, step {t} of {gradients}"
                    assert not re.search(r"\bnan\b|\binf\b|None|\[", text), where
                    try:
                        getattr(checks, about)(text)
                    except AssertionError as false:
                        raise AssertionError(where) from false


def test_rectified_adam_says_nothing_of_a_correction_that_it_does_not_make_yet():
    (radam,) = (rule for rule in OPTIMIZERS if rule.key == "radam")
    run = simulate(Scripted([(1.0, 2.0)] * 9, [1.0] * 9), radam(), (1.0, 1.0), 9)
    said = [dict(remarks(radam(), run, t))["correction"] for t in (5, 6)]
    assert " and v by" not in said[0]
    assert " and v by" in said[1]
