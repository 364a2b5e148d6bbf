"""Advice on prompts: what they leave out of ways of knowing, voices, minutes and sources."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.framework.faults import stage_path

from .review import Finding, Review
from .rules import rule


@rule
def way_without_prompt(review: Review) -> Iterator[Finding]:
    """A way of knowing that this file declares, and that none of its prompts serves.

    Give the tag to a prompt, or take the way of knowing out. A reference keeps ways of knowing for others, so nothing
    is said there.

    Breaks::

        ways_of_knowing:
          ethics: {title: Ethics}
          empirics: {title: Empirics}
        prompts:
          right: {self: "What was right here?", ways: [ethics]}

    Keeps::

        ways_of_knowing:
          ethics: {title: Ethics}
          empirics: {title: Empirics}
        prompts:
          right: {self: "What was right here?", ways: [ethics]}
          known: {self: "What is known about this?", ways: [empirics]}
    """
    framework = review.framework
    if framework.purpose == "reference" or all(way.source for way in framework.ways_of_knowing.values()):
        return
    served = {way for prompt in framework.every_prompt for way in prompt.ways}
    served |= {
        way for edition in framework.editions.values() for ways in edition.ways.values() for way in ways
    }
    for id, way in framework.ways_of_knowing.items():
        if not way.source and id not in served:
            said = f"no prompt serves '{id}'; give one the tag, or take the way of knowing out"
            yield Finding(("ways_of_knowing", id), said)


@rule
def uncovered_at_floor(review: Review) -> Iterator[Finding]:
    """A way of knowing that `cover` wants in every sitting, and that the fewest minutes leave no room for.

    Raise `budget: floor`, or let the prompts that are always in take less when written briefly.

    Breaks::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts:
          told: {self: "What happened?", minutes: {brief: 4, typical: 8}}
          right: {self: "What was right here?", ways: [ethics], minutes: {brief: 3, typical: 5}}
        selection:
          budget: {floor: 5}
          first: told
          cover: {ethics: right}

    Keeps::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts:
          told: {self: "What happened?", minutes: {brief: 2, typical: 8}}
          right: {self: "What was right here?", ways: [ethics], minutes: {brief: 3, typical: 5}}
        selection:
          budget: {floor: 5}
          first: told
          cover: {ethics: right}
    """
    rule = review.framework.selection
    if rule is None or not rule.cover or not rule.budget.floor:
        return
    for gap in review.framework.select(rule.budget.floor).missing:
        said = f"in {rule.budget.floor:g} minutes '{gap.way}' is not covered; raise the floor, or shorten what is in"
        yield Finding(("selection", "cover", gap.way), said)


@rule(on_request=True)
def stage_without_voice(review: Review) -> Iterator[Finding]:
    """A stage with nothing to say in a voice that other stages have.

    Whoever works in that voice finds nothing there. Word a prompt of the stage in it.

    Breaks::

        voices: [self, group]
        stages:
          told: {prompts: {a: {self: "What happened to me?", group: "What happened to us?"}}}
          meant: {prompts: {b: {self: "What did it mean to me?"}}}

    Keeps::

        voices: [self, group]
        stages:
          told: {prompts: {a: {self: "What happened to me?", group: "What happened to us?"}}}
          meant: {prompts: {b: {self: "What did it mean to me?", group: "What did it mean to us?"}}}
    """
    framework = review.framework
    said_in = {
        id: {voice for prompt in stage.prompts for voice in prompt.wordings}
        for id, stage in framework.every_stage.items()
        if "/" not in id and stage.prompts.prompts
    }
    heard = [voice for voice in framework.voices if any(voice in voices for voices in said_in.values())]
    for id, voices in said_in.items():
        for voice in heard:
            if voice not in voices:
                said = f"this stage has no prompt in the voice '{voice}'; word one of its prompts in it"
                yield Finding(stage_path(framework, id), said)


@rule
def mixed_labels(review: Review) -> Iterator[Finding]:
    """An edition that has no label for a stage which other editions call differently.

    Then the label of the first edition stands among its own, and two editions are mixed on one page. Write what this
    edition calls the stage, even where it is the same word as elsewhere.

    Breaks::

        stages: {1a: "What happened?", 1b: "What did I not see?"}
        editions:
          new: {}
          middle: {labels: {1a: Story, 1b: Blind spots}}
          old: {labels: {1a: The story}}

    Keeps::

        stages: {1a: "What happened?", 1b: "What did I not see?"}
        editions:
          new: {}
          middle: {labels: {1a: Story, 1b: Blind spots}}
          old: {labels: {1a: The story, 1b: Blind spots}}
    """
    framework = review.framework
    labels = {id: edition.labels for id, edition in framework.editions.items() if edition.labels}
    varied = {
        stage: label
        for one in labels.values()
        for stage, label in one.items()
        if stage in framework.every_stage and label != framework.every_stage[stage].title
    }
    for id, own in labels.items():
        for stage, label in varied.items():
            if stage not in own:
                said = f"this edition has no label for '{stage}', elsewhere '{label}'; write its own, or the same one"
                yield Finding(("editions", id, "labels"), said)


@rule(on_request=True)
def no_minutes(review: Review) -> Iterator[Finding]:
    """A prompt without `minutes`, so that nobody can plan a sitting with it.

    Breaks::

        prompts: {told: "What happened?"}

    Keeps::

        prompts: {told: {self: "What happened?", minutes: {brief: 1, typical: 4}}}
    """
    for path, prompt in review.prompts:
        if prompt.minutes is None:
            yield Finding(path, "this prompt has no minutes; write how long it takes, briefly and typically")


@rule(on_request=True)
def no_source(review: Review) -> Iterator[Finding]:
    """A prompt that says neither where it comes from nor how well that was checked, nor does its stage or the file.

    Write `reference:` for what was published, or `confidence: proposed` for what is yours; once for the whole file is
    enough.

    Breaks::

        prompts: {told: "What happened?"}

    Keeps::

        confidence: proposed
        prompts: {told: "What happened?"}
    """
    framework = review.framework
    if framework.reference or framework.confidence:
        return
    for path, prompt in review.prompts:
        stage = framework.every_stage.get(prompt.stage)
        if not (prompt.reference or prompt.confidence or (stage and (stage.reference or stage.confidence))):
            yield Finding(
                path, "nothing says where this comes from; write reference: or confidence: proposed"
            )


@rule
def formerly_itself(review: Review) -> Iterator[Finding]:
    """A former id of the framework that is its id today, or that stands there twice.

    What a stage or prompt was called is looked at elsewhere; whether something once had that id only an older version
    of the file can tell.

    Breaks::

        framework: our-round
        title: Our round
        purpose: reflection
        formerly: [our-round]
        prompts: {told: "What happened?"}

    Keeps::

        framework: our-round
        title: Our round
        purpose: reflection
        formerly: [ward-round]
        prompts: {told: "What happened?"}
    """
    seen = {review.framework.id}
    for number, former in enumerate(review.framework.formerly):
        if former in seen:
            said = f"'{former}' points nowhere: it is named already; take it out"
            yield Finding(("formerly", str(number)), said)
        seen.add(former)


@rule
def other_file_name(review: Review) -> Iterator[Finding]:
    """A file that has another name than its framework.

    Others find a framework by the name of its file. Give the file the framework's id, with `.yaml` behind it.

    Breaks::

        # in the file example.yaml
        framework: our-round
        title: Our round
        purpose: reflection
        prompts: {told: "What happened?"}

    Keeps::

        # in the file example.yaml
        framework: example
        title: Our round
        purpose: reflection
        prompts: {told: "What happened?"}
    """
    name = review.reading.file.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    id = review.framework.id
    if dot and ending in ("yaml", "yml") and stem != id:
        said = (
            f"the file is called '{name}' and holds '{id}'; call it {id}.yaml, or give the framework its name"
        )
        yield Finding(("framework",), said)
