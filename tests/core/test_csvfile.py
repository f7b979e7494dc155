"""CSV: cells that nothing runs, and a way back that loses nothing but events."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core import clean, csvfile, shapes, spreadsheet
from followup.core.card import LISTS, Card, as_document
from followup.core.csvfile import COLUMNS, joined, parted, plain, safe
from followup.core.exchange import INSTANTS
from followup.core.instants import to_iso
from followup.core.quickadd_pieces import WORD_FORMS
from followup.core.quickadd_values import Setting
from followup.core.shapes import Wrong
from followup.core.spreadsheet import Sheet
from followup.errors import Refused
from tests.core.making import WEEK, at, card_at, reached

NOW = at("Tue 10:00")
NASTY = st.text(
    st.sampled_from("'=+-@\t\r\n＝\\u0015cU\"a,; \x1b\u202e\u200b\u200d\U000e0041é東"), max_size=30
)
TEXTS = st.text() | NASTY
# What the way in would store as it is.
STORABLE = TEXTS.map(lambda text: "w" + "".join(text.split())[:100].replace("\x00", "") + "w")


def read(text: str, people: dict[str, str] | None = None) -> Sheet:
    """A sheet read on the Tuesday of the tables, at ten."""
    return spreadsheet.read(text, Setting(NOW, WEEK), people)


def one(text: str, people: dict[str, str] | None = None) -> dict[str, object]:
    """The only card of a sheet."""
    (arrival,) = read(text, people).arrivals
    return arrival.document


def refused(text: str) -> str:
    """What is said of a sheet that cannot come in."""
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.message


# Cells


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("'", "'"),
        ("a=1", "a=1"),
        ("", ""),
        ("\rx", r"\u000dx"),
        ("a\x1b[31mb", r"a\u001b[31mb"),
        ("\u202egnp", r"\u202egnp"),
        ("a\U000e0041", r"a\U000e0041"),
        (r"a\u001b", r"a\u005cu001b"),
        (r"C:\users", r"C:\users"),
        ("two\nlines", "two\nlines"),
        ("👨\u200d👩\u200d👧 ✔\ufe0f", "👨\u200d👩\u200d👧 ✔\ufe0f"),
    ],
)
def test_cells(text: str, cell: str) -> None:
    """A formula is prefixed, a control spelt, all else as typed; the way in takes exactly that away."""
    assert safe(text) == cell
    assert plain(cell) == text


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    """Any text is a cell that begins no formula and steers no terminal, and comes back as it was."""
    cell = safe(text)
    assert plain(cell) == text
    assert cell[:1] not in {*"=+-@\t\r\n＝＋－＠"}
    assert clean.marked(cell, lambda letter: "") == cell


@pytest.mark.parametrize("cell", ["'tis", r"caf\u00e9", r"\u12", "'a=1", "=1", r"\U00110000", r"\u0041"])
def test_a_cell_that_is_not_ours_stays(cell: str) -> None:
    """What the way out would not have written is text."""
    assert plain(cell) == cell


@pytest.mark.parametrize(
    ("texts", "separator", "cell"),
    [
        ([], ",", ""),
        (["board", "q3"], ",", "board, q3"),
        (["Ben Ortiz, ext 2210", "Cara"], ";", "Ben Ortiz, ext 2210; Cara"),
        (["a;b", "c"], ";", '"a;b"; c'),
        (['"x" y', 'z "w"'], ";", '"""x"" y"; z "w"'),
    ],
)
def test_lists(texts: list[str], separator: str, cell: str) -> None:
    """A list is one cell, as `edit` takes it; a text that holds the separator is in quotes."""
    assert joined(texts, separator) == cell
    assert parted(cell, separator) == texts


@given(st.lists(TEXTS, max_size=6), st.sampled_from(",;"))
def test_every_list_comes_back(texts: list[str], separator: str) -> None:
    """Any list of any texts comes back as it was."""
    assert parted(joined(texts, separator), separator) == texts


@pytest.mark.parametrize("cell", ['"open', '"a" b', 'x, "', '"a""'])
def test_a_list_with_an_open_quote_is_refused(cell: str) -> None:
    """A quote in a list encloses one whole text."""
    with pytest.raises(Wrong, match="quote"):
        parted(cell, ",")


# Out and in again


@given(reached(), STORABLE, STORABLE, st.lists(STORABLE, max_size=3), st.booleans())
def test_cards_come_back_equal_in_every_column(
    card: Card, title: str, move: str, names: list[str], mine: bool
) -> None:
    """Whatever happened to a card, and whatever its texts are, its row gives the same fields again."""
    listed = tuple(names)
    card = card._replace(
        title=title, next_move=move, tags=listed, alternates=listed, tried=listed, muted=mine
    )
    document = one(csvfile.write([card]))
    assert {**document, "events": 1} == {**as_document(card), "events": 1}


