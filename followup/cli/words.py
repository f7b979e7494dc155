"""What was understood of a line, a fact a line. On the path of `add`: it imports only what is there already."""

from collections.abc import Iterator

from followup.core import policy
from followup.core.card import HARD, MINE, WISH, Card
from followup.core.moments import span
from followup.core.policy import Rules
from followup.core.when_say import say, to_the_minute

KINDS = {HARD: "hard", WISH: "a wish"}


def counted(count: int) -> str:
    """So many cards."""
    return "1 card" if count == 1 else f"{count} cards"


def facts(card: Card, now: int, rules: Rules) -> Iterator[str]:
    """The lines under the title."""
    people = [
        f"with {card.contact}" if card.contact else "",
        f"for {card.requester}" if card.requester else "",
    ]
    if card.ball == MINE:
        people[0] = "your move: not asked yet"
    if any(people):
        yield ", ".join(filter(None, people))
    if card.outcome:
        yield f"outcome {card.outcome}"
    if card.due is not None:
        kind = KINDS.get(card.due_kind or "")
        yield f"due {say(card.due, now, rules.week)}" + (f" ({kind})" if kind else "")
    if card.breaks:
        yield f"breaks {card.breaks}"
    if card.next_move:
        yield f"next {card.next_move}"
    if card.alternates:
        yield f"alternates {'; '.join(card.alternates)}"
    if card.tags:
        yield "tags " + " ".join(f"#{tag}" for tag in card.tags)
    if card.opened_at != now:
        yield f"sent {to_the_minute(card.opened_at, now, rules.week)}"
    yield _check(card, now, rules)


def _check(card: Card, now: int, rules: Rules) -> str:
    seen = policy.judge(card, now, rules)
    if seen.level == policy.OVERDUE:
        return "overdue at once: its deadline has passed"
    if seen.level == policy.AT_RISK:
        return "at risk at once: no working time is left for another path"
    at = seen.check_at
    if at is None:
        return ""
    limit = f"waits {span(seen.wait_minutes)}"
    return f"first check {to_the_minute(at, now, rules.week)}, {limit}"
