"""How values show themselves: with what they say, and without what they leave at its default."""

from __future__ import annotations

from typing import Any

import attrs


class Shown:
    """A value made with attrs; that attrs need not write a repr for each class makes every start quicker."""

    __slots__ = ()

    def __repr__(self) -> str:
        kind: Any = type(self)
        said = [f"{name}={value!r}" for name, value in self._said(attrs.fields(kind))]
        return f"{kind.__name__}({', '.join(said)})"

    def _said(self, fields: tuple[attrs.Attribute[Any], ...]) -> list[tuple[str, Any]]:
        said = [(field, getattr(self, field.name)) for field in fields if field.repr]
        return [(field.name, value) for field, value in said if value != _default(field)]


def _default(field: attrs.Attribute[Any]) -> Any:
    made: Any = field.default
    return made.factory() if isinstance(made, attrs.Factory) else made  # type: ignore[arg-type]