def test_the_columns_are_the_contract() -> None:
    """The header has the JSON names of a card's fields, in their order, and a plain reader finds them."""
    text = csvfile.write([card_at(NOW, title="=1", tags=("a", "b"), due=NOW, due_kind="hard")])
    assert text.endswith("\r\n")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(row) == COLUMNS
    assert {*COLUMNS} == {*Card._fields} - {"events"}
    assert (row["title"], row["tags"], row["due"], row["muted"]) == ("'=1", "a, b", to_iso(NOW), "false")
    assert row["told_at"] == ""


def test_an_empty_board_is_a_header() -> None:
    """The sheet of no cards can be read, and holds none."""
    assert read(csvfile.write([])) == Sheet([], [])


# Sheets made by hand


def test_a_title_is_enough() -> None:
    """A column of titles is a sheet; rows without a cell are no cards."""
    found = read("Title\nfirst\n\n  \nsecond; with more\n").arrivals
    assert [arrival.document["title"] for arrival in found] == ["first", "second; with more"]
    assert found[0].document["ball"] == "theirs"
    assert found[0].document["touched_at"] == NOW


def test_word_forms_read_as_the_line_does() -> None:
    """Columns by word form hold what one would type; people's short names become whole."""
    document = one(
        "title;To;for;due;tag;alt;idle;goal;next;breaks;sent\n"
        'Quote;dana;Maria;fri 3pm;"board, q3";Ben Ortiz, ext 2210; 2h;signed;call;"no\nquote";yesterday 3pm\n'.replace(
            "Ben Ortiz, ext 2210; 2h", '"Ben Ortiz, ext 2210; Cara";2h'
        ),
        {"dana": "Dana Reyes"},
    )
    assert document["contact"] == "Dana Reyes"
    assert document["requester"] == "Maria"
    assert (document["due"], document["due_kind"]) == (at("Fri 15:00"), "promised")
    assert document["tags"] == ["board", "q3"]
    assert document["alternates"] == ["Ben Ortiz, ext 2210", "Cara"]
    assert document["idle_limit_minutes"] == 120
    assert (document["outcome"], document["next_move"], document["breaks"]) == ("signed", "call", "no\nquote")
    assert document["opened_at"] == document["touched_at"] == at("Mon 15:00")
    assert document["due_set_at"] == NOW


@pytest.mark.parametrize(
    ("cell", "due", "kind"),
    [
        ("due\n#,fri 3pm", at("Fri 15:00"), "promised"),
        ('due\n#,"""fri 3pm"""', at("Fri 15:00"), "promised"),
        ("hard\n#,fri", at("Fri 17:00"), "hard"),
        ("wish\n#,2026-06-05", at("Fri 17:00"), "wish"),
        ("due,due_kind\n#,6/5,Hard", at("Fri 17:00"), "hard"),
        ("due\n#,2026-06-05T19:00:00Z", at("Fri 15:00"), "promised"),
        ("due\n#,2026-06-05T15:00:00-04:00", at("Fri 15:00"), "promised"),
        ("due,hard,wish\n#,,fri,", at("Fri 17:00"), "hard"),
        ("due,due_kind\n#,,", None, None),
    ],
)
def test_deadlines(cell: str, due: int | None, kind: str | None) -> None:
    """A deadline is ISO or a phrase, of the kind that its column or `due_kind` says."""
    document = one(f"title,{cell.replace('#', 'x')}\n")
    assert (document["due"], document["due_kind"]) == (due, kind)


def test_what_was_understood_of_a_date_is_said() -> None:
    """Each phrase is answered with its weekday; ISO needs no answer."""
    assert read("title,due\nx,6/5\ny,2026-06-05T19:00:00Z\n").remarks == [
        "line 2: due “6/5” is Fri 5 Jun 17:00, in 3 days"
    ]


