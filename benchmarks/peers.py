"""The software beside which handrail is measured.

In stepping each goes to and fro between two states, under one condition. What is not installed is named and left out.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

from .timing import Work

# Each peer, as it is called on the index, and the module that it brings.
MODULES = {
    "transitions": "transitions",
    "python-statemachine": "statemachine",
    "apache-burr": "burr.core",
    "langgraph": "langgraph.graph",
    "langgraph-checkpoint-sqlite": "langgraph.checkpoint.sqlite",
    "psycopg": "psycopg",
    "cryptography": "cryptography",
    "yamllint": "yamllint",
    "check-jsonschema": "check_jsonschema",
    "sphinx": "sphinx",
    "sphinx-needs": "sphinx_needs",
}


def stepping() -> dict[str, Work]:
    """Return one step of each peer that is installed; `transitions, recorded` also writes it down."""
    works: dict[str, Work] = {}
    for name, make in _STEPS.items():
        try:
            module = import_module(MODULES[name.partition(",")[0]])
        except ImportError:
            continue
        works[name] = make(module)
    return works


def version(name: str) -> str:
    """Return the installed version of a distribution, or that it is absent."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def is_there(name: str) -> bool:
    """Return whether a distribution can be imported."""
    try:
        return find_spec(MODULES[name]) is not None
    except ModuleNotFoundError:
        return False


def is_editable() -> bool:
    """Return whether handrail is installed as a link to its source."""
    try:
        origin = metadata.distribution("handrail").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return True
    return '"editable": true' in (origin or "")


def _holds() -> bool:
    return True


def _always(_: object) -> bool:
    return True


class _Model:
    """What transitions adds its triggers and its state to."""


def _transitions(module: Any, **callbacks: Callable[[], object]) -> Work:
    model: Any = _Model()
    machine = module.Machine(
        model, states=["here", "there"], initial="here", auto_transitions=False, **callbacks
    )
    for source, target in (("here", "there"), ("there", "here")):
        machine.add_transition("go", source, target, conditions=_holds)
    go: Work = model.go
    return go


def _transitions_recorded(module: Any) -> Work:
    log: list[tuple[str, str]] = []
    return _transitions(module, after_state_change=lambda: log.append(("moved", "there")))


def _statemachine(module: Any) -> Work:
    kind: Any = module.StateMachine
    here, there = module.State(initial=True), module.State()
    go = here.to(there, cond="holds") | there.to(here, cond="holds")
    body = {"here": here, "there": there, "go": go, "holds": _always}
    machine = type(kind)("ToAndFro", (kind,), body)()
    return lambda: machine.send("go")


def _burr(module: Any) -> Work:
    @module.action(reads=["steps"], writes=["steps"])  # type: ignore[untyped-decorator]  # Burr may be absent
    def here(state: Any) -> Any:
        return state.update(steps=state["steps"] + 1)

    @module.action(reads=["steps"], writes=["steps"])  # type: ignore[untyped-decorator]  # Burr may be absent
    def there(state: Any) -> Any:
        return state.update(steps=state["steps"] + 1)

    holds = module.expr("steps >= 0")
    builder = module.ApplicationBuilder().with_actions(here=here, there=there)
    builder = builder.with_transitions(("here", "there", holds), ("there", "here", holds))
    application = builder.with_entrypoint("here").with_state(steps=0).build()
    step: Work = application.step
    return step


_STEPS: dict[str, Callable[[Any], Work]] = {
    "transitions": _transitions,
    "transitions, recorded": _transitions_recorded,
    "python-statemachine": _statemachine,
    "apache-burr": _burr,
}
