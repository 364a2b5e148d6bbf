"""What only HTML shows: a node for it that costs nothing anywhere else, and is no text to be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class markup(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801  nodes are called like this
    """A piece of HTML (`html`); a `permalink` is left out where the builder makes none."""


def know_markup(app: Sphinx) -> None:
    """Make the node known to all writers."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (_skipped, None))
    app.add_node(markup, html=(_written, None), **others)  # type: ignore[arg-type]  # a visitor may raise only


def _written(writer: Any, node: markup) -> None:
    if not node.get("permalink") or (writer.builder.add_permalinks and writer.builder.config.html_permalinks):
        writer.body.append(node["html"])
    raise nodes.SkipNode


def _skipped(_: Any, __: markup) -> None:
    raise nodes.SkipNode
