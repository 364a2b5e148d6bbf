"""A published work named in a line, from its CSL record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handrail.framework.values import Reference

CSL = Mapping[str, Any]


def short(reference: Reference) -> str:
    """Return a work as it is named inside a sentence: Egan and Reese 2019."""
    data = reference.data
    names = [_family(name) for name in _people(data, "author") or _people(data, "editor")]
    if len(names) > 2:
        names = [names[0], "others"]
    who = " ".join(names) if names[1:] == ["and others"] else " and ".join(names)
    return " ".join(filter(None, (who or str(data.get("title") or reference.id), year(data))))


def full(reference: Reference) -> str:
    """Return a work as it stands in a list of references."""
    data = reference.data
    editors = _people(data, "editor")
    who = _listed(data, "author") or _listed(data, "editor")
    title = str(data.get("title") or reference.id)
    edition = f" ({_ordinal(str(data['edition']))} edition)" if data.get("edition") else ""
    inside = _container(data, editors if _people(data, "author") else ())
    home = ": ".join(str(data[key]) for key in ("publisher-place", "publisher") if data.get(key))
    where = f"doi:{data['DOI']}" if data.get("DOI") else str(data.get("URL") or "")
    note = f"[{data['note']}]" if data.get("note") else ""
    date = f"({year(data)})" if year(data) else ""
    parts = [_stopped(" ".join(filter(None, (who, date)))), _stopped(title + edition)]
    parts += [_stopped(inside), _stopped(home), where, note]
    return " ".join(filter(None, parts))


def year(data: CSL) -> str:
    """Return the year of a work, or nothing; CSL writes dates in several ways."""
    issued = data.get("issued")
    if isinstance(issued, Mapping):
        parts = issued.get("date-parts") or [[issued.get("raw") or issued.get("literal") or ""]]
        issued = parts[0][0] if parts and parts[0] else ""
    found = re.search(r"\d{4}", str(issued or ""))
    return found[0] if found else str(issued or "")


def _people(data: CSL, role: str) -> Sequence[CSL]:
    people = data.get(role)
    return [one for one in people if isinstance(one, Mapping)] if isinstance(people, (list, tuple)) else []


def _family(name: CSL) -> str:
    particle = str(name.get("non-dropping-particle") or "")
    return str(name.get("literal") or f"{particle} {name.get('family') or ''}").strip()


def _listed(data: CSL, role: str) -> str:
    names = []
    for name in _people(data, role):
        initials = " ".join(
            "-".join(f"{one[0]}." for one in part.split("-") if one)
            for part in str(name.get("given") or "").split()
        )
        names.append(f"{_family(name)}, {initials}" if initials else _family(name))
    if len(names) > 6:
        names = [*names[:3], "and others"]
    if len(names) > 1 and not names[-1].startswith("and "):
        names = [*names[:-1], f"and {names[-1]}"]
    joined = names[0] + " " + names[1] if len(names) == 2 else ", ".join(names)
    return joined + (" (ed.)" if role == "editor" and joined else "")


def _container(data: CSL, editors: Sequence[CSL]) -> str:
    inside = str(data.get("container-title") or "")
    if not inside:
        return ""
    volume = str(data.get("volume") or "") + (f"({data['issue']})" if data.get("issue") else "")
    by = " and ".join(_family(name) for name in editors)
    home = f"In {by} (ed.), {inside}" if by else inside
    return ", ".join(filter(None, (home, volume, str(data.get("page") or ""))))


def _ordinal(number: str) -> str:
    if not number.isdigit():
        return number
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ("th" if number[-2:] in {"11", "12", "13"} else ending)


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."
