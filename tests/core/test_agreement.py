"""`next --json`, the board and the popups say the same of the same card at the same instant (issue 4, point 3)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup.core import board, clean, exchange, wording
from followup.core.alerts import agenda
from followup.core.card import Card
from followup.core.instants import MINUTE
from followup.core.mutes import PERSON, Mute, Mutes
from followup.core.policy import judge
from followup.core.popups import BODY_LIMIT, Popup
from followup.core.steps import CONFIRM, NEWS
from tests.core.alerting import Manners
from tests.core.making import RULES, at, instants, reached

boards = st.lists(reached(), min_size=1, max_size=6, unique_by=lambda card: card.id)
mutes = st.sampled_from((Mutes(), Mutes([Mute(PERSON, "Ben Ortiz", at("2026-10-20 00:00"))])))
GENEROUS = Manners(budget=99, digest_over=99)


def next_json(cards: list[Card], now: int, quiet: Mutes) -> list[dict[str, Any]]:
    """What `next --json --at` prints: each card judged at that instant, without anything seen before."""
    seen = board.look_at_all((card for card in cards if card.is_open), now, RULES, mutes=quiet).values()
    found = board.ranked(one for one in seen if one.verdict.needs_me)
    return [
        exchange.as_json(one.card, judge(one.card, now, RULES), now, RULES, None, mutes=quiet)
        for one in found
    ]


@given(boards, mutes, instants, st.integers(0, 3 * 1440))
def test_next_is_what_the_board_shows(cards: list[Card], quiet: Mutes, before: int, later: int) -> None:
    """A board that has been open for days has the same cards needing me, in the same order, at the same levels,
    for the same reasons, as a command that judges them anew."""
    now = before + later * MINUTE
    seen = board.look_at_all(cards, before, RULES)
    seen = board.look_at_all(cards, now, RULES, seen, quiet)
    laid = board.lay_out(seen, now)
    shown = board.ranked(one for column in laid.columns for one in column.seen if one.verdict.needs_me)
    told = next_json(cards, now, quiet)
    assert [one["id"] for one in told] == [one.card.id for one in shown]
    assert laid.counts.needs_me == len(told)
    for one, json in zip(shown, told, strict=True):
        verdict = board.fresh(one, now, RULES)
        mine = (verdict.level, wording.reason(one.card, verdict, now, RULES), wording.move(one.card, verdict))
        assert mine == (json["verdict"]["level"], json["verdict"]["reason"], json["verdict"]["move"])
        assert one.card.muted == json["muted"]
    for column in laid.columns:
        order = [one.card.id for one in column.seen if one.verdict.needs_me]
        assert order == [one["id"] for one in told if one["stage"] == column.stage]


@given(boards, mutes, instants)
def test_what_pops_up_is_in_next_and_says_the_same(cards: list[Card], quiet: Mutes, now: int) -> None:
    """Each check and guard is about a card that needs me and is not muted, and its popup begins with the reason
    and the move that `next` prints."""
    told = {one["id"]: one for one in next_json(cards, now, quiet)}
    seen = board.look_at_all(cards, now, RULES, mutes=quiet).values()
    for popup in agenda(seen, {}, now, RULES, GENEROUS).popups:
        if popup.kind in (NEWS, CONFIRM):
            continue
        assert set(popup.cards) <= told.keys()
        assert not any(told[one]["muted"] for one in popup.cards)
        if len(popup.cards) == 1:
            assert says(popup, told[popup.cards[0]]["verdict"])


def says(popup: Popup, verdict: dict[str, Any]) -> bool:
    """Whether the popup begins with the reason and the move, as far as there is room for them."""
    text = f"{wording.ended(verdict['reason'])} {wording.ended('Next: ' + verdict['move'])}"
    whole = clean.popup(text, BODY_LIMIT)
    return popup.body.startswith(whole) or popup.body[:-1] == clean.popup(text, BODY_LIMIT)[:-1]
