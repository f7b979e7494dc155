"""The desk over a store: verbs become events, one transaction a gesture, and undo takes back each of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.core import events as ev
from followup.core.card import DUE_KINDS, Card, fold, from_document
from followup.core.instants import MINUTE
from followup.core.merging import Clash
from followup.core.stages import STAGES
from followup.desk import Desk, Done
from followup.errors import Changed, FollowupError, NoSuchCard, Refused
from followup.store import memory_store, open_store
from tests.core.making import RULES, Step, at, steps

NOW = at("2026-11-24 10:00")
FIELDS: dict[str, Any] = {"title": "Board pack figures in hand", "contact": "Dana Reyes"}


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: int = NOW) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at Tuesday 10:00."""
    return Clock()


@pytest.fixture
def desk(clock: Clock) -> Desk:
    """An empty desk over memory."""
    return Desk(memory_store(), clock, RULES)


def added(desk: Desk, **fields: Any) -> Card:
    return desk.add([(FIELDS | fields, None)]).cards[0]


def kinds(card: Card) -> list[str]:
    return [event.kind for event in card.events]


# Every verb, any order

Act = Callable[[Desk, list[str], Step], Done]
ACTS: dict[str, Act] = {
    "follow_up": lambda desk, refs, step: desk.follow_up(refs, note=step.word),
    "alternate": lambda desk, refs, step: desk.alternate(refs, step.word or None),
    "heard": lambda desk, refs, step: desk.heard(refs, step.pick(ev.ANSWERS), note=step.word),
    "hold": lambda desk, refs, step: desk.heard(refs, ev.HOLDING, until=ahead(desk, step)),
    "resolve": lambda desk, refs, step: desk.resolve(refs, proof=step.word),
    "reopen": lambda desk, refs, step: desk.reopen(refs),
    "move": lambda desk, refs, step: desk.move(refs, step.pick(STAGES)),
    "update": lambda desk, refs, step: desk.update(refs, step.word),
    "note": lambda desk, refs, step: desk.note(refs, step.word),
    "snooze": lambda desk, refs, step: desk.snooze(refs, ahead(desk, step)),
    "reschedule": lambda desk, refs, step: desk.reschedule(refs, ahead(desk, step), step.pick(DUE_KINDS)),
    "edit": lambda desk, refs, step: desk.edit(refs, lambda card: {"tags": (step.word,), "outcome": "o"}),
    "mute": lambda desk, refs, step: desk.mute(refs, bool(step.picked % 2)),
    "delete": lambda desk, refs, step: desk.delete(refs),
    "chased": lambda desk, refs, step: desk.chased(refs, step.word),
    "add": lambda desk, refs, step: desk.add([(FIELDS | {"alternates": ("Ben",)}, None)]),
}
gestures = st.lists(
    st.tuples(steps, st.sampled_from(tuple(ACTS)), st.sampled_from(("one", "other", "both"))), max_size=8
)


def ahead(desk: Desk, step: Step) -> int:
    return desk.now() + step.span_minutes * MINUTE


def acted(desk: Desk, clock: Clock, some: list[tuple[Step, str, str]]) -> list[dict[str, Any]]:
    """Do these gestures, refused ones apart; the board before each one that was done."""
    one, other = added(desk).id, added(desk, contact=None, ball="mine", requester="Maria").id
    boards = []
    for step, verb, which in some:
        clock.now += step.after_minutes * MINUTE
        before, version = dict(desk.store.documents()), desk.store.version
        try:
            ACTS[verb](desk, {"one": [one], "other": [other], "both": [one, other]}[which], step)
        except FollowupError:
            assert desk.store.version == version
        if desk.store.version != version:
            boards.append(before)
    return boards


@settings(max_examples=30, deadline=None)
@given(gestures)
def test_what_is_stored_is_what_happened(some: list[tuple[Step, str, str]]) -> None:
    """After any verbs, folding each card's events gives its stored fields, and the desk holds the same."""
    clock = Clock()
    desk = Desk(memory_store(), clock, RULES)
    acted(desk, clock, some)
    stored = {key: from_document(one) for key, one in desk.store.documents().items()}
    assert stored == desk.cards()
    assert {key: fold(key, card.events) for key, card in stored.items()} == stored


