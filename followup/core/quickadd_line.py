"""A card as the quick-add line that would make it: what `edit` starts from."""

from collections.abc import Iterator
from typing import Any

from followup.core import clean
from followup.core.card import HARD, MINE, PROMISED, WISH, Card
from followup.core.quickadd import Draft, escape, scan
from followup.core.quickadd_draft import FIELDS
from followup.core.quickadd_pieces import BREAKS, CALLED, NEXT, OUTCOME
from followup.core.when_say import stamp
from followup.core.workweek import Workweek
from followup.errors import Refused

SIGILS = {HARD: "!!", PROMISED: "!", WISH: "!?"}
# The fields that are texts: the piece that sets each, its sigil and its word form.
TEXTS = {
    "outcome": (OUTCOME, "=>", "goal:"),
    "next_move": (NEXT, ">", "next:"),
    "breaks": (BREAKS, "", "breaks:"),
}
QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"))


def line_of(card: Card, now: int, week: Workweek, date_order: str = "MDY") -> str:
    """The line whose reading at `now` (UTC seconds) gives the card's fields back.

    A value that no quoting can carry is left out: whoever compares with this line's own reading leaves it alone.
    """
    line, expected = escape(card.title), {"title": card.title}
    for field, value, spellings in _pieces(card, now, week):
        wanted = expected | {field: _so_far(expected, field, value)}
        for spelling in spellings:
            longer = f"{line} {spelling}"
            if _reads_as(scan(longer, now, week, date_order), wanted):
                line, expected = longer, wanted
                break
    if card.contact is None and card.ball == MINE:
        line += " @me"
    return line


def with_text(
    line: str, field: str, text: str | None, now: int, week: Workweek, date_order: str = "MDY"
) -> str:
    """The line with its outcome, next move or what breaks (a card's field) replaced by `text`; None takes it out.

    Raises Refused when no quoting can carry the text, or it could not be stored: too long, nothing visible.
    """
    if text:
        clean.line(text, what=CALLED[TEXTS[field][0]])
    for piece in reversed(scan(line, now, week, date_order).pieces):
        if piece.kind == TEXTS[field][0]:
            line = f"{line[: piece.start].rstrip()} {line[piece.end :].lstrip()}".strip()
    if not text:
        return line
    before = scan(line, now, week, date_order)
    for spelling in _text(*TEXTS[field][1:], text) if field != "breaks" else _breaks(text):
        longer = f"{line} {spelling}".strip()
        after = scan(longer, now, week, date_order)
        if changes(before, after) == {field: text} and len(after.errors) <= len(before.errors):
            return longer
    raise Refused("no quotes are left for this text", "leave one kind of quotes out of it")


def changes(before: Draft, after: Draft) -> dict[str, Any]:
    """The card's fields that differ between two readings; cleared ones are None or empty."""
    return {name: getattr(after, name) for name in FIELDS if getattr(after, name) != getattr(before, name)}


def _so_far(expected: dict[str, Any], field: str, value: Any) -> Any:
    """Tags and alternates grow by one a piece."""
    return (*expected.get(field, ()), value) if field in ("tags", "alternates") else value


def _reads_as(draft: Draft, wanted: dict[str, Any]) -> bool:
    return not draft.errors and all(getattr(draft, field) == value for field, value in wanted.items())


def _pieces(card: Card, now: int, week: Workweek) -> Iterator[tuple[str, Any, list[str]]]:
    """Each field with its value and the ways to write it, the plainest first."""
    if card.contact:
        yield "contact", card.contact, _name("@", "to:", card.contact)
    if card.requester:
        yield "requester", card.requester, _name("^", "for:", card.requester)
    if card.due is not None and card.due_kind is not None:
        words, sigil = stamp(card.due, now, week), SIGILS[card.due_kind]
        yield "due", card.due, [f"{sigil}{words}", f'{sigil}"{words}"']
    if card.outcome:
        yield "outcome", card.outcome, _text("=>", "goal:", card.outcome)
    if card.next_move:
        yield "next_move", card.next_move, _text(">", "next:", card.next_move)
    for one in card.alternates:
        yield "alternates", one, _name("+", "alt:", one)
    for one in card.tags:
        yield "tags", one, _name("#", "tag:", one)
    if card.idle_limit_minutes:
        hours, rest = divmod(card.idle_limit_minutes, 60)
        spellings = [f"~{card.idle_limit_minutes}m", f'idle:"{card.idle_limit_minutes}m"']
        yield "idle_limit_minutes", card.idle_limit_minutes, [*([] if rest else [f"~{hours}h"]), *spellings]
    if card.breaks:
        yield "breaks", card.breaks, _breaks(card.breaks)


def _breaks(text: str) -> list[str]:
    return [f"breaks:{text}", *_quoted("breaks:", text)]


def _name(sigil: str, form: str, name: str) -> list[str]:
    return [f"{sigil}{name}", *_quoted(sigil, name), *_quoted(form, name)]


def _text(sigil: str, form: str, text: str) -> list[str]:
    return [f"{sigil} {text}", f"{sigil} {escape(text)}", *_quoted(f"{sigil} ", text), *_quoted(form, text)]


def _quoted(opening: str, text: str) -> list[str]:
    return [f"{opening}{left}{text}{right}" for left, right in QUOTES]
