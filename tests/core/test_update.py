"""The draft of an update, as text, on cards in every state: what it says line by line."""

import pytest

from followup.core import events as ev
from followup.core import verbs
from followup.core.card import Card
from followup.core.update import is_closing_due
from tests.core.making import at, card_at, then
from tests.core.telling import (
    FRI,
    LEVELS_LATER,
    MON,
    NOW,
    TUE,
    asked_again,
    board_pack,
    heard,
    me,
    plain,
    resolved,
    said,
)

AT_RISK = [
    "Board pack figures in hand: at risk for Wednesday 12:00.",
    "I asked Dana on Friday and again this morning. No answer so far.",
    "My next move now: call reception.",
    "If that does not work, I go to Ben Ortiz.",
    "If neither works by Wednesday 12:00, board has no figures.",
    "Which do you prefer?",
    "Wednesday 12:00 stays, and I go to Ben Ortiz.",
    "a new date: you say which day still helps.",
]


def test_at_risk_says_the_silence_the_moves_what_breaks_and_two_options() -> None:
    """The example of LOOK: asked twice, silent, what I do, what comes of it, and a choice."""
    assert said(asked_again(board_pack())) == AT_RISK


def test_late_says_since_when_and_what_depends_on_it() -> None:
    """After the deadline nothing can be kept: it helps late, or gets a new date."""
    assert said(asked_again(board_pack()), at("2026-11-25 14:00")) == [
        "Board pack figures in hand: late, it was due today 12:00.",
        "I asked Dana on Friday and again yesterday. No answer so far.",
        "My next move now: call reception.",
        "If that does not work, I go to Ben Ortiz.",
        "What depends on it: board has no figures.",
        "Which do you prefer?",
        "late still helps, and I go to Ben Ortiz.",
        "a new date: you say which day still helps.",
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("fresh", ["Lease signed: with Dana Reyes.", "I asked Dana this afternoon. No answer yet.",
                   "If I hear nothing by Wednesday 13:00, I ask Dana again."]),
        ("soon", ["Lease signed: with Dana Reyes.", "I asked Dana yesterday. No answer yet.",
                  "If I hear nothing by today 13:00, I ask Dana again."]),
        ("idle", ["Lease signed: silent.", "I asked Dana yesterday. No answer so far.", "I ask Dana again now."]),
        ("stalled", ["Lease signed: silent.", "I asked Dana on Tuesday. No answer so far.", "I ask Dana again now."]),
    ],
)  # fmt: skip
def test_levels_without_a_deadline(level: str, expected: list[str]) -> None:
    """Inside its wait a card is with somebody and the next check is named; past it, it is silent."""
    assert said(plain(), LEVELS_LATER.get(level, NOW)) == expected


def test_a_silence_out_of_hours_is_taken_up_when_work_begins() -> None:
    """Nobody is promised that I act at night."""
    assert said(plain(), at("2026-11-25 20:00"))[-1] == "I ask Dana again Friday 09:00."


def snoozed(card: Card, until: int, now: int) -> Card:
    return then(card, [(ev.SNOOZED, {"until": until})], now)


def test_a_snooze_does_not_hide_a_silence() -> None:
    """The requester reads that it is silent, and when I take it up."""
    card = snoozed(card_at(FRI, title="Visa letter", next_move="call Inês"), at("2026-11-30 09:00"), MON)
    assert said(card) == [
        "Visa letter: silent.",
        "I asked Dana on Friday. No answer so far.",
        "My next move Monday 09:00: call Inês.",
    ]


def test_a_snooze_inside_the_wait_moves_the_check() -> None:
    """Nothing fires before the snooze ends, so nothing is promised before."""
    assert said(snoozed(plain(), at("2026-11-30 09:00"), NOW))[-1] == (
        "If I hear nothing by Monday 09:00, I ask Dana again."
    )
    assert said(snoozed(plain(), at("2026-11-25 10:00"), NOW))[-1] == (
        "If I hear nothing by Wednesday 13:00, I ask Dana again."
    )