@settings(max_examples=30, deadline=None)
@given(gestures)
def test_undo_leads_all_the_way_back(some: list[tuple[Step, str, str]]) -> None:
    """As many undos as gestures lead back board by board, and as many redos forth again."""
    clock = Clock()
    desk = Desk(memory_store(), clock, RULES)
    boards = acted(desk, clock, some)
    last = dict(desk.store.documents())
    for board in reversed(boards):
        desk.undo()
        assert dict(desk.store.documents()) == board
        assert desk.cards() == {key: from_document(one) for key, one in board.items()}
    for _ in boards:
        desk.redo()
    assert dict(desk.store.documents()) == last


# Adding and finding


def test_adding_stamps_the_clock(desk: Desk, clock: Clock) -> None:
    """A card is opened now, or when it was sent if that is said; its date is set now in any case."""
    sent_at = at("2026-11-23 15:00")
    done = desk.add([(FIELDS | {"due": at("2026-11-25 12:00"), "due_kind": "hard"}, sent_at)], via="mail")
    card = done.cards[0]
    assert (card.opened_at, card.touched_at, card.due_set_at) == (sent_at, sent_at, NOW)
    assert card.events[0].data["via"] == "mail"
    assert done.label == "added: Board pack figures in hand"
    with pytest.raises(Refused, match="sent:"):
        desk.add([(FIELDS, NOW + 1)])


def test_a_capture_says_when_no_working_time_is_left(desk: Desk, clock: Clock) -> None:
    """A date that leaves no working time is pointed out, at capture and when it is set later."""
    clock.now = at("2026-11-24 18:00")
    due = {"due": at("2026-11-25 08:00"), "due_kind": "promised"}
    assert "at risk at once" in desk.add([(FIELDS | due, None)]).remarks[0]
    card = added(desk)
    assert "at risk at once" in desk.reschedule([card.id], at("2026-11-25 09:00")).remarks[0]
    assert desk.reschedule([card.id], at("2026-11-25 17:00")).remarks == ()
    assert desk.add([(FIELDS | due | {"due_kind": "wish"}, None)]).remarks == ()


def test_finding(desk: Desk) -> None:
    """A card goes by its id, in any case, and by any unique prefix of its short; nothing else finds it."""
    card, other = added(desk), added(desk)
    assert (
        desk.find(card.id) is desk.find(card.id.lower()) is desk.find(card.id[10:]) is desk.cards()[card.id]
    )
    shared = next(n for n in range(16) if card.id[10 + n] != other.id[10 + n])
    assert desk.find(f" {card.id[10 : 11 + shared]} ").id == card.id
    for reference in ("", " ", "zzzzzzzz!", card.id[:12]):
        with pytest.raises(NoSuchCard, match="no card"):
            desk.find(reference)


def test_an_ambiguous_reference_names_the_cards(desk: Desk) -> None:
    """What several cards go by is refused with a hint that tells them apart."""
    for n in range(33):
        added(desk, title=f"card {n}")
    first = next(
        letter for letter in "0123456789abcdefghjkmnpqrstvwxyz"
        if sum(key[10].lower() == letter for key in desk.cards()) > 1
    )  # fmt: skip
    with pytest.raises(NoSuchCard, match="cards go by") as refused:
        desk.find(first)
    assert "card " in refused.value.hint


# Committing


def test_a_gesture_over_several_cards_is_one_step(desk: Desk) -> None:
    """A bulk verb is one transaction: refused for one it happens to none, and one undo takes it back."""
    one, other = added(desk), added(desk)
    assert desk.follow_up([one.id, other.id, one.id]).label == "followed up: 2 cards"
    desk.undo()
    assert [card.stage for card in desk.cards().values()] == ["sent", "sent"]
    desk.resolve([other.id])
    with pytest.raises(Refused):
        desk.follow_up([one.id, other.id])
    assert desk.find(one.id).stage == "sent"


