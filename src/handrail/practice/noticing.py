"""What whoever runs a session should hear of after an event."""

from __future__ import annotations

from handrail.framework import Framework

from .consequences import consequences
from .events import Answered, Event, Migrated, Returned, Started
from .expiring import lost
from .facts import listed
from .judging import advice
from .paths import lines_of, most_lines, path_of, so_many
from .state import Notice, State
from .tables import Table
from .words import choices_of, gate_name, title_of

# The kinds of event of which there is more to say than that the status or a gate has changed.
TELLING = frozenset({Answered, Migrated})


def notices(table: Table, before: State, event: Event, after: State) -> tuple[Notice, ...]:
    """Return what an event led to: a safeguard, a gate that shut, an answer that settled nothing."""
    quiet = after.safeguard == before.safeguard and after.facts is before.facts and type(event) not in TELLING
    if quiet and after.status == before.status and after.shut is before.shut:
        return ()  # as is nearly always so
    if isinstance(event, Migrated):
        return consequences(table, before, event, after)
    told: list[Notice] = []
    if after.status == "suspended" and after.safeguard != before.safeguard:
        told.append(_interruption(table, after))
    if after.facts is not before.facts:
        told += _unknown_again(table, before, event, after)
    if after.shut is not before.shut:
        gates = table.framework.gates
        told += [
            Notice("gate-shut", f"{gate_name(gates[id])} is shut")
            for id in after.shut
            if id not in before.shut
        ]
    if isinstance(event, Answered):
        told += _unsettled(table, event, after)
        told += _longer(table, before, event)
    elif isinstance(event, Started):
        told += _at_the_start(table, after)
        told += _in_other_languages(table.framework)
    if after.facts is not before.facts:
        told += _on_a_path(table, before, after)
    return tuple(told)


def _in_other_languages(framework: Framework) -> list[Notice]:
    """Return a notice of texts that a session shows in another language than the framework's."""
    told = []
    for language in dict.fromkeys(framework.untranslated.values()):
        number = [*framework.untranslated.values()].count(language)
        texts = "1 text is" if number == 1 else f"{number} texts are"
        said = f"{texts} shown in '{language}', because there is no translation into '{framework.language}'"
        told.append(Notice("untranslated", said))
    return told


def _on_a_path(table: Table, before: State, after: State) -> list[Notice]:
    """Return what to hear of a path that begins to apply; when one ends, the offer is as it was."""
    path, former = path_of(table.framework, after.facts), path_of(table.framework, before.facts)
    if path is None or path is former or after.status != "open":
        return []
    return [Notice("path", path.notice or f"another path applies: {path.title}")]


def _longer(table: Table, before: State, event: Answered) -> list[Notice]:
    """Return a kind word where an answer is longer than a path leaves room for; all of it is kept."""
    lines = most_lines(path_of(table.framework, before.facts), event.prompt)
    if not lines or lines_of(event.text) <= lines:
        return []
    text = (
        f"all that was written is kept; {so_many(lines)} would have been enough here, and more is no mistake"
    )
    return [Notice("longer", text)]


def _interruption(table: Table, state: State) -> Notice:
    safeguard = table.safeguards[state.safeguard]
    return Notice("interrupted", f"the session is suspended: {safeguard.title}")


def _unknown_again(table: Table, before: State, event: Event, after: State) -> list[Notice]:
    spot = table.spots[event.prompt] if isinstance(event, Answered) else None
    facts = [title_of(table.framework, fact) for fact in lost(before, event, spot, after)]
    if not facts:
        return []
    code, why = ("reopened", "after the detour") if isinstance(event, Returned) else ("expired", "any more")
    return [Notice(code, f"not known {why}, and to be asked anew: {'; '.join(facts)}")]


def _unsettled(table: Table, event: Answered, after: State) -> list[Notice]:
    fact = table.spots[event.prompt].fact
    if fact is None or event.value != "" or fact.id in after.facts:
        return []
    name = title_of(table.framework, fact.id)
    there = "what counts is an answer that stands there, by its number or in its words"
    prompt = table.spots[event.prompt].prompt
    how = there if listed(fact, prompt.choices) and prompt.choices else f"it is {choices_of(fact)}"
    text = f"the answer is kept, and it is still not known: {name}. {how[0].upper()}{how[1:]}"
    return [Notice("unsettled", text)]


def _at_the_start(table: Table, state: State) -> list[Notice]:
    verdict = advice(table, state, table.places[state.stage].soft)
    return [Notice("advised-against", reason) for reason in verdict.reasons]
