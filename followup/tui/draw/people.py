"""The page of people: a row each, what is open both ways, and how they answer, on one scale for all (LOOK 1, 8)."""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core.card import Card
from followup.core.clean import shown
from followup.core.contacts import Contact
from followup.core.figures import ENOUGH
from followup.core.moments import span
from followup.core.mutes import known_as
from followup.core.quickadd_pieces import DOUBLE_QUOTES, QUOTES
from followup.tui.draw.header import SLIM_BELOW, SMALL_BELOW
from followup.tui.draw.lines import Line, cut, padded, shorten
from followup.tui.draw.strip import KeyOf, Told
from followup.tui.glyphs import Glyphs

NOT_YET = "not enough yet"
NOBODY = "Nobody yet: a card's @contact and ^requester stand here."
HOW = "Your own log makes the numbers, in working hours, from five replies on."
GAP = 2
LEAST_NAME = 14


class Slots(NamedTuple):
    """The cells of each part of a row; `line` is 0 where there is no room to draw the reply time."""

    name: int
    need: int
    theirs: int
    owed: int
    usual: int
    slow: int
    line: int
    via: int


def slots(cells: int) -> Slots:
    """The parts of a row in that many cells; the name takes what is left over."""
    if cells < SMALL_BELOW - 3:
        given, line = (6, 6, 6, 9, 7), 0
    else:
        given, line = (10, 11, 10, 9, 8), 20 if cells < SLIM_BELOW - 5 else 40
    via = min(18 if cells < SLIM_BELOW - 5 else 30, max(0, cells - LEAST_NAME - sum(given) - line))
    return Slots(max(LEAST_NAME, cells - sum(given) - line - via), *given, line, via)


def crumb(count: int | None) -> Line:
    """Where one is, and how many there are."""
    said = "reading the log" if count is None else "1 person" if count == 1 else f"{count} people"
    return [("People", "text bold"), ("   ", ""), (f"{said}, from your own log" if count else said, "muted")]


def heads(cells: int) -> Line:
    """What stands in each part."""
    is_small = cells < SMALL_BELOW - 3
    sizes = slots(cells)
    names = ("need", "have", "owe") if is_small else ("need you", "they have", "you owe")
    parts = zip(("", *names, "usually", "slow"), sizes[:6], strict=True)
    line: Line = [("Person".ljust(sizes.name), "text bold")]
    line += [(name.ljust(size), "muted") for name, size in list(parts)[1:]]
    line += [("reply time".ljust(sizes.line), "muted")] if sizes.line else []
    return [*line, ("asked by" if is_small else "when asked by", "muted")]


def scale(people: Sequence[Contact]) -> int:
    """The working minutes at the right end of every reply time: the slowest of all."""
    return max((one.replies.slow or 0 for one in people), default=0)


def person_row(one: Contact, needs: int, top: int, cells: int, glyphs: Glyphs) -> Line:
    """A person; `needs` of their cards need me, which is all that is filled."""
    sizes = slots(cells)
    name = cut(shown(one.name), sizes.name - GAP, glyphs.cut)
    line = padded([(name, "text bold" if needs else "text")], sizes.name)
    line = [*line, *padded([(f" {needs} ", "text fill bold")] if needs else [], sizes.need)]
    for count, size in ((len(one.theirs), sizes.theirs), (len(one.owed), sizes.owed)):
        line += padded([(str(count), "text")] if count else [], size)
    line += _replies(one, sizes, top, glyphs)
    return shorten([*line, *_via(one, sizes.via, glyphs)], cells, glyphs.cut)


def _replies(one: Contact, sizes: Slots, top: int, glyphs: Glyphs) -> Line:
    usual, slow = one.replies.usual, one.replies.slow
    if usual is None or slow is None:
        count = f"{one.replies.total} of {ENOUGH} replies" if sizes.line and one.replies.total else ""
        said = padded([(NOT_YET, "muted")], sizes.usual + sizes.slow)
        return [*said, *padded([(count, "muted")], sizes.line)]
    said = [(span(usual).ljust(sizes.usual), "text"), (span(slow).ljust(sizes.slow), "muted")]
    return [*said, *padded(_drawn(usual, slow, top, sizes.line - GAP, glyphs), sizes.line)]


def _drawn(usual: int, slow: int, top: int, cells: int, glyphs: Glyphs) -> Line:
    """Heavy up to the usual reply, thin on to a slow one."""
    if cells <= 0:
        return []
    end = max(1, cells * slow // max(1, top))
    heavy = max(1, min(end, cells * usual // max(1, top)))
    return [(glyphs.spent * heavy, "muted"), (glyphs.left * (end - heavy), "rule")]


def _via(one: Contact, cells: int, glyphs: Glyphs) -> Line:
    said = ", ".join(f"{shown(via)} {count}" for via, count in one.routes)
    return [(cut(said, cells, glyphs.cut), "muted")]


def needing(one: Contact, needy: frozenset[str]) -> int:
    """How many of the cards between us need me."""
    return len({card.id for card in (*one.theirs, *one.owed) if card.id in needy})


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
        return f"{NOT_YET}: {one.replies.total} of {ENOUGH} replies."
    return (
        f"usually after {span(usual)}, slowly after {span(slow)}; a wait that fits them is ~{typed(limit)}."
    )


def typed(minutes: int) -> str:
    """As the quick-add line takes an idle limit: `6h40m`."""
    hours, rest = divmod(minutes, 60)
    return "".join((f"{hours}h" if hours else "", f"{rest}m" if rest or not hours else ""))


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
