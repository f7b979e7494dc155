"""What no draft may say, on any card that verbs can lead to: nothing without a ground, no blame, no false calm."""

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import policy, wording
from followup.core.brief import brief
from followup.core.card import MINE, Card
from followup.core.dayparts import clock
from followup.core.exchange import FIELDS
from followup.core.grounds import Ground, Scene, words
from followup.core.handover import handover, unclear
from followup.core.instants import MINUTE
from followup.core.letters import letter
from followup.core.moments import local
from followup.core.news import CONFIRM_AFTER
from followup.core.nextmoves import moves
from followup.core.policy import Verdict
from followup.core.update import NEW_DATE, Draft, update
from tests.core.making import RULES, WEEK
from tests.core.telling import draft_of, told_at_some_time

BLAME = (
    "ignore", "ignored", "forgot", "fail", "failed", "fault", "blame", "never answers", "refuse", "lazy", "slow",
    "unfortunately", "still has not", "still hasn't", "should have", "despite", "again and again", "no excuse",
    "unacceptable", "late again",
)  # fmt: skip
CALM = ("on track", "all good", "no problem", "going well", "fine", "under control")
# Words that begin a sentence, and "I"; every other capital must be somebody's name, a day or a month.
BEGINNINGS = {
    "I", "If", "It", "My", "No", "After", "Done", "Finished", "How", "Nothing", "They", "What", "Which", "Without",
    "Hello", "Just", "I'm",
}  # fmt: skip
KNOWN_FACTS = {*FIELDS} | {f"verdict.{name}" for name in Verdict._fields}


def drafted(draft: Draft) -> str:
    return "\n".join(line.text for line in draft.lines)


@given(told_at_some_time())
def test_nothing_is_said_without_a_ground(pair: tuple[Card, int]) -> None:
    """Each line rests on an event of the card or on a fact by its JSON name, and each can be said in words."""
    card, _ = pair
    draft = draft_of(pair)
    for line in draft.lines:
        assert line.rests_on
        for ground in line.rests_on:
            assert ground.event in card.events if ground.event else ground.name in KNOWN_FACTS
            assert isinstance(words(ground, draft.scene), str)


@given(told_at_some_time())
def test_a_silence_is_never_called_calm(pair: tuple[Card, int]) -> None:
    """A card whose wait is over without an answer says so in its first line, and no draft says "on track"."""
    draft = draft_of(pair)
    text = drafted(draft).casefold()
    assert not [word for word in CALM if re.search(rf"\b{word}\b", text)]
    known = policy.plan(draft.card, RULES)
    if draft.card.is_open and draft.card.ball != MINE and pair[1] >= known.idle_at:
        assert re.search(r": (silent|at risk for|late, )", draft.lines[0].text)
        assert "No answer so far." in drafted(draft) or "Nothing has come since then." in drafted(draft)


@given(told_at_some_time())
def test_nobody_is_blamed(pair: tuple[Card, int]) -> None:
    """Neither in an update nor in a handover, and both are in the first person."""
    card, now = pair
    lines = [*draft_of(pair).lines, *handover(card, "Ben Ortiz", now, RULES)]
    text = " ".join(line.text for line in lines).casefold()
    assert not [word for word in BLAME if re.search(rf"\b{word}\b", text)]
    assert re.search(r"\bi\b", text)


@given(st.lists(told_at_some_time(), min_size=1, max_size=4))
def test_no_brief_hides_a_silence_or_blames(pairs: list[tuple[Card, int]]) -> None:
    """Over any cards of one requester: each stands in it once, a silent one says so in its first line, and the letter
    neither calms nor blames."""
    now = max(at for _, at in pairs)
    cards = [card._replace(id=str(place), requester="Maria") for place, (card, _) in enumerate(pairs)]
    one = brief(cards, "Maria", now, RULES)
    told = [draft.card.id for draft in one.drafts]
    assert len(told) == len(set(told))
    assert {card.id for card in cards if card.is_open} <= set(told)
    text = letter(one, now, RULES).casefold()
    assert not [word for word in (*CALM, *BLAME) if re.search(rf"\b{word}\b", text)]
    for draft in one.drafts:
        if draft.scene.is_silent:
            assert re.search(r": (silent|at risk for|late, )", draft.lines[0].text)
            assert draft.lines[0].text.casefold() in text


