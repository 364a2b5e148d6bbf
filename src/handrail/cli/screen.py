"""The terminal: a text of several lines, and what can always be done in sight."""

from __future__ import annotations

import sys
import textwrap

from prompt_toolkit import PromptSession
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from .fronts import COMMANDS, FURTHER, Clock, Entry, width, wrapped

_STYLES = {"title": "1", "question": "1", "quiet": "2"}


class Screen(Clock):
    """A person at a terminal."""

    interactive = True

    def __init__(self, colour: bool) -> None:
        super().__init__()
        self._colour = colour
        self._session: PromptSession[str] = PromptSession(
            multiline=True,
            key_bindings=_keys(),
            style=Style.from_dict({"bottom-toolbar": "noreverse", "status": "bold"}),
            color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
        )

    def say(self, text: str = "", style: str = "") -> None:
        """Show a text, wrapped to the terminal."""
        indent = "  " if style == "quiet" else ""
        for line in wrapped(text, indent):
            if self._colour and style in _STYLES and line:
                line = f"\x1b[{_STYLES[style]}m{line}\x1b[0m"
            print(line)
        sys.stdout.flush()

    def ask(self, status: str, default: str = "") -> Entry:
        """Return what the person does next."""
        try:
            text = self._session.prompt(
                "> ",
                default=default,
                prompt_continuation="  ",
                bottom_toolbar=lambda: _toolbar(status),
            )
        except (KeyboardInterrupt, EOFError):
            # What had been begun is not lost: it comes back with the end.
            return Entry("end", self._session.default_buffer.text.strip())
        return entry_of(text)


def entry_of(text: str) -> Entry:
    """Return a text, or the command that it is."""
    stripped = text.strip()
    word, _, rest = stripped.removeprefix("/").partition(" ")
    if stripped.startswith("/") and "\n" not in stripped and (word in COMMANDS or word in FURTHER):
        return Entry("command", rest.strip(), word)
    return Entry("text", stripped)


def _keys() -> KeyBindings:
    """Return the keys: Enter begins a line, Enter on an empty line is the end of the text."""
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        document: Document = event.current_buffer.document
        at_end = not document.text_after_cursor.strip()
        empty_line = not document.current_line.strip()
        command = entry_of(document.text).kind == "command"
        # Also where nothing is written it takes two, so that nobody goes by a prompt with one slip.
        if command or (at_end and empty_line and "\n" in document.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.insert_text("\n")

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("c-d")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text.strip():
            event.current_buffer.validate_and_handle()
        else:
            event.app.exit(exception=EOFError)

    return keys


def _toolbar(status: str) -> FormattedText:
    """Return the lines at the bottom, as many as the terminal needs for them."""
    what = "  ".join(f"/{name}\u00a0{_short(meaning)}" for name, meaning in COMMANDS.items())
    lines = [*textwrap.wrap("Enter twice: done.  " + what, width()), *textwrap.wrap(status, width())]
    return FormattedText([("class:status", "\n".join(lines).replace("\u00a0", " "))])


def _short(meaning: str) -> str:
    return meaning.partition(";")[0].partition(":")[0].replace(" ", "\u00a0")
