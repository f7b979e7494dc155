"""What is known about a card, as a page of facts: outcome, plan, people, tags."""

from followup.core import policy, runway
from followup.core.card import MINE, WISH, Card, name_of
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.when_say import distance
from followup.core.wording import person, span, steps
from followup.core.workweek import Workweek
from followup.tui.draw.card import SIGILS
from followup.tui.draw.lines import Line, padded, width
from followup.tui.draw.moments import full, today_or
from followup.tui.draw.plan import state_of
from followup.tui.draw.wrapping import flowed, wrap

SLOT = 13
GUARDS = ((runway.ALTERNATE, "last safe", "for another path"), (runway.TELL, "tell by", ""))
TIMES = {0: "never moved", 1: "moved once", 2: "moved twice"}
BLANKS = {
    "outcome": "=> what is true when it is done", "deadline": "! promised, !! hard, !? a wish",
    "breaks": "what breaks without it", "tags": "a tag",
    "requester": "^ who expects news", "alternates": "+ who else could", "next": "> what I do then",
}  # fmt: skip


def facts(
    card: Card,
    verdict: Verdict,
    now: int,
    rules: Rules,
    short: str,
    cells: int,
    asks: bool = False,
    slow: int | None = None,
) -> list[Line]:
    """Groups with a blank row between them; whoever edits is also shown what else could be there. `slow` is how long
    the contact takes to answer when they are slow: a limit that is the same is said to be that."""
    week = rules.week
    if asks:
        card = card._replace(breaks=card.breaks or BLANKS["breaks"], tags=card.tags or (BLANKS["tags"],))
    groups = [
        _outcome(card, cells),
        [*_dates(card, verdict, now, rules, cells, slow), *_quiet(card, verdict, now, week, cells)],
        _plan(card, verdict, now, week, cells),
        _people(card, now, week, cells),
        _marks(card, now, week, short, cells),
    ]
    rows: list[Line] = []
    for group in groups:
        if group:
            rows += [[], *group] if rows else group
    return rows


def _fact(name: str, said: Line, cells: int) -> list[Line]:
    rows = flowed([(shown(text), role) for text, role in said], max(10, cells - SLOT))
    first: Line = [*padded([(name, "muted")], SLOT), *rows[0]]
    return [first, *([(" " * SLOT, ""), *row] for row in rows[1:])]


def _outcome(card: Card, cells: int) -> list[Line]:
    rows: list[Line] = [[("Outcome", "text bold")]]
    if card.outcome:
        return rows + [[(row, "sentence")] for row in wrap(card.outcome, cells)]
    return [*rows, [(BLANKS["outcome"], "muted")]]


def _dates(card: Card, verdict: Verdict, now: int, rules: Rules, cells: int, slow: int | None) -> list[Line]:
    week = rules.week
    rows: list[Line] = []
    if card.due is None or card.due_kind is None:
        rows += _fact("deadline", [(BLANKS["deadline"], "muted")], cells)
    else:
        role = "sentence" if card.due_kind == WISH or not card.is_open else "text bold"
        when = f"{SIGILS[card.due_kind]} {full(card.due, now, week)}"
        away: Line = [(f"  {distance(card.due, now, week)}", "muted")] if card.is_open else []
        rows += _fact("deadline", [(when, role), *away], cells)
    if card.breaks:
        rows += _fact("breaks", [(card.breaks, _unless_blank(card.breaks))], cells)
    if not card.is_open:
        return rows
    return rows + _sums(card, verdict, now, rules, cells, slow)


def _sums(card: Card, verdict: Verdict, now: int, rules: Rules, cells: int, slow: int | None) -> list[Line]:
    """The wait, and the moments that the deadline sets, each with the sum behind it."""
    steps = {step.kind: step for step in runway.steps_of(card, policy.plan(card, rules), now, rules)}
    wait: Line = [(span(verdict.wait_minutes), "sentence"), (f"  {steps[runway.CHECK].words}", "muted")]
    if slow is not None and card.idle_limit_minutes == slow and card.contact and card.ball != MINE:
        wait.append((f", {person(card.contact)}'s slow reply time", "muted"))
    rows = _fact("wait", wait, cells)
    for kind, name, what in GUARDS:
        step = steps.get(kind)
        if step is None:
            continue
        state, role = state_of(step)
        said = ", ".join(filter(None, (what, state)))
        told: Line = [(f"  {said}:", role or "muted"), (f" {step.words}", "muted")]
        if not said:
            told = [(f"  {step.words}", "muted")]
        rows += _fact(name, [(today_or(step.at, now, rules.week), "sentence"), *told], cells)
    return rows


