"""The directives about frameworks, and the checks of their options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs
from docutils import nodes
from docutils.parsers.rst import directives

from handrail.errors import neighbour
from handrail.prompts import Prompt

from .about import About, Options
from .comparing import comparison
from .depicting import DIRECTIONS, depicted
from .drafting import Draft, Look
from .loading import Loaded
from .page import MEMBERS, page
from .prompting import prompts_as


class FrameworkDirective(About):
    """A framework as a page."""

    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "voice": directives.unchanged_required,
        "members": directives.unchanged_required,
        "prompts": directives.unchanged_required,
        "no-title": directives.flag,
        "no-index": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the page, or its title alone where the file is not a framework."""
        loaded = self.loaded(self.arguments[0])
        if loaded is None:
            return broken(self.arguments[0]) if "no-title" not in self.options else []
        members = self._members()
        look = Look(
            voice=self.one_of("voice", loaded.framework.voices),
            prompts=self.form("prompts"),
            members=members,
            titled="no-title" not in self.options,
            indexed="no-index" not in self.options,
        )
        return page(Draft(loaded, self.env, self.state.document, look))

    def _members(self) -> tuple[str, ...]:
        asked = self.options.get("members", "").replace(",", " ").split()
        for name in asked:
            if name not in MEMBERS:
                near = neighbour(name, MEMBERS) or f"; there are {', '.join(MEMBERS)}"
                self.warned("option", f"a framework has no member called '{name}'{near}")
        return tuple(name for name in asked if name in MEMBERS) or tuple(MEMBERS)


def broken(name: str) -> list[nodes.Node]:
    """Return what stands where a framework cannot be shown, so that a table of contents has a title for it."""
    words = "This framework cannot be shown: its file has problems, which the build told about."
    made = nodes.section(ids=[nodes.make_id(f"framework-{name}")])
    made += [nodes.title("", name), nodes.paragraph("", words)]
    return [made]


class PromptsDirective(About):
    """Some prompts of a framework."""

    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "stage": directives.unchanged_required,
        "way": directives.unchanged_required,
        "voice": directives.unchanged_required,
        "outcome": directives.unchanged_required,
        "as": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the prompts that all the options let through."""
        loaded = self.loaded(self.arguments[0])
        if loaded is None:
            return []
        framework = loaded.framework
        look = Look(voice=self.one_of("voice", framework.voices), prompts=self.form("as"), indexed=False)
        ways = framework.ways_of_knowing
        way = self.one_of("way", [*ways, *(id.rpartition("/")[2] for id in ways)])
        outcome = self.one_of("outcome", framework.known_outcomes)
        stage = self.one_of("stage", (*framework.stages, *framework.strands))
        found = [*self._in(loaded, stage)]
        found = [
            one for one in found if not way or any(way in (id, id.rpartition("/")[2]) for id in one.ways)
        ]
        found = [one for one in found if not outcome or outcome in one.yields]
        made = prompts_as(Draft(loaded, self.env, self.state.document, look), found, False)
        if not made:
            self.warned("no-prompts", f"no prompt of '{framework.id}' is left by these options")
        return made

    def _in(self, loaded: Loaded, stage: str) -> Iterable[Prompt]:
        framework = loaded.framework
        if not stage:
            return framework.prompts
        places = framework.stage_graph.within(stage)
        return [prompt for place in places for prompt in framework.stage(place).prompts]


class GraphDirective(About):
    """A framework, or what is around one of its stages, as a picture."""

    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "stage": directives.unchanged_required,
        "all": directives.flag,
        "direction": directives.unchanged_required,
        "alt": directives.unchanged_required,
        "shut": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the picture with its text equivalent."""
        loaded = self.loaded(self.arguments[0])
        if loaded is None:
            return []
        framework = loaded.framework
        if not framework.stages:
            self.warned("no-stages", f"'{framework.id}' has no stages that could be drawn")
            return []
        draft = Draft(loaded, self.env, self.state.document, Look(indexed=False))
        return depicted(
            draft,
            stage=self.one_of("stage", (*framework.stages, *framework.strands)),
            direction=self.one_of("direction", DIRECTIONS),
            everything="all" in self.options,
            alternative=self.options.get("alt", ""),
            shut="shut" in self.options,
        )


class CompareDirective(About):
    """Frameworks side by side."""

    required_arguments = 2
    optional_arguments = 8
    final_argument_whitespace = False
    option_spec: ClassVar[Options] = {"language": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return a table with a column for each framework."""
        found = [one for name in self.arguments if (one := self.loaded(name))]
        if len(found) < 2:
            return []
        look = attrs.evolve(Look(), indexed=False)
        return [comparison([Draft(one, self.env, self.state.document, look) for one in found])]


class TranscriptDirective(About):
    """A recorded example run: steps in the body, a walk-through by its id, or the record of a session."""

    has_content = True
    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "walkthrough": directives.unchanged_required,
        "record": directives.unchanged_required,
        "all": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return what was asked and said; a difference from the framework is a warning at its line."""
        from .showing import Run  # imported late: sessions and walk-throughs, and few pages show them

        return Run(self).shown()


def _above_nothing(said: str) -> float:
    number = float(said)
    if number <= 0:
        raise ValueError("a worksheet needs more than no time")
    return number


class WorksheetDirective(About):
    """Links to worksheets of a framework."""

    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "voice": directives.unchanged_required,
        "minutes": _above_nothing,
        "way": directives.unchanged_required,
        "stage": directives.unchanged_required,
        "as": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return a list of links; where nothing can be followed, the command that makes the same."""
        from .printing import Sheets  # imported late, as above

        return Sheets(self).shown()
