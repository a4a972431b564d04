"""The curvature in the inspector: folded away, and, unfolded, told and drawn."""

from tests.interface.reading import Page


def figures(page):
    parts = [part.proto for part in page.app.get("bidi_component") if part.proto.component_name == "anatomy"]
    return len(parts)


def unfolded(query):
    page = Page(query)
    assert figures(page) == 1
    page.app.session_state["curvature"] = True
    return page.run()


def test_it_is_told_of_the_players_step():
    page = unfolded({"step": "7"})
    assert figures(page) == 2
    told = " ".join(each.value for each in page.app.markdown).replace("\\", "")
    assert "Where step 7 begins, the Hessian has the eigenvalues 1 and 10." in told
    assert "below 38/α = 380" in told


def test_at_the_start_and_for_rules_without_a_limit_it_is_drawn_all_the_same():
    for query in (
        {"step": "0"},
        {"runs": "lion"},
        {"runs": "radam", "surface": "rosenbrock"},
        {"runs": "sgd", "surface": "saddle"},
    ):
        assert figures(unfolded(query)) == 2


def test_without_a_map_there_is_none():
    page = Page({"lesson": "reddi"})
    assert not any(each.label == "Curvature" for each in page.app.expander)
