"""The software beside which keeping is measured: one more turn of a conversation that has so many already.

Each keeps its conversation with the persister for SQLite that it brings, as its documentation shows it; only that it
writes ahead and does not wait for the disk (WAL, synchronous NORMAL), as handrail does beside it.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Callable
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypedDict

from .timing import Work
from .walks import ANSWER

_TURN = ("story", "What has been happening that you would like me to know about?", ANSWER)


class Keeper(NamedTuple):
    """One more turn, taken and kept; and how to let go of the file, which moves everything into it."""

    turn: Work
    close: Callable[[], object]


class Conversation(TypedDict):
    """What a peer keeps: turns, each added to those before it."""

    turns: Annotated[list[tuple[str, str, str]], operator.add]


def keepers(folder: Path, history: int) -> dict[str, Keeper]:
    """Return each peer that is installed, with a conversation of so many turns kept in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    works: dict[str, Keeper] = {}
    for name, make in _MAKERS.items():
        try:
            works[name] = make(folder / f"{name}.db", history)
        except ImportError:
            continue
    return works


def _langgraph(path: Path, history: int) -> Keeper:
    graphs: Any = import_module("langgraph.graph")
    savers: Any = import_module("langgraph.checkpoint.sqlite")
    graph = graphs.StateGraph(Conversation)
    graph.add_node("listen", lambda _: {})
    graph.add_edge(graphs.START, "listen")
    graph.add_edge("listen", graphs.END)
    connection = sqlite3.connect(path, check_same_thread=False)
    saver = savers.SqliteSaver(connection)
    saver.setup()
    _hurry(connection)
    app = graph.compile(checkpointer=saver)
    thread = {"configurable": {"thread_id": "one"}}
    app.invoke({"turns": [_TURN] * history}, thread)
    return Keeper(lambda: app.invoke({"turns": [_TURN]}, thread), connection.close)


def _burr(path: Path, history: int) -> Keeper:
    core: Any = import_module("burr.core")

    @core.action(reads=["turns"], writes=["turns"])  # type: ignore[untyped-decorator]  # Burr may be absent
    def listen(state: Any) -> Any:
        return state.append(turns=_TURN)

    persister = _burr_persister(path)
    builder = core.ApplicationBuilder().with_actions(listen=listen).with_transitions(("listen", "listen"))
    builder = builder.with_identifiers(app_id="one", partition_key="somebody").with_state_persister(persister)
    app = builder.with_entrypoint("listen").with_state(turns=[_TURN] * history).build()
    return Keeper(app.step, persister.connection.close)


def _burr_alone(path: Path, history: int) -> Keeper:
    state: Any = import_module("burr.core").State({"turns": [_TURN] * history})
    persister, numbers = _burr_persister(path), count()
    save = persister.save
    return Keeper(
        lambda: save("somebody", "one", next(numbers), "listen", state, "completed"),
        persister.connection.close,
    )


def _burr_persister(path: Path) -> Any:
    persister = import_module("burr.core.persistence").SQLitePersister(str(path))
    persister.initialize()
    _hurry(persister.connection)
    return persister


def _hurry(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


_MAKERS = {
    "langgraph": _langgraph,
    "apache-burr": _burr,
    "apache-burr, only saved": _burr_alone,
}