def instants(card: Card, now: int) -> Iterator[int]:
    """Every instant that a draft may speak of."""
    seen = policy.judge(card, now, RULES)
    fields = (*(getattr(card, name) for name in card._fields if name.endswith("_at")), card.due)
    verdict = (seen.check_at, seen.last_safe_at, seen.tell_at)
    held = (card.snoozed_until, card.held_until, card.opened_at, now, WEEK.next_start(now))
    events = [event.at for event in card.events]
    data = [event.data.get(name) for event in card.events for name in ("until", "due", "was")]
    confirm = WEEK.plus(card.resolved_at, CONFIRM_AFTER) if card.resolved_at is not None else None
    yield from (at for at in (*fields, *verdict, *held, *events, *data, confirm) if at is not None)


def texts(card: Card) -> Iterator[str]:
    """Everything that was typed on the card."""
    for value in (*card, *(one for event in card.events for one in event.data.values())):
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from (one for one in value if isinstance(one, str))


def tokens(whole: str) -> set[str]:
    """Numbers, clock times and capitalised words."""
    return set(re.findall(r"\d+(?::\d\d)?|\b[A-Z][\w']*", whole))


def sources(card: Card, now: int) -> set[str]:
    """What may occur in a draft about it."""
    said = [f"{local(at, WEEK):%A %a %b %Y %H:%M} {local(at, WEEK).day}" for at in instants(card, now)]
    counts = (
        {str(count) for count in range(3, len(card.events) + 1)} | {"2"} if len(card.events) > 1 else set()
    )
    return tokens(" ".join((*said, *texts(card)))) | _capitalised(texts(card)) | counts | BEGINNINGS


def _capitalised(typed: Iterable[str]) -> set[str]:
    """`Dana` of `dana`."""
    return {wording.person(one).partition(" ")[0] for one in typed if one.strip()}


@given(told_at_some_time())
def test_every_number_name_and_date_is_on_the_card(pair: tuple[Card, int]) -> None:
    """Nothing is made up: what a draft, a handover or a question names occurs in card, events or verdict."""
    card, now = pair
    asked = unclear(card, now, RULES)
    lines = [
        *update(card, now, RULES).lines,
        *handover(card, "Ben Ortiz", now, RULES),
        *([asked] if asked else []),
    ]
    known = sources(card, now) | {"Ben", "Ortiz"}
    assert not {token for line in lines for token in tokens(line.text)} - known


@given(told_at_some_time())
def test_two_options_at_risk_and_none_else(pair: tuple[Card, int]) -> None:
    """At risk and late there are exactly two, numbered; the second is always a new date."""
    draft = draft_of(pair)
    options = [line for line in draft.lines if line.option]
    wanted = [1, 2] if draft.scene.seen.level in (policy.AT_RISK, policy.OVERDUE) else []
    assert [line.option for line in options] == wanted
    assert not wanted or options[1].text == f"{NEW_DATE}."


@given(told_at_some_time())
def test_the_next_check_is_promised(pair: tuple[Card, int]) -> None:
    """While it is ahead and nothing is snoozed, the draft says by when I move."""
    card, now = pair
    check_at = policy.judge(card, now, RULES).check_at
    snoozed = card.snoozed_until is not None and card.snoozed_until > now
    if check_at is not None and check_at > now and not snoozed:
        assert f"by {clock(check_at, now, WEEK)}" in drafted(draft_of(pair))


@given(told_at_some_time())
def test_the_moves_are_those_that_the_board_tells_me(pair: tuple[Card, int]) -> None:
    """In the same order; telling the requester, which the draft itself is, left out."""
    card, now = pair
    seen = policy.judge(card, now, RULES)
    if card.ball == MINE and seen.level in (policy.AT_RISK, policy.OVERDUE):
        return  # the board says what else there is; the draft what is mine to do
    mine = [step for step in wording.steps(card, seen) if not step.startswith("tell ")]
    assert [move.todo for move in moves(card, seen)] == (mine or ([wording.NAME] if card.is_open else []))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("verdict.level", ""), ("breaks", "what breaks"), ("proof", "no proof yet"), ("stage", "")],
)
def test_a_fact_has_its_words(name: str, expected: str) -> None:
    """What the sentence says already has none."""
    card = Card("id", "Lease", touched_at=0)
    assert words(Ground(name), Scene(card, policy.judge(card, MINUTE, RULES), MINUTE, RULES)) == expected
