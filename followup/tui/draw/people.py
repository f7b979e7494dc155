"""The page of people: a row each, what is open both ways, and how they answer, on one scale for all (LOOK 1, 8)."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.contacts import Contact
from followup.core.figures import ENOUGH
from followup.core.moments import as_limit, span
from followup.core.mutes import known_as
from followup.core.quickadd_pieces import DOUBLE_QUOTES, QUOTES
from followup.core.wording import person
from followup.tui.draw.header import SLIM_BELOW, SMALL_BELOW
from followup.tui.draw.lines import Line, cut, padded, shorten, width
from followup.tui.draw.strip import KeyOf, Told
from followup.tui.glyphs import Glyphs

NOBODY = "Nobody has an open card: its @contact and ^requester stand here."
HOW = "Your own log makes the numbers, in working hours, from five replies on."
GAP = 2
LEAST_NAME = 16
MOST_NAME = 24
LEAST_DRAWN = 10
WIDE_FROM, WIDEST_FROM = SLIM_BELOW - 5, 200


class Slots(NamedTuple):
    """The cells of each part of a row; `open` is the gravest card's title, `line` the drawn reply time, `via` the
    routes. What there is no room for has 0."""

    name: int
    need: int
    theirs: int
    owed: int
    open: int
    line: int
    usual: int
    slow: int
    via: int


def slots(cells: int) -> Slots:
    """The parts of a row in that many cells; the title takes what is left over."""
    if cells < SMALL_BELOW - 3:
        given, line, via = (6, 6, 6, 9, 7), 0, 0
    elif cells < WIDE_FROM:
        given, line, via = (6, 6, 6, 9, 7), 14, 12
    else:
        given, line, via = (10, 11, 9, 10, 8), 26 if cells < WIDEST_FROM else 50, 18
    name = max(LEAST_NAME, min(MOST_NAME, cells // 6))
    need, theirs, owed, usual, slow = given
    return Slots(
        name, need, theirs, owed, max(0, cells - name - sum(given) - line - via), line, usual, slow, via
    )


def crumb(count: int | None, looking: str) -> Line:
    """Where one is, and how many there are."""
    said = "reading the log" if count is None else "1 person" if count == 1 else f"{count} people"
    said = looking or (f"{said}, the gravest first" if count else said)
    return [("People", "text bold"), ("   ", ""), (said, "muted")]


def heads(cells: int) -> Line:
    """What stands in each part."""
    is_slim, sizes = cells < WIDE_FROM, slots(cells)
    need, have, owe = ("need", "have", "owe") if is_slim else ("need you", "they have", "you owe")
    by = "asked by" if is_slim else "when asked by"
    parts = (
        (need, sizes.need), (have, sizes.theirs), (owe, sizes.owed), ("gravest open card", sizes.open),
        ("reply time", sizes.line), ("usually", sizes.usual), ("slow", sizes.slow), (by, sizes.via),
    )  # fmt: skip
    line: Line = [("Person".ljust(sizes.name), "text bold")]
    return [*line, *((cut(name, max(0, size - GAP)).ljust(size), "muted") for name, size in parts if size)]


def scale(people: Sequence[Contact]) -> int:
    """The working minutes at the right end of every reply time: the slowest of all."""
    return max((one.replies.slow or 0 for one in people), default=0)


def person_row(one: Contact, top: int, cells: int, glyphs: Glyphs) -> Line:
    """A person; how many of their cards need me is all that is filled."""
    sizes = slots(cells)
    name = cut(shown(one.name), sizes.name - GAP, glyphs.cut)
    line = padded([(name, "text bold" if one.needs else "text")], sizes.name)
    line += padded([(f" {one.needs} ", "text fill bold")] if one.needs else [], sizes.need)
    for count, size in ((len(one.theirs), sizes.theirs), (len(one.owed), sizes.owed)):
        line += padded([(str(count), "text")] if count else [], size)
    line += padded(_open(one, sizes.open - GAP, glyphs), sizes.open)
    return shorten(
        [*line, *_replies(one, sizes, top, glyphs), *_via(one, sizes.via, glyphs)], cells, glyphs.cut
    )


def _open(one: Contact, cells: int, glyphs: Glyphs) -> Line:
    """The title of the card that presses most; else on what they could step in."""
    if cells < LEAST_DRAWN:
        return []
    if one.gravest is not None:
        return [(cut(shown(one.gravest.title), cells, glyphs.cut), "sentence" if one.needs else "muted")]
    count = len(one.backing)
    said = "could step in on 1 card" if count == 1 else f"could step in on {count} cards"
    return [(cut(said, cells, glyphs.cut), "muted")] if count else []


def _replies(one: Contact, sizes: Slots, top: int, glyphs: Glyphs) -> Line:
    """How long they take; below five how many replies there are, and nothing of nobody's."""
    usual, slow = one.replies.usual, one.replies.slow
    room = sizes.line + sizes.usual + sizes.slow
    if usual is None or slow is None:
        return padded([(so_far(one), "muted")] if one.replies.total else [], room)
    drawn = padded(_drawn(usual, slow, top, sizes.line - GAP, glyphs), sizes.line)
    return [*drawn, (span(usual).ljust(sizes.usual), "text"), (span(slow).ljust(sizes.slow), "muted")]


