"""Verdicts in words: why now, and what to do about it. Nothing is said that no event stands behind.

Instants are UTC seconds and shown in the week's zone; spans are working minutes.
"""

from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card, name_of
from followup.core.events import Event
from followup.core.moments import ago
from followup.core.moments import dated as dated
from followup.core.moments import local as local
from followup.core.moments import moment as moment
from followup.core.moments import short_moment as short_moment
from followup.core.moments import since as since
from followup.core.moments import span as span
from followup.core.policy import Rules, Verdict
from followup.core.stages import ALTERNATE, FOLLOWED_UP, SENT
from followup.core.workweek import Workweek

TELL = "tell {} where it stands"
NAME = "name someone to ask"
# Characters of a note that a reason quotes.
QUOTED = 120


def person(name: str) -> str:
    """What one calls somebody in passing: `Dana` for `Dana Reyes` or `dana`, but `Facilities desk` whole."""
    words = (name_of(name) or name).split()
    is_name = len(words) > 1 and _is_forename(words[0]) and all(map(_begins_a_name, words))
    return words[0] if is_name else in_full(name)


def in_full(name: str) -> str:
    """The whole name as one writes it to others: `Dana Reyes`, and `Dana` for `dana`."""
    whole = name_of(name) or name
    return whole.capitalize() if whole.islower() and whole.isalpha() else whole


TITLES = frozenset(("dr", "mr", "mrs", "ms", "mx", "prof", "sir", "the"))


def _is_forename(word: str) -> bool:
    """Not an initial, a title or a department: `J.`, `Dr`, `HR`."""
    return word.casefold() not in TITLES and not word.isupper() and not word.endswith(".")


def _begins_a_name(word: str) -> bool:
    return word[0].isupper()


def silence(card: Card, seen: Verdict, in_full: bool = False) -> str:
    """`Dana silent 5h12 of 3h40`; in full `Dana silent 9 of 8 working hours`."""
    idle, wait = seen.idle_minutes, seen.wait_minutes
    numbers = f"{span(idle)} of {span(wait)}"
    if in_full:
        numbers = (
            f"{hours} working hours" if (hours := in_hours(idle, wait)) else f"{numbers} of working time"
        )
    return f"{person(card.contact)} silent {numbers}" if card.contact else f"Silent {numbers}"


def in_hours(idle: int, wait: int) -> str:
    """`9 of 8`, where both are told in whole hours; else ""."""
    said = (span(idle), span(wait))
    return " of ".join(one.removesuffix("h") for one in said) if all(one[-1] == "h" for one in said) else ""


def why(
    card: Card, seen: Verdict, now: int, rules: Rules, in_full: bool = False, in_brief: bool = False
) -> tuple[str, ...]:
    """The sentences that say why now, the first one enough alone; without their full stops.

    In full the silence is counted in words, for scripts; in brief the news owed is, for a narrow screen.
    """
    week = rules.week
    if seen.level == policy.RESOLVED:
        return (f"Resolved {since(card.resolved_at or now, now, week)}",)
    if seen.level == policy.OVERDUE and card.due is not None:
        return (_late(card.due, now, week), *_news(card, seen, now, week))
    if seen.level == policy.SNOOZED and card.snoozed_until is not None:
        return (f"Quiet until {short_moment(card.snoozed_until, now, week)}", "Nothing fires before")
    if seen.ball == MINE:
        return (*_mine(card, seen), *_due(card, now, week, seen))
    if seen.level in (policy.FRESH, policy.SOON):
        return (_waiting(card, seen), *_check(card, now, week, seen))
    return (silence(card, seen, in_full), *_due(card, now, week, seen, in_brief))


def reason(card: Card, seen: Verdict, now: int, rules: Rules) -> str:
    """The same in one line for scripts and popups: "Dana silent 9 of 8 working hours. Due Friday 15:00"."""
    *most, last = why(card, seen, now, rules, in_full=True)
    return " ".join([*map(ended, most), last])


def ended(sentence: str) -> str:
    """A sentence with its full stop, unless it was quoted with one ("Joan asked: which site?") or ends with a link."""
    has_end = "://" in sentence.rpartition(" ")[2] or sentence.endswith((".", "!", "?", "…"))
    return sentence if has_end else f"{sentence}."


def _waiting(card: Card, seen: Verdict) -> str:
    numbers = f"{span(seen.idle_minutes)} of {span(seen.wait_minutes)}"
    return f"{person(card.contact)} has had it {numbers}" if card.contact else f"Waiting {numbers}"


def _late(due: int, now: int, week: Workweek) -> str:
    return f"Due {moment(due, now, week)}, {ago(due, now, week)}"


def _check(card: Card, now: int, week: Workweek, seen: Verdict) -> tuple[str, ...]:
    # Where no working time was left when the date was set, the check lies behind for good.
    if seen.check_at is not None and seen.check_at > now:
        return (f"Next check {moment(seen.check_at, now, week)}",)
    return _due(card, now, week, seen)


