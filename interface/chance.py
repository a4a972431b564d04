"""Noise and mini-batches: what every step is given instead of the exact gradient, and the seed of both."""

import secrets
from functools import partial

import streamlit as st

from experiment import EXACT_PATHS, NOISE, SAMPLING, SEED, batch_tunable
from interface.choices import Choices
from interface.controls import Called, box, complaint_of, control, fold
from interface.widgets import button, widget
from tunables import sentence

_SEEDS = 10_000  # of which a new one is
_WORDS = {"draws": "new draws at each step", "epochs": "shuffled epochs"}


def chance(chosen: Choices) -> None:
    """Draw the controls, folded away as long as nothing of it is in use."""
    experiment = chosen.experiment
    batch = batch_tunable(experiment.surface)
    title = "Noise" if batch is None else "Noise and mini-batches"
    opened = fold(title, "chance", experiment.is_noisy)
    if not opened.open:
        return
    with opened, st.container(gap="xsmall"):
        control(NOISE, "noise", experiment.noise, chosen.set_noise)
        if batch is not None:
            control(batch, "batch", experiment.batch or experiment.examples, chosen.set_batch)
            widget(
                partial(st.selectbox, sentence(SAMPLING.words)),
                "sampling",
                experiment.sampling,
                chosen.set_sampling,
                default="index",
                options=list(_WORDS),
                format_func=Called(_WORDS),
                help=SAMPLING.meaning,
            )
        with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"):
            shown = SEED.show(experiment.seed)
            box(sentence(SEED.words), "seed", shown, SEED.read, chosen.set_seed, help=SEED.meaning)
            button("New seed", lambda: chosen.set_seed(secrets.randbelow(_SEEDS)), key="new seed")
        complaint_of("seed")
        control(EXACT_PATHS, "exact paths", experiment.exact_paths, chosen.set_exact_paths)
