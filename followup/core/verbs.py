"""The verbs as pure rules: what a wish means for one card, as the events to write, or why it is refused.

Every function answers with (kind, data) pairs, oldest first; the desk stamps and commits them. Instants are
UTC seconds. Refusals are Refused, an unknown answer or stage is UsageError (DESIGN section 4).
"""

from collections.abc import Mapping
from typing import Any

from followup.core import events as ev
from followup.core.card import DUE_KINDS, EDITABLE, PROMISED, Card, name_of
from followup.core.policy import Plan
from followup.core.stages import ALTERNATE, FOLLOWED_UP, NAMES, RESOLVED, STAGES
from followup.errors import Refused, UsageError

KEEPING = "keeping the date"

Wish = tuple[str, dict[str, Any]]
Wishes = list[Wish]


def given(**data: Any) -> dict[str, Any]:
    """Only what was said, as it is stored: an event carries no empty keys and no tuples."""
    said = {key: value for key, value in data.items() if value not in (None, "", ())}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}


def follow_up(
    card: Card, via: str | None = None, note: str | None = None, contact: str | None = None
) -> Wishes:
    """Asked again; on an `@me` card the first time is the sending."""
    must_be_open(card, "follow up")
    kind = ev.SENT if card.never_sent else ev.FOLLOWED_UP
    return [(kind, given(via=via, note=note, contact=contact))]


def alternate(card: Card, name: str | None = None, via: str | None = None, note: str | None = None) -> Wishes:
    """Another path: the named alternate, or the first not yet tried."""
    must_be_open(card, "take an alternate path")
    return [(ev.REROUTED, given(alternate=_chosen(card, name), via=via, note=note))]


def _chosen(card: Card, name: str | None) -> str:
    if name is None or not name.strip():
        return _next_untried(card)
    wanted = name.strip().casefold()
    if not name_of(wanted):
        raise Refused(f"{name!r} names nobody", "write a name before the comma")
    names = {one: name_of(one).casefold() for one in card.alternates}
    matches = [one for one in names if names[one].startswith(wanted)]
    exact = [one for one in names if wanted in (names[one], one.casefold())]
    if len(exact) == 1 or len(matches) == 1:
        return (exact or matches)[0]
    if matches:
        raise Refused(f"{name!r} may be {' or '.join(matches)}", "write more of the name")
    return name.strip()


def _next_untried(card: Card) -> str:
    if not card.untried:
        hint = "name somebody: followup alternate ID NAME"
        raise Refused(f"nobody is left to try for “{card.title}”", hint)
    return card.untried[0]


def heard(card: Card, answer: str, until: int | None, note: str | None, now: int) -> Wishes:
    """Something came back. A holding reply starts a new clock, "away" makes the alternate path my move."""
    if answer not in ev.ANSWERS:
        raise UsageError(f"unknown answer {answer!r}", f"one of {', '.join(ev.ANSWERS)}")
    must_be_open(card, "record an answer")
    if until is not None and answer not in (ev.HOLDING, ev.AWAY):
        raise UsageError(f"“{answer}” takes no --until", "only holding and away do")
    if until is not None and until <= now:
        raise Refused("--until is not ahead", "name an instant after now")
    return [(ev.HEARD, given(answer=answer, until=until, note=note))]


def resolve(card: Card, proof: str | None = None) -> Wishes:
    """The outcome is true; on a resolved card only a proof may follow."""
    if card.stage == RESOLVED and not proof:
        raise Refused(f"“{card.title}” is already resolved", "--proof TEXT adds how you know")
    return [(ev.RESOLVED, given(proof=proof))]


def reopen(card: Card, stage: str | None = None) -> Wishes:
    """Back to the stage it was resolved from, and the ball is mine."""
    if card.stage != RESOLVED:
        raise Refused(f"“{card.title}” is not resolved")
    return [(ev.REOPENED, {"stage": stage or before_resolved(card)})]


def before_resolved(card: Card) -> str:
    """The stage that a resolved card was resolved from."""
    stage, last = STAGES[0], STAGES[0]
    for event in card.events:
        if event.kind == ev.RESOLVED and stage != RESOLVED:
            last = stage
        stage = _stage_after(event, stage)
    return last


def _stage_after(event: ev.Event, stage: str) -> str:
    if event.kind == ev.FOLLOWED_UP:
        return FOLLOWED_UP if stage == STAGES[0] else stage
    fixed = {ev.REROUTED: ALTERNATE, ev.RESOLVED: RESOLVED}
    return str(fixed.get(event.kind) or event.data.get("stage") or stage)


def snooze(card: Card, until: int, known: Plan, now: int) -> tuple[Wishes, str | None]:
    """Quiet until then, but never past the next guard or deadline; and that one's name if it cut it."""
    must_be_open(card, "snooze")
    if until <= now:
        raise Refused("a snooze ends after now", "try: followup snooze ID tomorrow")
    guards = {
        "the last safe moment for another path": known.last_safe_at,
        "the moment to tell the requester": known.tell_at,
        "the deadline": card.promise,
    }
    ahead = [(at, name) for name, at in guards.items() if at is not None and at > now]
    if ahead and min(ahead)[0] < until:
        return [(ev.SNOOZED, {"until": min(ahead)[0]})], min(ahead)[1]
    return [(ev.SNOOZED, {"until": until})], None


