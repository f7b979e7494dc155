"""A card as plain text, to be pasted elsewhere: nothing in it steers, reorders or hides."""

from followup.core.card import MINE, Card
from followup.core.clean import shown
from followup.core.policy import Rules, Verdict
from followup.core.when_say import say
from followup.core.wording import ended, move, why


def plain_text(card: Card, verdict: Verdict, now: int, rules: Rules) -> str:
    """Title, who has it, why now, what is next and by when: a line each, at `now` (UTC seconds)."""
    lines = [card.title, f"Outcome: {card.outcome}" if card.outcome else "", _ball(card)]
    lines.append(" ".join(map(ended, why(card, verdict, now, rules))))
    then = move(card, verdict)
    if then:
        lines.append(f"Next: {then}")
    if card.due is not None:
        kind = "wish" if card.due_kind == "wish" else f"{card.due_kind} deadline"
        lines.append(f"Due: {say(card.due, now, rules.week)} ({kind})")
    if card.breaks:
        lines.append(f"Breaks: {card.breaks}")
    if card.proof:
        lines.append(f"Proof: {card.proof}")
    return "\n".join(shown(line) for line in lines if line)


def _ball(card: Card) -> str:
    if not card.contact:
        return "Not asked yet" if card.never_sent else ""
    if not card.is_open:
        return f"With: {card.contact}, at the end"
    return f"I owe: {card.contact}" if card.ball == MINE else f"With: {card.contact}"
