"""What is said of gradients that are drawn."""

import pytest

from words import chance_note, drawn_gradient, ravine_note


@pytest.mark.parametrize(
    ("given", "exact", "told"),
    [
        ((1, 0), (2, 0), "2 in w, 0 in b, 0° apart."),
        ((1, 0), (0, 2), "0 in w, 2 in b, 90° apart. It points elsewhere."),
        ((1, 0), (-1, 0.1), "−1 in w, 0.1 in b, 170° apart. It points uphill."),
        ((2, 1), (1, 0), "1 in w, 0 in b, 27° apart."),
        ((0, 0), (1, 0), "1 in w, 0 in b."),
        ((1e300, 0), (1e300, 0), "10³⁰⁰ in w, 0 in b, 0° apart."),
    ],
)
def test_where_a_batch_s_gradient_points(given, exact, told):
    said = drawn_gradient(given, exact, 0.0, 8, ("w", "b"))
    assert said == f"g comes from this step’s batch of 8; the exact gradient is {told}"


def test_what_a_gradient_comes_from():
    assert drawn_gradient((1, 0), (1, 0), 0.5, None, "xy").startswith("g comes from noise of σ = 0.5;")
    both = drawn_gradient((1, 0), (1, 0), 0.5, 4, "xy")
    assert both.startswith("g comes from this step’s batch of 4 and noise of σ = 0.5;")


def test_exact_gradients_need_no_note():
    assert chance_note(0.0, None, 60, 3, "draws") == ""
    assert "shuffled epochs" in chance_note(0.0, 8, 60, 3, "epochs")
    assert chance_note(2.0, None, 0, 3, "draws") == (
        "Noise of σ = 2 is added to each gradient. All runs get the same (seed 3)."
    )


def test_a_round_bowl_has_no_steep_direction():
    assert "°" not in ravine_note(1.0, 47.0, "w")
    assert "κ = 1295," in ravine_note(1294.8, 26.4, "w"), "as the surface’s own words have it"
    assert ravine_note(33.97, 22.5, "w") == "At the minimum κ = 34, steepest at 22.5° to the w axis."