def test_at_is_in_the_past(desk: Desk) -> None:
    """`--at` starts the clock there, and the future is refused."""
    card = added(desk, title="t")
    with pytest.raises(Refused, match="--at"):
        desk.follow_up([card.id], at=NOW + 1)
    done = desk.heard([card.id], "question", at=NOW - 60)
    assert (done.cards[0].events[-1].at, done.cards[0].events[-1].recorded_at) == (NOW - 60, NOW)
    assert done.cards[0].touched_at == NOW


def test_nothing_to_change_is_no_step(desk: Desk) -> None:
    """An edit that changes nothing writes nothing and leaves nothing to undo but what was before."""
    card = added(desk)
    version = desk.store.version
    assert desk.edit([card.id], lambda card: {"title": card.title}).cards == (card,)
    assert desk.store.version == version


def test_a_card_that_nobody_changed_stays_the_same_object(desk: Desk) -> None:
    """What did not change need not be looked at again."""
    one, other = added(desk), added(desk)
    before = desk.cards()[other.id]
    desk.follow_up([one.id])
    desk.undo()
    assert desk.cards()[other.id] is before


def test_a_snooze_that_is_cut_says_so(desk: Desk) -> None:
    """A snooze over a guard ends there, and the remark names it."""
    card = added(desk, due=at("2026-12-04 17:00"), due_kind="hard")
    done = desk.snooze([card.id], at("2026-12-11 09:00"))
    assert done.cards[0].snoozed_until == RULES.week.minus(at("2026-12-04 17:00"), 720)
    assert done.remarks == ("cut to the last safe moment for another path",)
    assert desk.snooze([card.id], at("2026-11-25 09:00")).remarks == ()


def test_deleted_and_back(desk: Desk) -> None:
    """Delete takes a card off the board, undo brings it back as it was."""
    card = added(desk)
    desk.delete([card.id])
    assert desk.cards() == {}
    assert desk.undo().cards == (card,)
    assert desk.redo().cards == ()


def test_nothing_to_undo(desk: Desk) -> None:
    """An empty history has nothing to take back, nor to do again."""
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        desk.redo()


# Taking in


def test_taking_cards_in(desk: Desk, clock: Clock) -> None:
    """Cards come in as they were, the same one twice is skipped, other content under its id refused."""
    card = added(desk)
    desk.follow_up([card.id])
    documents = [dict(one) for one in desk.store.documents().values()]
    fresh = Desk(memory_store(), clock, RULES)
    assert fresh.take(documents * 2).remarks == ("1 already here",)
    assert fresh.cards() == desk.cards()
    assert fresh.take(documents).cards == ()


def test_other_content_under_an_id_is_refused(desk: Desk, clock: Clock) -> None:
    """The whole import is refused, naming the id, where a card is here, or comes twice, with other content."""
    card = added(desk)
    document = dict(desk.store.documents()[card.id])
    other = document | {"title": "u"}
    with pytest.raises(Refused, match=card.id):
        desk.take([other])
    with pytest.raises(Refused, match=card.id):
        Desk(memory_store(), clock, RULES).take([document, other])
    assert desk.cards() == {card.id: card}


# Resolved cards


@pytest.mark.parametrize(
    "verb", ["follow_up", "alternate", "heard", "hold", "snooze", "reschedule", "mute", "resolve"]
)
def test_a_resolved_card_refuses(verb: str, desk: Desk) -> None:
    """On a resolved card the verbs of an open one are refused and nothing is written."""
    card = added(desk, alternates=("Ben",), due=NOW + 5 * MINUTE, due_kind="hard")
    desk.resolve([card.id])
    with pytest.raises(Refused, match="resolved"):
        ACTS[verb](desk, [card.id], Step(verb, 0, 60, "", 1))
    assert kinds(desk.find(card.id)) == ["opened", "resolved"]


# Two programs


@pytest.fixture
def pair(tmp_path: Path, clock: Clock) -> tuple[Desk, Desk]:
    """A board and a shell over one folder."""
    board, shell = (Desk(open_store(tmp_path / "home"), clock, RULES, by) for by in ("board", "cli"))
    return board, shell


