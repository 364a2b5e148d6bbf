"""What was possible at a moment of a session, in lines that explain why a walk-through did not go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.practice import Move, Session

from .expecting import offered_ids


def possible(session: Session) -> tuple[str, ...]:
    """Return where one is, what is offered, where one may go, and what was left out and why; one line for each."""
    return (*_where(session), *_prompts(session), *_moves(session))


def _where(session: Session) -> Iterator[str]:
    state = session.state
    by = f" by {state.safeguard}" if state.safeguard else ""
    title = session.framework.stage(state.stage).title
    yield f"at {state.stage} ({title}), {state.status}{by}"
    if state.detours:
        yield f"on the detour {state.detours[-1][0]}, from {state.detours[-1][1]}"
    if state.waiting:
        yield f"waiting for an answer to {state.waiting}"
    known = ", ".join(state.facts)
    if known:
        yield f"known: {known}"


def _prompts(session: Session) -> Iterator[str]:
    offer = session.offer()
    if offer.needed:
        yield _line("needed first", (one.id for one in offer.needed))
    else:
        yield _line("offered", offered_ids(offer))
    if offer.path:
        yield f"path: {offer.path}"
    for one in (*offer.left_out, *offer.later):
        yield f"left out: {one.id} ({one.code}: {one.reason})"
    if offer.done:
        yield _line("done", (f"{one.id} ({one.was})" for one in offer.done))


def _moves(session: Session) -> Iterator[str]:
    moves = {move.stage: move for move in reversed(session.moves()) if move.stage}
    open_ = [move for move in reversed(moves.values()) if move.verdict.word == "open"]
    yield _line("may go to", (_named(move) for move in open_))
    for move in reversed(moves.values()):
        if move.verdict.word != "open":
            word = "advised against" if move.verdict.word == "advised_against" else "refused"
            yield f"{word}: {move.stage} ({' '.join(move.verdict.reasons)})"
    if session.framework.detours and not session.state.detours:
        yield _line("detours", session.framework.detours)


def _named(move: Move) -> str:
    how = "suggested" if move.recommended else move.kind
    return f"{move.stage} ({how})" if how else move.stage


def _line(name: str, ids: Iterable[str]) -> str:
    return f"{name}: {', '.join(ids) or 'nothing'}"
