// What a reader does in a box stays when the page writes that box meanwhile: a text that is being typed is put
// back, and a text that was selected as a whole stays selected, so that what is typed next replaces it.
//
// Streamlit keeps a text that is being typed, but not one whose first sign comes while it writes the box.

let box = null; // the box that the reader is in
let text = ""; // what stood there when the reader last did something in it
let typed = false; // whether the reader wrote that; else it is selected as a whole
let caret = 0;
let pressed = false; // whether a mouse button or a finger is down, which puts the caret somewhere

function isBox(element) {
  return element instanceof HTMLInputElement && element.closest("[data-testid=stTextInput]") !== null;
}

function remember(input, isTyped) {
  [box, text, typed, caret] = [input, input?.value, isTyped, input?.selectionStart];
}

function forget() {
  remember(null, false);
}

// Called before anybody else hears of what the reader does next in the box.
function keep({ target, isComposing }) {
  if (target !== box || box.value === text || isComposing) return;
  if (!typed) return box.select();
  const wanted = text;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, wanted);
  const at = caret;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (box.value !== wanted)
    forget(); // the box does not take it
  else box.setSelectionRange(at, at);
}

export function keepBoxes() {
  const first = (name, act) => document.addEventListener(name, act, true);
  first("mousedown", () => (pressed = true));
  first("mouseup", () => (pressed = false));
  first("focusin", ({ target }) => {
    // Who comes with the Tab key has all of the text selected, and the browser tells that later.
    if (isBox(target) && !pressed) remember(target, false);
    else forget();
  });
  first("selectionchange", (event) => {
    const { target } = event;
    if (!isBox(target) || target !== document.activeElement) return;
    keep(event);
    const isWhole = target.selectionStart === 0 && target.selectionEnd === target.value.length;
    if (typed && target === box) caret = target.selectionStart;
    else if (isWhole) remember(target, false);
    else forget();
  });
  first("beforeinput", keep);
  // After Streamlit, which may refuse what was typed.
  document.addEventListener("input", ({ target }) => isBox(target) && remember(target, true));
  first("keydown", (event) => {
    keep(event);
    if (event.key === "Enter" && !event.isComposing) forget();
  });
  first("focusout", (event) => {
    keep(event);
    forget();
  });
}
