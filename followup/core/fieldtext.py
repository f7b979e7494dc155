"""One field of a card as a line to type into: what it holds now, and what is set by what was typed.

The grammar is that of `edit KEY=VALUE`; a deadline takes its sigil as in quick add, and keeps its kind without one.
"""

from typing import Any

from followup.core.card import HARD, PROMISED, WISH, Card
from followup.core.fields import fields_from
from followup.core.quickadd_line import SIGILS
from followup.core.when_say import stamp
from followup.core.workweek import Workweek

KEYS = {HARD: "hard", PROMISED: "due", WISH: "wish"}
LISTS = {"tags": ", ", "alternates": "; "}


def text_of(card: Card, field: str, now: int, week: Workweek) -> str:
    """The field as it would be typed at `now` (UTC seconds); empty for none."""
    value = getattr(card, field)
    if not value:
        return ""
    if field == "due":
        return f"{SIGILS[card.due_kind or PROMISED]} {stamp(value, now, week)}"
    if field == "idle_limit_minutes":
        hours, rest = divmod(value, 60)
        return f"{value}m" if rest else f"{hours}h"
    return LISTS[field].join(value) if field in LISTS else str(value)


def set_by(
    text: str, field: str, card: Card, now: int, week: Workweek, date_order: str = "MDY"
) -> dict[str, Any]:
    """The card fields that this text sets, `now` in UTC seconds. Raises Refused for what cannot be."""
    key, text = field, text.strip()
    if field == "due":
        kind, text = _kind_of(text, card.due_kind or PROMISED)
        key = KEYS[kind]
    return fields_from(f"{key}={text}", card, now, week, date_order)


def _kind_of(text: str, usual: str) -> tuple[str, str]:
    for kind in (HARD, WISH, PROMISED):  # the longest sigil first
        if text.startswith(SIGILS[kind]):
            return kind, text.removeprefix(SIGILS[kind]).strip()
    return usual, text
