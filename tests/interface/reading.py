"""A reader of the page, without a browser."""

from streamlit.testing.v1 import AppTest

from experiment import MOST_RUNS
from tests.unpacking import unpacked

OPEN = range(3 * MOST_RUNS)  # the cards that a test may meet


class Page:
    """The page in a session of its own, with every run's card open."""

    def __init__(self, query=None):
        self.app = AppTest.from_file("../../app.py", default_timeout=30)
        for key, value in (query or {}).items():
            self.app.query_params[key] = value
        self.run()

    def run(self):
        """Let the script run, and insist that it comes to its end."""
        for card in OPEN:
            self.app.session_state[f"run {card}"] = True
        self.app.run()
        assert not self.app.exception, self.app.exception[0].stack_trace
        return self

    def turn(self, key, value):
        """Move the slider, the switch or the choice called `key`."""
        for kind in (self.app.select_slider, self.app.toggle, self.app.selectbox):
            if any(widget.key == key for widget in kind):
                kind(key=key).set_value(value)
                return self.run()
        raise KeyError(f"no slider, switch or choice is called {key}")

    def type(self, key, text):
        """Type into a box and press Enter."""
        self.app.text_input(key=key).set_value(text)
        return self.run()

    def press(self, key):
        """Press a button."""
        self.app.button(key=key).click()
        return self.run()

    def slider(self, key):
        """What the slider shows."""
        return self.app.select_slider(key=key).value

    def text(self, key):
        """What the box shows."""
        return self.app.text_input(key=key).value

    def figure(self, name):
        """The figure of one of the chart's views."""
        (view,) = (view for view in self.data["views"] if view["name"] == name)
        return view["figure"]

    def message(self, name):
        """What one of the page's own components was given."""
        (message,) = self.messages(name)
        return message

    def messages(self, name):
        """The same of all components of that name."""
        parts = [part.proto for part in self.app.get("bidi_component")]
        return [unpacked(part.bytes) for part in parts if part.component_name == name]

    @property
    def data(self):
        """What the chart was given."""
        return self.message("chart")

    @property
    def query(self):
        """The link to this page."""
        return self.data["address"]["query"]

    @property
    def labels(self):
        """The shown runs below the figures."""
        return [row["label"] for row in self.data["rows"] if not row["hidden"]]

    @property
    def refusals(self):
        """What the page says of texts that it could not use."""
        return [caption.value for caption in self.app.caption if caption.value.startswith(":red[")]

    @property
    def warnings(self):
        """What the page says of a link or a start that it could not use."""
        return [warning.value for warning in self.app.warning]
