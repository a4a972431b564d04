"""A link is read kindly, to the end and in bounded time; what is not ours is passed over."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import default_experiment, from_query
from link import FOREIGN, Key, Link, from_link, to_link
from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tunables import tunable, tunables

THEIRS = """
    embed embed_options _stcore utm_source utm_campaign utm_id fbclid gclid gclsrc dclid gbraid wbraid
    msclkid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid _ga _gl _gac _hsenc _hsmi __hstc
    hsCtaTracking hsa_acc yclid ysclid irclid ScCid ref ref_src ref_url referrer referer source src si
    s_cid trk cmpid campaign campaign_id mkt_tok pk_campaign mtm_source gad_source srsltid spm epik
    authuser usp Fbclid UTM_MEDIUM __cf_chl_tk fb_action_ids rdt_cid vero_id _openstat __theme
"""
OF_OURS = """
    surface start steps runs hide loss lesson scene step noise batch seed seeds sampling exact view sweep
    without present challenge schedule label moons digits line penguins logistic iris neuron points
"""


def is_foreign(key):
    return Link({key: ""}).left == {}


def test_keys_of_streamlit_and_of_trackers_are_passed_over_in_silence():
    assert from_query(dict.fromkeys(THEIRS.split(), "x")) == (default_experiment(), ())
    assert from_query({"utm_campaign": "\n", " fbclid ": "", "_\n": "1"}) == (default_experiment(), ())


def test_no_key_of_ours_is_taken_for_a_foreign_one():
    for kind in (*OPTIMIZERS, *SURFACES):
        for name in (
            kind.key,
            *(f"{kind.key}{more}.{field.name}" for field in tunables(kind) for more in ("", ".2")),
        ):
            assert not is_foreign(name), name
    for key in OF_OURS.split():
        assert not is_foreign(key), key
    for typo in ("sufrace", "step s", "sourse", "epochs", "embe", "refs", "sources", "sid"):
        assert not is_foreign(typo), typo


def test_the_browser_keeps_the_same_keys_in_the_address():
    script = Path(__file__).parents[1] / "interface" / "live_chart" / "frontend" / "address.js"
    (pattern,) = re.findall(r"/\^\(\?:(.*)\)\$/is;", script.read_text(encoding="utf-8"))
    assert pattern == FOREIGN, "write link.FOREIGN into address.js"


@pytest.mark.parametrize(
    "key", ["noises", "schedule", "adam.schedules", "adam.schedule.", ".schedule", "x\nsweep"]
)
def test_what_only_looks_like_one_is_unknown(key):
    assert "nothing here is called" in from_query({key: "1"})[1][0]


# A table of one's own


@dataclass(frozen=True)
class Tea:
    """A value with two fields, one of them a number that a reader may turn."""

    minutes: float = tunable("t", default=3.0, low=1, high=10, scale="linear", meaning="How long it draws.")
    milk: bool = False


def _read_milk(tea, link):
    text = link.take("milk")
    return tea if text is None else replace(tea, milk=text == "yes")


MINUTES = Key(
    "tea.minutes",
    lambda tea: {} if tea.minutes == 3 else {"tea.minutes": tunables(Tea)[0].write(tea.minutes)},
    lambda tea, link: link.fields("tea", tea),
)
MILK = Key("milk", lambda tea: {"milk": "yes"} if tea.milk else {}, _read_milk)


@given(st.builds(Tea, st.floats(1, 10), st.booleans()))
def test_a_key_is_one_row(tea):
    assert from_link([MINUTES, MILK], Tea(), to_link([MINUTES, MILK], tea)) == (tea, ())
    assert from_link([MINUTES], Tea(), {"tea.minutes": "4", "milk": "yes"}) == (
        Tea(4.0),
        ("nothing here is called “milk”",),
    )


def test_the_untouched_value_has_no_keys():
    assert to_link([MINUTES, MILK], Tea()) == {}


def test_what_a_row_refuses_is_named_by_its_key_and_leaves_the_value():
    tea, complaints = from_link([MINUTES, MILK], Tea(), {" TEA.Minutes": "99", "milk": "yes"})
    assert tea == Tea(milk=True)
    assert len(complaints) == 1
    assert complaints[0].startswith("tea: ")
