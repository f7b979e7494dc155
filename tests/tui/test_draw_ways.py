"""The other paths in the strip: who there is, who is in, and what to write, in as many rows as there are."""

import pytest

from followup.tui.draw.lines import measure
from followup.tui.draw.ways import Way, ways
from followup.tui.glyphs import UNICODE
from tests.tui.test_text_from_outside import NASTY, raw

TEXT = ("Hello Ben, can you help me with this?", "What I need: " + "the figures " * 9, "Who would know?")
EACH = [Way("1", "Ben Ortiz, ext 2210", "in until 16:30", is_meant=True), Way("2", "finance desk")]


def rows(cells: int, room: int, each: list[Way] | None = None, text: tuple[str, ...] = TEXT) -> list[str]:
    made = ways(each or EACH, text, cells, room, UNICODE)
    assert len(made) <= room
    assert all(measure(line) <= cells for line in made)
    return ["".join(part for part, _ in line).rstrip() for line in made]


def test_where_there_is_room_every_sentence_has_its_row() -> None:
    """The one who is meant is marked, presence stands in a column, and blank rows set the text apart."""
    made = rows(120, 20)
    assert made[:3] == ["› 1 Ben Ortiz, ext 2210  in until 16:30", "  2 finance desk", ""]
    assert made[3] == TEXT[0]
    assert made[-2:] == ["Who would know?", ""]


def test_where_there_is_little_the_sentences_follow_each_other() -> None:
    """Nothing of the text is lost as long as it fits, and then it is cut where one sees it."""
    made = rows(77, 6)
    assert " ".join(" ".join(made[2:]).split()) == " ".join(" ".join(TEXT).split())
    assert rows(77, 3)[-1].endswith("…")


def test_many_alternates_leave_room_for_the_text() -> None:
    """A third of the rows is theirs, and how many more there are is said."""
    made = rows(77, 9, [Way(str(place), f"Person {place}") for place in range(1, 8)])
    assert made[2].strip() == "↓ 5 more"
    assert made[3] == "" or made[3].startswith("Hello")


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("cells", [155, 77])
def test_nothing_raw_in_a_way(text: str, cells: int) -> None:
    """Whatever a name or a sentence holds, no row steers a terminal, and each fits."""
    for row in rows(cells, 12, [Way("1", text)], (text, text)):
        assert not raw(row)
