"""Ids: ULIDs with fresh randomness, and the shortest prefix that tells one card from the others."""

from hypothesis import given
from hypothesis import strategies as st

from followup.core import ids

TAILS = st.text(ids.ALPHABET, min_size=16, max_size=16)
AT = 1_795_547_520  # 2026-11-24T19:12:00Z


def test_an_id_carries_its_instant() -> None:
    """The first ten characters are the milliseconds since 1970 in Crockford's base 32, so that ids sort by time."""
    assert ids.new_id(AT)[:10] == "01M87FHQ00"
    assert ids.new_id(AT) < ids.new_id(AT + 1)


def test_ids_have_fresh_randomness() -> None:
    """Two of one instant share their first ten characters and nothing to rely on after."""
    many = {ids.new_id(AT) for _ in range(1000)}
    assert len(many) == 1000
    assert len({one[:10] for one in many}) == 1
    assert sorted(many) != [ids.new_id(AT) for _ in range(1000)]


def test_before_1970_is_stamped_zero() -> None:
    """An instant before 1970 still gives an id."""
    assert ids.is_id(ids.new_id(-1))
    assert ids.new_id(-1).startswith("0" * 10)


def test_what_is_an_id() -> None:
    """26 capital letters and digits without I, L, O and U, below 2 to the 128."""
    assert ids.is_id("7" + "Z" * 25)
    for wrong in ("", "8" + "0" * 25, "0" * 25, "0" * 27, "0" * 25 + "I", "0" * 25 + "a", "0" * 25 + "é"):
        assert not ids.is_id(wrong)


@given(st.sets(TAILS, max_size=30))
def test_shorts_are_the_shortest_that_are_unique(tails: set[str]) -> None:
    """Each short is a prefix of its tail, fits no other, and could not be a letter shorter unless it is three."""
    known = ["0" * 10 + tail for tail in tails]
    shorts = ids.shorts(known)
    lower = [ids.tail(one) for one in known]
    for card_id, short in shorts.items():
        assert ids.tail(card_id).startswith(short)
        assert sum(tail.startswith(short) for tail in lower) == 1
        assert len(short) >= 3
        assert len(short) == 3 or sum(tail.startswith(short[:-1]) for tail in lower) > 1
