"""import and export: cards out as JSON Lines, CSV or a calendar, and in again, all or none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from followup.cli.call import Call, cards_as_json
from followup.cli.words import counted
from followup.errors import Refused

if TYPE_CHECKING:
    from followup.core.arrivals import Arrival
    from followup.core.card import Card


def export_cards(call: Call) -> int:
    """Every card, oldest first; for a calendar those with a deadline that binds."""
    cards = sorted(call.desk.everything().values(), key=lambda card: card.id)
    if call.words[0] == "ics":
        from followup.core.ics import deadlines

        cards = deadlines(cards)
    text = _exported(call, cards)
    path = call.parsed.options.get("o")
    if path is None or path == "-":
        call.out.write(text)
        return 0
    _write(path, text)
    call.tell(f"{counted(len(cards))} written to {path}")
    return 0


def _exported(call: Call, cards: "Sequence[Card]") -> str:
    if call.words[0] == "ics":
        from followup.core import ics

        return ics.write(cards, call.clock(), call.settings.rules)
    if call.words[0] == "csv":
        from followup.core import csvfile

        return csvfile.write(cards)
    from followup.cli.progress import progress
    from followup.core.exchange import as_export, dumps

    with progress(call.err, "writing", len(cards)) as through:
        return "".join(dumps(as_export(card)) + "\n" for card in through(cards))


def _write(path: str, text: str) -> None:
    """The whole file or the old one: an export is often a backup."""
    from pathlib import Path

    target = Path(path)
    beside = target.with_name(target.name + ".new")
    try:
        if target.is_dir():
            raise Refused(f"{path} is a folder", "-o FILE")
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")  # a pipe, a device
            return
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(target)
    except OSError as error:
        raise Refused(
            f"{path} cannot be written: {error.strerror or error}", "nothing else was changed"
        ) from None


def import_cards(call: Call) -> int:
    """Cards from a file or stdin, in one transaction; those that are here already are skipped.

    One that is here with other content refuses all of them, or with --missing is named and left as it is here.
    """
    from followup.core.card import from_document

    arrivals = _arrivals(call)
    documents, differing = _missing(call, arrivals)
    for one in differing:
        if not call.has("missing"):
            hint = "nothing was imported; --missing takes only what is not here"
            raise Refused(f"card {one['id']} is here with other content: “{one['title']}”", hint)
        call.tell(f"left as it is here: “{one['title']}” ({one['id']}) has other content in {call.words[1]}")
    here = len(arrivals) - len(documents) - len(differing)
    if call.has("dry-run") and call.has("json"):
        call.give(cards_as_json(call, map(from_document, documents)))
        return 0
    if call.has("dry-run"):
        call.say(f"would import {counted(len(documents))}" + (f", {here} here already" if here else ""))
        return 0
    done = call.desk.take(documents)
    if call.has("json"):
        call.give(cards_as_json(call, done.cards))
    else:
        call.say(f"imported {counted(len(documents))}" + (f", {here} here already" if here else ""))
    return 0


def _arrivals(call: Call) -> "list[Arrival]":
    """What the file holds; what was understood of the dates in a sheet is told."""
    if call.words[0] == "json":
        from followup.cli.progress import progress
        from followup.core import arrivals
        from followup.store.copies import cards_in

        data, now = _bytes(call), call.clock()
        copied = cards_in(data, call.words[1])
        if copied is None:
            text = _text(call, data)
            count = text.count("\n") if text.lstrip()[:1] != "[" else text.count('"rev":')
            with progress(call.err, "reading", count) as through:
                return arrivals.read(text, now, through)
        stored = ((f"card {key}", one) for key, one in copied.items())
        return arrivals.each_once(stored, lambda one: arrivals.from_stored(one, now))
    from followup.core import spreadsheet
    from followup.core.quickadd_values import Setting

    settings = call.settings
    setting = Setting(call.clock(), settings.rules.week, settings.date_order)
    sheet = spreadsheet.read(_text(call, _bytes(call)), setting, settings.names)
    for remark in sheet.remarks:
        call.tell(f"note: {remark}")
    return sheet.arrivals


def _missing(call: Call, arrivals: "Sequence[Arrival]") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The documents that are not here, and those that are here with other content."""
    from followup.cli.progress import progress
    from followup.core.arrivals import is_same

    missing, differing = [], []
    with progress(call.err, "comparing", len(arrivals)) as through:
        for arrival in through(arrivals):
            stored = call.desk.store.get(arrival.document["id"])
            if stored is None:
                missing.append(arrival.document)
            elif not is_same(arrival, stored):
                differing.append(arrival.document)
    return missing, differing


def _bytes(call: Call) -> bytes:
    path = call.words[1]
    try:
        if path == "-":
            raw = getattr(call.stdin, "buffer", None)
            return bytes(raw.read()) if raw is not None else call.stdin.read().encode()
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError as error:
        raise Refused(
            f"{path} cannot be read: {error.strerror or error}", f"followup import {call.words[0]} FILE"
        ) from None


def _text(call: Call, data: bytes) -> str:
    path = call.words[1]
    try:
        text: str = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise Refused(f"line {line} of {path} is not UTF-8", "nothing was imported") from None
    return text