def reschedule(card: Card, due: int, kind: str | None = None, reason: str | None = None) -> Wishes:
    """A new date: Rescheduled where there was one, Edited where it is the first."""
    must_be_open(card, "reschedule")
    kind = _due_kind(kind or card.due_kind or PROMISED)
    if (due, kind) == (card.due, card.due_kind):
        raise Refused("that is its date already")
    if card.due is None:
        return [(ev.EDITED, {"set": {"due": due, "due_kind": kind}, **given(reason=reason)})]
    return [(ev.RESCHEDULED, given(due=due, due_kind=kind, was=card.due, reason=reason))]


def _due_kind(kind: str) -> str:
    if kind not in DUE_KINDS:
        raise UsageError(f"unknown kind of deadline {kind!r}", f"one of {', '.join(DUE_KINDS)}")
    return kind


def edit(card: Card, fields: Mapping[str, Any]) -> Wishes:
    """Set these fields; those that already are so are left out, and an existing deadline is rescheduled."""
    _must_be_settable(fields)
    dates = {key: fields[key] for key in ("due", "due_kind") if key in fields}
    rest = {key: _as_stored(value) for key, value in fields.items() if key not in dates}
    kept = {key: value for key, value in rest.items() if value != _as_stored(getattr(card, key))}
    wishes: Wishes = [(ev.EDITED, {"set": kept})] if kept else []
    return wishes + (_redated(card, dates) if dates else [])


def _must_be_settable(fields: Mapping[str, Any]) -> None:
    for key, value in fields.items():
        if key not in EDITABLE:
            raise UsageError(f"no such field: {key}", f"one of {', '.join(EDITABLE)}")
        if key == "title" and not value:
            raise Refused("a card needs a title", "write the outcome in your words")
        if key == "alternates" and not all(map(name_of, value)):
            raise Refused("an alternate needs a name", "write it before the comma")
        if key == "idle_limit_minutes" and value is not None and value <= 0:
            raise Refused("an idle limit is longer than nothing", "such as 4h")


def _redated(card: Card, dates: Mapping[str, Any]) -> Wishes:
    due = dates.get("due", card.due)
    if due is None:
        return _undated(card, dates)
    kind = _due_kind(dates.get("due_kind", card.due_kind) or PROMISED)
    if (due, kind) == (card.due, card.due_kind):
        return []
    if card.is_open:
        return reschedule(card, due, kind)
    return [(ev.EDITED, {"set": {"due": due, "due_kind": kind}})]


def _undated(card: Card, dates: Mapping[str, Any]) -> Wishes:
    if dates.get("due_kind") is not None:
        raise Refused(f"“{card.title}” has no date", "give it one with the kind")
    return [(ev.EDITED, {"set": {"due": None, "due_kind": None}})] if card.due is not None else []


def _as_stored(value: Any) -> Any:
    """Lists as lists, and nothing written as nothing at all."""
    return list(value) if isinstance(value, tuple) else None if value == "" else value


def move(card: Card, stage: str) -> Wishes:
    """To a named stage: forward is that stage's verb, backward is Moved, back from resolved is reopen."""
    if stage not in STAGES:
        raise UsageError(f"unknown stage {stage!r}", f"one of {', '.join(STAGES)}")
    if stage == card.stage:
        raise Refused(f"“{card.title}” is in {NAMES[stage]} already")
    if card.stage == RESOLVED:
        return reopen(card, stage)
    if STAGES.index(stage) < STAGES.index(card.stage):
        return [(ev.MOVED, {"stage": stage})]
    if stage == RESOLVED:
        return resolve(card)
    return alternate(card) if stage == ALTERNATE else [(ev.FOLLOWED_UP, {})]


def note(card: Card, text: str) -> Wishes:
    """Something worth remembering; no touch."""
    return [(ev.NOTED, {"text": text})]


def keep(card: Card, slot_at: int, text: str | None, now: int) -> Wishes:
    """Keep the promise in a slot of mine: a note that answers the question of the day before (core/promises.py)."""
    must_be_open(card, "keep a date")
    if card.promise is None:
        raise Refused(f"“{card.title}” has no promised date to keep", "followup reschedule ID WHEN sets one")
    if not now < slot_at < card.promise:
        raise Refused("the slot is not between now and the date", "name a moment before it, or move the date")
    return [(ev.NOTED, given(text=text or KEEPING, until=slot_at))]


def update(card: Card, text: str | None = None, via: str | None = None) -> Wishes:
    """The requester was told where it stands; also on a resolved card."""
    return [(ev.UPDATED, given(text=text, via=via))]


def chased(card: Card, name: str | None = None) -> Wishes:
    """Somebody asked before being told."""
    return [(ev.CHASED, given(name=name))]


def mute(card: Card, muted: bool = True, until: int | None = None) -> Wishes:
    """No popups for this card, for good or until then; or popups again."""
    must_be_open(card, "mute")
    return [(ev.MUTED, {"muted": muted, **given(until=until)})]


def must_end_ahead(muted: bool, until: int | None, now: int) -> None:
    """Refuse the end of a mute that is none."""
    if until is not None and not muted:
        raise UsageError("--off takes no --until", "leave one of them out")
    if until is not None and until <= now:
        raise Refused("a mute ends after now", "leave --until out, and it holds until it is taken off")


def delete(card: Card) -> Wishes:
    """Gone from the board; undo brings it back."""
    return [(ev.DELETED, {})]


def must_be_open(card: Card, wish: str) -> None:
    """Refuse `wish` on a resolved card."""
    if card.stage == RESOLVED:
        raise Refused(f"“{card.title}” is resolved: cannot {wish}", "reopen it first")
