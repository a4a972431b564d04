"""What a reader does leads from one page to the next: what was touched stays, and the link says it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiment import CHOICES, MOST_RUNS, change_surface, default_experiment, default_optimizer
from lessons import LESSONS
from optimizers import OPTIMIZERS, Adam
from page import VIEWS, Page, acts, from_query, to_query
from schedules import CONSTANT, SCHEDULES, Constant, Cosine
from surfaces import SURFACES, Bowl, Rosenbrock
from tests.strategies import pages, values
from tunables import tunables

UNTOUCHED = Page(default_experiment())
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)


@st.composite
def deeds(draw):
    """Anything that a reader can do, also to what is not there."""
    rule, kind = draw(st.sampled_from(OPTIMIZERS)), draw(st.sampled_from(CHOICES))
    run = draw(st.integers(-1, MOST_RUNS))
    tunable = draw(st.sampled_from(tunables(Bowl)))
    setting = draw(st.sampled_from(tunables(Adam)))
    value, number = draw(values(tunable)), draw(values(setting))
    deed = draw(
        st.sampled_from(
            [
                lambda page: acts.open_lesson(page, draw(st.sampled_from(LESSONS))),
                acts.leave_lesson,
                lambda page: acts.turn_page(page, draw(st.sampled_from([-1, 1]))),
                lambda page: acts.show_scene(page, draw(st.integers(-1, 5)), answered=draw(st.booleans())),
                lambda page: acts.show_view(page, draw(st.sampled_from([*VIEWS, "nowhere"]))),
                lambda page: acts.look_at(page, draw(st.integers(0, 3000))),
                lambda page: acts.rest(page, draw(st.integers(-5, 400)), draw(st.integers(10, 300))),
                lambda page: acts.set_surface(page, kind()),
                lambda page: acts.turn_surface(page, Bowl, tunable.name, value),
                lambda page: (
                    acts.turn(page, run, setting.name, number)
                    if run in range(len(page.experiment.runs))
                    and isinstance(page.experiment.runs[run].optimizer, Adam)
                    else page
                ),
                lambda page: acts.add(page, rule),
                lambda page: acts.remove(page, run),
                lambda page: acts.toggle(page, run),
                lambda page: acts.reset(page, run),
                acts.reset_all,
                lambda page: acts.set_clicked_start(page, draw(st.tuples(*[st.floats(-9, 9)] * 2))),
                lambda page: acts.set_coordinate(page, draw(st.integers(0, 1)), draw(st.floats(-9, 9))),
                lambda page: acts.set_steps(page, draw(st.integers(10, 10_000))),
                lambda page: acts.set_log_loss(page, draw(st.booleans())),
            ]
        )
    )

    def done(page):
        try:
            return deed(page)
        except ValueError:  # a start outside of the view
            return page

    return done


def as_a_link_has_it(page):
    """A lesson that waits has not begun, so no link says where its player rests."""
    return replace(page, step=0) if page.waits else page


@given(pages(), st.lists(deeds(), max_size=8))
def test_whatever_a_reader_does_the_link_says_it(page, done):
    for deed in done:
        page = deed(page)
        assert from_query(to_query(page)) == (as_a_link_has_it(page), ())
        assert page.view in VIEWS
        assert 0 <= page.resting_step <= page.experiment.step_count


@given(pages())
def test_the_strategy_of_pages_makes_what_links_can_say(page):
    assert from_query(to_query(page)) == (as_a_link_has_it(page), ())


@given(pages(), st.sampled_from(OPTIMIZERS))
def test_taking_away_undoes_adding(page, rule):
    assume(len(page.experiment.runs) < MOST_RUNS)
    added = acts.add(page, rule)
    assert added.experiment.runs[-1].optimizer == default_optimizer(rule, page.experiment.surface)
    assert acts.remove(added, len(added.experiment.runs) - 1) == page


@given(pages())
def test_no_run_is_added_beyond_the_most(page):
    for _ in range(MOST_RUNS + 1):
        page = acts.add(page, Adam)
    assert len(page.experiment.runs) == MOST_RUNS
    assert acts.add(page, Adam) is page


@given(pages(), st.integers(0, MOST_RUNS - 1))
def test_hiding_twice_is_nothing_and_a_reset_leaves_name_and_place(page, run):
    assume(run < len(page.experiment.runs))
    assert acts.toggle(acts.toggle(page, run), run) == page
    before, after = page.experiment.runs[run], acts.reset(page, run).experiment.runs[run]
    rule = type(before.optimizer)
    own = default_optimizer(rule, page.experiment.surface)
    assert after == replace(before, optimizer=own, schedule=CONSTANT)


@given(pages(), st.integers(0, MOST_RUNS - 1), st.sampled_from(SCHEDULES))
def test_a_run_gets_a_schedule_and_all_get_it_when_they_are_to(page, run, kind):
    assume(run < len(page.experiment.runs))
    given_ = acts.set_schedule(page, run, kind)
    old, new = page.experiment.runs[run], given_.experiment.runs[run]
    assert new.schedule == (old.schedule if type(old.schedule) is kind else kind())
    assert replace(new, schedule=old.schedule) == old
    shared = acts.share_schedule(given_, run).experiment.runs
    assert {each.schedule for each in shared} == {new.schedule}
    assert [each.optimizer for each in shared] == [each.optimizer for each in page.experiment.runs]


def test_a_number_of_a_schedule_that_is_gone_turns_nothing():
    cosine = acts.set_schedule(UNTOUCHED, 1, Cosine)
    turned = acts.turn_schedule(cosine, 1, Cosine, "floor", 0.25)
    assert turned.experiment.runs[1].schedule == Cosine(0.25)
    assert acts.turn_schedule(acts.set_schedule(turned, 1, Constant), 1, Cosine, "floor", 0.5) == UNTOUCHED
    assert acts.turn_schedule(turned, 7, Cosine, "floor", 0.5) is turned


@given(pages())
def test_an_act_on_what_is_not_there_changes_nothing(page):
    for run in (-1, len(page.experiment.runs), 99):
        for act in (acts.remove, acts.toggle, acts.reset):
            assert act(page, run) is page
        assert acts.turn(page, run, "learning_rate", 1.0) is page
    other = Rosenbrock if isinstance(page.experiment.choice, Bowl) else Bowl
    assert acts.turn_surface(page, other, tunables(other)[0].name, 1.0) is page
    assert acts.show_view(page, "nowhere") is page
    assert acts.show_scene(page, 99, answered=True) is page


@given(st.lists(deeds(), max_size=8))
def test_resetting_everything_leaves_only_the_kind_of_surface(done):
    page = UNTOUCHED
    for deed in done:
        page = deed(page)
    kind = type(page.experiment.choice) if page.experiment.choice else Bowl
    assert acts.reset_all(page) == Page(default_experiment(kind()))


@given(pages(), st.sampled_from(SURFACES))
def test_another_surface_keeps_lesson_view_and_step_and_changes_the_experiment_alone(page, kind):
    assume(page.experiment.choice)
    after = acts.set_surface(page, kind())
    assert after == replace(page, experiment=change_surface(page.experiment, kind()))


@given(pages())
def test_a_start_outside_the_view_is_refused_in_words(page):
    assume(page.experiment.plane)
    (_, x1), (y0, _) = page.experiment.surface.domain
    letter = page.experiment.surface.letters[0]
    with pytest.raises(ValueError, match=rf"start {letter} = .* outside the view"):
        acts.set_start(page, (2 * abs(x1) + 1, y0))
    assert acts.set_start(page, (x1, y0)).experiment.start_point == (x1, y0)


def test_the_end_stays_the_end_when_the_number_of_steps_changes():
    longer = acts.set_steps(acts.rest(UNTOUCHED, 100, last=100), 200)
    assert longer.resting_step == 200
    assert acts.set_steps(acts.rest(UNTOUCHED, 40, last=100), 200).resting_step == 40
    assert acts.set_steps(acts.rest(UNTOUCHED, 40, last=100), 30).resting_step == 30


@every_lesson
def test_a_lesson_begins_at_step_0_and_once_answered_stands_at_the_step_to_watch(lesson):
    page = acts.open_lesson(UNTOUCHED, lesson)
    assert (page.resting_step, page.scene, page.touched, page.waits) == (0, 0, False, True)
    for scene, stage in enumerate(lesson.stages):
        shown = acts.show_scene(page, scene, answered=True)
        assert shown.experiment == stage.experiment
        watched = stage.experiment.step_count if stage.step is None else stage.step
        assert shown.resting_step == watched
    left = acts.leave_lesson(page)
    assert left.lesson is None
    assert left.experiment.choice, "what has no map is walked in its lesson only"


def test_the_lessons_are_turned_like_pages_and_end_at_both_ends():
    page = acts.turn_page(UNTOUCHED, 1)
    assert page.lesson is LESSONS[0]
    assert acts.turn_page(page, -1) is page
    for lesson in LESSONS[1:]:
        page = acts.turn_page(page, 1)
        assert page.lesson is lesson
    assert acts.turn_page(page, 1) is page


@pytest.mark.parametrize("scene", [0, 1])
def test_nothing_but_its_lesson_chooses_what_has_no_map(scene):
    (reddi,) = (lesson for lesson in LESSONS if lesson.key == "reddi")
    page = acts.show_scene(acts.open_lesson(UNTOUCHED, reddi), scene, answered=True)
    assert page.experiment.plane is None
    assert acts.set_surface(page, Bowl()) is page
    assert acts.set_start(page, (0.0, 0.0)) is page
    assert acts.set_coordinate(page, 0, 0.0) is page
    assert acts.set_clicked_start(page, (0.0, 0.0)) is page


def test_a_copy_has_the_runs_settings_and_comes_last():
    page = acts.rename(acts.turn(UNTOUCHED, 0, "beta1", 0.5), 0, "mine")
    copied = acts.duplicate(page, 0)
    assert copied.experiment.runs[:-1] == page.experiment.runs
    assert copied.experiment.runs[-1].optimizer == Adam(beta1=0.5)
    assert copied.experiment.labels == ("mine", "RMSprop", "SGD", "Adam")
    assert acts.duplicate(page, 9) == page
    for _ in range(MOST_RUNS):
        copied = acts.duplicate(copied, 0)
    assert len(copied.experiment.runs) == MOST_RUNS


def test_a_run_is_called_what_the_reader_calls_it():
    page = acts.rename(UNTOUCHED, 0, "  slow one ")
    assert page.experiment.labels[0] == "slow one"
    assert from_query(to_query(page)) == (page, ())
    assert acts.rename(page, 0, "") == UNTOUCHED
    assert acts.rename(UNTOUCHED, 0, "Adam") == UNTOUCHED, "its own name needs no saying"
    assert acts.rename(UNTOUCHED, 7, "x") == UNTOUCHED
    with pytest.raises(ValueError, match="at most 40"):
        acts.rename(UNTOUCHED, 0, "x" * 41)
