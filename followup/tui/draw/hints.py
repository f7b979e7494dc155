"""What the quick-add line leaves in doubt: one hint under it, and which of its characters light up."""

from collections.abc import Iterator
from typing import NamedTuple

from followup.core import promises
from followup.core import quickadd_pieces as qp
from followup.core.card import name_of
from followup.core.clean import shown, typed
from followup.core.moments import as_limit
from followup.core.quickadd import Draft
from followup.core.wording import person
from followup.tui.draw.lines import Line, fitted, width
from followup.tui.draw.preview import EXAMPLE, INDENT, Ground
from followup.tui.known import candidates, dates_for, fitting_limit, piece_at
from followup.tui.twins import twin


class Hint(NamedTuple):
    """Words under the line, from the cell where those begin that they are about (a place in the line)."""

    start: int
    text: str
    role: str


def hint_of(draft: Draft, ground: Ground, cursor: int) -> Hint | None:
    """The one thing to say about the line: an error, a doubt, what tab would do, a likely twin."""
    if not draft.line.strip():
        return Hint(0, EXAMPLE, "muted")
    dates, start, _ = dates_for(draft, cursor, ground.known)
    if dates and not any(one.start > start for one in draft.errors):
        more = f", {len(dates) - 1} more" if len(dates) > 1 else ""
        begun = piece_at(draft, cursor)
        if begun is None or begun.value is None:
            return Hint(start, f"tab makes it {dates[0]}{more}", "muted")
    if draft.errors:
        wrong = min(draft.errors, key=lambda one: one.start)
        return Hint(
            wrong.start, shown(f"{wrong.message}: {wrong.hint}" if wrong.hint else wrong.message), "error"
        )
    return next(_doubts(draft, ground, cursor), None)


def _doubts(draft: Draft, ground: Ground, cursor: int) -> Iterator[Hint]:
    here = piece_at(draft, cursor)
    for piece in sorted(draft.pieces, key=lambda one: one is not here):
        found = [shown(name_of(one)) for one in candidates(piece.kind, piece.text, ground.known)]
        if len(found) > 1:
            yield Hint(piece.start, f"{' or '.join(found[:3])}? tab chooses", "warning")
        elif found and piece is here:
            yield Hint(piece.start, f"tab completes {found[0]}", "muted")
    for note in draft.notes:
        yield Hint(note.start, shown(note.message), "warning")
    if draft.offer is not None:
        made = draft.offer.replacement
        yield Hint(draft.offer.start, f"tab makes it {made[0]} {made[1:]}", "muted")
    yield from _load(draft, ground)
    limit = fitting_limit(draft, ground.known) if ground.card is None else None
    like = twin(draft.title, ground.known) if ground.card is None else None
    if like is not None:
        yield Hint(0, f"much like “{shown(like)}”, which is open", "warning")
    if limit is not None:
        piece = next(one for one in draft.pieces if one.kind == qp.CONTACT)
        name, said = person(ground.known.full_name(draft.contact or "")), as_limit(limit)
        yield Hint(
            piece.start, f"{shown(name)} answers within {said} when slow: tab makes it ~{said}", "muted"
        )


def _load(draft: Draft, ground: Ground) -> Iterator[Hint]:
    """A promise onto a day that carries many already; a day off is among the draft's own notes."""
    piece = next((one for one in draft.pieces if one.kind in (qp.HARD, qp.PROMISED)), None)
    due = draft.fields.get("due")
    before = ground.card.promise if ground.card is not None else None
    if piece is None or not isinstance(due, int) or due == before:
        return
    others = list(ground.known.promised)
    if before in others:
        others.remove(before)
    said = promises.heavy(others, due, ground.now, ground.week, said_off=True)
    if said is not None:
        yield Hint(piece.start, said, "warning")


def hint_line(hint: Hint | None, line: str, scrolled: int, cells: int, mark: str) -> Line:
    """The hint from its words' cell on, moved to the left where it would not fit; `scrolled` cells are out of sight."""
    if hint is None:
        return []
    text = fitted(hint.text, cells - INDENT, mark)
    start = INDENT + max(0, width(typed(line[: hint.start])) - scrolled)
    start = max(INDENT, min(start, cells - width(text)))
    return [(" " * start, ""), (text, hint.role)]


def lit(draft: Draft, ground: Ground) -> list[tuple[int, int, str]]:
    """Which characters of the line take which role: title bold, sigils blue, what they eat underlined."""
    spans = [(start, end, "text bold") for start, end in draft.title_spans]
    if draft.offer is not None:
        spans.append((draft.offer.start, draft.offer.end, "text bold underline"))
    noted = [note.start for note in draft.notes]
    for piece in draft.pieces:
        doubted = piece.start in noted or len(candidates(piece.kind, piece.text, ground.known)) > 1
        hue = "warning" if doubted else "primary"
        eaten = draft.line[piece.value_start : piece.end]
        start = piece.value_start + len(eaten) - len(eaten.lstrip())
        spans += [(piece.start, piece.value_start, f"{hue} bold"), (start, piece.end, f"{hue} underline")]
    spans += [(wrong.start, wrong.end, "error underline") for wrong in draft.errors]
    return spans
