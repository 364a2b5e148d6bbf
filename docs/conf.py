"""The documentation: how Sphinx builds it."""

from __future__ import annotations

import importlib.metadata

project = "handrail"
author = "The handrail authors"
copyright = "The handrail authors; code under Apache-2.0, frameworks under CC BY 4.0"
release = importlib.metadata.version("handrail")
language = "en_GB"
default_role = "literal"  # as docstrings use it

extensions = ["sphinx.ext.autodoc", "handrail.sphinxext"]
html_theme = "furo"
html_title = f"handrail {release}"
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
# Only our own names have to lead somewhere: the documentation is built without a network.
nitpick_ignore_regex = [(r"py:.*", r"(?!handrail).*")]

# Every framework of this project, each a page.
handrail_pages = {"gallery": "../frameworks/*.yaml"}
