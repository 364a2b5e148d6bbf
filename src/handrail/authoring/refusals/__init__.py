"""What every code of a problem means: texts by topic, in the same notation as the rules of advice."""

from __future__ import annotations

from ..codes import Code, described
from . import extending, names, shapes, signs, walks, wholes

PROBLEMS: dict[str, Code] = {
    id: described(id, text)
    for topic in (signs, shapes, names, wholes, extending, walks)
    for id, text in topic.TEXTS.items()
}
