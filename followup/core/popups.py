"""What a popup says: a title with a fixed first word, and a body with the reason and the move.

Pure. Everything that a person typed goes through `clean.popup`, so that no server, shell or lock screen reads
it as more than text.
"""

from collections.abc import Sequence
from typing import NamedTuple

from followup.core import clean, outlook, policy, wording
from followup.core.board import Seen
from followup.core.card import MINE
from followup.core.mutes import known_as
from followup.core.policy import Rules, Verdict
from followup.core.steps import CHECK, CONFIRM, DIGEST, DUE, GRAVITY, NEWS, Step

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
    kind = _kind(voices)
    if len(voices) == 1:
        key = voices[0].card_id
        title, body = _of_one(voices[0], now, rules, hide)
    else:
        key = _key(kind, voices)
        title, body = _of_many(kind, voices, hide)
    urgency = "critical" if any(voice.is_guard for voice in voices) else "normal"
    return Popup(kind, tuple(voices), title, body, urgency, key, cost, held)


def _kind(voices: Sequence[Voice]) -> str:
    """The gravest guard's; else what all of them have to say, if it is one thing; else a digest."""
    if len(voices) == 1:
        return voices[0].kind
    if any(voice.is_guard for voice in voices):
        return max((voice.kind for voice in voices), key=GRAVITY.__getitem__)
    kinds = {voice.kind for voice in voices}
    if kinds == {CONFIRM} or (kinds == {NEWS} and len(set(map(_requester, voices))) == 1):
        return voices[0].kind
    return DIGEST


def _key(kind: str, voices: Sequence[Voice]) -> str:
    """What a later popup about the same replaces it by."""
    if kind == NEWS:
        return f"{NEWS} {_requester(voices[0])}"
    return kind if kind in (DIGEST, CONFIRM) else "guards"


def _requester(voice: Voice) -> str:
    return known_as(voice.seen.card.requester or "")


def _of_one(voice: Voice, now: int, rules: Rules, hide: bool) -> tuple[str, str]:
    card, known = voice.seen.card, voice.seen.plan
    seen = voice.seen.verdict if known is None else policy.verdict(card, known, now, rules)
    if hide:
        return clean.popup(
            HIDDEN_HEADS.get(voice.kind) or _head(voice, seen, now, rules), TITLE_LIMIT
        ), HIDDEN
    title = f"{_head(voice, seen, now, rules)}: {card.title}"
    body = clean.popup(outlook.sentences(_said(voice, seen, now, rules)), BODY_LIMIT)
    if body.endswith("…"):
        body = clean.popup(outlook.sentences(_said(voice, seen, now, rules, in_brief=True)), BODY_LIMIT)
    return clean.popup(title, TITLE_LIMIT), body


def _said(voice: Voice, seen: Verdict, now: int, rules: Rules, in_brief: bool = False) -> tuple[str, ...]:
    """Why now, and what to do; the news that is owed is said beside a check. In brief not what is left after it."""
    card = voice.seen.card
    owed = outlook.news(card, now, rules) if any(step.kind == NEWS for step in voice.steps) else None
    if voice.kind == CONFIRM:
        return outlook.confirm(card, now, rules.week)
    if voice.kind == NEWS and owed is not None:
        return owed, f"Next: {wording.tell(card.requester or '')}"
    reason = wording.reason(card, seen, now, rules)
    beside = (owed,) if owed is not None and not voice.is_guard else ()
    ahead = outlook.moves(card, seen, now, rules.week)
    return (reason, *beside, *(ahead[:1] if in_brief else ahead))


def _head(voice: Voice, seen: Verdict, now: int, rules: Rules) -> str:
    card = voice.seen.card
    if voice.kind == NEWS:
        return f"News for {wording.person(card.requester or '')}"
    if voice.kind == CONFIRM:
        return "Confirm"
    if voice.kind == CHECK:
        return f"{'Yours' if card.ball == MINE else 'Idle'} {_numbers(seen)}"
    if voice.kind == DUE and card.due is not None:
        return f"Due {wording.short_moment(card.due, now, rules.week)}"
    return "At risk"


def _numbers(seen: Verdict) -> str:
    """`9 of 8 h`, or `5h12 of 3h40`."""
    idle, wait = seen.idle_minutes, seen.wait_minutes
    hours = wording.in_hours(idle, wait)
    return f"{hours} h" if hours else f"{wording.span(idle)} of {wording.span(wait)}"


HEADS = {DIGEST: "Idle", DUE: "Due", NEWS: "News", CONFIRM: "Confirm"}
HIDDEN_HEADS = {NEWS: "News is owed", CONFIRM: "Confirm what you resolved"}


def _of_many(kind: str, voices: Sequence[Voice], hide: bool) -> tuple[str, str]:
    title = f"{_heading(kind, voices, hide)}: {len(voices)} cards" + (" need you" if kind not in CALM else "")
    return clean.popup(title, TITLE_LIMIT), (
        HIDDEN if hide else _names([voice.seen.card.title for voice in voices])
    )


CALM = (NEWS, CONFIRM)


def _heading(kind: str, voices: Sequence[Voice], hide: bool) -> str:
    if kind == NEWS and not hide:
        return f"News for {wording.person(voices[0].seen.card.requester or '')}"
    if kind == DIGEST and any(voice.kind != CHECK for voice in voices):
        return "Waiting"
    return HEADS.get(kind, "At risk")


def _names(titles: Sequence[str]) -> str:
    """A line a card, each as long as leaves room for all; past a dozen the rest are counted."""
    shown = titles[:12]
    rest = f"\nand {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
    room = (BODY_LIMIT - len(rest) - len(shown)) // len(shown)
    return "\n".join(clean.popup(title, room) for title in shown) + rest
