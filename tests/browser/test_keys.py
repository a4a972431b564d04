"""The keyboard is the page's, whatever was used before, and the page says which keys there are."""

from tests.browser.reader import Reader


def plays(reader: Reader) -> bool:
    """Whether Space plays, from the start that Home goes to."""
    reader.page.keyboard.press("Space")
    reader.page.wait_for_timeout(200)
    label = reader.page.locator(".ads-play").get_attribute("aria-label")
    reader.page.keyboard.press("Space")
    return label == "Pause"


def test_keys_work_right_after_the_lesson_was_picked(reader: Reader) -> None:
    reader.open()
    picker = reader.page.get_by_role("combobox", name="Lesson")
    picker.click()
    reader.page.get_by_role("option").nth(1).click()
    reader.settle()
    reader.page.wait_for_selector("[class*='st-key-answer']")
    reader.page.keyboard.press("2")
    reader.page.wait_for_selector(".st-key-ask-again")
    reader.settle()
    reader.page.keyboard.press("Home")
    assert reader.step().startswith("step 0 of")
    reader.page.keyboard.press("ArrowRight")
    assert reader.step().startswith("step 1 of")


def test_space_plays_after_every_control_but_a_text_box(reader: Reader) -> None:
    reader.open()
    reader.slider("learning rate").press("ArrowRight")
    reader.settle()
    assert plays(reader), "after a slider"
    reader.page.get_by_role("button", name="Hide").first.click()
    reader.settle()
    assert plays(reader), "after a button"
    assert reader.page.get_by_role("button", name="Show").count() == 1, "and does not press it again"
    reader.page.get_by_text("Loss on a log axis").click()
    reader.settle()
    assert plays(reader), "after a switch"
    picker = reader.page.get_by_role("combobox", name="Surface")
    picker.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(200)  # the list closes when what is around it is scrolled
    picker.click()
    reader.page.get_by_role("option", name="Beale").click()
    reader.settle()
    reader.page.wait_for_timeout(200)
    assert plays(reader), "after a picker"
    reader.page.locator(".ads-speed").select_option("4")
    reader.page.wait_for_timeout(200)
    assert plays(reader), "after the speed"
    reader.page.get_by_label("learning rate, exact").first.click()
    assert not plays(reader), "a text takes it"


def test_a_button_that_the_keyboard_reached_is_pressed_by_space(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_label("learning rate, exact").first.focus()
    hide = reader.page.get_by_role("button", name="Hide").first
    for _ in range(40):
        if hide.evaluate("(button) => button === document.activeElement"):
            break
        reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Space")
    reader.settle()
    assert "hide=adam" in reader.page.url


def test_a_question_mark_lists_the_keys(reader: Reader) -> None:
    reader.open()
    card = reader.page.get_by_role("dialog", name="Keys")
    reader.page.keyboard.press("?")
    assert card.is_visible()
    assert {"Space", "Home", "End", "P", "N", "?"} <= set(card.locator("kbd").all_inner_texts())
    reader.page.keyboard.press("Escape")
    assert not card.is_visible()
    reader.page.get_by_role("button", name="Keys", exact=True).click()
    assert card.is_visible()
    reader.page.keyboard.press("?")
    assert not card.is_visible()
    # In a box it is a letter.
    reader.page.get_by_label("learning rate, exact").first.click()
    reader.page.keyboard.press("?")
    assert not card.is_visible()


def test_the_tab_says_which_lesson(reader: Reader) -> None:
    reader.open()
    assert reader.page.title() == "Adamscope"
    reader.open("lesson=one_step")
    title = reader.page.locator("h2").first.inner_text()
    assert reader.page.title() == f"{title} · Adamscope"
    icon = reader.page.locator("link[rel='shortcut icon']").get_attribute("href")
    assert icon is not None
    assert icon.startswith("data:image/svg+xml")


def test_the_step_is_read_aloud_where_it_rests_and_not_while_it_plays(reader: Reader) -> None:
    reader.open()
    readout = reader.page.locator(".ads-step")
    reader.page.evaluate(
        """() => { window.said = []; const out = document.querySelector(".ads-step");
          new MutationObserver(() => out.ariaLive === "polite" && window.said.push(out.textContent))
            .observe(out, { childList: true, characterData: true, subtree: true }); }"""
    )
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("Space")
    reader.page.wait_for_timeout(1000)
    reader.page.keyboard.press("Space")
    reader.page.wait_for_timeout(200)
    said = reader.page.evaluate("() => window.said")
    assert said[-1] == readout.inner_text() != said[0]
    assert len(set(said)) == 2, f"step 0 and where it rests, and not {said}"
