"""What the directives about frameworks share: how they find one, and how they complain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from handrail.authoring.tongues import lookup
from handrail.errors import HandrailError, neighbour

from .domain import of
from .loading import Loaded, warn
from .prompting import FORMS

Options = dict[str, Callable[[str], object]]


class About(SphinxDirective):
    """What all of them share: the framework they are about, and how they complain."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = {
        "edition": directives.unchanged_required,
        "language": directives.unchanged_required,
    }

    def warned(self, code: str, message: str) -> None:
        """Warn at the directive."""
        warn(code, message, (self.env.docname, self.lineno))

    def loaded(self, name: str) -> Loaded | None:
        """Return a framework in the language and the edition asked for, or nothing where a warning says why."""
        domain, language = of(self.env), self.options.get("language", "")
        found, _, awaited = domain.shelf.take(name, self.env, (self.env.docname, self.lineno), language)
        domain.wait_for(self.env.docname, awaited)
        if found is None:
            return None
        framework = found.framework
        if language and framework.language not in lookup(language, ""):
            said = f"'{framework.id}' has no text in '{language}', and is shown in '{framework.language}'"
            self.warned("option", said)
        try:
            return found.in_edition(self.options.get("edition", ""))
        except HandrailError as error:
            self.warned("option", str(error))
            return found

    def one_of(self, option: str, known: Iterable[str], usual: str = "") -> str:
        """Return what an option says, or what is usual where it says something that is not known."""
        said: str = self.options.get(option, usual)
        there = [*known]
        if said in there or said == usual:
            return said
        near = neighbour(said, there) or f"; there are {', '.join(there)}"
        self.warned("option", f"the option '{option}' cannot be '{said}'{near}")
        return usual

    def form(self, option: str) -> str:
        """Return the form that prompts have."""
        return self.one_of(option, FORMS, self.config.handrail_prompts)
