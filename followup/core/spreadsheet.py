"""Cards from a CSV file: our own export, or a sheet that somebody made by hand with no more than titles in it.

A column by its JSON name holds what JSON holds; one by a word form of the quick-add line (`to`, `for`, `hard`) what one
would type there. A deadline is ISO or a phrase of the date grammar. Instants are UTC seconds once read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from followup.core import arrivals, csvfile, shapes, stages
from followup.core import quickadd_pieces as qp
from followup.core.arrivals import NOTHING, Arrival
from followup.core.card import HARD, LISTS, MINE, WISH
from followup.core.csvfile import COLUMNS, SEPARATORS, Row, name_of
from followup.core.exchange import DERIVED
from followup.core.phrase import quoted
from followup.core.quickadd_values import ME, Setting, meaning
from followup.core.shapes import Wrong
from followup.errors import Refused

Fields = dict[str, Any]

# word form -> the card's field
FORMS = {
    "to": "contact", "for": "requester", "due": "due", "hard": "due", "wish": "due", "tag": "tags",
    "idle": "idle_limit_minutes", "goal": "outcome", "next": "next_move", "alt": "alternates",
    "breaks": "breaks", "sent": "opened_at",
}  # fmt: skip
NAMES = frozenset((*COLUMNS, *FORMS, *DERIVED))
_KINDS = {"hard": HARD, "wish": WISH}
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_COUNTS = ("idle_limit_minutes", "slips", "rev")


class Sheet(NamedTuple):
    """The cards, and what was understood of dates that were not ISO, a line each."""

    arrivals: list[Arrival]
    remarks: list[str]


class _Scene(NamedTuple):
    setting: Setting
    people: Mapping[str, str]
    remarks: list[str]


def read(text: str, setting: Setting, people: Mapping[str, str] | None = None) -> Sheet:
    """The cards of a CSV file, each id once. `people` are whole names by the settings' short ones.

    Raises Refused naming the line and the column that are wrong.
    """
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Refused(f"line {line} holds a NUL character", NOTHING)
    rows = csvfile.rows(text, NAMES)
    head = next(rows, None)
    if head is None:
        raise Refused("the file has no header row", "its first row names the columns: title, to, due")
    columns = _columns(head)
    scene = _Scene(setting, people or {}, [])
    said = ((f"line {row.line}", _said(row, columns, scene)) for row in rows)
    found = arrivals.each_once(said, lambda fields: arrivals.from_fields(fields, setting.now))
    return Sheet(found, scene.remarks)


# The header


def _columns(head: Row) -> list[str]:
    """The columns' names, one empty where its cell is."""
    names = [name_of(cell) for cell in head.cells]
    for name, cell in zip(names, head.cells, strict=True):
        if name and name not in NAMES:
            raise Refused(f"line {head.line}: there is no column {quoted(cell.strip())}", _near(name))
        if name and names.count(name) > 1:
            raise Refused(f"line {head.line}: column {name} stands twice", NOTHING)
    if "title" not in names:
        raise Refused(f"line {head.line}: there is no column title", "it is the only one that is needed")
    return names


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name[:40], sorted(NAMES), n=1)
    return (
        f"did you mean {near[0]}?" if near else "the columns are those of export csv, and " + ", ".join(FORMS)
    )


# Rows


def _said(row: Row, columns: Sequence[str], scene: _Scene) -> Fields:
    """What a row says of its card; a cell left empty says that there is nothing, where that can be."""
    fields: Fields = {}
    blank: Fields = {}
    for place, cell in enumerate(row.cells):
        name = columns[place] if place < len(columns) else ""
        if cell.strip() and not name:
            raise Refused(f"line {row.line}: {quoted(cell)} stands in no column", NOTHING)
        if not name or name in DERIVED:
            continue
        if not cell.strip():
            blank |= _nothing(FORMS.get(name, name))
            continue
        more = _read(row.line, name, csvfile.plain(cell), scene)
        if twice := fields.keys() & more.keys():
            raise Refused(f"line {row.line}, column {name}: {min(twice)} is said twice", NOTHING)
        fields |= more
    return blank | fields


def _nothing(field: str) -> Fields:
    if field in LISTS:
        return {field: ()}
    return {} if field in _ALWAYS else {field: None}


# Fields that no card is without: left empty they are whatever a new card has.
_ALWAYS = frozenset((
    "id", "title", "stage", "ball", "slips", "muted", "archived", "rev", "opened_at", "stage_entered_at",
    "touched_at", "ball_at",
))  # fmt: skip


def _read(line: int, name: str, text: str, scene: _Scene) -> Fields:
    try:
        if name in FORMS:
            return _typed(line, name, text, scene)
        return {name: shapes.field(name, _value(name, text))}
    except Wrong as wrong:
        raise Refused(
            f"line {line}, column {name}: {str(wrong).removeprefix(f'{name}: ')}", NOTHING
        ) from None
    except Refused as wrong:
        hint = f"{wrong.hint}; {NOTHING}" if wrong.hint else NOTHING
        raise Refused(f"line {line}, column {name}: {wrong.message}", hint) from None


def _value(name: str, text: str) -> Any:
    """What JSON would hold where the cell holds this. A spreadsheet may have made TRUE of true."""
    if name in SEPARATORS:
        return csvfile.parted(text, SEPARATORS[name])
    if name in _COUNTS:
        return _count(text.strip())
    if name in ("muted", "archived"):
        return _TRUTHS.get(text.strip().lower(), text)
    if name in ("id", "ball", "due_kind"):
        return text.strip().upper() if name == "id" else text.strip().lower()
    if name == "stage":
        return stages.named(text) or text
    return text.strip()


def _count(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def _typed(line: int, name: str, text: str, scene: _Scene) -> Fields:
    """The fields that a word form's value says."""
    field, kind = FORMS[name], qp.WORD_FORMS[name]
    if kind in qp.DATES:
        at = _instant(line, name, kind, text, scene)
        return {field: at} | ({"due_kind": _KINDS[name]} if name in _KINDS else {})
    if field in SEPARATORS:
        return {
            field: tuple(meaning(kind, one, scene.setting) for one in csvfile.parted(text, SEPARATORS[field]))
        }
    if name == "breaks":
        return {field: shapes.field(field, text)}  # the JSON name is the same word: lines are kept
    if kind == qp.IDLE and text.strip().isdecimal():
        text = f"{text.strip()}m"
    meant = meaning(kind, text, scene.setting)
    if name == "to" and meant.casefold() == ME:
        return {"contact": None, "ball": MINE}
    return {field: scene.people.get(meant.casefold(), meant) if name in ("to", "for") else meant}


def _instant(line: int, name: str, kind: str, text: str, scene: _Scene) -> int:
    """ISO with its offset, or a phrase; of a phrase it is noted what was understood."""
    phrase = text.strip().strip('"“”„')
    if _is_iso(phrase):
        return int(shapes.field(FORMS[name], phrase))
    reading = meaning(kind, phrase, scene.setting)
    scene.remarks.append(f"line {line}: {name} {quoted(phrase)} is {reading.words}")
    return int(reading.at)


def _is_iso(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
