"""The next-move strip: why now, what next, which key does it; and every question in its place (LOOK section 7)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy, wording
from followup.core.board import Board, Seen, fresh
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.wording import person
from followup.tui.draw.card import Scene
from followup.tui.draw.header import SLIM_BELOW, SMALL_BELOW
from followup.tui.draw.lines import BLANK, Line, cut, joined, keys_in, measure, shorten, sides

KeyOf = Callable[[str], str]
Move = tuple[str, str, str]
NAME_CELLS = 20
# What may be long: there the person's own editor helps.
PROSE = ("note", "told", "title", "outcome", "breaks", "next move", "proof", "reason")


class Answer(NamedTuple):
    """One key that answers a question."""

    key: str
    word: str
    value: str


class Question(NamedTuple):
    """What the strip asks, of which card; with `field` a line is typed, which `read` puts into words.

    `read` gives what was understood, and whether enter may take it. `more` gives lines that stand above the keys, in so
    many cells and at most so many rows: the strip is as much higher. An answer without a word stands there.
    """

    ask: str
    about: str
    hint: str
    answers: tuple[Answer, ...] = ()
    field: str | None = None
    read: Callable[[str], tuple[str, bool]] | None = None
    typed: str = ""
    enter: str = "save"
    leave: str = "leave"
    more: Callable[[int, int], list[Line]] | None = None


class Told(NamedTuple):
    """The strip's three rows; `more` stand between the first two where the strip is higher.

    `moves` are those of the third row. Of a promised date, `asks` is the question without the card's title, and
    `aside` what the second row ends with: for pages that show these rows otherwise.
    """

    first: Line
    second: Line
    third: Line
    more: tuple[Line, ...] = ()
    moves: tuple[Move, ...] = ()
    asks: Line = BLANK
    aside: Line = BLANK

    @property
    def lines(self) -> list[Line]:
        """From the top."""
        return [self.first, *self.more, self.second, self.third]


def strip(
    seen: Seen | None,
    board: Board,
    scene: Scene,
    key: KeyOf,
    cells: int,
    marked: int = 0,
    ending: Line = BLANK,
) -> Told:
    """The strip of the selected card, or what can be said when none is selected; `ending` is how the day ends."""
    if seen is None:
        return ended_with(nothing_selected(board, scene, key), ending, cells)
    card, verdict = seen.card, fresh(seen, scene.now, scene.rules)
    is_brief = cells < SLIM_BELOW - 5
    sentences = wording.why(card, verdict, scene.now, scene.rules, in_brief=is_brief)
    first = why(shown(card.title), [shown(one) for one in sentences], cells, scene)
    second: Line = [("Proof", "muted"), ("  ", ""), _proof(card)]
    if card.is_open:
        steps = [shown(one) for one in wording.steps(card, verdict)]
        second = [("Next", "muted"), ("  ", ""), *_steps(steps, verdict.level, card)]
    wanted = tuple(moves(card, verdict))
    told = Told(first, shorten(second, cells, scene.glyphs.cut), keys_row(wanted, key, cells), moves=wanted)
    if card.is_open and card.promise is not None:
        from followup.tui.draw.standing import with_date

        told = with_date(told, card, verdict, scene, key, cells, ending)
    else:
        told = ended_with(told, ending, cells)
    return (
        told._replace(first=sides(told.first, [(f"{marked} marked", "primary bold")], cells))
        if marked
        else told
    )


def ended_with(told: Told, ending: Line, cells: int) -> Told:
    """The second row ends with that."""
    return told._replace(second=sides(told.second, ending, cells)) if ending else told


def _proof(card: Card) -> tuple[str, str]:
    return (shown(card.proof), "sentence") if card.proof else ("none: how do you know?", "muted")


def why(title: str, sentences: Sequence[str], cells: int, scene: Scene) -> Line:
    """The title and why now; where there is little room, why now alone."""
    if cells < SMALL_BELOW - 3:
        rest = " ".join(map(wording.ended, sentences[1:]))
        line: Line = [(wording.ended(sentences[0]), "text bold"), (f" {rest}" if rest else "", "sentence")]
    else:
        line = [(title, "text bold"), ("   ", ""), (" ".join(map(wording.ended, sentences)), "sentence")]
    return shorten(line, cells, scene.glyphs.cut)


def _steps(steps: Sequence[str], level: str, card: Card) -> Line:
    ahead = [steps[0], *(one.removeprefix("go to ") for one in steps[1:])]
    if level in (policy.FRESH, policy.SOON) and card.ball != MINE:
        return [
            ("wait", "text bold"),
            (f"; if you hear nothing by then, {', then '.join(ahead)}", "sentence"),
        ]
    if level == policy.SNOOZED:
        return [(", then ".join(ahead), "sentence")]
    rest = "".join(f", then {one}" for one in ahead[1:])
    return [(ahead[0], "text bold"), (rest, "sentence")]


def nothing_selected(board: Board, scene: Scene, key: KeyOf) -> Told:
    """`Nothing needs you. Next check 15:02, Hana Sato.`"""
    add: Line = [(key("board.add"), "primary bold"), (" write one line", "sentence")]
    if not board.total:
        return Told([("Nothing is being followed up.", "text bold")], [], add)
    waiting = [one for column in board.columns for one in column.seen if one.verdict.check_at]
    upcoming = [one for one in waiting if (one.verdict.check_at or 0) > scene.now]
    text = f"{board.counts.needs_me} need you." if board.counts.needs_me else "Nothing needs you."
    if upcoming:
        soonest = min(upcoming, key=lambda one: one.verdict.check_at or 0)
        when = wording.moment(soonest.verdict.check_at or 0, scene.now, scene.rules.week)
        text += f" Next check {when}, {shown(soonest.card.contact or soonest.card.title)}."
    go: Line = [(key("move.next-need"), "primary bold"), (" go to the next that needs you", "sentence")]
    return Told([(text, "sentence")], [], joined([go, add] if board.counts.needs_me else [add], 4))


OPEN_MOVE: Move = ("card.open", "open", "open")


def moves(card: Card, verdict: policy.Verdict) -> list[Move]:
    """One action per possible move, best first: its id, its word, and its word where there is little room."""
    if not card.is_open:
        return [
            *_closing(card),
            ("card.reopen", "reopen", "reopen"), ("card.note", "note", "note"),
            ("card.edit", "edit", "edit"), ("card.delete", "delete", "delete"), OPEN_MOVE,
        ]  # fmt: skip
    named = {
        "tell": telling(card),
        "path": ("card.alternate", *_path(card)),
        "follow": ("card.follow-up", "send" if card.never_sent else "followed up", "followed up"),
        "heard": ("card.heard", "heard back", "heard"),
        "snooze": ("card.snooze", "snooze", "snooze"),
        "resolve": ("card.resolve", "resolve", "resolve"),
        "date": ("card.reschedule", "new date", "new date"),
        "edit": ("card.edit", "edit", "edit"),
    }
    order = [name for name in _order(card, verdict) if name != "tell" or card.requester]
    return [*(named[name] for name in order), OPEN_MOVE]


def _closing(card: Card) -> list[Move]:
    """The closing update, until it was told."""
    from followup.core.update import is_closing_due

    return [telling(card)] if is_closing_due(card) else []


def telling(card: Card) -> Move:
    """`tell Maria`."""
    word = f"tell {_name(card.requester)}"
    return ("card.told", word, word)


def _order(card: Card, verdict: policy.Verdict) -> tuple[str, ...]:
    if verdict.level in (policy.AT_RISK, policy.OVERDUE):
        return ("tell", "path", "follow", "heard", "snooze", "resolve", "date")
    if card.ball == MINE:
        heard = wording.last_heard(card)
        if heard is not None and heard.data["answer"] == ev.AWAY:
            return ("path", "follow", "tell", "snooze", "resolve", "date")
        return ("follow", "resolve", "tell", "path", "snooze", "date", "edit")
    if verdict.level in policy.NEEDS_ME:
        return ("follow", "heard", "path", "tell", "snooze", "resolve", "date")
    return ("heard", "follow", "resolve", "path", "snooze", "date", "edit")


def _name(who: str | None) -> str:
    return cut(shown(person(who)), NAME_CELLS) if who else ""


def _path(card: Card) -> tuple[str, str]:
    if not card.untried:
        return "alternate path", "other path"
    name = _name(card.untried[0])
    return f"go to {name}", f"to {name}"


def keys_row(wanted: Sequence[Move], key: KeyOf, cells: int, aside: Line = BLANK) -> Line:
    """`u tell Maria    p go to Ben    enter open`; dropped from the right, never the last. `aside` ends the row."""
    room = cells - measure(aside) - 2 if aside else cells
    is_small = cells < SMALL_BELOW - 3
    gap = 4 if cells >= SLIM_BELOW - 5 else 2
    parts: list[Line] = [
        [(key(action), "primary bold"), (f" {short if is_small else word}", "sentence")]
        for action, word, short in wanted
        if key(action)
    ]
    while len(parts) > 1 and measure(joined(parts, gap)) > room:
        del parts[-2]
    row = joined(parts, gap)
    return sides(row, aside, cells) if aside else row


def asked(question: Question, cells: int, mark: str, typed: str | None = None) -> Told:
    """The strip while it asks."""
    first: Line = [(question.ask, "text bold")]
    if question.about:
        first += [("   ", ""), (question.about, "muted")]
    second: Line = [(question.hint, "muted")]
    if question.field is not None:
        second = [(f"{question.field} ", "muted")]
    keys = [(one.key.replace("ctrl+", "^"), one.word) for one in _answers(question)]
    return Told(shorten(first, cells, mark), shorten(second, cells, mark), keys_in(keys, cells, mark))


def _answers(question: Question) -> list[Answer]:
    own = [one for one in question.answers if one.word]
    if question.field is not None:
        own.insert(0, Answer("enter", question.enter, ""))
    if question.field in PROSE:
        own.append(Answer("ctrl+o", "editor", ""))
    return [*own, Answer("esc", question.leave, "")]
