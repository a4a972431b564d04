"""A run as a script that needs NumPy alone."""

from collections.abc import Iterator

from experiment import Experiment
from exports.loss import loss_lines
from exports.parts import Posed, factor_lines, heading, noise_line, posed, rows_lines, slope_of
from exports.rule import rule_lines
from problems import Reddi


def numpy_script(experiment: Experiment, name: str, query: str = "") -> str:
    """A script of the run of this name that prints where each step leads, as on the page but for rounding.

    KeyError where there is no such run. `query` is the end of the page's address.
    """
    return "\n".join(_lines(posed(experiment, name), query)) + "\n"


def _lines(run: Posed, query: str) -> Iterator[str]:
    experiment = run.experiment
    yield from heading(run, "NumPy", query)
    yield from ["import math", ""] if run.scheduled else []
    yield from ("import numpy as np", "", "")
    if experiment.plane:
        yield from loss_lines(experiment.plane, "np")
        yield from ("", "")
    if run.scheduled:
        yield from factor_lines(run.schedule)
    rule = rule_lines(run.run.optimizer, "np", scheduled=run.scheduled)
    settings = [f"{name}={value!r}" for name, value in rule.settings.items()]
    yield f"def walk(theta, steps, {', '.join(settings)}):"
    yield '    """Yield t and θ after every step."""'
    for name, value in rule.starts.items():
        yield f"    {name} = {'np.zeros_like(theta)' if value == 0 else f'np.full_like(theta, {value!r})'}"
    if experiment.noise:
        yield f"    {noise_line(experiment)}"
    yield "    for t in range(1, steps + 1):"
    inside = [*_gradient(experiment), *rule.lines]
    if run.scheduled:
        inside.insert(0, "rate = learning_rate*factor(t, steps)")
    if isinstance(experiment.surface, Reddi):
        low, high = experiment.surface.domain[0]
        inside.append(f"theta = np.clip(theta, {low}, {high})")
    yield from (f"        {line}" for line in [*inside, "yield t, theta"])
    yield from ("", "", 'if __name__ == "__main__":')
    yield f"    start = np.array({run.start})"
    yield f"    for t, theta in walk(start, {experiment.step_count}):"
    losses = ", float(f(*theta))" if experiment.plane else ""
    yield f"        print(t, *map(float, theta){losses})"


def _gradient(experiment: Experiment) -> list[str]:
    surface = experiment.surface
    if isinstance(surface, Reddi):
        return [f"g = np.array([{slope_of(surface)}])"]
    rows = rows_lines(experiment)
    noise = f" + {experiment.noise!r}*xi[t - 1]" if experiment.noise else ""
    return [*rows, f"g = gradient(*theta{', rows' if rows else ''}){noise}"]
