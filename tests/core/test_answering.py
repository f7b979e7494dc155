"""How whoever has a card usually answers, as it is said before I go round them."""

from followup.core import events as ev
from followup.core import verbs
from followup.core.answering import answering, before, replies_of
from followup.core.card import Card
from followup.core.instants import HOUR
from tests.core.making import RULES, WEEK, at, card_at, then
from tests.core.telling import NOW, asked_again, board_pack, heard, me


def answered(day: int, hours: int, contact: str = "Dana Reyes", via: str | None = "chat") -> Card:
    """Asked at nine, answered so many hours later."""
    asked_at = at(f"2026-11-{day:02} 09:00")
    return heard(card_at(asked_at, contact=contact, via=via), ev.ANSWERED, asked_at + hours * HOUR)


def said(card: Card, *log: Card) -> str:
    return answering(card, replies_of(card.contact or "", log, WEEK), NOW, RULES)


def test_from_five_replies_on_the_usual_time_is_known() -> None:
    """The median in my working hours, the route, the last one; and the silence beside its limit."""
    log = [answered(day, hours) for day, hours in ((2, 1), (3, 2), (4, 3), (5, 4), (6, 8))]
    assert said(asked_again(board_pack()), *log) == (
        "Dana silent 5h12 of 3h40; usually answers in 3h, by chat, last Fri 6 Nov."
    )


def test_a_few_replies_are_counted_and_nothing_is_made_of_them() -> None:
    """Below five there is no usual time; others' answers are not theirs, and no answer is said without blame."""
    card = board_pack()
    assert said(card, answered(23, 3, via=None)).endswith("; answered 1 time, last yesterday.")
    assert said(card, answered(23, 3, "Ben Ortiz")).endswith("; no answer in the log so far.")


def test_who_answered_before_it_went_on_has_answered() -> None:
    """A card that is with Ben by now still tells how Dana answered, and Ben's answer is not hers."""
    card = answered(23, 3)
    card = then(card, verbs.alternate(card, "Ben Ortiz"), at("2026-11-23 13:00"))
    card = heard(card, ev.HOLDING, at("2026-11-23 15:00"))
    assert [one.minutes for one in replies_of("dana reyes", [card], WEEK)] == [180]
    assert [one.minutes for one in replies_of("Ben Ortiz", [card], WEEK)] == [120]


def test_who_had_it_before_and_what_became_of_that() -> None:
    """Oldest first, in a word or two; whoever has it now is none of them."""
    card = asked_again(board_pack())
    assert before(card, NOW, RULES) == ()
    card = then(card, verbs.alternate(card, "ben"), at("2026-11-24 10:00"))
    card = heard(card, ev.AWAY, at("2026-11-24 11:00"))
    card = then(card, verbs.alternate(card, "finance desk"), at("2026-11-24 12:00"))
    assert before(card, NOW, RULES) == (
        ("Dana Reyes", "asked today, no answer"),
        ("Ben Ortiz", "asked today, away"),
    )


def test_what_came_back_before_they_were_asked_again_is_no_answer_to_that() -> None:
    """Of the last time they were asked only what came after it is told."""
    card = heard(board_pack(), ev.HOLDING, at("2026-11-23 10:00"))
    card = then(card, verbs.follow_up(card), at("2026-11-23 15:00"))
    card = then(card, verbs.alternate(card, "ben"), at("2026-11-24 10:00"))
    assert before(card, NOW, RULES) == (("Dana Reyes", "asked yesterday, no answer"),)


def test_inside_the_wait_nobody_is_silent_and_mine_is_no_wait() -> None:
    """Who has had it for an hour has had it; a card that is mine, or with nobody, says no silence."""
    fresh = card_at(at("2026-11-24 13:12"), title="Lease")
    assert said(fresh) == "Dana has had it 1h of 8h; no answer in the log so far."
    mine = then(fresh, verbs.heard(fresh, ev.QUESTION, None, None, NOW), NOW)
    assert said(mine) == "Dana: no answer in the log so far."
    assert said(mine, answered(24, 1)) == "Dana answered 1 time, by chat, last today."
    assert said(me()) == ""
