"""The quick-add panel: what was understood, what is doubtful, and which key does what (LOOK section 8)."""

from datetime import timedelta
from typing import NamedTuple

from followup.core import card as cards
from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, WISH, Card, name_of
from followup.core.clean import shown
from followup.core.events import Event
from followup.core.moments import as_limit
from followup.core.policy import Rules
from followup.core.quickadd import Draft
from followup.core.quickadd_draft import FIELDS
from followup.core.when_say import distance
from followup.core.wording import moment, person, span
from followup.core.workweek import Workweek
from followup.tui.draw.card import SIGILS
from followup.tui.draw.facts import BLANKS
from followup.tui.draw.lines import Line, joined, measure, padded, shorten, sides, width
from followup.tui.draw.moments import full, today_or
from followup.tui.glyphs import Glyphs
from followup.tui.known import Known, candidates

SLOT = 13
INDENT = 2
WHOLE_ROWS = 11
SHORT_ROWS = 5
EXAMPLE = "Board pack figures in hand @dana ^maria !!wed noon > call reception +ben"
COUNTS = {2: "two", 3: "three", 4: "four"}


class Ground(NamedTuple):
    """What a line is read and drawn against; `now` in UTC seconds, `card` the one that is edited."""

    now: int
    rules: Rules
    glyphs: Glyphs
    known: Known = Known()
    date_order: str = "MDY"
    card: Card | None = None

    @property
    def week(self) -> Workweek:
        return self.rules.week


class Panel(NamedTuple):
    """The panel's words besides the preview: its name, what stands at the right, and its keys."""

    name: str
    note: str
    keys: tuple[tuple[str, str], ...]


LONGER_KEY = ("^o", "longer fields")
ADD = Panel(
    "Quick add",
    "one line is enough; blanks are asked for later",
    (("enter", "save"), ("tab", "complete or choose"), LONGER_KEY, ("esc", "discard")),
)
EDIT = Panel(
    "Edit", "", (("enter", "save"), ("tab", "complete or choose"), LONGER_KEY, ("esc", "leave it as it was"))
)
SAVED = Panel("Saved", "", (("any key", "closes"),))
INSIST = ADD._replace(keys=(("enter", "save the whole line as title"), ("esc", "discard")))


def panel_rows(panel: Panel, draft: Draft, ground: Ground, hint: Line, cells: int, height: int) -> list[Line]:
    """The panel's rows, the one for the line left empty: eleven, or five where there is no room."""
    mark = ground.glyphs.cut
    note = panel.note if width(panel.name) + width(panel.note) + 2 <= cells else ""
    head = sides([(panel.name, "text bold")], [(note, "muted")] if note else [], cells)
    line: Line = [(ground.glyphs.prompt, "primary bold")]
    keys = sides(_keys(panel, cells - measure(badge(draft)) - 2), badge(draft), cells)
    if height < WHOLE_ROWS:
        return [shorten(row, cells, mark) for row in (head, line, hint, in_one_line(draft, ground), keys)]
    rows = [head, [], line, hint, [], *preview(draft, ground, cells), [], keys]
    return [shorten(row, cells, mark) for row in rows]


def _keys(panel: Panel, cells: int) -> Line:
    """The panel's keys; where they do not fit, those in the middle go first."""
    named: list[Line] = [[(key, "primary bold"), (f" {word}", "sentence")] for key, word in panel.keys]
    while len(named) > 1 and measure(joined(named, 4)) > cells:
        del named[-2 if len(named) > 2 else -1]
    return joined(named, 4)


def badge(draft: Draft) -> Line:
    """The card's badge, counting up while it is typed."""
    count = bool(draft.outcome) + bool(draft.next_move) + bool(draft.alternates)
    return [("OWNED", "muted")] if count == 3 else [("ORDER", "text"), (f" {count}/3", "muted")]


def would_be(draft: Draft, ground: Ground) -> Card:
    """The card that the line would make now, or make of the one that is edited."""
    now = ground.now
    if ground.card is not None:
        fields = {name: getattr(draft, name) for name in FIELDS}
        dated = {} if draft.due == ground.card.due else {"due": draft.due}
        fields = {name: value for name, value in fields.items() if name != "due"} | dated
        return cards.apply(ground.card, Event("", now, now, ev.EDITED, "", {"set": fields}))
    fields = draft.fields | ({"ball": MINE} if draft.mine else {})
    at = now if draft.sent_at is None else draft.sent_at
    return cards.opened("", Event("", at, now, ev.OPENED, "", fields))


# What was understood


def preview(draft: Draft, ground: Ground, cells: int) -> list[Line]:
    """Four rows in two halves; a blank shows how to fill it."""
    middle = (cells + 1) // 2
    lefts = [("title", _title(draft)), *_people(draft, ground), ("outcome", _given(draft.outcome, "outcome"))]
    rights = [
        ("deadline", _deadline(draft, ground, cells - middle - SLOT)),
        ("first check", _check(draft, ground)),
        ("next move", _given(draft.next_move, "next")),
        ("alternates", _alternates(draft, ground)),
    ]
    mark = ground.glyphs.cut
    rows = []
    for left, right in zip(lefts, rights, strict=True):
        one = shorten([(" " * INDENT, ""), *_half(*left)], middle - 2, mark)
        rows.append([*padded(one, middle), *shorten(_half(*right), cells - middle, mark)])
    return rows


