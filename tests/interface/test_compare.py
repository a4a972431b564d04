"""The view that compares two runs."""

from tests.interface.reading import Page


def said(page):
    told = (each.value.replace("\\", "") for each in page.app.markdown)
    (text,) = (each for each in told if " part at step" in each or "stay within" in each)
    return text


def reasons(page):
    (text,) = (each.value for each in page.app.markdown if each.value.startswith("| run | step in"))
    lines = text.replace("\\", "").splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_it_tells_of_the_players_step_and_why_one_steps_farther():
    page = Page({"view": "compare", "step": "7", "pair": "adam,sgd"})
    text = said(page)
    assert "Adam and SGD part at step 1" in text
    assert "After step 7 they are 1.13 apart, and SGD is lower than Adam by 4.41." in text
    adam, sgd = reasons(page)
    assert (adam[0], sgd[0]) == ("Adam", "SGD")
    assert sgd[3] == "α = 0.12 in x, 0.12 in y"
    for row in (adam, sgd):  # the step is the rate times the direction
        rates, directions = (cell.rpartition("=")[2].split(",") for cell in row[3:])
        for move, rate, direction in zip(row[1:3], rates, directions, strict=True):
            product = -number(rate.split(" in ")[0]) * number(direction.split(" in ")[0])
            assert abs(product - number(move)) < 0.02 * abs(number(move))


def number(text):
    return float(text.strip().replace("−", "-"))


def test_figures_are_in_the_players_time_and_the_pair_can_be_chosen():
    page = Page({"view": "compare"})
    assert [view["name"] for view in page.message("anatomy")["views"]] == ["apart", "lead", "step-lengths"]
    assert {view["kind"] for view in page.message("anatomy")["views"]} == {"steps"}
    page.turn("compare with", "sgd")
    assert page.query["pair"] == "adam,sgd"
    page.turn("compare Compare", "sgd")
    assert page.query["pair"] == "sgd,adam"


def test_a_hidden_run_gives_way_and_one_alone_is_not_compared():
    page = Page({"view": "compare", "hide": "rmsprop"})
    assert "Adam and SGD part" in said(page)
    page = Page({"view": "compare", "runs": "adam"})
    assert any("takes two runs" in caption.value for caption in page.app.caption)
    page = Page({"view": "compare", "lesson": "valley"})
    assert any("guess first" in caption.value for caption in page.app.caption)


def test_a_step_of_an_overflown_run_is_told():
    page = Page({"view": "compare", "runs": "adam,sgd", "sgd.learning_rate": "10", "steps": "300"})
    assert "one of them has overflowed" in said(page)
