"""What a reader or a link wrote is shown as it is, never as Markdown."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from interface.controls import plain

MEANINGFUL = set(r"\`*_{}[]()#+-.!$:<>~|^&")
JOINER = "\u2060"  # takes no room; it may part what Streamlit would make a link of
texts = st.text(
    st.sampled_from(sorted(MEANINGFUL | set("ab 1/'"))) | st.characters(exclude_characters=JOINER),
    max_size=40,
)


def shown(escaped):
    """What Markdown makes of backslashes, before Streamlit looks for links and icons in the text."""
    return re.sub(r"\\(.)", r"\1", escaped, flags=re.DOTALL)


@given(texts)
def test_every_sign_of_markdown_has_a_backslash_and_nothing_else_changes(text):
    escaped = plain(text)
    assert shown(escaped).replace(JOINER, "") == text
    bare = re.sub(r"\\.", "", escaped, flags=re.DOTALL)
    assert not MEANINGFUL & set(bare), "escape every sign that Streamlit's Markdown reads"


@given(texts)
def test_only_punctuation_is_escaped(text):
    # Before a letter or a space Markdown shows the backslash itself.
    escaped = set(re.findall(r"\\(.)", plain(text), flags=re.DOTALL))
    assert escaped <= set(string.punctuation)


@pytest.mark.parametrize(
    "text", ["https://example.org", "HTTP://a.b", "www.example.org", "me@example.org", ":material/delete:"]
)
def test_no_address_becomes_a_link_and_no_name_an_icon(text):
    # GitHub's autolinks and Streamlit's icons are found in the text as it is shown, backslashes gone.
    found = re.search(r"https?://|www\.|@[-\w]+\.[-\w]|:material/", shown(plain(text)), re.IGNORECASE)
    assert not found, f"{found} stands in the text: part it with U+2060"


def page_with_a_choice():
    import streamlit as st

    from interface.controls import control
    from interface.widgets import whole_page
    from tunables import Choice, Tunable

    class Forgetful:
        def remember(self):
            return {}

        def recall(self, told):
            pass

    chosen = st.session_state.setdefault("chosen", ["epochs"])
    sampling = Tunable("sampling", "", "draws", Choice(("draws", "epochs")), "How examples are drawn.")
    with whole_page(Forgetful()):
        control(sampling, "sampling", chosen[-1], chosen.append)


def test_a_choice_is_a_list_to_choose_from():
    app = AppTest.from_function(page_with_a_choice, default_timeout=30).run()
    assert not app.exception
    (choice,) = app.selectbox
    assert (choice.label, choice.value, choice.options) == ("Sampling", "epochs", ["draws", "epochs"])
    choice.set_value("draws").run()
    assert app.session_state["chosen"] == ["epochs", "draws"]
    assert app.selectbox[0].value == "draws"
