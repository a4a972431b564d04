"""What the scripts share: how a run is posed, its schedule, and the chance in its gradients."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import schedules
from experiment import Experiment, Run
from exports.loss import letters
from notation import compact
from problems import Reddi
from schedules import CONSTANT, Schedule
from tunables import number, tunables


class Posed(NamedTuple):
    """A run, and what it is posed in."""

    experiment: Experiment
    run: Run
    schedule: Schedule

    @property
    def scheduled(self) -> bool:
        """Whether its learning rate changes."""
        return self.schedule != CONSTANT

    @property
    def title(self) -> str:
        """One line that says what runs where."""
        where, steps = self.experiment.surface.name, self.experiment.step_count
        start = ", ".join(map(number, self.experiment.start_point))
        return f"{self.run.optimizer.name} on {where}, {steps} steps from ({start})"

    @property
    def start(self) -> str:
        """A list of where it begins."""
        return repr([float(each) for each in self.experiment.start_point])


def posed(experiment: Experiment, name: str) -> Posed:
    """The run of this name in links; KeyError where there is none."""
    run = dict(zip(experiment.names, experiment.runs, strict=True))[name]
    return Posed(experiment, run, experiment.schedule_of(run))


def heading(run: Posed, needs: str, query: str) -> Iterator[str]:
    """A script's first lines; `query` is the end of the page's address, without the question mark."""
    what = ", ".join(["t", *_coordinates(run), "f"] if run.experiment.plane else ["t", "θ"])
    yield from (f'"""{run.title}.', "", f"Prints {what} after every step. Needs {needs}.", '"""', "")
    if query:
        yield from (f"# The same on the page: its address ends in ?{query}", "")


def _coordinates(run: Posed) -> tuple[str, ...]:
    return letters(run.experiment.plane) if run.experiment.plane else ("θ",)


def factor_lines(schedule: Schedule) -> Iterator[str]:
    """The schedule as a function `factor(t, steps)`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(type(schedule).factor)))
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    called = {field.name: f"{field.name}_" for field in tunables(type(schedule)) if field.name in own}
    settings = [
        f"{called.get(field.name, field.name)}={getattr(schedule, field.name)!r}"
        for field in tunables(type(schedule))
    ]
    body = [ast.unparse(_Bare(called).visit(line)) for line in function.body[1:]]
    yield f"def factor({', '.join(['t', 'steps', *settings])}):"
    yield f'    """What the learning rate of step t is multiplied by: {schedule.name}."""'
    yield from textwrap.indent(compact("\n".join(body)), "    ").splitlines()
    yield from ("", "")
    if any("_cosine" in line for line in body):
        cosine = ast.parse(inspect.getsource(schedules._cosine)).body[0]  # of our own
        assert isinstance(cosine, ast.FunctionDef)
        cosine.returns = None
        for argument in cosine.args.args:
            argument.annotation = None
        yield from compact(ast.unparse(cosine)).splitlines()
        yield from ("", "")


class _Bare(ast.NodeTransformer):
    """Numbers by their names alone, or what they are `called` instead, and T as `steps`."""

    def __init__(self, called: Mapping[str, str]) -> None:
        self.called = called

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return ast.Name(self.called.get(node.attr, node.attr))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id == "_end":
            return ast.Name("steps")
        return self.generic_visit(node)


def rows_lines(experiment: Experiment) -> list[str]:
    """The examples that step t sees as `rows`; none where it sees all."""
    batches = experiment.batches
    if batches is None:
        return []
    n, size, seed = batches.surface.examples, batches.size, batches.seed
    if batches.sampling == "draws":
        return [f"rows = np.random.default_rng(({seed}, t)).permutation({n})[:{size}]"]
    return [
        f"epoch, place = divmod(t - 1, {n // size})",
        f"dealt = np.random.default_rng(({seed}, epoch + 1)).permutation({n})",
        f"rows = dealt[place*{size}:(place + 1)*{size}]",
    ]


def noise_line(experiment: Experiment) -> str:
    """The noise of all steps as `xi`."""
    return f"xi = np.random.default_rng({experiment.seed}).standard_normal((steps, 2))"


def slope_of(reddi: Reddi) -> str:
    """The gradient of step t where there is no map."""
    return f"{reddi.large!r} if t % {reddi.period} == 1 else -1.0"
