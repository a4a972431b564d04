"""What a teacher's link may leave out of the page."""

from experiment import Experiment
from tunables import Tunable, tunables

# What can stand below the rows, by its key in links; the first one does until another is chosen.
VIEWS = {
    "inside": "Inside the step",
    "sweep": "Sweep",
    "basins": "Basins",
    "race": "Fair race",
    "compare": "Compare",
    "space": "Space",
    "seeds": "Seeds",
    "take": "Take it home",
}

PARTS = {
    "sidebar": "The whole sidebar",
    "lessons": "The way to the lessons",
    "answers": "The lessons’ answers",
    "surface": "The choice of a surface",
    "start": "Moving the start",
    "steps": "The number of steps",
    "noise": "Noise and mini-batches",
    "runs": "Adding, copying and removing runs",
    "cards": "Hiding, resetting and naming a run",
    "schedules": "Schedules of α",
    "looks": "How it is drawn",
    "reset": "Reset everything",
    "player": "The player",
    "copy": "Copy link",
    "save": "Save",
    "views": "All views below the rows",
}


def leavable(experiment: Experiment) -> dict[str, str]:
    """Everything that a link may leave out of this page, by its name in links, with what it is."""
    found = PARTS | {view: f"The view “{words}”" for view, words in VIEWS.items()}
    if choice := experiment.choice:
        for field in tunables(type(choice)):
            found[f"{choice.key}.{field.name}"] = f"{choice.name}: {_called(field)}"
    for name, label, run in zip(experiment.names, experiment.labels, experiment.runs, strict=True):
        found[name] = f"{label}: the whole card"
        for field in tunables(type(run.optimizer)):
            found[f"{name}.{field.name}"] = f"{label}: {_called(field)}"
    return found


def _called(field: Tunable) -> str:
    return " ".join(filter(None, [field.letter, field.words])) if field.letter != field.words else field.words