def _quiet(card: Card, verdict: Verdict, now: int, week: Workweek, cells: int) -> list[Line]:
    """Snoozed, muted, resolved: what keeps it quiet."""
    rows: list[Line] = []
    if verdict.level == policy.SNOOZED and card.snoozed_until is not None:
        until = full(card.snoozed_until, now, week)
        rows += _fact("snoozed", [(f"until {until}", "sentence"), ("  nothing fires before", "muted")], cells)
    if card.muted:
        rows += _fact("alerts", [("muted", "sentence"), ("  no popups for this card", "muted")], cells)
    if not card.is_open:
        at = card.resolved_at or card.touched_at
        rows += _fact("resolved", [(today_or(at, now, week), "sentence")], cells)
        rows += _fact("proof", [(card.proof or "none: how do you know?", _given(card.proof))], cells)
    return rows


def _unless_blank(text: str) -> str:
    return "muted" if text in BLANKS.values() else "sentence"


def _given(value: object) -> str:
    return "sentence" if value else "muted"


def _plan(card: Card, verdict: Verdict, now: int, week: Workweek, cells: int) -> list[Line]:
    ahead = steps(card, verdict)
    if not ahead:
        return []
    rows: list[Line] = [[("Your move" if card.ball == MINE else "If I hear nothing", "text bold")]]
    for place, step in enumerate(ahead, 1):
        said: Line = [(shown(step), "text bold" if place == 1 else "sentence")]
        if place == 1 and _is_telling(step) and verdict.tell_at is not None and now >= verdict.tell_at:
            said.append(
                (f"  late since {today_or(verdict.tell_at, now, week).removeprefix('today ')}", "error")
            )
        number = f"{place:<3}"
        wrapped = flowed(said, max(10, cells - width(number)))
        rows.append([(number, "muted"), *wrapped[0]])
        rows += [[(" " * width(number), ""), *row] for row in wrapped[1:]]
    if not card.next_move and not card.untried and card.ball != MINE:
        rows.append([(f"{len(ahead) + 1}  ", "muted"), (BLANKS["next"], "muted")])
    return rows


def _is_telling(step: str) -> bool:
    return step.startswith("tell ")


def _people(card: Card, now: int, week: Workweek, cells: int) -> list[Line]:
    rows: list[Line] = [[("People", "text bold")]]
    nobody = "not asked yet" if card.never_sent else "@ who has it"
    rows += _fact("contact", [(card.contact or nobody, _given(card.contact))], cells)
    if card.requester:
        told = "not told yet" if card.told_at is None else f"last told {today_or(card.told_at, now, week)}"
        rows += _fact("requester", [(card.requester, "sentence"), (f"  {told}", "muted")], cells)
    else:
        rows += _fact("requester", [(BLANKS["requester"], "muted")], cells)
    for place, one in enumerate(card.alternates):
        reach = one.partition(",")[2].strip()
        tried = "tried" if one in card.tried else "not tried"
        beside = f"  {reach}, {tried}" if reach else f"  {tried}"
        rows += _fact("" if place else "alternates", [(name_of(one), "sentence"), (beside, "muted")], cells)
    if not card.alternates:
        rows += _fact("alternates", [(BLANKS["alternates"], "muted")], cells)
    return rows


def _marks(card: Card, now: int, week: Workweek, short: str, cells: int) -> list[Line]:
    rows: list[Line] = []
    if card.tags:
        tags = "  ".join(f"#{tag}" for tag in card.tags)
        rows += _fact("tags", [(tags, _unless_blank(card.tags[0]))], cells)
    moved = TIMES.get(card.slips, f"moved {card.slips} times")
    opened = f"  opened {full(card.opened_at, now, week)}"
    if card.due is not None:
        opened += f", date {moved}"
    return [*rows, *_fact("card", [(short or card.id, "sentence"), (opened, "muted")], cells)]
