"""What the best next step would buy: the check that follows if it is taken now."""

from typing import NamedTuple

from followup.core import card as cards
from followup.core import events as ev
from followup.core import policy
from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.events import Event
from followup.core.policy import Rules, Verdict
from followup.core.stages import SENT
from followup.core.wording import person


class Prospect(NamedTuple):
    """The check after the best next step (UTC seconds), its wait in working minutes, and what to call it."""

    check_at: int
    wait_minutes: int
    label: str
    said: str


def prospect(card: Card, verdict: Verdict, now: int, rules: Rules) -> Prospect | None:
    """Where the next step would lead if it were taken now; None for a resolved card."""
    if not card.is_open:
        return None
    if card.untried and (card.stage != SENT or verdict.level in (policy.OVERDUE, policy.AT_RISK)):
        kind, data, who = ev.REROUTED, {"alternate": card.untried[0]}, card.untried[0]
        said = "if asked now"
    else:
        kind, data, who = (ev.SENT if card.never_sent else ev.FOLLOWED_UP), {}, card.contact or ""
        said = "if sent now" if card.never_sent else "if asked again now"
        said = "after your move now" if card.ball == MINE and not card.never_sent else said
    known = policy.plan(cards.apply(card, Event("", now, now, kind, "", data)), rules)
    label = f"check {shown(person(who))}" if who else "check"
    return Prospect(known.check_at, known.wait_minutes, label, said)
