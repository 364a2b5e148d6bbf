"""The software beside which keeping is measured: one more turn of a conversation that has so many already.

Each keeps its conversation with the persister for SQLite that it brings, as its documentation shows it; only that it
writes ahead and does not wait for the disk (WAL, synchronous NORMAL), as handrail does beside it.
"""

from __future__ import annotations

import operator
import sqlite3
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Annotated, Any, TypedDict

from .timing import Work
from .walks import ANSWER

_TURN = ("story", "What has been happening that you would like me to know about?", ANSWER)


class Conversation(TypedDict):
    """What a peer keeps: turns, each added to those before it."""

    turns: Annotated[list[tuple[str, str, str]], operator.add]


def keepers(folder: Path, history: int) -> dict[str, Work]:
    """Return one more turn of each peer that is installed, kept in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    works: dict[str, Work] = {}
    for name, make in (("langgraph", _langgraph), ("apache-burr", _burr)):
        try:
            works[name] = make(folder, history)
        except ImportError:
            continue
    return works


def _langgraph(folder: Path, history: int) -> Work:
    graphs: Any = import_module("langgraph.graph")
    savers: Any = import_module("langgraph.checkpoint.sqlite")
    graph = graphs.StateGraph(Conversation)
    graph.add_node("listen", lambda _: {})
    graph.add_edge(graphs.START, "listen")
    graph.add_edge("listen", graphs.END)
    connection = sqlite3.connect(folder / "langgraph.db", check_same_thread=False)
    saver = savers.SqliteSaver(connection)
    saver.setup()
    _hurry(connection)
    app = graph.compile(checkpointer=saver)
    thread = {"configurable": {"thread_id": "one"}}
    app.invoke({"turns": [_TURN] * history}, thread)
    return lambda: app.invoke({"turns": [_TURN]}, thread)


def _burr(folder: Path, history: int) -> Work:
    persistence: Any = import_module("burr.core.persistence")
    state: Any = import_module("burr.core").State({"turns": [_TURN] * history})
    persister = persistence.SQLitePersister(str(folder / "burr.db"))
    persister.initialize()
    _hurry(persister.connection)
    numbers = count()
    # Each save holds one turn more than the first; more would grow what is measured.
    longer = state.append(turns=_TURN)
    return lambda: persister.save("somebody", "one", next(numbers), "listen", longer, "completed")


def _hurry(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
