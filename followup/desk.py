"""The desk: each verb turns a wish into events stamped by the clock, and commits them as one transaction.

Instants are UTC seconds. Verbs raise Refused when the rules say no, Changed when somebody else was faster
twice in a row, and StoreError when nothing could be written; then nothing has changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids, policy, verbs
from followup.core.card import Card
from followup.core.events import Event
from followup.core.policy import Rules
from followup.core.verbs import Wishes
from followup.drawer import Drawer
from followup.errors import Changed, Refused

if TYPE_CHECKING:
    from followup.core.mutes import Mutes
    from followup.store import Store, Transaction

Wish = Callable[[Card], Wishes]


class Done(NamedTuple):
    """What a verb did: the cards as they are afterwards, a line for the person, and what they should know."""

    cards: tuple[Card, ...]
    label: str
    remarks: tuple[str, ...] = ()


class Desk:
    """One person's cards over a store. `by` names the program in the log: cli, board or watch."""

    def __init__(self, store: "Store", now: Callable[[], int], rules: Rules, by: str = "cli") -> None:
        self.store = store
        self.now = now
        self.rules = rules
        self.by = by
        self._drawer = Drawer(store)

    def cards(self) -> Mapping[str, Card]:
        """Every card by id as of now, resolved ones included, archived ones not."""
        return self._drawer.cards()

    def archive(self) -> Mapping[str, Card]:
        """Every archived card by id as of now. The first look reads all of them."""
        return self._drawer.archive()

    def everything(self) -> Mapping[str, Card]:
        """Every card there is, by id."""
        return {**self.archive(), **self.cards()}

    def refresh(self) -> frozenset[str] | None:
        """Catch up with other processes: the ids of the cards that changed, None when nothing did."""
        return self._drawer.refresh()

    @property
    def alerts_version(self) -> int:
        """Goes up whenever what was alerted has changed, by anyone."""
        return self.store.alerts_version

    def is_behind(self) -> bool:
        """Whether `refresh` may find something; any thread may ask, and waits for nobody."""
        return self.store.is_behind()

    def remarks(self) -> list[str]:
        """What is to be said about the board's files: that they cannot be written, what was recovered."""
        newer = ["read-only: a newer followup wrote this board"] if self.store.read_only else []
        return newer + self.store.warnings

    def alerts(self) -> Mapping[str, Mapping[str, Any]]:
        """What was alerted, and what became of it: the rows of the alerts table by key."""
        return self.store.alerts()

    def find(self, reference: str) -> Card:
        """The card that goes by an id, a short or a unique prefix of its short; else raises NoSuchCard."""
        return self._drawer.find(reference)

    # Capturing

    def add(
        self, openings: Sequence[tuple[Mapping[str, Any], int | None]], via: str | None = None,
        note: str | None = None,
    ) -> Done:  # fmt: skip
        """New cards, all or none: each the fields of an Opened event, and when it was sent if not now; all with
        the same note. Looks at no other card, so that it costs the same at any size.
        """
        now = self.now()
        made = tuple(self._opened(fields, sent_at, via, now) for fields, sent_at in openings)
        if note:
            made = tuple(self._applied(card, verbs.note(card, note), now, now) for card in made)
        label = _label("added", made)
        self.store.add([cards.as_document(card) for card in made], at=now, by=self.by, label=label)
        self._drawer.put(made)
        return Done(made, label, self._too_late(made))

    def _opened(self, fields: Mapping[str, Any], sent_at: int | None, via: str | None, now: int) -> Card:
        at = now if sent_at is None else sent_at
        if at > now:
            raise Refused("sent: is not in the past", "leave it out for now")
        data = verbs.given(**fields, via=via)
        event = Event(ids.new_id(now), at, now, ev.OPENED, self.by, data)
        return cards.opened(ids.new_id(now), event)

    def take(self, documents: Sequence[Mapping[str, Any]]) -> Done:
        """Cards from elsewhere, in one transaction. The same id with the same content is skipped.

        Raises Refused, naming the id, when one is here, or twice among them, with other content.
        """
        fresh = dict[str, dict[str, Any]]()
        for one in map(dict, documents):
            other = self.store.get(one["id"]) or fresh.setdefault(one["id"], one)
            if other != one:
                raise Refused(f"card {one['id']} is here with other content", "nothing was imported")
        taken = tuple(map(cards.from_document, fresh.values()))
        label = _label("imported", taken)
        if fresh:
            self.store.add(list(fresh.values()), at=self.now(), by=self.by, label=label)
            self._drawer.put(taken)
        skipped = len(documents) - len(fresh)
        return Done(taken, label, (f"{skipped} already here",) if skipped else ())

    # Touches

    def follow_up(
        self, refs: Iterable[str], *, via: str | None = None, note: str | None = None,
        contact: str | None = None, at: int | None = None,
    ) -> Done:  # fmt: skip
        """Asked again."""
        return self._do("followed up", refs, lambda card: verbs.follow_up(card, via, note, contact), at)

    def alternate(
        self, refs: Iterable[str], name: str | None = None, *, via: str | None = None,
        note: str | None = None, at: int | None = None,
    ) -> Done:  # fmt: skip
        """Another path: the named alternate, or each card's first untried one."""
        return self._do("alternate path", refs, lambda card: verbs.alternate(card, name, via, note), at)

    def heard(
        self, refs: Iterable[str], answer: str, *, until: int | None = None, note: str | None = None,
        at: int | None = None,
    ) -> Done:  # fmt: skip
        """Something came back: answered, holding, away or a question."""
        now = self.now()
        return self._do(f"heard {answer}", refs, lambda card: verbs.heard(card, answer, until, note, now), at)

    def resolve(
        self, refs: Iterable[str], *, proof: str | None = None, at: int | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Done:  # fmt: skip
        """The outcome is true; `notes` are what to note of a card by its id."""

        def wish(card: Card) -> Wishes:
            said = (notes or {}).get(card.id)
            return [*(verbs.note(card, said) if said else []), *verbs.resolve(card, proof)]

        refs = list(refs)
        ends = any(self.find(one).is_open for one in refs)
        return self._do("resolved" if ends else "proof added", refs, wish, at)

    def reopen(self, refs: Iterable[str]) -> Done:
        """Back to where it was resolved from; the ball is mine."""
        return self._do("reopened", refs, verbs.reopen)

    def move(self, refs: Iterable[str], stage: str) -> Done:
        """To a stage: forward by that stage's verb."""
        return self._do("moved", refs, lambda card: verbs.move(card, stage))

    # The rest

    def snooze(self, refs: Iterable[str], until: int) -> Done:
        """Quiet until then, cut to the next guard or deadline, which a remark names."""
        now, cuts = self.now(), dict[str, str | None]()

        def wish(card: Card) -> Wishes:
            wishes, cuts[card.id] = verbs.snooze(card, until, policy.plan(card, self.rules), now)
            return wishes

        done = self._do("snoozed", refs, wish)
        return done._replace(remarks=tuple(f"cut to {name}" for name in dict.fromkeys(cuts.values()) if name))

    def note(self, refs: Iterable[str], text: str) -> Done:
        """Something worth remembering."""
        return self._do("noted", refs, lambda card: verbs.note(card, text))

    def keep(self, refs: Iterable[str], slot_at: int, text: str | None = None) -> Done:
        """The promise will be kept, in a slot of mine that begins then."""
        now = self.now()
        return self._do("kept", refs, lambda card: verbs.keep(card, slot_at, text, now))

    def reschedule(
        self, refs: Iterable[str], due: int, kind: str | None = None, reason: str | None = None,
        base: Card | None = None,
    ) -> Done:  # fmt: skip
        """A new date, and why. Raises Clash when somebody has moved it since it was `base`'s."""

        def wish(card: Card) -> Wishes:
            if base is not None:
                from followup.core.merging import refuse_clash

                refuse_clash(base, card, {"due": due})
            return verbs.reschedule(card, due, kind, reason)

        done = self._do("new date", refs, wish)
        return done._replace(remarks=self._too_late(done.cards))

    def edit(
        self, refs: Iterable[str], change: Callable[[Card], Mapping[str, Any]], base: Card | None = None,
        note: str | None = None,
    ) -> Done:  # fmt: skip
        """Set the fields that `change` names for each card as it now is, and perhaps note something.

        Raises Clash when one of them is not any more as it was in `base`, the card when its editing began; what
        was done elsewhere to other fields stays, and a remark says so.
        """
        merged: list[str] = []

        def wish(card: Card) -> Wishes:
            fields = change(card)
            if base is not None and base.rev != card.rev:
                from followup.core.merging import refuse_clash

                refuse_clash(base, card, fields)
                merged[:] = ["what was done elsewhere meanwhile stays"]
            return verbs.edit(card, fields) + (verbs.note(card, note) if note else [])

        return self._do("edited", refs, wish)._replace(remarks=tuple(merged))

    def update(
        self, refs: Iterable[str], text: str | Mapping[str, str] | None = None, via: str | None = None
    ) -> Done:
        """The requester was told: the same of every card, or of each what `text` has under its id."""

        def said(card: Card) -> str | None:
            return text if text is None or isinstance(text, str) else text.get(card.id)

        return self._do("told", refs, lambda card: verbs.update(card, said(card), via))

    def chased(self, refs: Iterable[str], name: str | None = None) -> Done:
        """The requester, or whoever is named, asked before being told."""
        return self._do("chased", refs, lambda card: verbs.chased(card, name))

    def mute(self, refs: Iterable[str], muted: bool = True, until: int | None = None) -> Done:
        """No popups for these cards, for good or until then; or popups again.

        Raises Refused where popups are wanted again and a person or a stage is muted, not the card.
        """
        now, others = self.now(), dict[str, str]()
        verbs.must_end_ahead(muted, until, now)

        def wish(card: Card) -> Wishes:
            wider = () if muted else self.mutes().those_of(card, now)
            if wider and not card.muted:
                one = wider[0]
                raise Refused(
                    f"{one.said} is muted, not this card alone", f"followup mute {one.target} --off"
                )
            others.update((one.said, f"still quiet: {one.said} is muted") for one in wider)
            return verbs.mute(card, muted, until)

        done = self._do("muted" if muted else "unmuted", refs, wish)
        return done._replace(remarks=tuple(others.values()))

    def mutes(self) -> "Mutes":
        """The mutes of people and stages as of now, those that ended included."""
        return self._drawer.mutes()

    def mute_all(
        self, wanted: Iterable[tuple[str, str]], muted: bool = True, until: int | None = None
    ) -> Done:
        """No popups for any card of these people and stages, each a (kind, name) of `core.mutes`; or popups again.

        One undo step. Raises Refused where popups are wanted again for one that is not muted.
        """
        now = self.now()
        verbs.must_end_ahead(muted, until, now)
        from followup.core.mutes import Mute

        made = [Mute(kind, name, now, until) for kind, name in wanted]
        held = {one.key for one in self.mutes().every if one.holds(now)}
        for one in made:
            if not muted and one.key not in held:
                raise Refused(f"{one.said} is not muted", "followup mute lists what is")
        label = f"{'muted' if muted else 'unmuted'}: {', '.join(one.said for one in made)}"
        changes = [self._drawer.mute(one, muted) for one in made]
        self.store.commit(changes, at=now, by=self.by, label=label)
        return Done((), label)

    def delete(self, refs: Iterable[str]) -> Done:
        """Off the board; undo brings it back."""
        return self._do("deleted", refs, verbs.delete, gone=True)

    def undo(self) -> Done:
        """Take the last gesture back, whoever made it."""
        return self._replayed("undid", self.store.undo(at=self.now(), by=self.by))

    def redo(self) -> Done:
        """Make the last undone gesture again."""
        return self._replayed("redid", self.store.redo(at=self.now(), by=self.by))

    def _replayed(self, word: str, made: "Transaction") -> Done:
        changes = [change for change in made.changes if not change.is_mute]
        self._drawer.forget([change.id for change in changes])
        here = self._drawer.those([change.id for change in changes if change.after])
        return Done(here, f"{word} {made.label}")

    def _do(
        self, verb: str, refs: Iterable[str], wish: Wish, at: int | None = None, gone: bool = False
    ) -> Done:
        wanted = list(refs)
        try:
            return self._commit(verb, wanted, wish, at, gone)
        except Changed:
            # Somebody wrote between our look and our lock: the rules decide once more, on what is there now.
            self._drawer.forget(None)
            return self._commit(verb, wanted, wish, at, gone)

    def _commit(self, verb: str, refs: list[str], wish: Wish, at: int | None, gone: bool) -> Done:
        now = self.now()
        if at is not None and at > now:
            raise Refused("--at is not in the past", "leave it out for now")
        before = list({card.id: card for card in map(self.find, refs)}.values())
        after = [self._applied(card, wish(card), now if at is None else at, now) for card in before]
        label = _label(verb, after)
        pairs = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
        changes = [self._drawer.change(old, None if gone else new) for old, new in pairs]
        if changes:
            self.store.commit(changes, at=now, by=self.by, label=label)
            self._drawer.put([new for _, new in pairs], gone)
        return Done(tuple(after), label)

    def _applied(self, card: Card, wishes: Wishes, at: int, now: int) -> Card:
        for kind, data in wishes:
            card = cards.apply(card, Event(ids.new_id(now), at, now, kind, self.by, data))
        return card

    def _too_late(self, dated: Iterable[Card]) -> tuple[str, ...]:
        """What a capture says of cards whose date leaves no working time: they are at risk at once."""
        week = self.rules.week
        return tuple(
            f"no working time is left before “{card.title}” is due: it is at risk at once"
            for card in dated
            if card.promise is not None and not week.minutes(card.due_set_at or card.opened_at, card.promise)
        )


def _label(verb: str, touched: Sequence[Card]) -> str:
    if len(touched) == 1:
        return f"{verb}: {touched[0].title}"
    return f"{verb}: {len(touched)} cards"
