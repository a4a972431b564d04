"""A network in the picture: what the run looked into sees, and all runs' curves."""

from figures import Scale, Spec, TrainedRun, View, filters_spec, images_spec, learning_spec, regions_spec
from interface.choices import Choices
from interface.live_chart import Pressed
from problems import Network
from words import describe_filters, describe_images, describe_learning, describe_regions


def network_views(
    chosen: Choices, network: Network, runs: list[TrainedRun], said: list[tuple[str, str]], scale: Scale
) -> list[View]:
    """What stands above the player."""
    curves = learning_spec(network, runs, scale)
    if chosen.predicting:
        untold(curves)
    learning = View("curves", "steps", curves, describe_learning(network, said))
    run = next((run for run in runs if run.name == chosen.focus), runs[0] if runs else None)
    if run is None:
        return [learning]
    if network.validation is None:
        seen = [View("regions", "regions", regions_spec(network, run), describe_regions(network, run.label))]
    else:
        seen = [
            View("images", "tiles", images_spec(network, run), describe_images(run.label)),
            View(
                "filters",
                "tiles",
                filters_spec(network, run, chosen.page.looked_into),
                describe_filters(run.label),
            ),
        ]
    return [*seen, learning]


def untold(curves: Spec) -> None:
    """Leave out the numbers at the axes: they would tell how far the runs go."""
    for name, axis in curves["layout"].items():
        if name.startswith("yaxis"):
            axis["showticklabels"] = False


def pick_weight(chosen: Choices, picked: Pressed) -> None:
    """The reader pressed a pixel of the picture of a hidden unit's weights."""
    network = chosen.experiment.network
    if network is None or len(picked["index"]) != 2:
        return
    unit, pixel = picked["index"]
    if unit < network.hidden and pixel < network.shape[0]:  # it comes from a browser
        chosen.look_at(pixel * network.hidden + unit)
