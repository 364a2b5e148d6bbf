"""Which faults of a framework are news to an author who has been told what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from handrail.framework.faults import Fault, Path

# Keys that hold what others name: where one of them could not be read, nobody knows what is missing.
_HOLDERS = {
    "stages",
    "strands",
    "prompts",
    "prompt_sets",
    "take",
    "uses",
    "facts",
    "gates",
    "terms",
    "editions",
}
_HOLDERS |= {
    "ways_of_knowing",
    "skills",
    "outcomes",
    "references",
    "safeguards",
    "voices",
    "values",
    "participants",
    "formerly",
    "detours",
    "selection",
    "occasions",
    "familiarity",
    "paths",
    "below_floor",
}
_TAKING = {"uses", "take", "extends", "leave_out"}
# Faults of a whole, and the keys where what is missing for them would stand.
_WANTING = {
    "nothing-to-do": {"stages", "prompts"},
    "no-safeguard": {"safeguards", "uses"},
    "still-needed": {"selection", "voices"},
    "silent-voice": {"stages", "prompts", "strands", "prompt_sets", "gates", "uses", "voices"},
    "undeclared-voice": {"voices"},
    "which-voice": {"voices"},
    "unknown-value": {"facts"},
    "wrong-test": {"facts"},
    "off-scale": {"facts"},
}
# Faults of one thing, of which something is missing.
_LACKING = {"key-missing", "no-wording", "voice-missing", "because-missing", "one-thing"}


def news(faults: Iterable[Fault], unread: Collection[Path]) -> Iterator[Fault]:
    """Yield the faults that do not follow from what could not be read, to which the keys `unread` lead."""
    ends = {word for path in unread if path for word in (path[-1], *({*path} & _TAKING))}
    keys = {path[0] for path in unread if path}
    for fault in faults:
        if _TAKING & {*fault.path} and fault.code not in _WANTING:  # that is where it was looked for
            follows = False
        elif fault.code in _LACKING:
            follows = any(path[: len(fault.path)] == fault.path for path in unread)
        else:
            follows = bool(keys & _WANTING.get(fault.code, set()))
            if fault.code.startswith("unknown-"):
                follows |= fault.name in ends or bool(ends & _HOLDERS)
        if not follows:
            yield fault
