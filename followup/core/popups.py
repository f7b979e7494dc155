"""What a popup says: a title with a fixed first word, and a body with the reason and the move.

Pure. Everything that a person typed goes through `clean.popup`, so that no server, shell or lock screen reads
it as more than text.
"""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core import clean, policy, wording
from followup.core.board import Seen
from followup.core.card import MINE
from followup.core.policy import Rules, Verdict
from followup.core.steps import CHECK, DIGEST, DUE, GRAVITY, Step

TITLE_LIMIT = 60
BODY_LIMIT = 200
HIDDEN = "Open followup to see it"


class Voice(NamedTuple):
    """A card that has something to say now: its steps, the gravest first, all of them said by one popup, and
    the keys of those that were held back on an earlier day."""

    seen: Seen
    steps: tuple[Step, ...]
    held: frozenset[str] = frozenset()

    @property
    def card_id(self) -> str:
        return self.seen.card.id

    @property
    def kind(self) -> str:
        return self.steps[0].kind

    @property
    def is_guard(self) -> bool:
        return self.steps[0].is_guard


class Popup(NamedTuple):
    """One thing to say now, for one card or several. `cost` is what it takes from the day's budget; a `held`
    one is over it: it goes to the pending list and pops up nowhere."""

    kind: str
    voices: tuple[Voice, ...]
    title: str
    body: str
    urgency: str
    key: str
    cost: int = 0
    held: bool = False

    @property
    def cards(self) -> tuple[str, ...]:
        return tuple(voice.card_id for voice in self.voices)


def popup(
    voices: Sequence[Voice], now: int, rules: Rules, hide: bool, cost: int = 0, held: bool = False
) -> Popup:
    """The popup that speaks for these cards; of several it names each."""
    guards = any(voice.is_guard for voice in voices)
    if len(voices) == 1:
        kind, key = voices[0].kind, voices[0].card_id
        title, body = _of_one(voices[0], now, rules, hide)
    else:
        kind = max((voice.kind for voice in voices), key=GRAVITY.__getitem__) if guards else DIGEST
        key = "guards" if guards else DIGEST
        title, body = _of_many(kind, voices, hide)
    urgency = "critical" if guards else "normal"
    return Popup(kind, tuple(voices), title, body, urgency, key, cost, held)


def _of_one(voice: Voice, now: int, rules: Rules, hide: bool) -> tuple[str, str]:
    card, known = voice.seen.card, voice.seen.plan
    seen = voice.seen.verdict if known is None else policy.verdict(card, known, now, rules)
    head = _head(voice, seen, now, rules)
    if hide:
        return clean.popup(head, TITLE_LIMIT), HIDDEN
    said = wording.reason(card, seen, now, rules)
    ahead = wording.move(card, seen)
    body = f"{said}. Next: {ahead}." if ahead else f"{said}."
    return clean.popup(f"{head}: {card.title}", TITLE_LIMIT), clean.popup(body, BODY_LIMIT)


def _head(voice: Voice, seen: Verdict, now: int, rules: Rules) -> str:
    card = voice.seen.card
    if voice.kind == CHECK:
        return f"{'Yours' if card.ball == MINE else 'Idle'} {_numbers(seen)}"
    if voice.kind == DUE and card.due is not None:
        return f"Due {wording.short_moment(card.due, now, rules.week)}"
    return "At risk"


def _numbers(seen: Verdict) -> str:
    """`9 of 8 h`, or `5h12 of 3h40`."""
    idle, wait = seen.idle_minutes, seen.wait_minutes
    if idle % 60 or wait % 60:
        return f"{wording.span(idle)} of {wording.span(wait)}"
    return f"{idle // 60} of {wait // 60} h"


HEADS = {DIGEST: "Idle", DUE: "Due"}


def _of_many(kind: str, voices: Sequence[Voice], hide: bool) -> tuple[str, str]:
    title = f"{HEADS.get(kind, 'At risk')}: {len(voices)} cards need you"
    return title, HIDDEN if hide else _names([voice.seen.card.title for voice in voices])


def _names(titles: Sequence[str]) -> str:
    """A line a card, each as long as leaves room for all; past a dozen the rest are counted."""
    shown = titles[:12]
    rest = f"\nand {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
    room = (BODY_LIMIT - len(rest) - len(shown)) // len(shown)
    return "\n".join(clean.popup(title, room) for title in shown) + rest
