"""What builds a small project, for every test of the extension."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.sphinxext.projects import Build, Built


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """What builds the documents in a folder of its own, and may be called again after they were changed."""

    def built(documents: dict[str, str], builder: str = "text", parallel: int = 1, **settings: Any) -> Built:
        source = tmp_path / "docs"
        source.mkdir(exist_ok=True)
        for name, text in documents.items():
            (source / name).write_text(text, encoding="utf-8")
        told, read = io.StringIO(), list[str]()
        conf = {"extensions": ["handrail.sphinxext"], "html_theme": "basic", "smartquotes": False, **settings}
        out = tmp_path / builder
        trees = tmp_path / ("catalogues" if builder == "gettext" else "trees")
        with patch_docutils(), docutils_namespace():
            app = Sphinx(source, None, out, trees, builder, conf, io.StringIO(), told, parallel=parallel)
            app.connect("source-read", lambda _, docname, __: read.append(docname))
            app.build()
        return Built(app, out, re.sub(r"\x1b\[\d*(;\d+)*m", "", told.getvalue()), read)

    return built