# The ball is mine


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (me(requester="Maria"),
         ["Lease signed: not sent yet.", "I have not sent it yet.", "I send it by today 17:00."]),
        (heard(plain(), ev.QUESTION, NOW, note="which site?"),
         ["Lease signed: my move.", "I asked Dana this afternoon.", "Dana asked this afternoon: which site?",
          "I answer Dana by Wednesday 10:12."]),
        (heard(plain(), ev.ANSWERED, NOW),
         ["Lease signed: my move.", "I asked Dana this afternoon.", "Dana answered this afternoon.",
          "I check whether that is all of it by Wednesday 10:12."]),
        (heard(plain(alternates=("Ben Ortiz, ext 2210",)), ev.AWAY, NOW, at("2026-11-30 09:00")),
         ["Lease signed: my move.", "I asked Dana this afternoon.", "Dana is away until Monday 09:00.",
          "I go to Ben Ortiz by Wednesday 10:12."]),
        (then(resolved(plain(), NOW - 600), [(ev.REOPENED, {"stage": "sent"})], NOW),
         ["Lease signed: my move.", "I asked Dana this afternoon.", "I took it up again this afternoon.",
          "I take the next step by Wednesday 10:12."]),
    ],
    ids=["not sent", "question", "answered", "away", "reopened"],
)  # fmt: skip
def test_my_own_move_is_called_mine(card: Card, expected: list[str]) -> None:
    """No silence of others is told where I am the one to move, and by when is told."""
    assert said(card) == expected


# What came back


@pytest.mark.parametrize(
    ("answer", "until", "expected"),
    [
        (ev.AWAY, None, ["It has been my move since today 13:00.", "They are away."]),
        (
            ev.AWAY,
            at("2026-11-24 14:12"),
            ["It has been my move since today 13:00.", "They were away until today 14:12."],
        ),
        (
            ev.HOLDING,
            None,
            ["It has been waiting since today 14:11.", "They asked this afternoon for more time."],
        ),
    ],
)
def test_an_answer_to_what_was_never_sent_reads_well(
    answer: str, until: int | None, expected: list[str]
) -> None:
    """Nobody is named, and nobody was asked: it is told all the same, in plain words."""
    assert said(heard(me(), answer, NOW - 60, until), NOW)[1:3] == expected


def test_a_holding_reply_names_the_time_it_asked_for() -> None:
    """It is no answer: it says until when, and after that nothing by then is said."""
    card = heard(plain(), ev.HOLDING, NOW, at("2026-11-25 12:00"), "two need a signature")
    assert said(card) == [
        "Lease signed: with Dana Reyes.",
        "I asked Dana this afternoon.",
        "Dana asked this afternoon for time until Wednesday 12:00: two need a signature.",
        "If I hear nothing by Wednesday 12:00, I ask Dana again.",
    ]
    assert said(card, at("2026-11-25 15:00"))[1:4] == [
        "I asked Dana yesterday.",
        "Dana asked yesterday for time until today 12:00: two need a signature.",
        "Nothing has come since then.",
    ]


def test_who_was_asked_before_is_named_without_blame() -> None:
    """The alternate by the whole name; that nothing came from the first is said where nothing did."""
    card = plain(alternates=("Marta Zielińska, ext 7",))
    moved = then(card, verbs.alternate(card), NOW)
    assert (
        said(moved)[1]
        == "I heard nothing from Dana, so I asked Marta Zielińska this afternoon. No answer yet."
    )
    away = heard(card, ev.AWAY, NOW - 600)
    assert said(then(away, verbs.alternate(away), NOW))[1].startswith("Dana was away, so I asked Marta")
    answered = heard(card, ev.ANSWERED, NOW - 600)
    assert said(then(answered, verbs.alternate(answered), NOW))[1].startswith("I asked Marta Zielińska this")


def test_names_typed_in_a_hurry_begin_with_a_capital() -> None:
    """`@dana ^maria +ben` is how one types; nobody writes "I go to ben" in a letter. A route stays as it is."""
    card = plain(contact="dana", requester="maria", alternates=("ben", "front desk"))
    assert said(card)[0] == "Lease signed: with Dana."
    assert said(card)[-1] == "After that I go to Ben."
    card = then(card, verbs.alternate(card, "ben"), NOW)
    assert said(card)[:2] == [
        "Lease signed: with Ben.",
        "I heard nothing from Dana, so I asked Ben this afternoon. No answer yet.",
    ]
    assert said(card)[-1].endswith("I go to front desk.")


def test_many_tries_are_counted() -> None:
    """From three on, the first and the last day are enough."""
    card = card_at(FRI)
    for hour in (10, 11):
        card = then(card, verbs.follow_up(card), at(f"2026-11-24 {hour}:00"))
    assert said(card)[1].startswith("I asked Dana 3 times, first on Friday and last this morning.")


# Blanks


