"""Makes weeks, instants and cards for the tests of the core."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids, policy, verbs
from followup.core.card import DUE_KINDS, MINE, THEIRS, Card
from followup.core.events import Event
from followup.core.instants import DAY, MINUTE
from followup.core.policy import Limits, Rules
from followup.core.stages import STAGES
from followup.core.verbs import Wishes
from followup.core.workweek import Workweek
from followup.errors import FollowupError

NEW_YORK = ZoneInfo("America/New_York")
THANKSGIVING = date(2026, 11, 26)
WEEK = Workweek(NEW_YORK, holidays=[THANKSGIVING])
RULES = Rules(WEEK)
# The Monday of the week that the tables speak of: no holiday, no change of the clocks.
MONDAY = date(2026, 6, 1)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def at(text: str, zone: ZoneInfo = NEW_YORK) -> int:
    """An instant: `Tue 10:00` of the week of MONDAY, `+Mon 09:00` of the one after, or a local ISO text."""
    if text[0].isdigit():
        return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())
    day, _, clock = text.lstrip("+").partition(" ")
    ordinal = MONDAY.toordinal() + WEEKDAYS.index(day) + 7 * text.startswith("+")
    return at(f"{date.fromordinal(ordinal)} {clock}", zone)


def card_at(opened_at: int, **fields: Any) -> Card:
    """A card opened at an instant and sent at once."""
    data = verbs.given(**({"title": "Board pack figures in hand", "contact": "Dana Reyes"} | fields))
    return cards.opened(ids.new_id(opened_at), Event("opened", opened_at, opened_at, ev.OPENED, "cli", data))


def then(card: Card, wishes: Wishes, now: int, said_at: int | None = None) -> Card:
    """The card after these wishes, recorded `now`; `said_at` is what `--at` names."""
    for kind, data in wishes:
        happened_at = now if said_at is None else said_at
        card = cards.apply(card, Event(f"{kind}{card.rev}", happened_at, now, kind, "cli", data))
    return card


class Step(NamedTuple):
    """One thing a person does: which verb, so long after the last, with what."""

    verb: str
    after_minutes: int
    span_minutes: int
    word: str
    picked: int

    def pick(self, choices: tuple[str, ...]) -> str:
        return choices[self.picked % len(choices)]


def snoozed(card: Card, until: int, now: int) -> Wishes:
    return verbs.snooze(card, until, policy.plan(card, RULES), now)[0]


Act = Callable[[Card, Step, int], Wishes]
ACTS: dict[str, Act] = {
    "follow_up": lambda card, step, now: verbs.follow_up(card, note=step.word),
    "alternate": lambda card, step, now: verbs.alternate(card, step.word or None),
    "heard": lambda card, step, now: verbs.heard(card, step.pick(ev.ANSWERS), None, step.word, now),
    "hold": lambda card, step, now: verbs.heard(
        card, ev.HOLDING, now + step.span_minutes * MINUTE, None, now
    ),
    "resolve": lambda card, step, now: verbs.resolve(card, step.word or None),
    "reopen": lambda card, step, now: verbs.reopen(card),
    "move": lambda card, step, now: verbs.move(card, step.pick(STAGES)),
    "update": lambda card, step, now: verbs.update(card, step.word),
    "note": lambda card, step, now: verbs.note(card, step.word),
    "snooze": lambda card, step, now: snoozed(card, now + step.span_minutes * MINUTE, now),
    "reschedule": lambda card, step, now: verbs.reschedule(
        card, now + step.span_minutes * MINUTE, step.pick(DUE_KINDS)
    ),
    "edit": lambda card, step, now: verbs.edit(card, {"tags": (step.word,), "next_move": step.word}),
    "mute": lambda card, step, now: verbs.mute(card),
}

words = st.sampled_from(("", "Ben Ortiz, ext 2210", "Cara", "ben"))
steps = st.builds(
    Step,
    st.sampled_from(tuple(ACTS)),
    st.integers(0, 4 * 1440),
    st.integers(1, 10 * 1440),
    words,
    st.integers(0, 11),
)
instants = st.integers(at("2026-10-20 00:00"), at("2026-12-20 00:00"))
limits = st.builds(Limits, *[st.integers(0, 1000)] * 6) | st.just(Limits())


@st.composite
def openings(draw: st.DrawFn) -> Card:
    """A card just captured."""
    opened_at = draw(instants)
    span = draw(st.none() | st.integers(-1440, 20 * 1440))
    mine = draw(st.booleans())
    return card_at(
        opened_at,
        contact=None if mine else draw(st.sampled_from((None, "Dana Reyes"))),
        ball=MINE if mine else THEIRS,
        requester=draw(st.sampled_from((None, "Maria Lopez"))),
        alternates=draw(st.sampled_from(((), ("Ben Ortiz, ext 2210",), ("Ben", "Cara")))),
        due=None if span is None else opened_at + span * MINUTE,
        due_kind=None if span is None else draw(st.sampled_from(DUE_KINDS)),
        idle_limit_minutes=draw(st.none() | st.integers(1, 5000)),
    )


@st.composite
def reached(draw: st.DrawFn) -> Card:
    """A card that verbs can lead to; what the rules refuse is not done."""
    card = draw(openings())
    now = card.opened_at
    for step in draw(st.lists(steps, max_size=6)):
        now += step.after_minutes * MINUTE
        said_at = now - (step.picked % 3) * DAY if step.verb in ("follow_up", "heard", "resolve") else None
        try:
            card = then(card, ACTS[step.verb](card, step, now), now, said_at)
        except FollowupError:
            continue
    return card
