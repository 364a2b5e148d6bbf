"""What a person can do beside answering: go back, go elsewhere, keep something, find somebody to talk to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handrail.errors import HandrailError
from handrail.keeping import KeepingError
from handrail.practice.offers import Offered
from handrail.practice.session import Session
from handrail.practice.verdicts import AdvisedAgainst, Conflict

from . import words
from .fronts import Entry, Front
from .keeping import InFile, Keeper, Nowhere
from .sentences import sentence

Verb = Callable[..., Session]
# What somebody wants to have done by a day.
WITH_A_DAY = ("action", "self-care-action")


class Doing:
    """A session with its front and its file, and the commands of whoever sits there."""

    def __init__(self, session: Session, front: Front, keeper: Keeper) -> None:
        self.session = session
        self.front = front
        self.keeper = keeper
        self.trail: list[str] = []  # the prompts of this sitting, for going back
        self.chosen: str | None = None
        self.strand = ""
        self.begun = ""  # a text that stands ready to be changed
        self.finished = False

    # -- the session and its file --------------------------------------------------------------------------------------

    def stamp(self) -> dict[str, str]:
        """Return when something happens, and who does it."""
        return {"at": self.front.now(), "by": who(self.session)}

    def keep(self, session: Session) -> None:
        """Make a session the present one, once it is on disk."""
        self.keeper.keep(session)
        self.session = session

    def try_to(self, verb: Verb) -> bool:
        """Return whether the session took something; why not is said in its own words.

        Where somebody went on in another window, it is done once more with the session as it stands there now.
        """
        while True:
            try:
                self.keep(verb())
                break
            except AdvisedAgainst as advice:
                return self.against_advice(advice, verb)
            except KeepingError:
                raise
            except Conflict as conflict:
                self.session = conflict.session
                if self.session.state.status == "stopped":  # there, and not by whoever sits here
                    self.session = self.session.resume(**self.stamp())
                self.front.say(words.ELSEWHERE)
            except HandrailError as error:
                self.front.say(sentence(error))
                return False
        self.tell_notices()
        return True

    def against_advice(self, advice: AdvisedAgainst, verb: Verb) -> bool:
        """Return whether the person goes on all the same; the reason is theirs and is kept."""
        self.front.say(sentence(advice))
        if not self.front.interactive:
            return False
        entry = self.front.ask(words.BECAUSE)
        if entry.kind != "text" or not entry.text:
            return False
        try:
            self.keep(verb(because=entry.text))
        except TypeError:  # a verb that takes no reason
            return False
        return True

    def tell_notices(self) -> None:
        """Say what the session has to say about the latest step."""
        for notice in self.session.notices:
            if notice.code == "path":
                self.front.say()
            if notice.code != "interrupted":  # the safeguard's own words follow
                self.front.say(words.told(notice.text))
        if self.session.state.status == "suspended":
            self.show_safeguard()

    def show_safeguard(self) -> None:
        """Say what the safeguard says, and who can help."""
        self.front.say()
        for text in self.session.help:
            self.front.say(text, "question")

    def ask_where_to_keep(self) -> bool:
        """Let the person say where, in the journal, a file or nowhere; return whether they want to begin."""
        while True:
            self.front.say()
            self.front.say("Where shall it be kept?", "question")
            entry = self.front.ask(words.WHERE_TO_KEEP, words.JOURNAL)
            if entry.kind == "end" or entry.command == "stop":
                return False
            try:
                if entry.text in ("-", ""):
                    self.keeper = Nowhere()
                elif entry.text != words.JOURNAL:
                    self.keeper = InFile(Path(entry.text).expanduser())
                return True
            except KeepingError as error:
                self.front.say(str(error))

    # -- commands ------------------------------------------------------------------------------------------------------

    def do(self, entry: Entry, offered: Offered | None) -> str:
        """Do what a command says; return next (another prompt), stay (the same one) or stop."""
        command: Callable[[str, Offered | None], str] = getattr(self, f"on_{entry.command}")
        return command(entry.text, offered)

    def on_skip(self, words_: str, offered: Offered | None) -> str:
        """Leave a prompt out; a reason may follow the command."""
        if offered is not None:
            reason = self.reason_for(words_)
            self.try_to(lambda: self.session.skip(offered, reason or None, **self.stamp()))
            self.trail.append(offered.id)
        return "next"

    def reason_for(self, said: str) -> str:
        """Return why a prompt is left out, in the person's words or by a number; nobody is pressed for it."""
        reasons = self.session.offer().skip_reasons
        if reasons and not said:
            for line in words.skip_reasons(reasons):
                self.front.say(line, "quiet")
            entry = self.front.ask(words.WHY)
            said = entry.text if entry.kind == "text" else ""
        return dict(zip(map(str, range(1, len(reasons) + 1)), reasons, strict=True)).get(said, said)

    def on_back(self, words_: str, offered: Offered | None) -> str:
        """Show the prompt before, with what was written there."""
        if not self.trail:
            self.front.say("This is the first one of this sitting.")
            return "stay"
        self.chosen = self.trail.pop()
        said = [turn.text for turn in self.session.said() if turn.prompt == self.chosen and turn.text]
        self.begun = said[-1] if said else ""
        return "next"

    def on_go(self, words_: str, offered: Offered | None) -> str:
        """Go to a prompt, a stage or a strand."""
        if not words_:
            for stage in self.session.framework.stages.values():
                if not stage.stages:
                    prompts = ", ".join(prompt.id for prompt in stage.prompts)
                    self.front.say(f"  {stage.id}  {stage.title}: {prompts}")
            return "stay"
        return "next" if self.go_to(words_) else "stay"

    def go_to(self, name: str) -> bool:
        """Return whether one could go to something by its name."""
        framework = self.session.framework
        if name in framework.strands:
            self.strand = name
            return True
        if name in framework.every_prompt and name not in framework.stages:
            self.chosen = framework.every_prompt[name].id
            return True
        self.strand = ""

        def go(because: str | None = None) -> Session:
            return self.session.move(name, because, **self.stamp())

        return self.try_to(go)

    def on_talk(self, words_: str, offered: Offered | None) -> str:
        """Interrupt, and say who can help; going on is up to the person."""
        if not self.try_to(lambda: self.session.interrupt(**self.stamp())):
            return "stay"
        entry = self.front.ask(words.ON)
        if entry.text.strip().lower() == "on" and self.try_to(lambda: self.session.resume(**self.stamp())):
            return "next"
        return "stop"

    def on_stop(self, words_: str, offered: Offered | None) -> str:
        """Stop; everything is kept."""
        return "stop"

    def on_more(self, words_: str, offered: Offered | None) -> str:
        """List what else can be done."""
        for line in words.more(self.session):
            self.front.say(line)
        return "stay"

    def on_left(self, words_: str, offered: Offered | None) -> str:
        """Say what is left out today, and why."""
        for line in words.left_out(self.session):
            self.front.say(line)
        return "stay"

    def on_keep(self, words_: str, offered: Offered | None) -> str:
        """Keep something as an outcome: its type, then the text."""
        kind, _, text = words_.partition(" ")
        source = self.trail[-1] if self.trail else None
        if not text:
            types = ", ".join(self.session.framework.known_outcomes)
            self.front.say(
                f"Say what kind, then the text, for instance /keep action ring the ward. Kinds: {types}."
            )
        elif self.promote(kind, text, source):
            self.front.say("Kept.")
        return "stay"

    def promote(self, kind: str, text: str, source: str | None) -> bool:
        """Return whether an outcome was kept; at a terminal what is to be done may have a day by which it is."""
        while True:
            due = None
            if self.front.interactive and kind in WITH_A_DAY:
                due = self.front.ask(words.BY_WHEN).text.strip() or None

            def take(due: str | None = due) -> Session:
                return self.session.promote(kind, text, prompt=source, due=due, **self.stamp())

            if self.try_to(take):
                return True
            if due is None:  # it was not the day that stood against it
                return False

    def on_beside(self, words_: str, offered: Offered | None) -> str:
        """List what runs beside all stages."""
        for one in self.session.offer().beside:
            self.front.say(f"  {one.id}: {one.text}")
        return "stay"

    def on_say(self, words_: str, offered: Offered | None) -> str:
        """Take down something that answers no question."""
        if words_:
            self.try_to(lambda: self.session.say(words_, **self.stamp()))
        return "stay"

    def on_know(self, words_: str, offered: Offered | None) -> str:
        """Settle a fact."""
        fact, _, value = (part.strip() for part in words_.partition("="))
        if not value:
            facts = ", ".join(self.session.framework.facts)
            self.front.say(
                f"Say it as FACT=VALUE. Facts: {facts}." if facts else "This framework has no facts."
            )
            return "stay"
        taken = self.try_to(lambda: self.session.know(fact, facts_of(value), **self.stamp()))
        return "next" if taken else "stay"

    def on_detour(self, words_: str, offered: Offered | None) -> str:
        """Leave for a detour."""
        detours = self.session.framework.detours
        if not words_:
            self.front.say(f"Detours: {', '.join(detours)}." if detours else "This framework has no detours.")
            return "stay"
        return "next" if self.try_to(lambda: self.session.detour(words_, **self.stamp())) else "stay"

    def on_return(self, words_: str, offered: Offered | None) -> str:
        """Come back from a detour to where one was."""
        return "next" if self.try_to(lambda: self.session.come_back(**self.stamp())) else "stay"

    def on_minutes(self, words_: str, offered: Offered | None) -> str:
        """Change the time there is."""
        try:
            minutes = float(words_)
        except ValueError:
            self.front.say("Say how many minutes there are, for instance /minutes 15.")
            return "stay"
        return "next" if self.try_to(lambda: self.session.replan(minutes, **self.stamp())) else "stay"


def who(session: Session) -> str:
    """Return whoever sits there: the first participant, for the command names one."""
    return next(iter(session.state.setting.participants), "")


def role_of(voice: str, aloud: bool) -> str:
    """Return who somebody is who sits here: a helper where they speak to somebody else, or what their voice says."""
    return "helper" if aloud else {"group": "member", "guide": "guide"}.get(voice, "self")


def facts_of(said: str) -> str | list[str]:
    """Return the value of a fact as somebody types it; several are parted by commas."""
    several = [part.strip() for part in said.split(",") if part.strip()]
    return several if len(several) > 1 else said.strip()
