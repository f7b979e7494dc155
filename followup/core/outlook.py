"""What lies ahead of a card in words: the next move, the last other way, the news that is owed, what to confirm.

Instants are UTC seconds and shown in the week's zone.
"""

from followup.core import wording
from followup.core.card import THEIRS, Card, name_of
from followup.core.moments import by_day, moment, since
from followup.core.news import news_due_at
from followup.core.policy import Rules, Verdict
from followup.core.workweek import Workweek


def only_way(card: Card, seen: Verdict, now: int, week: Workweek) -> str | None:
    """`After Thu 15:00 Ben is the only way`, while the last safe moment is ahead and somebody is left to try.

    None where it says nothing: without a runway, past that moment, with the ball mine, or with nobody but the
    one who has it.
    """
    if not card.is_open or card.ball != THEIRS or seen.last_safe_at is None or now >= seen.last_safe_at:
        return None
    left = [wording.person(one) for one in card.untried if name_of(one) != card.contact]
    if not left or seen.last_safe_at == card.promise:
        return None
    return f"After {by_day(seen.last_safe_at, now, week)} {' or '.join(left[:2])} is the only way"


def moves(card: Card, seen: Verdict, now: int, week: Workweek) -> tuple[str, ...]:
    """What to do, and what is left after it; whole sentences without their full stops, none for a resolved card."""
    move = wording.move(card, seen)
    last = only_way(card, seen, now, week)
    return (*([f"Next: {move}"] if move else []), *([last] if last else []))


def sentences(said: tuple[str, ...]) -> str:
    """Sentences in one line, each with its full stop."""
    return " ".join(map(wording.ended, said))


def news(card: Card, now: int, rules: Rules) -> str | None:
    """`Maria last heard Monday; news is due today 15:00`; None for whoever wants no news."""
    due_at = news_due_at(card, rules)
    if due_at is None or not card.requester:
        return None
    name = wording.person(card.requester)
    told = f"{name} last heard {since(card.told_at, now, rules.week)}" if card.told_at is not None else (
        f"{name} has not heard since it began {since(card.opened_at, now, rules.week)}"
    )  # fmt: skip
    return f"{told}; news {'is' if now < due_at else 'was'} due {moment(due_at, now, rules.week)}"


def confirm(card: Card, now: int, week: Workweek) -> tuple[str, ...]:
    """What is asked about a resolve without proof."""
    resolved = f"Resolved {since(card.resolved_at or now, now, week)}, without proof"
    wanted = (f"Wanted: {card.outcome}",) if card.outcome else ()
    return (resolved, *wanted, "Next: see that it is true, and note how you know")