def test_another_programs_change_is_seen(pair: tuple[Desk, Desk]) -> None:
    """What the shell writes the board sees at its next look, and who wrote it is kept."""
    board, shell = pair
    card = added(shell)
    assert board.find(card.id) == card
    shell.follow_up([card.id])
    assert board.refresh() == frozenset((card.id,))
    assert board.refresh() is None
    assert kinds(board.find(card.id)) == ["opened", "followed_up"]
    assert board.find(card.id).events[-1].by == "cli"


def test_a_verb_is_decided_on_what_is_there_now(pair: tuple[Desk, Desk]) -> None:
    """When the shell was faster, the board's verb is done on the card as it now is: nothing is lost."""
    board, shell = pair
    card = added(shell)
    raced: list[Done] = []

    def change(known: Card) -> dict[str, Any]:
        if not raced:
            raced.append(shell.follow_up([card.id]))
        return {"outcome": f"decided at {known.stage}"}

    done = board.edit([card.id], change)
    assert done.cards[0].outcome == "decided at followed_up"
    assert kinds(shell.find(card.id)) == ["opened", "followed_up", "edited"]
    assert board.find(card.id) == shell.find(card.id)


def test_a_verb_that_is_overtaken_twice_gives_up(pair: tuple[Desk, Desk]) -> None:
    """Overtaken again, the verb is refused and what the others wrote stays."""
    board, shell = pair
    card = added(shell)

    def change(known: Card) -> dict[str, Any]:
        shell.note([card.id], "me first")
        return {"outcome": "o"}

    with pytest.raises(Changed):
        board.edit([card.id], change)
    assert shell.find(card.id).outcome is None
    assert board.find(card.id) == shell.find(card.id)


def test_an_edit_begun_on_an_older_card_is_merged(pair: tuple[Desk, Desk]) -> None:
    """What was done elsewhere to other fields since the edit began stays, and a remark says so."""
    board, shell = pair
    base = added(shell)
    shell.edit([base.id], lambda card: {"outcome": "in hand"})
    done = board.edit([base.id], lambda card: {"title": "t"}, base=base)
    assert (done.cards[0].title, done.cards[0].outcome) == ("t", "in hand")
    assert done.remarks == ("what was done elsewhere meanwhile stays",)


@pytest.mark.parametrize(
    ("theirs", "mine", "names"),
    [
        ({"title": "theirs"}, {"title": "mine"}, ("title",)),
        ({"tags": ["a"]}, {"tags": ["b"]}, ("tags",)),
        ({"due": 2_000_000_000, "due_kind": "hard"}, {"due": 2_000_003_600}, ("due",)),
        ({"due": 2_000_000_000, "due_kind": "hard"}, {"due_kind": "wish"}, ("due",)),
        ({"due": 2_000_000_000, "due_kind": "hard"}, {"due_kind": "hard", "due": 2_000_000_000}, ()),
        ({"title": "same"}, {"title": "same"}, ()),
        ({"outcome": None}, {"outcome": "mine"}, ()),
    ],
)
def test_a_field_that_both_changed_is_nobodys_to_overwrite(
    pair: tuple[Desk, Desk], theirs: dict[str, Any], mine: dict[str, Any], names: tuple[str, ...]
) -> None:
    """A field that both sides set to different values is refused with both; the same value twice is no clash."""
    board, shell = pair
    base = added(shell)
    shell.edit([base.id], lambda card: theirs)
    if names:
        with pytest.raises(Clash) as clash:
            board.edit([base.id], lambda card: mine, base=base)
        assert (clash.value.names, clash.value.theirs) == (names, shell.find(base.id))
    else:
        board.edit([base.id], lambda card: mine, base=base)


def test_undo_takes_back_the_newest_gesture(pair: tuple[Desk, Desk]) -> None:
    """Undo takes back the newest gesture, whoever made it."""
    board, shell = pair
    card = added(shell)
    board.follow_up([card.id])
    assert shell.undo().label == "undid followed up: Board pack figures in hand"
    assert board.find(card.id).stage == "sent"
