"""How the work goes, from the log alone: every card's events, archived ones too, and the alerts table.

Pure; instants are UTC seconds, spans working minutes. Nothing is guessed: what has no event behind it, as in cards
that were imported without their history, does not count.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from followup.core import events as ev
from followup.core.card import MINE, THEIRS, WISH, Card
from followup.core.figures import Share, Spread, Timed
from followup.core.kept import MISSED, ended
from followup.core.records import ACTS, Alerts, rows_of
from followup.core.workweek import Workweek

_ASKS = (ev.FOLLOWED_UP, ev.REROUTED)


class Stats(NamedTuple):
    """Each figure, defined by the function that gathers it.

    `told` is told first against chased, `promises` kept (moved in time among them) against missed, `slips` the
    instants at which a promise was moved to later, `acting` the minutes from alert to action, `follow_ups` how
    often an outcome was asked for again, `before` and `after` the silence on both sides of a follow-up.
    """

    told: Share
    promises: Share
    slips: tuple[int, ...]
    acting: Spread
    follow_ups: Spread
    before: Spread
    after: Spread

    @property
    def since(self) -> int | None:
        """The first instant that any figure knows of."""
        spreads = (self.acting, self.follow_ups, self.before, self.after)
        ats = [*self.told.good, *self.told.bad, *self.promises.good, *self.promises.bad, *self.slips]
        ats += [one.at for spread in spreads for one in spread.samples]
        return min(ats, default=None)


def stats(cards: Iterable[Card], alerts: Alerts, now: int, week: Workweek) -> Stats:
    """Every figure over these cards, archived ones included, as of `now`."""
    found = _Gathered()
    # One pass: whoever hands out the cards can say how far it is.
    for card in cards:
        found.take(card, now, week)
    return Stats(
        _share(found.told),
        _share(found.promises),
        tuple(found.slips),
        Spread(tuple(acting(found.every, alerts, week))),
        Spread(tuple(found.follow_ups)),
        Spread(tuple(found.before)),
        Spread(tuple(found.after)),
    )


class _Gathered:
    """What was found so far, card by card."""

    def __init__(self) -> None:
        self.every: list[Card] = []
        self.told: list[tuple[int, bool]] = []
        self.promises: list[tuple[int, bool]] = []
        self.slips: list[int] = []
        self.follow_ups: list[Timed] = []
        self.before: list[Timed] = []
        self.after: list[Timed] = []

    def take(self, card: Card, now: int, week: Workweek) -> None:
        self.every.append(card)
        self.told += tellings(card)
        self.promises += ((one.at, one.how != MISSED) for one in ended(card, now, week))
        self.slips += slips(card)
        self.follow_ups += follow_ups(card)
        self.before += silences_before(card, week)
        self.after += silences_after(card, week)


def _share(pairs: Iterable[tuple[int, bool]]) -> Share:
    every = list(pairs)
    return Share(tuple(at for at, good in every if good), tuple(at for at, good in every if not good))


def tellings(card: Card) -> Iterator[tuple[int, bool]]:
    """Each time that somebody was told, or asked first: when, and whether they were told first.

    An episode ends with a telling. It counts as chased, at the first time somebody asked, when they asked in it,
    however often; else as told first. A chase that no telling has followed counts already.
    """
    chased_at: int | None = None
    for event in card.events:
        if event.kind == ev.CHASED and chased_at is None:
            chased_at = event.at
            yield event.at, False
        elif event.kind == ev.UPDATED:
            if chased_at is None:
                yield event.at, True
            chased_at = None


def slips(card: Card) -> Iterator[int]:
    """When a hard or promised date was moved to a later one: what `slips` on the card counts."""
    due: int | None = None
    kind: str | None = None
    for event in card.events:
        given = event.data.get("set", {}) if event.kind == ev.EDITED else event.data
        if event.kind == ev.RESCHEDULED and due is not None and kind != WISH:
            later = event.data["due"]
            if later is not None and later > due:
                yield event.at
        if event.kind in (ev.OPENED, ev.EDITED, ev.RESCHEDULED):
            due, kind = given.get("due", due), given.get("due_kind", kind)


def acting(cards: Iterable[Card], alerts: Alerts, week: Workweek) -> Iterator[Timed]:
    """Working minutes from a popup to what I then did about its card: a touch, telling, a new date, a snooze, a mute.

    Several popups that one act answered count once, from the first of them. One that nothing has followed yet, or
    that was held back and never sent, does not count.
    """
    by_id = {card.id: card for card in cards}
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows_of(alerts):
        sent_at, card = row.get("sent_at"), by_id.get(row["card"])
        if sent_at is None or card is None:
            continue
        act = next((event for event in card.events[row.get("events", 0) :] if _is_act(event)), None)
        if act is not None:
            known = first.get((card.id, act.id))
            first[card.id, act.id] = min(known or (sent_at, act.recorded_at), (sent_at, act.recorded_at))
    for sent_at, acted_at in first.values():
        yield Timed(acted_at, week.minutes(sent_at, acted_at))


def _is_act(event: ev.Event) -> bool:
    return event.kind in ACTS or ev.is_touch(event)


def follow_ups(card: Card) -> Iterator[Timed]:
    """Of a resolved card: how often it was asked for again, alternate paths included, by when it was resolved."""
    if card.resolved_at is not None and card.events[0].data.get("stage") is None:
        yield Timed(card.resolved_at, sum(event.kind in _ASKS for event in card.events))


def silences_before(card: Card, week: Workweek) -> Iterator[Timed]:
    """Working minutes from the last touch to each follow-up or alternate path, while the ball was theirs."""
    touched_at, ball = 0, THEIRS
    for event in card.events:
        if event.kind in _ASKS and ball == THEIRS and touched_at:
            yield Timed(event.at, week.minutes(touched_at, event.at))
        ball = _ball_after(event, ball)
        if ev.is_touch(event):
            touched_at = event.at


def silences_after(card: Card, week: Workweek) -> Iterator[Timed]:
    """Working minutes from the last follow-up or alternate path to what came of it: a reply other than "away", or the
    outcome. One that another follow-up or nothing has come after does not count."""
    asked_at: int | None = None
    for event in card.events:
        if event.kind in _ASKS:
            asked_at = event.at
        elif asked_at is not None and event.kind in (ev.HEARD, ev.RESOLVED) and ev.is_touch(event):
            yield Timed(event.at, week.minutes(asked_at, event.at))
            asked_at = None


def _ball_after(event: ev.Event, ball: str) -> str:
    if event.kind == ev.OPENED:
        return str(event.data.get("ball", THEIRS))
    if event.kind in (ev.SENT, *_ASKS):
        return THEIRS
    if event.kind == ev.HEARD:
        return THEIRS if event.data["answer"] == ev.HOLDING else MINE
    return MINE if event.kind == ev.REOPENED else ball
