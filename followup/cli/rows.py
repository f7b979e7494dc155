"""Cards as rows of text at 80 columns and more: list, next and --format. No colour: glyph and word carry the level."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from followup.config import Settings
from followup.core import outlook, policy, wording
from followup.core.board import Seen, fresh
from followup.core.card import HARD, MINE, PROMISED, WISH, Card
from followup.core.clean import shown
from followup.core.policy import Verdict
from followup.core.when_say import brief
from followup.errors import UsageError
from followup.tui.glyphs import ASCII, UNICODE, WORDS, YOUR_MOVE

if TYPE_CHECKING:
    from followup.core.records import Pending

SIGILS = {HARD: "!!", PROMISED: "!", WISH: "!?"}
LABEL_WIDTH = 11
LEAST_TITLE = 16
MOST_CONTACT = 10
PLACES = ("short", "title", "level", "contact", "due", "reason", "move")


def is_ascii(settings: Settings) -> bool:
    """Whether only plain glyphs can be drawn."""
    if settings.look.glyphs:
        return settings.look.glyphs == "ascii"
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return encoding != "utf8" or os.environ.get("TERM") == "linux"


def label(card: Card, seen: Verdict, plain: bool) -> str:
    """`◑ IDLE`."""
    mine = seen.ball == MINE and seen.level not in (policy.AT_RISK, policy.OVERDUE, policy.SNOOZED)
    glyphs = ASCII if plain else UNICODE
    return f"{glyphs.mine} {YOUR_MOVE}" if mine else f"{glyphs.levels[seen.level]} {WORDS[seen.level]}"


def due(card: Card, now: int, settings: Settings) -> str:
    """`!! Wed 12:00`; empty without a deadline."""
    if card.due is None:
        return ""
    return f"{SIGILS[card.due_kind or PROMISED]} {brief(card.due, now, settings.rules.week)}"


def numbers(card: Card, seen: Verdict) -> str:
    """`5h12 of 8h`."""
    if not card.is_open:
        return ""
    return f"{wording.span(seen.idle_minutes)} of {wording.span(seen.wait_minutes)}"


def width() -> int:
    """The terminal's columns; 80 where there is none to ask."""
    try:
        return max(60, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError, AttributeError):
        return 80


def rows(found: Sequence[Seen], shorts: Mapping[str, str], now: int, settings: Settings) -> list[str]:
    """A line a card, all in the same columns: short, level, title, who has it, how long, deadline."""
    plain = is_ascii(settings)
    cells = [_cells(one, shorts[one.card.id], now, settings, plain) for one in found]
    if not cells:
        return []
    sizes = _sizes(cells)
    lines = []
    for row in cells:
        fitted = [fit(one, size, plain) for one, size in zip(row, sizes, strict=True) if size]
        lines.append(("  " + "  ".join(fitted)).rstrip())
    return lines


def _cells(one: Seen, short: str, now: int, settings: Settings, plain: bool) -> tuple[str, ...]:
    card, seen = one.card, fresh(one, now, settings.rules)
    who = wording.person(card.contact) if card.contact else "you" if seen.ball == MINE else ""
    facts = (numbers(card, seen), due(card, now, settings))
    return (short, label(card, seen, plain), shown(card.title), shown(who), *facts)


def _sizes(cells: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """How wide each column is: the title takes what the others leave."""
    short, _, title, contact, idle, when = (max(cells_of(row[place]) for row in cells) for place in range(6))
    contact = min(contact, MOST_CONTACT)
    taken = sum(2 + size for size in (short, LABEL_WIDTH, contact, idle, when) if size)
    room = max(LEAST_TITLE, width() - taken - 2)
    return (short, LABEL_WIDTH, min(title, room), contact, idle, when)


def cells_of(text: str) -> int:
    """How many cells a terminal gives it."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def fit(text: str, size: int, plain: bool) -> str:
    """The text in exactly that many cells, cut with an ellipsis."""
    if cells_of(text) <= size:
        return text + " " * (size - cells_of(text))
    kept, used = "", 0
    for letter in text:
        used += cells_of(letter)
        if used > size - 1:
            break
        kept += letter
    return fit(kept.rstrip() + ("~" if plain else "…"), size, plain)


def advice(one: Seen, short: str, now: int, settings: Settings, alert: "Pending | None" = None) -> list[str]:
    """Lines that say which card, why now, the next move, and what became of an alert that nobody has acted on."""
    card, rules = one.card, settings.rules
    seen = fresh(one, now, rules)
    moves = outlook.moves(card, seen, now, rules.week)
    first = f"{short}  {label(card, seen, is_ascii(settings)):<{LABEL_WIDTH}}  {shown(card.title)}"
    indent = " " * (len(short) + 2)
    told = [f"{wording.reason(card, seen, now, rules)}.", *([outlook.sentences(moves)] if moves else [])]
    if alert is not None:
        told = _with_alert(told, alert, now, settings)
    return [first, *(f"{indent}{line}" for line in told)]


def _with_alert(told: list[str], alert: "Pending", now: int, settings: Settings) -> list[str]:
    """The lines of a card with what became of its alert, and with what is owed or asked where that was alerted."""
    from followup.core import became
    from followup.core.steps import CONFIRM, NEWS

    if alert.kind == CONFIRM:
        told = [outlook.sentences(outlook.confirm(alert.seen.card, now, settings.rules.week))]
    elif alert.kind == NEWS:
        told = [outlook.sentences(became.why(alert, now, settings.rules)), *told]
    return [*told, became.said(alert, now, settings.rules.week)]


def formatted(template: str, one: Seen, short: str, now: int, settings: Settings) -> str:
    """`--format`: PLACES in braces. Raises UsageError for another name."""
    card, rules = one.card, settings.rules
    seen = fresh(one, now, rules)
    when = brief(card.due, now, rules.week) if card.due is not None else ""
    why, move = wording.reason(card, seen, now, rules), wording.move(card, seen) or ""
    values = (short, card.title, seen.level, card.contact or "", when, why, move)
    return fill(template, dict(zip(PLACES, values, strict=True)))


def check_format(template: str) -> None:
    """Raises UsageError when `--format` names what a card does not have, also where there is no card."""
    fill(template, dict.fromkeys(PLACES, ""))


def fill(template: str, known: Mapping[str, str]) -> str:
    """Names in braces replaced, `{{` and `}}` literal; never `str.format`, which reaches into objects."""
    import re

    def value(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        if found[1] not in known:
            raise UsageError(f"--format knows no {found[0]}", " ".join(f"{{{name}}}" for name in known))
        return known[found[1]]

    return re.sub(r"\{\{|\}\}|\{([^{}]*)\}", value, template)
