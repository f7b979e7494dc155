"""The calendar file: every deadline that binds, in a form that every calendar can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import clean, ics
from followup.core.card import Card
from tests.core import icalendar
from tests.core.making import MONDAY, RULES, at, card_at, reached, then

NOW = at("Tue 10:00")
TEXTS = st.text() | st.text(st.sampled_from("\\;,\n\r\t :é東👩\u200d\x1b\u202e\u2028ab"), max_size=200)


def event(card: Card) -> dict[str, str]:
    """The properties of the only event of a card's calendar."""
    (found,) = icalendar.calendar(ics.write([card], NOW, RULES)).inside
    assert found.kind == "VEVENT"
    return found.properties


def promised(**fields: object) -> Card:
    """A card that is promised for Friday at three."""
    return card_at(NOW, **{"due": at("Fri 15:00"), "due_kind": "promised", **fields})


def test_an_event_says_what_is_due_and_what_to_do() -> None:
    """A deadline is an event at its instant, with the card's title, the reason and the next move."""
    card = promised(
        requester="Maria Lopez", outcome="signed, on paper", next_move="call; then ask", tags=("a,b", "q3")
    )
    found = event(card)
    assert MONDAY.isoformat() == "2026-06-01"
    assert found["DTSTART"] == "20260605T190000Z"
    assert found["DTSTAMP"] == "20260602T140000Z"
    assert found["UID"] == f"{card.id}@followup"
    assert found["SUMMARY"] == "Board pack figures in hand"
    assert icalendar.texts(found["CATEGORIES"]) == ["a,b", "q3"]
    lines = icalendar.text(found["DESCRIPTION"]).split("\n")
    assert lines[0] == "Promised to Maria Lopez"
    assert "Outcome: signed, on paper" in lines
    assert "With: Dana Reyes" in lines
    assert "Next: call; then ask" in lines
    assert lines[-1] == f"followup show {card.id[10:16].lower()}"


def test_a_hard_deadline_says_what_breaks() -> None:
    """Hard comes before promised in a calendar's priorities, and says what breaks."""
    found = event(promised(due_kind="hard", breaks="no board meeting"))
    assert found["PRIORITY"] < event(promised())["PRIORITY"]
    assert icalendar.text(found["DESCRIPTION"]).startswith("Hard deadline\nBreaks: no board meeting\n")


def test_it_takes_no_time_and_rings_no_bell() -> None:
    """The event has no end and no alarm, and leaves the day free."""
    text = ics.write([promised()], NOW, RULES)
    assert event(promised())["TRANSP"] == "TRANSPARENT"
    assert "DTEND" not in text
    assert "VALARM" not in text


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        (promised(), True),
        (promised(due_kind="hard"), True),
        (promised(due=at("Mon 09:00")), True),
        (promised(muted=True), True),
        (promised(due_kind="wish"), False),
        (card_at(NOW), False),
        (then(promised(), [("resolved", {})], NOW), False),
    ],
    ids=["promised", "hard", "overdue", "muted", "wish", "no deadline", "resolved"],
)
def test_who_gets_in(card: Card, shown: bool) -> None:
    """Open cards with a hard or promised deadline, past ones too; a wish binds nobody."""
    assert (ics.deadlines([card]) == [card]) == shown
    kinds = [one.kind for one in icalendar.calendar(ics.write([card], NOW, RULES)).inside]
    assert kinds == (["VEVENT"] if shown else ["VTIMEZONE"])


def test_the_nearest_comes_first() -> None:
    """Events stand in the order of their deadlines."""
    cards = [promised(), promised(due=at("Wed 09:00")), promised(due=at("Thu 09:00"))]
    found = icalendar.calendar(ics.write(cards, NOW, RULES)).inside
    starts = [one.properties["DTSTART"] for one in found]
    assert len(starts) == 3
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a;b,c\\d", r"a\;b\,c\\d"),
        ("two\nlines\r\nthree\u2028four", r"two\nlines\nthree\nfour"),
        (r"\n", r"\\n"),
        ("END:VEVENT\nBEGIN:VEVENT", r"END:VEVENT\nBEGIN:VEVENT"),
        ("a\x1b[31m\u202eb\u200bc", "a␛[31m‹202e›bc"),
        ("👨\u200d👩 👍🏽 ✔\ufe0f", "👨\u200d👩 👍🏽 ✔\ufe0f"),
        ("tab\there", "tab\there"),
    ],
)
def test_texts(text: str, value: str) -> None:
    """Text is escaped, its line breaks kept, and what steers or hides is a mark."""
    assert ics.text(text) == value


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_no_text_breaks_the_calendar(title: str, note: str, tags: list[str]) -> None:
    """Whatever a card says, the stream is valid and says it, but for what was made visible."""
    card = promised()._replace(title=title, outcome=note or None, tags=tuple(tags))
    found = event(card)
    said = icalendar.text(found["SUMMARY"])
    if clean.marked(title, lambda letter: "") == title:
        assert said == title
    assert clean.marked(said, lambda letter: "") == said
    assert icalendar.texts(found.get("CATEGORIES", "")) == [*map(icalendar.text, map(ics.text, tags or [""]))]


@given(reached())
def test_every_card_has_a_calendar(card: Card) -> None:
    """Whatever happened to a card, its calendar is valid."""
    icalendar.calendar(ics.write([card], NOW, RULES))


@given(st.text("aé東👩", min_size=0, max_size=400))
def test_folding(line: str) -> None:
    """A line is folded into full pieces of at most 75 octets, and unfolds to what it was."""
    pieces = ics.folded(line).encode().split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    assert all(len(one) + bool(place) <= 75 for place, one in enumerate(pieces))
    assert all(len(one) + bool(place) > 71 for place, one in enumerate(pieces[:-1]))
