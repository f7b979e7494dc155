"""A card, drawn (LOOK section 3): tall in a column, narrow in a slim one, wide across the page.

Every drawing is rows of the card's text width; the edge belongs to the column.
"""

from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy
from followup.core.board import Seen, fresh
from followup.core.card import HARD, MINE, PROMISED, WISH, Card, name_of
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.wording import dated, last_heard, local, person, short_moment, span
from followup.tui.draw.ending import how_it_ended
from followup.tui.draw.lines import Line, cut, matched, measure, padded, shorten, sides, width
from followup.tui.glyphs import ROLES, WORDS, YOUR_MOVE, Glyphs

NARROW_BELOW, WIDE_FROM, ROOMY_FROM = 34, 72, 110
SIGILS = {HARD: "!!", PROMISED: "!", WISH: "!?"}
NEXT = "> {}"  # by its own sigil, so that the board teaches the quick-add line
LEAST_BAR = 4
LEAST_BREAKS = 8
LABEL_SLOT = NUMBERS_SLOT = 14


class Scene(NamedTuple):
    """What every card on the page is drawn by: with the filter's words, and the key that fills a blank."""

    now: int
    rules: Rules
    glyphs: Glyphs
    words: tuple[str, ...] = ()
    fill: str = "o"


class Look(NamedTuple):
    """One card as it is to be drawn: its verdict as of now, and what follows from both."""

    card: Card
    verdict: Verdict
    scene: Scene

    @property
    def is_mine(self) -> bool:
        """Whether the label says that it is my move, which what is at risk or overdue outranks."""
        graver = self.verdict.level in (policy.AT_RISK, policy.OVERDUE, policy.SNOOZED)
        return self.card.ball == MINE and not graver

    @property
    def hue(self) -> str:
        """The colour of the reason: the idle bar's, or the deadline's where that is the trouble."""
        return ROLES.get(self.verdict.level, "text")

    @property
    def is_late(self) -> bool:
        """Whether the deadline is the reason."""
        return self.verdict.level in (policy.AT_RISK, policy.OVERDUE)


def card_rows(seen: Seen, cells: int, column_cells: int, scene: Scene) -> list[Line]:
    """The rows of a card in `cells` of text, drawn as its column's width asks."""
    look = Look(seen.card, fresh(seen, scene.now, scene.rules), scene)
    if not seen.card.is_open:
        return _resolved(look, cells)
    if column_cells >= WIDE_FROM:
        return _wide(look, cells, 30 if column_cells >= ROOMY_FROM else 19)
    return _tall(look, cells, column_cells < NARROW_BELOW)


def height_of(is_open: bool, column_cells: int) -> int:
    """How many rows a card takes, its gap left out."""
    return 4 if is_open and column_cells < WIDE_FROM else 2


def _tall(look: Look, cells: int, is_narrow: bool) -> list[Line]:
    mark = badge(look)
    kicker = label(look)
    end = [] if is_narrow else mark
    room = cells - measure(kicker) - 2 - (measure(end) + 2 if end else 0)
    whose, headline = ball(look, room), title(look, cells)
    first = sides([*kicker, ("  ", ""), *whose], end, cells)
    is_order = is_narrow and look.card.owned < 3
    room = cells - 7 if is_order else cells
    last = _with_found(dateline(look, room), [*headline, *whose], look, room)
    if is_order:
        last = sides(last, [("ORDER", "text")], cells)
    return [first, headline, _bar_and_numbers(look, cells), last]


def _wide(look: Look, cells: int, ball_slot: int) -> list[Line]:
    mark = badge(look)
    first = padded(label(look), LABEL_SLOT)
    headline = title(look, cells - LABEL_SLOT - measure(mark) - 2)
    head = sides([*first, *headline], mark, cells)
    numbers = padded(figures(look, bare=True), NUMBERS_SLOT)
    whose = ball(look, ball_slot - 2)
    rest = cells - LABEL_SLOT - NUMBERS_SLOT - ball_slot
    last = _with_found(dateline(look, rest), [*headline, *whose], look, rest)
    second = [*padded(bar(look, LABEL_SLOT - 2), LABEL_SLOT), *numbers, *padded(whose, ball_slot), *last]
    return [head, second]


def _resolved(look: Look, cells: int) -> list[Line]:
    glyphs = look.scene.glyphs
    headline = title(look, cells - 2)
    head: Line = [(glyphs.resolved, "success"), (" ", ""), *headline]
    ended = how_it_ended(look.card, look.scene.now, look.scene.rules.week, glyphs.bullet)
    last: Line = [(cut(ended, cells - 2, glyphs.cut), "muted")]
    return [head, [("  ", ""), *_with_found(last, headline, look, cells - 2)]]


def _with_found(last: Line, above: Line, look: Look, cells: int) -> Line:
    """The last row; while a filter is on, what it looks for is shown there, whatever it takes."""
    if not look.scene.words:
        return last
    from followup.tui.draw.matches import shown_in

    return shown_in(last, above, look.card, look.scene.words, cells, look.scene.glyphs.cut)


def label(look: Look) -> Line:
    """The kicker's label: filled means me, and nothing else ever is."""
    level, glyphs = look.verdict.level, look.scene.glyphs
    if look.is_mine:
        return [(f" {glyphs.mine} {YOUR_MOVE} ", "text fill bold")]
    text = f"{glyphs.levels[level]} {WORDS[level]}"
    return [(f" {text} ", f"{look.hue} fill bold")] if look.verdict.needs_me else [(text, "muted")]


