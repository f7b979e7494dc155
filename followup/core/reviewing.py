"""The weekly review: every open card in the order of risk, one question and one move each.

Pure; instants are UTC seconds. A card is behind once something was recorded about it since the review began, or it
was marked as fine as it is: so the walk goes on where it stopped, on the board and on the command line alike.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from followup.core import events as ev
from followup.core import policy, promises
from followup.core.board import Seen
from followup.core.card import MINE, Card
from followup.core.moments import by_day, moment, span
from followup.core.policy import Rules
from followup.core.stages import SENT
from followup.core.wording import last_heard, person
from followup.core.workweek import Workweek


class Review(NamedTuple):
    """A review that has begun: since when, and the ids of the cards that are fine as they are."""

    began_at: int
    fine: frozenset[str] = frozenset()


class Item(NamedTuple):
    """One card of the walk: its question, the board's action that answers it (its key may be any), and the verb.

    In `verb` the card's short is to stand for ID. The action is "" and the verb "review ID" where to say that it is
    fine as it is answers it. `also` are other actions of the board that would answer it as well.
    """

    seen: Seen
    question: str
    action: str
    verb: str
    also: tuple[str, ...] = ()

    @property
    def card(self) -> Card:
        return self.seen.card


FINE = ("", "review ID")


def resumed(review: Review | None, now: int, week: Workweek) -> Review:
    """The review of this week: the one that began in it, else a new one. One of another week is over."""
    if review is not None and monday_at(now, week) <= review.began_at <= now:
        return review
    return Review(now)


def monday_at(now: int, week: Workweek) -> int:
    """When the ISO week of `now` began, in the zone of the workweek."""
    today = week.local_date(now)
    return week.at_local(today - timedelta(today.weekday()), 0)


class Turn(NamedTuple):
    """A card that is left, and how grave that is; it holds while the card is seen as it was, that day."""

    risk: int
    seen: Seen


def line_up(
    seen: Iterable[Seen], review: Review, now: int, week: Workweek, before: Mapping[str, Turn] | None = None
) -> dict[str, Turn]:
    """What is left of the walk by id, the gravest first. `before` is the line as it was, later than nothing of the
    review: with it only the cards that are seen otherwise are looked at."""
    known = before or {}
    left = {}
    for one in seen:
        turn = known.get(one.card.id)
        if turn is not None and turn.seen is one:
            if one.card.id not in review.fine:
                left[one.card.id] = turn
        elif one.card.is_open and not one.card.archived and not is_behind(one.card, review):
            left[one.card.id] = Turn(_risk(one, now, week), one)
    # The line as it was is in order but for a few: sorting that costs next to nothing.
    order = dict.fromkeys((*(key for key in known if key in left), *left))
    return {key: left[key] for key in sorted(order, key=lambda key: (left[key].risk, left[key].seen.rank))}


def queue(seen: Iterable[Seen], review: Review, now: int, rules: Rules) -> tuple[Item, ...]:
    """What is left of the walk, the gravest first, each with its question."""
    return tuple(item(turn.seen, now, rules) for turn in line_up(seen, review, now, rules.week).values())


def _risk(one: Seen, now: int, week: Workweek) -> int:
    """Overdue; at risk or promised for the next working day; all the rest in the board's ranking."""
    if one.verdict.level == policy.OVERDUE:
        return 0
    return 1 if one.verdict.level == policy.AT_RISK or promises.question(one.card, now, week) else 2


def is_behind(card: Card, review: Review) -> bool:
    """Whether this review has been at the card."""
    return card.id in review.fine or any(event.recorded_at >= review.began_at for event in card.events)


def fine(review: Review, ids: Collection[str]) -> Review:
    """The review with these cards behind it."""
    return review._replace(fine=review.fine | frozenset(ids))


def item(one: Seen, now: int, rules: Rules) -> Item:
    """The card's one question: what is most pressing, then what is blank, then whether it is worth waiting on."""
    return Item(one, *(_pressing(one, now, rules) or _blank(one.card) or _calm(one, now, rules)))


_Asked = tuple[str, str, str] | tuple[str, str, str, tuple[str, ...]]


def _pressing(one: Seen, now: int, rules: Rules) -> _Asked | None:
    card, level = one.card, one.verdict.level
    if level == policy.OVERDUE and card.due is not None:
        return (
            f"It was due {moment(card.due, now, rules.week)}: what is the new date?",
            "card.reschedule",
            "reschedule ID WHEN",
        )
    if promises.question(card, now, rules.week) is not None and card.due is not None:
        when = by_day(card.due, now, rules.week)
        return (
            f"Due {when}: keep it, move it or hand it over?",
            "card.keep",
            "note ID --keep WHEN",
            ("card.reschedule", "card.alternate"),
        )
    if level == policy.AT_RISK:
        if card.requester:
            return f"Does {person(card.requester)} know that it is at risk?", "card.told", "update ID"
        return "It is at risk: who else can do it?", "card.alternate", "alternate ID NAME"
    if level == policy.SNOOZED:
        return None
    if card.ball == MINE:
        return _mine(card)
    if level in (policy.STALLED, policy.IDLE):
        return _silent(one)
    return None


def _mine(card: Card) -> _Asked:
    heard = last_heard(card)
    who = person(card.contact) if card.contact else "them"
    if card.never_sent:
        return "Not asked yet: send it now?", "card.follow-up", "follow-up ID"
    if heard is None:
        return "It is your move: what comes next?", "card.follow-up", "follow-up ID"
    if heard.data["answer"] == ev.ANSWERED:
        return "Is the outcome true?", "card.resolve", "resolve ID"
    if heard.data["answer"] == ev.AWAY:
        return (
            f"{'They are' if who == 'them' else f'{who} is'} away: who else?",
            "card.alternate",
            "alternate ID",
        )
    return f"What do you answer {who}?", "card.follow-up", "follow-up ID"


def _silent(one: Seen) -> _Asked:
    card = one.card
    silence = f"has been silent for {span(one.verdict.idle_minutes)}"
    silent = f"{person(card.contact)} {silence}" if card.contact else f"It {silence}"
    if card.stage == SENT:
        return f"{silent}: ask again?", "card.follow-up", "follow-up ID"
    if card.untried:
        return f"{silent}: go to {person(card.untried[0])}?", "card.alternate", "alternate ID"
    return f"{silent}: who else is there?", "card.alternate", "alternate ID NAME"


def _blank(card: Card) -> _Asked | None:
    if not card.outcome:
        return "What is true when it is done?", "card.fill", "edit ID goal=TEXT"
    if not card.next_move:
        return "What do you do if you hear nothing?", "card.fill", "edit ID next=TEXT"
    if not card.alternates:
        return "Who else is there?", "card.fill", "edit ID alt+=NAME"
    return None


def _calm(one: Seen, now: int, rules: Rules) -> _Asked:
    until = one.card.snoozed_until
    if one.verdict.level == policy.SNOOZED and until is not None:
        return (f"Quiet until {moment(until, now, rules.week)}: still right?", *FINE, ("card.snooze",))
    if one.card.due is None:
        return ("Is it still wanted?", *FINE, ("card.reschedule", "card.delete"))
    return ("Is it still wanted, and is the date still right?", *FINE, ("card.reschedule", "card.delete"))