def test_me_has_the_ball() -> None:
    """`me` in the column `to` is my own move; the column `contact` holds names as they are."""
    mine = one("title,to\nx,me\n")
    assert (mine["contact"], mine["ball"]) == (None, "mine")
    assert one("title,contact\nx,me\n")["contact"] == "me"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("title,muted\nx,TRUE\n", "muted", True),
        ("title,muted\nx,\n", "muted", False),
        ("title,stage\nx,Followed up\n", "stage", "followed_up"),
        ("title,stage\nx,followed-up\n", "stage", "followed_up"),
        ("title,slips\nx,\n", "slips", 0),
        ("title,idle\nx,45\n", "idle_limit_minutes", 45),
        ("title,short,owned\nx,abc,3\n", "title", "x"),
        ("title,,\nx,,\n", "title", "x"),
        ("title,to,for\nx,dana\n", "contact", "dana"),
        ("title\tto\nx, y\tdana\n", "title", "x, y"),
        ("title;to\nx, y;dana\n", "title", "x, y"),
        ("title, to\nx, dana\n", "contact", "dana"),
        ('"Title","Next Move"\r\n"x","a ""b"" c"\r\n', "next_move", 'a "b" c'),
        ("title\rx\r", "title", "x"),
        ("title,next_move\nx,'-1\n", "next_move", "-1"),
    ],
)
def test_sheets_as_programs_write_them(text: str, field: str, value: object) -> None:
    """Delimiters, capitals, empty columns, short rows and line ends are as they come."""
    assert one(text)[field] == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "header"),
        ("\n \n", "header"),
        ("to\ndana\n", "line 1: there is no column title"),
        ("titel\nx\n", "line 1: there is no column “titel”"),
        ("title,events\nx,[]\n", "line 1: there is no column “events”"),
        ("title,Title\nx,y\n", "line 1: column title stands twice"),
        ("title\nx\x00y\n", "line 2 holds a NUL"),
        ('title,to\nx,"y\nz\n', "line 2 is not CSV"),
        ('title\n"x"y\n', "line 2 is not CSV"),
        ("title,to\n,dana\n", "line 2: title"),
        ('title,to\n"a\n\nb",x\n,dana\n', "line 5: title"),
        ("title,to\nx,dana,3pm\n", "line 2: “3pm” stands in no column"),
        ("title,due\nx,blorp\n", "line 2, column due: “blorp” is not a date"),
        ("title,due\nx,fri 3pm or so\n", "line 2, column due"),
        ("title,due\nx,9999-12-31T23:59:59Z\n", "line 2, column due: is not in the years"),
        ("title,sent\nx,tomorrow\n", "line 2, column sent"),
        ("title,idle\nx,soon\n", "line 2, column idle"),
        ("title,slips\nx,1.5\n", "line 2, column slips: is no whole number"),
        ("title,slips\nx," + "9" * 5000 + "\n", "line 2, column slips: is no whole number"),
        ("title,muted\nx,maybe\n", "line 2, column muted"),
        ("title,stage\nx,nowhere\n", "line 2, column stage"),
        ("title,id\nx,short\n", "line 2, column id: is no ULID"),
        ("title,due_kind\nx,hard\n", "line 2: due_kind"),
        ("title,due,hard\nx,fri,mon\n", "line 2, column hard: due is said twice"),
        ("title,to,contact\nx,a,b\n", "line 2, column contact: contact is said twice"),
        ('title,tag\nx,"""open"\n', "line 2, column tag: a quote"),
        ("title\n" + "x" * 501 + "\n", "line 2, column title: the title has 501 characters"),
        ("title\n\\u0000\n", "line 2, column title"),
        ("title\n\\ud800\n", "line 2, column title"),
        ("title\nx\n\u200b\n", "line 3, column title: the title is empty"),
        ("title,told_at\nx,yesterday\n", "line 2, column told_at: is no instant"),
    ],
)
def test_sheets_that_are_wrong(text: str, said: str) -> None:
    """What is wrong is named by its line and column."""
    assert refused(text).startswith(said) or said == "header"
    assert said in refused(text)


def test_a_mistyped_column_is_told_the_nearest() -> None:
    """The hint of an unknown column is the name it is like."""
    with pytest.raises(Refused) as caught:
        read("title,requestor\nx,y\n")
    assert caught.value.hint == "did you mean requester?"


def test_a_row_that_comes_again_is_one_card() -> None:
    """The same id twice is one card, or a refusal when the rows differ."""
    head, row = csvfile.write([card_at(NOW)]).splitlines()
    assert len(read(f"{head}\n{row}\n{row}\n").arrivals) == 1
    assert "comes twice" in refused(f"{head}\n{row}\n{row.replace('Dana', 'Ben')}\n")


@given(TEXTS)
def test_no_sheet_breaks_the_reader(text: str) -> None:
    """Whatever a file holds is cards or a refusal."""
    for whole in (text, f"title,to,tag,due\n{text}\n", f"title\n{text},{text}"):
        try:
            read(whole)
        except Refused:
            continue


def test_the_forms_are_those_of_the_line() -> None:
    """Every word form of the quick-add line is a column, and every column that may be empty is known."""
    assert spreadsheet.FORMS.keys() == WORD_FORMS.keys()
    for name in {*COLUMNS} - {*LISTS}:
        try:
            shapes.field(name, None)
        except Wrong:
            assert spreadsheet._nothing(name) == {}
        else:
            assert spreadsheet._nothing(name) == {name: None}
    assert {*INSTANTS} <= {*COLUMNS}
