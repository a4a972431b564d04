"""The colours: the same on the page and in the figures, and told apart by every eye."""

import re
import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import run_styles
from figures.palette import HUES, PALETTES
from optimizers import OPTIMIZERS

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))
RUN_TOKENS = list(HUES)
FAMILY_TOKENS = sorted({kind.family.hue for kind in OPTIMIZERS})
every_theme = pytest.mark.parametrize("theme", PALETTES)

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
every_eye = pytest.mark.parametrize("eye", EYES)
# Okabe and Ito's own blue and green are 30 apart for tritanopia, which one in ten thousand has.
LEAST = dict.fromkeys(EYES, 60) | {"tritanopia": 25}


def seen(colour, eye):
    """A colour #RRGGBB as linear light, the way this eye sees it."""
    code = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.clip(EYES[eye] @ np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4), 0, 1)


def distance(one, other):
    """How far apart two seen colours are, on the scale of 0 to 255 that colour codes have."""
    codes = [
        np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
        for light in (one, other)
    ]
    return 255 * float(np.linalg.norm(codes[0] - codes[1]))


def contrast(one, other):
    """WCAG's contrast ratio; 3 is the least for lines and large letters."""
    dark, light = sorted(float(np.dot([0.2126, 0.7152, 0.0722], colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@every_theme
def test_the_page_and_the_figures_have_the_same_colours(theme):
    page, colours = CONFIG["theme"][theme], PALETTES[theme]
    wanted = {"ground": "backgroundColor", "ink": "textColor"}
    wanted |= {token: f"{token}Color" for token in RUN_TOKENS}
    for token, name in wanted.items():
        assert page[name].upper() == colours[token].upper(), (
            f"set {name} in .streamlit/config.toml to {colours[token]}"
        )


def test_both_themes_know_the_same_tokens():
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


@every_theme
def test_colours_are_written_as_plotly_and_style_sheets_read_them(theme):
    for token, colour in PALETTES[theme].items():
        codes = [code for _, code in colour] if isinstance(colour, list) else [colour]
        assert all(re.fullmatch(r"#[0-9A-F]{6}|rgba\(\d+, \d+, \d+, 0\.\d+\)", code) for code in codes), token
    places = [place for place, _ in PALETTES[theme]["heights"]]
    assert (places[0], places[-1]) == (0, 1)
    assert places == sorted(places)


@every_theme
@every_eye
def test_run_colours_are_told_apart(theme, eye):
    alike = [pair for pair in combinations(RUN_TOKENS, 2) if HUES[pair[0]] == HUES[pair[1]]]
    for one, other in [*alike, *((token, "ink") for token in FAMILY_TOKENS)]:
        apart = distance(*(seen(PALETTES[theme][token], eye) for token in (one, other)))
        assert apart >= LEAST[eye], (
            f"{one} and {other} are {apart:.0f} apart for {eye}: choose colours farther apart"
        )


def test_eight_runs_of_one_family_have_colours_of_their_own():
    names = ["adam", *(f"adam.{count}" for count in range(2, 9))]
    styles = run_styles(names)
    assert len({token for token, _ in styles}) == 8
    assert styles[0] == ("orange", "solid")
    assert sorted(HUES) == sorted(token for token, _ in styles)


@given(st.lists(st.sampled_from([kind.key for kind in OPTIMIZERS]), max_size=12))
def test_no_two_runs_look_alike(keys):
    styles = run_styles(keys)
    assert len(set(styles)) == len(styles)
    hues = [kind.family.hue for key in keys for kind in OPTIMIZERS if kind.key == key]
    for index, hue in enumerate(hues):
        if hue not in hues[:index]:
            assert styles[index] == (hue, "solid"), "the first of a family has its hue"
    # A run that is added changes no other's colour, as long as there are free ones.
    assert run_styles(keys[:-1]) == styles[:-1] or len(keys) > 5


@every_theme
def test_a_familys_hue_is_solid_and_the_others_differ_by_their_dashes(theme):
    assert {HUES[token] for token in FAMILY_TOKENS} == {"solid"}
    others = [dash for token, dash in HUES.items() if token not in FAMILY_TOKENS]
    assert len({*others, "solid"}) == len(others) + 1


@every_theme
@every_eye
def test_run_colours_stand_out_from_the_ground(theme, eye):
    ground = seen(PALETTES[theme]["ground"], eye)
    for token in RUN_TOKENS:
        ratio = contrast(seen(PALETTES[theme][token], eye), ground)
        assert ratio >= 3, f"{token} has a contrast of {ratio:.1f} to the ground for {eye}: 3 is the least"


@every_theme
def test_the_surface_is_quieter_than_any_run(theme):
    heights = [seen(colour, "normal") for _, colour in PALETTES[theme]["heights"]]
    loudest = max(distance(one, other) for one, other in combinations(heights, 2))
    for token in RUN_TOKENS:
        run = seen(PALETTES[theme][token], "normal")
        assert min(distance(run, height) for height in heights) > 90, f"{token} drowns in the surface"
    assert loudest < 130
    for one, other in pairwise(heights):
        assert contrast(one, other) < 1.4, "one hue, and no step that looks like a line"


@every_theme
def test_words_are_readable(theme):
    ground = seen(PALETTES[theme]["ground"], "normal")
    for token in ("ink", "muted"):
        assert contrast(seen(PALETTES[theme][token], "normal"), ground) >= 4.5