def in_one_line(draft: Draft, ground: Ground) -> Line:
    """What was understood, in one row."""
    parts = [_title(draft), *(said[:1] for _, said in _people(draft, ground) if said[0][1] != "muted")]
    if draft.due is not None:
        parts.append(_deadline(draft, ground))
    if draft.title:
        parts.append(_check(draft, ground))
    parts += [_given(text, "") for text in (draft.next_move, draft.outcome) if text]
    return joined(parts, 3)


def _half(name: str, said: Line) -> Line:
    return [*padded([(name, "muted")], SLOT), *said]


def _given(value: str | None, blank: str) -> Line:
    return [(shown(value), "sentence")] if value else [(BLANKS[blank], "muted")]


def _title(draft: Draft) -> Line:
    if not draft.title:
        return [("what you want to be true, in your words", "muted")]
    said: Line = [(shown(draft.title), "text bold")]
    return (
        [*said, ("  " + "  ".join(f"#{shown(tag)}" for tag in draft.tags), "muted")] if draft.tags else said
    )


def _people(draft: Draft, ground: Ground) -> list[tuple[str, Line]]:
    contact: Line = [("@ who has it", "muted")]
    if draft.mine:
        contact = [("not asked yet", "sentence"), ("  your move", "muted")]
    elif draft.contact:
        contact = _person("contact", draft.contact, ground)
    requester: Line = [(BLANKS["requester"], "muted")]
    if draft.requester:
        requester = _person("requester", draft.requester, ground)
    return [("contact", contact), ("requester", requester)]


def _person(kind: str, name: str, ground: Ground) -> Line:
    return [(shown(ground.known.full_name(name)), "sentence"), *_match(kind, name, ground)]


def _match(kind: str, name: str, ground: Ground) -> Line:
    found = candidates(kind, name, ground.known)
    if not found:
        return []
    if len(found) == 1:
        return [(f"  {shown(name_of(found[0]))}? tab completes", "muted")]
    return [(f"  {COUNTS.get(len(found), 'many')} people match", "muted")]


def _deadline(draft: Draft, ground: Ground, cells: int = 0) -> Line:
    """When, and what breaks; of a date that binds, where there is room, how to say that."""
    if draft.due is None or draft.due_kind is None:
        return [(BLANKS["deadline"], "muted")]
    when = f"{SIGILS[draft.due_kind]} {full(draft.due, ground.now, ground.week)}"
    kind = "a wish" if draft.due_kind == WISH else draft.due_kind
    breaks = f", {shown(draft.breaks)}" if draft.breaks else ""
    said: Line = [
        (when, "sentence"),
        (f"  {kind}, {distance(draft.due, ground.now, ground.week)}{breaks}", "muted"),
    ]
    is_blank = not draft.breaks and draft.due_kind != WISH
    return [*said, ("  breaks:…", "muted")] if is_blank and measure(said) + 10 <= cells else said


def _check(draft: Draft, ground: Ground) -> Line:
    if not draft.title:
        return [("when to look again", "muted")]
    card = would_be(draft, ground)
    if not card.is_open:
        return [("none", "sentence"), ("  it is resolved", "muted")]
    known = policy.plan(card, ground.rules)
    asides = [_waits(draft, known.wait_minutes, ground)]
    if draft.sent_at is not None:
        asides.append(f"sent {today_or(draft.sent_at, ground.now, ground.week)}")
    off = days_off(ground.now, max(known.check_at, card.promise or 0), ground.week)
    if off:
        asides.append(f"{' and '.join(off)} {'are' if len(off) > 1 else 'is'} off")
    if known.check_at <= ground.now:
        return [("at once", "sentence"), (f"  {', '.join(asides)}", "muted")]
    return [
        (moment(known.check_at, ground.now, ground.week), "sentence"),
        (f"  {', '.join(asides)}", "muted"),
    ]


def _waits(draft: Draft, wait: int, ground: Ground) -> str:
    """`waits 4h12`; `6h, Dana's slow reply time` where that is the limit."""
    limit = draft.idle_limit_minutes
    if limit is None or limit != ground.known.slow_for(draft.contact):
        return f"waits {span(wait)}"
    whose = f"{shown(person(ground.known.full_name(draft.contact or '')))}'s slow reply time"
    return f"{span(wait)}, {whose}" if wait == limit else f"waits {span(wait)}, {whose} is {as_limit(limit)}"


def days_off(since: int, until: int, week: Workweek) -> list[str]:
    """The weekdays among the next fourteen days until then that are holidays or leave, three at most."""
    day, last = week.local_date(since), week.local_date(until)
    found = []
    for _ in range(14):
        if day > last:
            break
        if week.days[day.weekday()] and week.is_off(day):
            found.append(f"{day:%a}")
        day += timedelta(1)
    return found[:3]


def _alternates(draft: Draft, ground: Ground) -> Line:
    if not draft.alternates:
        return [(BLANKS["alternates"], "muted")]
    names = ", ".join(shown(name_of(one)) for one in draft.alternates)
    return [(names, "sentence"), *_match("alternate", draft.alternates[-1], ground)]