def badge(look: Look) -> Line:
    """`OWNED`, or `ORDER` and how many of the three blanks are filled; muted alerts say so in its place."""
    if look.card.muted:
        return [("muted", "muted")]
    owned = look.card.owned
    return [("OWNED", "muted")] if owned == 3 else [("ORDER", "text"), (f" {owned}/3", "muted")]


def ball(look: Look, room: int) -> Line:
    """Whose turn it is, in as much as fits: first the word goes, then the ordinal, then the name is cut."""
    card = look.card
    role = "sentence" if look.verdict.needs_me else "muted"
    if not card.contact:
        return [(cut("not asked yet" if card.never_sent else "nobody named", room), role)]
    name = shown(card.contact)
    word = "you owe " if card.ball == MINE else "with "
    nth = _ordinal(card)
    keeps_word = card.ball == MINE and look.is_late
    tries = (
        f"{word}{name}{nth}",
        f"{word}{name}" if keeps_word else f"{name}{nth}",
        word + name if keeps_word else name,
    )
    fitting = next((text for text in tries if width(text) <= room), tries[-1])
    return matched(cut(fitting, room, look.scene.glyphs.cut), look.scene.words, role)


def _ordinal(card: Card) -> str:
    if not card.tried or card.contact != name_of(card.tried[-1]):
        return ""
    place = len(card.tried) + 1
    return f" ({place}{ {2: 'nd', 3: 'rd'}.get(place, 'th') })"


def title(look: Look, cells: int) -> Line:
    """The headline: bold only if it needs me, and the filter's words shown where they match."""
    waiting = "muted" if look.verdict.level == policy.SNOOZED else "text"
    role = ("text bold" if look.verdict.needs_me else waiting) if look.card.is_open else "sentence"
    return matched(cut(shown(look.card.title), cells, look.scene.glyphs.cut), look.scene.words, role)


def _bar_and_numbers(look: Look, cells: int) -> Line:
    numbers = figures(look)
    room = max(LEAST_BAR, cells - measure(numbers) - 2)
    return [*bar(look, room), ("  ", ""), *numbers]


def figures(look: Look, bare: bool = False) -> Line:
    """Both numbers, `5h12 of 3h40`, never cut; a snoozed card says until when."""
    card, verdict = look.card, look.verdict
    if verdict.level == policy.SNOOZED and card.snoozed_until is not None:
        until = short_moment(card.snoozed_until, look.scene.now, look.scene.rules.week)
        return [(until if bare else f"until {until}", "muted")]
    text = f"{span(verdict.idle_minutes)} of {span(verdict.wait_minutes)}"
    if verdict.level in (policy.IDLE, policy.STALLED):
        return [(text, f"{look.hue} bold")]
    return [(text, "text" if verdict.needs_me else "muted")]


def bar(look: Look, cells: int) -> Line:
    """Up to the limit the right end is the limit; past it the right end is now, and a stroke stands at the limit."""
    verdict, glyphs = look.verdict, look.scene.glyphs
    if verdict.level == policy.SNOOZED:
        return [(glyphs.quiet * cells, "rule")]
    idle, wait = verdict.idle_minutes, max(1, verdict.wait_minutes)
    if idle <= wait:
        spent = min(cells, (cells * idle + wait // 2) // wait)
        if idle and not spent:
            spent = 1
        return [(glyphs.spent * spent, "muted"), (glyphs.left * (cells - spent), "rule")]
    before = min(cells - 2, max(1, cells * wait // idle))
    debt = "text" if look.is_late else look.hue
    return [
        (glyphs.spent * before, "muted"),
        (glyphs.limit, "text bold"),
        (glyphs.spent * (cells - before - 1), f"{debt} bold" if debt == "text" else debt),
    ]


def dateline(look: Look, cells: int) -> Line:
    """The deadline and what breaks, or the next move."""
    card, glyphs = look.card, look.scene.glyphs
    if card.due is None or card.due_kind is None:
        blank = f"{look.scene.fill} to add a next move"
        text = NEXT.format(shown(card.next_move)) if card.next_move else blank
        return [(cut(text, cells, glyphs.cut), "muted")]
    when = due_text(card.due, look.scene)
    is_quiet = card.due_kind == WISH or look.verdict.level == policy.SNOOZED
    role = "muted" if is_quiet else "error bold" if look.is_late else "text"
    line: Line = [(f"{SIGILS[card.due_kind]:<3}{when}", role)]
    left = cells - measure(line) - 2
    after = _after_the_date(card)
    if after and left >= LEAST_BREAKS:
        line += [("  ", ""), (cut(shown(after), left, glyphs.cut), "muted")]
    return shorten(line, cells, glyphs.cut)


def _after_the_date(card: Card) -> str:
    """What breaks, or the question that waits for me; a wish breaks nothing, so its next move stands there."""
    heard = last_heard(card) if card.ball == MINE else None
    if heard is not None and heard.data["answer"] == ev.QUESTION and heard.data.get("note") and card.contact:
        return f"{person(card.contact)} asked: {heard.data['note']}"
    if card.due_kind == WISH and card.next_move:
        return NEXT.format(shown(card.next_move))
    return card.breaks or ""


def due_text(at: int, scene: Scene) -> str:
    """`today 12:00`, weekday and time within six days, then `Fri 4 Dec`, its time only if not the day's end."""
    week = scene.rules.week
    then, today = local(at, week), local(scene.now, week)
    ahead = (then.date() - today.date()).days
    if ahead == 0:
        return f"today {then:%H:%M}"
    if 0 < ahead <= 6:
        return f"{then:%a %H:%M}"
    windows = week.day_windows(then.date())
    ends_the_day = bool(windows) and windows[-1][1] == at
    return dated(then, today) + ("" if ends_the_day else f" {then:%H:%M}")
