"""One sitting with a person: the opening words, one prompt at a time, and a good end."""

from __future__ import annotations

from handrail.practice.offers import Offered
from handrail.practice.session import Session

from . import words
from .doing import Doing
from .fronts import Entry, Front
from .keeping import Keeper


class Talk(Doing):
    """A session on its way from the first prompt to the last, or to wherever the person stops."""

    def __init__(self, session: Session, front: Front, keeper: Keeper) -> None:
        super().__init__(session, front, keeper)
        self.shown_stage = ""
        self.declined: set[str] = set()
        self.asked_twice: set[str] = set()

    # -- from the beginning to the end --------------------------------------------------------------------------------

    def run(self, ask_where: bool) -> int:
        """Open a new sitting and walk through it, once the person has said where to keep it; return the exit status."""
        framework = self.session.framework
        self.front.say(words.title(self.session), "title")
        for text in (
            framework.notice,
            words.privacy(self.session.state.setting.voice, self.keeper.where),
            words.first_time() if self.keeper.first else "",
            words.easy(self.front),
        ):
            if text:
                self.front.say()
                self.front.say(text)
        if ask_where and self.front.interactive and not self.ask_where_to_keep():
            return 0
        self.keep(self.session)
        self.say_beforehand()
        return self.walk()

    def say_beforehand(self) -> None:
        """Say what there is to know of this sitting: the path that it is on, and a page that is left blank."""
        if notice := self.session.offer().notice:
            self.front.say()
            self.front.say(notice)
        for told in self.session.notices:
            if told.code == "untranslated":
                self.front.say(told.text)
        if self.front.interactive:
            for line in words.on_request(self.session):
                self.front.say(line)

    def go_on(self) -> int:
        """Take up a sitting again; return the exit status."""
        self.front.say(words.title(self.session), "title")
        for notice in self.session.notices:
            self.front.say(notice.text)
        if self.session.state.status != "open" and not self.reopen():
            return 0
        self.front.say(words.where_one_was(self.session))
        self.say_beforehand()
        return self.walk()

    def reopen(self) -> bool:
        """Return whether a session that was laid down goes on."""
        if self.session.state.status == "suspended":
            self.show_safeguard()
            if not self.front.interactive:
                self.front.say(words.ON_LINE)
            if self.front.ask(words.ON).text.strip().lower() != "on":
                return False
        return self.try_to(lambda: self.session.resume(**self.stamp()))

    def walk(self) -> int:
        """Put prompt after prompt until there is none, or the person stops."""
        while self.session.state.status == "open":
            offered = self.upcoming()
            if offered is None:
                if not self.onward():
                    break
            elif not self.put(offered):
                break
        return self.end()

    def end(self) -> int:
        """Say what there is, and where it is kept."""
        if self.session.state.status == "open":
            if self.front.interactive and self.finished:
                self.take_along()
            self.keep(
                self.session.close(**self.stamp()) if self.finished else self.session.stop(**self.stamp())
            )
        self.front.say()
        for line in (*words.farewell(self.session), *self.keeper.told(self.session)):
            self.front.say(line)
        return 0

    def take_along(self) -> None:
        """Let the person take outcomes out of what they wrote; nothing is taken out for them."""
        types = self.session.yields
        if not types:
            return
        self.front.say()
        self.front.say(words.outcome_types(self.session, types))
        while (entry := self.front.ask(words.OUTCOME)).kind == "text" and entry.text:
            self.on_keep(entry.text, None)

    # -- one prompt ----------------------------------------------------------------------------------------------------

    def upcoming(self) -> Offered | None:
        """Return the prompt to put next: the one gone to, what is needed first, a strand's, or the next in turn."""
        if self.chosen is not None:
            chosen, self.chosen = self.chosen, None
            if self.asked(chosen):
                return self.session.waiting
        offer = self.session.offer(self.strand) if self.strand else self.session.offer()
        needed = [one for one in offer.needed if one.id not in self.declined]
        if needed:
            return needed[0]
        if offer.needed or self.session.state.shut:
            self.front.say(words.nothing_begins(self.session))
            return None
        if self.strand and not offer.here:
            self.strand = ""
            return self.upcoming()
        return offer.here[0] if self.strand else offer.next

    def put(self, offered: Offered) -> bool:
        """Show a prompt and take what comes back; return whether the sitting goes on."""
        self.heading(offered)
        self.front.say(offered.text, "question")
        if offered.how:
            self.front.say(offered.how, "quiet")
        for line in words.choices(self.session, offered):
            self.front.say(line, "quiet")
        waiting = self.session.waiting
        if (waiting is None or waiting.id != offered.id) and not self.asked(offered):
            return self.pass_over(offered)
        while True:
            entry = self.front.ask(words.status(self.session, offered, self.front), self.begun)
            self.begun = ""
            if entry.kind == "end":
                return self.leave(entry)
            if entry.kind == "command":
                done = self.do(entry, offered)
                if done == "stop":
                    return False
                if done == "next":
                    return True
                continue
            return self.take(offered, entry.text)

    def asked(self, what: Offered | str) -> bool:
        """Return whether a prompt could be put."""

        def ask(because: str | None = None) -> Session:
            return self.session.ask(what, because, **self.stamp())

        return self.try_to(ask)

    def heading(self, offered: Offered) -> None:
        """Show where one is, whenever that changes."""
        stage = offered.stage
        if stage and stage != self.shown_stage:
            self.front.say()
            self.front.say(words.stage_title(self.session, stage), "title")
            self.shown_stage = stage
        self.front.say()

    def take(self, offered: Offered, text: str) -> bool:
        """Keep an answer, or go by what was left empty."""
        if not text:
            return self.pass_over(offered)
        if self.try_to(lambda: self.session.answer(offered, text, **self.stamp())):
            self.trail.append(offered.id)
            if offered.prompt.asks and not self.front.interactive and self.still_needed(offered):
                self.declined.add(offered.id)  # a script is not asked the same thing for ever
            elif self.unsettled(offered):
                self.asked_twice.add(offered.id)
                self.chosen = offered.id
        elif not self.try_to(lambda: self.session.say(text, **self.stamp())):
            self.front.say(words.NOT_TAKEN)  # so that it can be copied from the screen at least
            self.front.say(text)
        return True

    def unsettled(self, offered: Offered) -> bool:
        """Return whether somebody is asked once more, because their answer settled nothing; never a third time."""
        asks, front = offered.prompt.asks, self.front
        open_ = bool(asks) and asks not in self.session.state.facts and not self.session.offer().needed
        return front.interactive and open_ and offered.id not in self.asked_twice

    def still_needed(self, offered: Offered) -> bool:
        """Return whether a gate waits for this prompt as before."""
        return any(one.id == offered.id for one in self.session.offer().needed)

    def pass_over(self, offered: Offered) -> bool:
        """Go by a prompt without a word about it."""
        if any(one.id == offered.id for one in self.session.offer().needed):
            self.declined.add(offered.id)
        if self.try_to(lambda: self.session.skip(offered, **self.stamp())):
            self.trail.append(offered.id)
        else:
            self.declined.add(offered.id)
        return True

    def leave(self, entry: Entry) -> bool:
        """Stop because the input ended; what had been begun is kept with the session."""
        if entry.text:
            self.keep(self.session.say(entry.text, **self.stamp()))
            self.front.say(words.BEGUN_IS_KEPT)
        return False

    # -- from stage to stage -------------------------------------------------------------------------------------------

    def onward(self) -> bool:
        """Go to the next stage when one has nothing more to ask; return whether the sitting goes on."""
        if self.session.state.shut:
            return False
        if self.session.framework.selection is not None and not self.session.state.detours:
            self.finished = True  # a sitting is offered whole, and all of it was put
            return False
        moves = [move for move in self.session.moves() if move.kind != "stay" and move.stage]
        fresh = [move for move in moves if move.stage not in self.session.state.visits]
        open_ = [move for move in fresh if move.verdict.word == "open"]
        # In a free order nothing is recommended, and yet the way that the file calls next is the one to propose.
        recommended = next((move for move in open_ if move.recommended or move.kind == "next"), None)
        if not self.front.interactive or self.session.framework.order != "free":
            if recommended is None:
                self.finished = True
                return False
            return self.go_to(recommended.stage)
        self.front.say()
        for line in words.ways_on(self.session, moves):
            self.front.say(line)
        entry = self.front.ask(words.WHERE_TO, recommended.stage if recommended else "")
        if entry.kind == "end" or entry.command == "stop" or not (entry.text or entry.command):
            return False
        if entry.kind == "command":
            return self.do(entry, None) != "stop"
        self.go_to(entry.text)
        return True
