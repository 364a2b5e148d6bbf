"""The yaml-language-server that editors use, started for whoever asks, and spoken with over its pipes."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.peers import Missing, from_npm

PATIENCE = 60  # seconds; an answer takes some hundredths


class Diagnostic(NamedTuple):
    """What an editor underlines: the line (from 1), and what it says."""

    line: int
    message: str


def found() -> list[str]:
    """Return the command that starts the server; raises `Missing`."""
    node = shutil.which("node")
    if node is None:
        raise Missing("Node is missing (Debian: apt-get install nodejs npm)")
    return [node, str(from_npm("yaml-language-server", "bin", "yaml-language-server")), "--stdio"]


class Editor:
    """An editor that has one file open after another, and asks the server what it would show."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": CAN})
        self._send({"method": "initialized", "params": {}})

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while length := self._length():
            self.heard.put(json.loads(self.process.stdout.read(length)))

    def _length(self) -> int:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return length

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _answered(self) -> dict[str, Any]:
        """Return the next message that is not a question of the server's own, which gets the shortest answer."""
        while True:
            message = self.heard.get(timeout=PATIENCE)
            if "id" not in message or "method" not in message:
                return message
            # It asks for settings: none, but what this process may reach, which is no network.
            items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            settings = [SETTINGS.get(item.get("section")) for item in items]
            self._send({"id": message["id"], "result": settings or None})

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        """Return the server's answer to a question."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while (message := self._answered()).get("id") != self.number:
            pass
        assert "error" not in message, message["error"]
        return message["result"]

    def open(self, text: str) -> str:
        """Open a file with this text; return its address."""
        self.number += 1
        address = (self.folder / f"{self.number}.yaml").as_uri()
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return address

    def diagnostics(self, text: str) -> list[Diagnostic]:
        """Return what is underlined in a text."""
        address = self.open(text)
        while True:
            message = self._answered()
            if message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                if told["uri"] == address:
                    return [
                        Diagnostic(one["range"]["start"]["line"] + 1, one["message"])
                        for one in told["diagnostics"]
                    ]

    def completion(self, text: str) -> dict[str, str]:
        """Return what is offered where `|` stands in a text, each with what is told about it."""
        result = self.ask("textDocument/completion", self._place(text))
        items = result["items"] if isinstance(result, dict) else result or []
        return {item["label"]: _words(item.get("documentation", "")) for item in items}

    def inserted(self, text: str, label: str) -> str:
        """Return what is written where `|` stands in a text when somebody takes an offer."""
        result = self.ask("textDocument/completion", self._place(text))
        items = result["items"] if isinstance(result, dict) else result or []
        chosen = next(item for item in items if item["label"] == label)
        written: str = chosen["textEdit"]["newText"] if "textEdit" in chosen else chosen["insertText"]
        return written

    def hover(self, text: str) -> str:
        """Return what is shown over the place where `|` stands in a text."""
        result = self.ask("textDocument/hover", self._place(text))
        return _words(result["contents"]) if result else ""

    def _place(self, text: str) -> dict[str, Any]:
        before, _, behind = text.partition("|")
        line = before.count("\n")
        column = len(before) - before.rfind("\n") - 1
        return {
            "textDocument": {"uri": self.open(before + behind)},
            "position": {"line": line, "character": column},
        }


CAN = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
    },
}
SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True}}


def _words(contents: Any) -> str:
    return contents if isinstance(contents, str) else str(contents.get("value", ""))


@contextmanager
def running(folder: Path) -> Iterator[Editor]:
    """Give an editor that works in a folder."""
    command = found()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder
    ) as process:
        try:
            yield Editor(process, folder)
        finally:
            process.kill()
