"""The board as a value: what is looked at again, what stands where, what is counted."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import board, verbs
from followup.core import events as ev
from followup.core.board import Seen, count, fresh, lay_out, look, look_at_all
from followup.core.card import Card
from followup.core.instants import HOUR, MINUTE
from followup.core.policy import Limits, Rules, judge
from tests.core.making import RULES, WEEK, at, card_at, reached, then

NOW = at("Tue 16:00")


def resolved(when: str, **fields: Any) -> Card:
    return then(card_at(at("Mon 09:00"), **fields), [(ev.RESOLVED, {})], at(when))


@given(reached(), st.lists(st.integers(-3 * 1440, 20 * 1440), min_size=1, max_size=5))
def test_looking_again_is_as_good_as_looking_anew(card: Card, minutes: list[int]) -> None:
    """Whatever was seen before, and wherever the clock went, the level is what judging anew gives."""
    seen: Seen | None = None
    for some in minutes:
        now = card.opened_at + some * MINUTE
        seen = look(card, now, RULES, seen)
        anew = judge(card, now, RULES)
        assert (seen.verdict.level, seen.verdict.changes_at) == (anew.level, anew.changes_at)
        assert fresh(seen, now, RULES) == anew


def test_only_what_may_have_changed_is_looked_at_again() -> None:
    """A second look keeps what it saw but for cards that changed, or whose level did."""
    still, moving, edited = card_at(NOW), card_at(NOW - 5 * HOUR), card_at(NOW)
    before = look_at_all((still, moving, edited), NOW, RULES)
    later = before[moving.id].verdict.changes_at
    assert later is not None
    changed = then(edited, verbs.note(edited, "called"), NOW)
    after = look_at_all((still, moving, changed), later, RULES, before)
    assert after[still.id] is before[still.id]
    assert after[moving.id].verdict.level != before[moving.id].verdict.level
    assert after[moving.id].plan is before[moving.id].plan
    assert after[edited.id].card is changed
    assert look_at_all((still,), later - 1, RULES, after)[still.id] is after[still.id]


def test_a_card_that_is_gone_is_not_seen() -> None:
    """What was seen before and is not among the cards any more is left out."""
    card = card_at(NOW)
    assert look_at_all((), NOW, RULES, look_at_all((card,), NOW, RULES)) == {}


def test_columns() -> None:
    """Four columns in order: what needs me first, then by ranking; resolved ones latest first."""
    idle, mine, new = card_at(at("Mon 09:00")), card_at(NOW, contact=None, ball="mine"), card_at(NOW)
    tried = card_at(NOW, stage="alternate")
    done = [resolved("Tue 15:00"), resolved("Tue 10:00"), resolved("Mon 12:00")]
    seen = look_at_all((new, mine, done[1], done[2], idle, done[0], tried), NOW, RULES)
    laid = lay_out(seen, NOW)
    assert [column.stage for column in laid.columns] == ["sent", "followed_up", "alternate", "resolved"]
    assert [[one.card for one in column.seen] for column in laid.columns] == [
        [idle, mine, new], [], [tried], done,
    ]  # fmt: skip
    assert [column.needs for column in laid.columns] == [2, 0, 0, 0]


def test_counts() -> None:
    """The header counts open cards: what needs me, overdue, at risk, the rest, and the owned ones."""
    whole = {"outcome": "o", "next_move": "n", "alternates": ("Ben",)}
    due = {"due": at("Wed 09:00"), "due_kind": "hard"}
    some = (
        card_at(at("Mon 09:00"), **due, **whole), card_at(at("Mon 09:00"), due=at("Tue 12:00"), due_kind="hard"),
        card_at(at("Mon 09:00")), card_at(NOW, **whole), resolved("Tue 10:00", **whole),
    )  # fmt: skip
    counts = count(look_at_all(some, NOW, RULES).values())
    assert counts == board.Counts(needs_me=3, overdue=1, at_risk=1, waiting=1, open=4, owned=2)


def test_a_filter_takes_cards_but_not_counts() -> None:
    """With a filter the columns hold what matches; archived cards are nowhere else and count nowhere."""
    one, other = card_at(NOW, title="one"), card_at(NOW, title="other")
    archived = resolved("Mon 12:00")._replace(archived=True)
    seen = look_at_all((one, other, archived), NOW, RULES)
    laid = lay_out(seen, NOW, lambda card, _: card.title == "one")
    assert [one.card for column in laid.columns for one in column.seen] == [one]
    assert (laid.matching, laid.total, laid.counts.open) == (1, 2, 2)
    laid = lay_out(seen, NOW, lambda card, _: card.archived)
    assert [one.card for column in laid.columns for one in column.seen] == [archived]
    assert (laid.matching, laid.total, laid.counts.open) == (1, 2, 2)
    assert all(not one.card.archived for column in lay_out(seen, NOW).columns for one in column.seen)


def test_changed_rules_judge_anew() -> None:
    """A look without what was seen before takes the rules as they now are."""
    card = card_at(at("Tue 09:00"))
    strict = Rules(WEEK, Limits(sent=60))
    levels = [look_at_all((card,), NOW, rules)[card.id].verdict.level for rules in (RULES, strict)]
    assert levels == ["soon", "stalled"]
