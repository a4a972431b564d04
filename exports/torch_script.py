"""A run as a script for PyTorch, with its own optimizer where it has the rule."""

import ast
from collections.abc import Iterator, Mapping

from experiment import Experiment
from exports.loss import loss_lines
from exports.parts import Posed, factor_lines, heading, noise_line, posed, rows_lines, slope_of
from exports.rule import RuleLines, rule_lines
from notation import compact
from optimizers import Optimizer
from problems import Reddi
from tunables import Switch, tunables


def torch_script(experiment: Experiment, name: str, query: str = "") -> str:
    """A script of the run of this name whose gradients are those of autograd.

    KeyError where there is no such run. `query` is the end of the page's address.
    """
    return "\n".join(_lines(posed(experiment, name), query)) + "\n"


def _lines(run: Posed, query: str) -> Iterator[str]:
    experiment, optimizer = run.experiment, run.run.optimizer
    chance = experiment.is_noisy
    yield from heading(run, "PyTorch and NumPy" if chance else "PyTorch", query)
    yield from ("import math", "")
    yield from ["import numpy as np"] if chance else []
    yield from ("import torch", "", "torch.set_default_dtype(torch.float64)", "", "")
    if experiment.plane:
        yield from loss_lines(experiment.plane, "torch")
        yield from ("", "")
    if run.scheduled:
        yield from factor_lines(run.schedule)
    call = _call(optimizer)
    rate = "lr"
    if call is None:
        rule = rule_lines(optimizer, "torch", scheduled=False)
        yield from _rule(optimizer, rule)
        settings = [f"{name}={value!r}" for name, value in rule.settings.items()]
        call, rate = f"Rule([theta], {', '.join(settings)})", "learning_rate"
    yield f"theta = torch.tensor({run.start}, requires_grad=True)"
    yield f"optimizer = {call}"
    yield f"steps = {experiment.step_count}"
    yield from [noise_line(experiment)] if experiment.noise else []
    yield "for t in range(1, steps + 1):"
    inside = []
    if run.scheduled:
        inside += [
            "for group in optimizer.param_groups:",
            f'    group["{rate}"] = {optimizer.learning_rate!r}*factor(t, steps)',
        ]
    inside += ["optimizer.zero_grad()", *_backward(experiment)]
    if experiment.noise:
        inside.append(f"theta.grad += {experiment.noise!r}*torch.from_numpy(xi[t - 1])")
    inside.append("optimizer.step()")
    if isinstance(experiment.surface, Reddi):
        low, high = experiment.surface.domain[0]
        inside += ["with torch.no_grad():", f"    theta.clamp_({low}, {high})"]
    inside.append(f"print(t, *theta.tolist(){', f(*theta).item()' if experiment.plane else ''})")
    yield from (f"    {line}" for line in inside)


def _backward(experiment: Experiment) -> list[str]:
    surface = experiment.surface
    if isinstance(surface, Reddi):
        return [f"slope = {slope_of(surface)}", "(slope*theta.sum()).backward()"]
    rows = rows_lines(experiment)
    return [*rows, f"f(*theta{', rows' if rows else ''}).backward()"]


def _call(optimizer: Optimizer) -> str | None:
    """PyTorch's own optimizer with the rule's numbers; None where it has none that does the same."""
    switches = [field.name for field in tunables(type(optimizer)) if isinstance(field.scale, Switch)]
    if not optimizer.like.startswith("torch.") or not all(getattr(optimizer, name) for name in switches):
        return None
    settings = {field.name: getattr(optimizer, field.name) for field in tunables(type(optimizer))}
    tree = _Filled(settings).visit(ast.parse(optimizer.like, mode="eval").body)
    return compact(ast.unparse(ast.fix_missing_locations(tree)))


class _Filled(ast.NodeTransformer):
    """Numbers for names, and theta as the list of parameters."""

    def __init__(self, settings: Mapping[str, float]) -> None:
        self.settings = settings

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.settings:
            return ast.Constant(self.settings[node.id])
        return ast.List([node]) if node.id == "theta" else node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        match self.generic_visit(node):
            case ast.Compare(ast.Constant(left), [ast.Gt()], [ast.Constant(right)]):
                return ast.Constant(left > right)  # type: ignore[operator]  # both are numbers
        raise ValueError(f"{ast.unparse(node)} is not known here")


def _rule(optimizer: Optimizer, rule: RuleLines) -> Iterator[str]:
    yield from (
        "class Rule(torch.optim.Optimizer):",
        f'    """{optimizer.name}, from its equations."""',
        "",
        "    def __init__(self, params, **settings):",
        "        super().__init__(params, settings)",
        "",
        "    @torch.no_grad()",
        "    def step(self):",
        "        for group in self.param_groups:",
    )
    yield from (f'            {name} = group["{name}"]' for name in rule.settings)
    yield from (
        '            for parameter in group["params"]:',
        "                theta, g, state = parameter, parameter.grad, self.state[parameter]",
        '                t = state["t"] = state.get("t", 0) + 1',
    )
    for name, value in rule.starts.items():
        start = "torch.zeros_like(theta)" if value == 0 else f"torch.full_like(theta, {value!r})"
        yield f'                {name} = state.get("{name}", {start})'
    yield from (f"                {line}" for line in rule.lines)
    if rule.starts:
        kept = ", ".join(f"{name}={name}" for name in rule.starts)
        yield f"                state.update({kept})"
    yield from ("                parameter.copy_(theta)", "", "")