def _mine(card: Card, seen: Verdict) -> tuple[str, ...]:
    yours = f"Yours for {span(seen.idle_minutes)} of {span(seen.wait_minutes)}"
    heard = last_heard(card)
    if card.never_sent:
        return ("Not asked yet", yours)
    if heard is None or heard.data["answer"] not in ASKED or not card.contact:
        return (yours,)
    said = ASKED[heard.data["answer"]].format(person(card.contact))
    note = first_line(heard.data.get("note") or "")
    return (f"{said}: {note}" if note else said, yours)


def first_line(text: str) -> str:
    """The first line of a note, cut to what one quotes."""
    line = next(iter(text.strip().splitlines()), "").strip()
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1].rstrip()}…"


ASKED = {
    ev.QUESTION: "{} asked",
    ev.ANSWERED: "{} answered",
    ev.AWAY: "{} is away",
}


def last_heard(card: Card) -> Event | None:
    """The answer that made the ball mine, if one did."""
    last = next(
        (event for event in reversed(card.events) if ev.is_touch(event) or event.kind == ev.HEARD), None
    )
    return last if last is not None and last.kind == ev.HEARD else None


def _due(card: Card, now: int, week: Workweek, seen: Verdict, in_brief: bool = False) -> tuple[str, ...]:
    if card.promise is None:
        return ()
    due = f"Due {moment(card.promise, now, week)}"
    if seen.level == policy.AT_RISK and card.requester and card.told_at is not None and in_brief:
        return (f"{due}; {person(card.requester)} last heard {since(card.told_at, now, week)}",)
    if seen.level == policy.AT_RISK and card.requester:
        return (f"{due}, and {_untold(card, now, week)[0]}",)
    return (due,)


def _untold(card: Card, now: int, week: Workweek) -> tuple[str, ...]:
    if not card.requester:
        return ()
    name = person(card.requester)
    if card.told_at is None:
        return (f"{name} has not heard",)
    return (f"{name} has not heard since {since(card.told_at, now, week)}",)


def _news(card: Card, seen: Verdict, now: int, week: Workweek) -> tuple[str, ...]:
    """What the requester does not know: nothing, once told since the last safe moment."""
    if card.told_at is not None and seen.last_safe_at is not None and card.told_at >= seen.last_safe_at:
        return ()
    return _untold(card, now, week)


def steps(card: Card, seen: Verdict) -> tuple[str, ...]:
    """The next move and the ones behind it, best first (DESIGN section 5); none for a resolved card."""
    if not card.is_open:
        return ()
    if seen.level in (policy.OVERDUE, policy.AT_RISK):
        return _rescue(card, seen.level)
    path = _path(card)
    if card.ball == MINE:
        return _my_moves(card, path)
    if card.stage == SENT:
        return (card.next_move or _follow_up(card), *path)
    if card.stage == ALTERNATE and card.requester:
        return (*path, tell(card.requester))
    return path or (NAME,)


def _rescue(card: Card, level: str) -> tuple[str, ...]:
    """At risk: tell the requester and try the next path; when the date has passed, with a new one."""
    told: tuple[str, ...] = ()
    if card.requester:
        overdue = f"tell {person(card.requester)}, with a new date"
        told = (overdue if level == policy.OVERDUE else tell(card.requester),)
    own = (card.next_move,) if card.next_move and not card.tried else ()
    last = _my_moves(card, ()) if card.ball == MINE else (NAME,)
    return (*told, *((*own, *_path(card)) or last))


def move(card: Card, seen: Verdict) -> str | None:
    """The next move in one line: "call reception, then Ben"; None for a resolved card."""
    ahead = steps(card, seen)
    if not ahead:
        return None
    line = ", then ".join(_then(ahead))
    if card.requester and _owes_news(card) and not any(step.startswith("tell ") for step in ahead):
        line += f" and {tell(card.requester)}"
    return line


def _owes_news(card: Card) -> bool:
    """Once followed up, the requester should have heard at least once since the opening."""
    return card.stage in (FOLLOWED_UP, ALTERNATE) and (card.told_at is None or card.told_at < card.opened_at)


def tell(requester: str) -> str:
    """`tell Maria where it stands`."""
    return TELL.format(person(requester))


def _then(ahead: tuple[str, ...]) -> list[str]:
    """After the first step "go to Ben" is said as "Ben"."""
    return [ahead[0], *(step.removeprefix("go to ") for step in ahead[1:])]


def _path(card: Card) -> tuple[str, ...]:
    """The first alternate that was not tried yet; the ones behind it are for later."""
    return tuple(f"go to {person(one)}" for one in card.untried[:1])


def _follow_up(card: Card) -> str:
    return f"follow up with {person(card.contact)}" if card.contact else "follow up"


def _my_moves(card: Card, path: tuple[str, ...]) -> tuple[str, ...]:
    heard = last_heard(card)
    if card.never_sent:
        return ("send it",)
    if heard is None:
        return (card.next_move or "make your move",)
    if heard.data["answer"] == ev.QUESTION:
        return (f"answer {person(card.contact) if card.contact else 'them'}",)
    if heard.data["answer"] == ev.AWAY:
        return path or (NAME,)
    return ("resolve it if the outcome is true, or ask again",)