def so_far(one: Contact) -> str:
    """`2 of 5 replies`."""
    return f"{one.replies.total} of {ENOUGH} replies"


def _drawn(usual: int, slow: int, top: int, cells: int, glyphs: Glyphs) -> Line:
    """Heavy up to the usual reply, thin on to a slow one."""
    if cells <= 0:
        return []
    end = max(1, cells * slow // max(1, top))
    heavy = max(1, min(end, cells * usual // max(1, top)))
    return [(glyphs.spent * heavy, "muted"), (glyphs.left * (end - heavy), "line")]


def _via(one: Contact, cells: int, glyphs: Glyphs) -> Line:
    """As many routes as stand whole, the one that is answered most always."""
    if not cells or not one.routes:
        return []
    count = len(one.routes)
    while count > 1 and width(_routes(one, count)) > cells:
        count -= 1
    return [(cut(_routes(one, count), cells, glyphs.cut), "muted")]


def _routes(one: Contact, count: int) -> str:
    return ", ".join(f"{shown(via)} {replies}" for via, replies in one.routes[:count])


def told(one: Contact | None, is_empty: bool, key: KeyOf, cells: int, glyphs: Glyphs) -> Told:
    """The strip: the selected person in sentences."""
    if one is None:
        return Told([(NOBODY, "text bold")], [(HOW, "muted")], []) if is_empty else Told([], [], [])
    keys: Line = [(key("people.filter"), "primary bold"), (" their cards on the board", "sentence")]
    first = [(shown(one.name), "text bold"), ("   ", ""), (_open_between(one), "sentence")]
    second: Line = [("Answers", "muted"), ("  ", ""), (_answers(one), "sentence")]
    return Told(shorten(first, cells, glyphs.cut), shorten(second, cells, glyphs.cut), keys)


def _open_between(one: Contact) -> str:
    parts = [
        f"has {_titles(one.theirs)}" if one.theirs else "",
        f"waits for news of {_titles(one.owed)}" if one.owed else "",
        f"could step in on {_titles(one.backing)}" if one.backing else "",
    ]
    said = "; ".join(filter(None, parts))
    return f"{said}." if said else "Nothing is open between you."


def _titles(cards: Sequence[Card]) -> str:
    titles = [shown(card.title) for card in cards]
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""
    return ", ".join(titles[:2]) + more


def _answers(one: Contact) -> str:
    usual, slow, limit = one.replies.usual, one.replies.slow, one.limit_minutes
    if usual is None or slow is None or limit is None:
        many = so_far(one) if one.replies.total else "no reply yet"
        return f"{many}: their times show from {ENOUGH} on, in working hours."
    by = f" when asked by {_routes(one, len(one.routes))}" if one.routes else ""
    return (
        f"usually after {span(usual)}, slowly after {span(slow)} of working time{by}."
        f" New cards to {person(one.name)} are offered ~{as_limit(limit)}."
    )


def filter_for(one: Contact) -> str:
    """The filter that leaves their cards on the board: what they have, else what they expect, else where they are
    named at all."""
    form = "to:" if any(_is_contact(one, card) for card in (*one.theirs, *one.owed)) else "for:"
    return quoted("" if not (one.theirs or one.owed) else form, one.name)


def _is_contact(one: Contact, card: Card) -> bool:
    return card.contact is not None and known_as(card.contact) == known_as(one.name)


def quoted(form: str, name: str) -> str:
    """A term of a filter, in quotes that the name does not hold; its first word where none are left."""
    if " " not in name and form:
        return form + name
    for opening, closing in QUOTES.items():
        if opening in DOUBLE_QUOTES and not set(opening + closing) & set(name):
            return f"{form}{opening}{name}{closing[0]}"
    return form + name.split()[0]