def test_nobody_is_named_where_nobody_is() -> None:
    """Without contact, requester or alternate the draft says that I look for somebody."""
    card = card_at(MON, contact=None)
    assert said(asked_again(card), NOW)[:2] == [
        "Board pack figures in hand: silent.",
        "I sent it yesterday and again this morning. No answer so far.",
    ]
    assert said(asked_again(card), NOW)[-1] == "I look for somebody to ask now."


def test_who_takes_over_from_nobody_was_not_asked_before() -> None:
    """What was asked, and came back, while nobody was named is not theirs; a name that is filled in later is."""
    card = heard(asked_again(card_at(FRI, contact=None)), ev.HOLDING, TUE)
    for wishes in (verbs.alternate(card, "Ben"), verbs.follow_up(card, contact="Ben")):
        assert said(then(card, wishes, NOW))[1:2] == ["I asked Ben this afternoon. No answer yet."]
    card = then(card, verbs.edit(card, {"contact": "Ben"}), NOW)
    assert said(card)[1].startswith("I asked Ben on Friday and again this morning")


def test_an_imported_card_tells_only_what_it_knows() -> None:
    """Without a history nobody is said to have been asked on a day."""
    card = card_at(MON, stage="followed_up", touched_at=TUE)
    assert said(card, NOW)[1] == "It has been with Dana since today 09:00. No answer so far."


def test_a_wish_is_called_one() -> None:
    """It is never late and at no risk."""
    card = plain(due=at("2026-11-24 13:30"), due_kind="wish")
    assert said(card)[0] == "Lease signed: with Dana Reyes, wished for by today 13:30."


def test_a_date_that_moved_is_told_with_its_reason_until_it_was_told() -> None:
    """From the date that the requester knows to the present one."""
    card = board_pack(requester="Maria")
    for day, reason in ((27, None), (30, "they need two more days")):
        due = at(f"2026-11-{day} 12:00")
        card = then(card, verbs.reschedule(card, due, "promised", reason), MON + day)
    line = "I moved the date from Wednesday 12:00 to Monday 12:00: they need two more days."
    assert said(card, TUE)[1] == line
    assert line not in said(then(card, verbs.update(card), TUE), TUE + 60)


# Resolved


def test_done_says_how_i_know() -> None:
    """The proof and both dates, nothing else."""
    card = resolved(asked_again(board_pack()), NOW, "mail from finance")
    assert said(card) == [
        "Done: Board pack figures in hand.",
        "Finished today 14:12; the date was Wednesday 12:00.",
        "How I know: mail from finance.",
    ]


def test_a_link_at_the_end_has_no_full_stop() -> None:
    """It would be taken for a part of it where it is pasted."""
    assert (
        said(resolved(board_pack(), NOW, "https://example.org/a?b=1"))[2]
        == "How I know: https://example.org/a?b=1"
    )


def test_unconfirmed_says_so_plainly() -> None:
    """Without proof it is not simply done, and when I check is said while that is ahead."""
    card = resolved(plain(), NOW)
    assert said(card) == [
        "Done, unconfirmed: Lease signed.",
        "Finished today 14:12.",
        "I have no proof yet; I check by Wednesday 14:12 whether it is true.",
    ]
    assert said(card, at("2026-11-30 10:00"))[-1] == "I have no proof yet; I check whether it is true."


def test_a_closing_update_is_due_until_one_follows_the_resolve() -> None:
    """A telling before it, or a proof after it, does not count as one; reopening and resolving asks anew."""
    card = then(board_pack(), verbs.update(board_pack()), TUE)
    assert not is_closing_due(card)
    done = resolved(card, NOW)
    assert is_closing_due(done)
    told = then(done, verbs.update(done), NOW)
    assert not is_closing_due(told)
    assert not is_closing_due(resolved(told, NOW + 60, "seen it"))
    back = then(told, verbs.reopen(told), NOW + 120)
    assert is_closing_due(resolved(back, NOW + 180))
    assert not is_closing_due(resolved(plain(), NOW))


def test_a_back_dated_resolve_is_news_though_somebody_was_told_since() -> None:
    """What counts is the order in which things were recorded."""
    card = then(board_pack(), verbs.update(board_pack()), TUE)
    assert is_closing_due(then(card, verbs.resolve(card, "x"), NOW, said_at=MON))


def test_an_imported_card_goes_by_its_fields() -> None:
    """Without events, the later of the two instants decides."""
    fields = {"stage": "resolved", "resolved_at": TUE, "requester": "Maria"}
    assert is_closing_due(card_at(MON, **fields))
    assert not is_closing_due(card_at(MON, told_at=TUE, **fields))
