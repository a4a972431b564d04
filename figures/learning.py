"""A network while it is trained: its losses, its accuracy and the gradient's norm, against the step."""

from collections.abc import Sequence

from figures.axis import Scale
from figures.drawn import TrainedRun
from figures.labels import end_labels, label_room
from figures.palette import Spec
from figures.stacked import Line, Panel, line, stacked
from problems import Network

_GAP = 0.1
_ROOM = 30.0  # a loss this many times the largest at a start no longer sets the axis
_MARGIN = {"l": 48, "t": 22, "b": 40}


def learning_spec(network: Network, runs: Sequence[TrainedRun], scale: Scale) -> Spec:
    """From top to bottom: the training loss, thin of each batch; the validation loss, where there is one; the
    share that is put into its class; and the gradient's norm.
    """
    starts = [float(run.training.losses[0]) for run in runs]
    ceiling = _ROOM * max(starts, default=1.0)
    kept = network.validation is not None

    def looks(values: str, name: str, uid: str, reads: str = "") -> list[Line]:
        return [
            line(
                run,
                name,
                getattr(run.training, values),
                uid,
                width=2,
                reads=reads,
                at=run.training.looked_at,
            )
            for run in runs
        ]

    batches = [
        line(run, "loss of the batch", run.training.batch_losses, "batch", width=0.7, pale=True)
        for run in runs
        if network.batch < len(network.training.labels)
    ]
    panels = [
        Panel(
            "training loss, thin: of each batch" if batches else "training loss",
            [*looks("losses", "training loss", "y", "loss"), *batches],
            scale,
            ceiling=ceiling,
            share=0.4,
        )
    ]
    if kept:
        losses = looks("validation_losses", "validation loss", "y2")
        panels.append(Panel("validation loss", losses, scale, ceiling=ceiling, share=0.24, ticks=3))
    whose = "validation" if kept else "training"
    accuracies = looks("accuracies", f"{whose} accuracy", "accuracy", "accuracy")
    panels.append(Panel(f"{whose} accuracy", accuracies, share=0.24, ticks=3))
    norms = [line(run, "‖g‖", run.training.gradient_norms, "norm", width=1) for run in runs]
    panels.append(Panel("gradient norm, ‖g‖", norms, "log", share=0.2, ticks=3))
    return stacked(
        panels,
        max((run.training.steps for run in runs), default=1),
        revision=f"{network.key} {scale} {len(panels)}",
        gap=_GAP,
        margin=_MARGIN | {"r": label_room(runs)},
        labels=end_labels(runs, panels, _GAP),
    )
