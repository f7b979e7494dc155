"""import and export: cards out as JSON Lines with their events, and in again, all or none."""

from typing import Any

from followup.cli.call import Call, cards_as_json
from followup.errors import Refused


def export_cards(call: Call) -> int:
    """Every card, oldest first, a line each."""
    from followup.core.exchange import as_export, dumps

    cards = sorted(call.desk.cards().values(), key=lambda card: card.id)
    text = "".join(dumps(as_export(card)) + "\n" for card in cards)
    path = call.parsed.options.get("o")
    if path is None or path == "-":
        call.out.write(text)
        return 0
    _write(path, text)
    call.tell(f"{_counted(len(cards))} written to {path}")
    return 0


def _write(path: str, text: str) -> None:
    """The whole file or the old one: an export is often a backup."""
    from pathlib import Path

    target = Path(path)
    beside = target.with_name(target.name + ".new")
    try:
        if target.is_dir():
            raise Refused(f"{path} is a folder", "-o FILE")
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")  # a pipe, a device
            return
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        raise Refused(
            f"{path} cannot be written: {error.strerror or error}", "nothing else was changed"
        ) from None


def import_cards(call: Call) -> int:
    """Cards from a file or stdin, in one transaction; those that are here already are skipped."""
    from followup.core.arrivals import is_same, read

    arrivals = read(_text(call), call.clock())
    documents: list[dict[str, Any]] = []
    known = call.desk.store.documents()
    for arrival in arrivals:
        stored = known.get(arrival.document["id"])
        if stored is None:
            documents.append(arrival.document)
        elif not is_same(arrival, stored):
            raise Refused(f"card {arrival.document['id']} is here with other content", "nothing was imported")
    here = len(arrivals) - len(documents)
    if call.has("dry-run"):
        call.say(f"would import {_counted(len(documents))}" + (f", {here} here already" if here else ""))
        return 0
    done = call.desk.take(documents)
    if call.has("json"):
        call.give(cards_as_json(call, done.cards))
    else:
        call.say(f"imported {_counted(len(documents))}" + (f", {here} here already" if here else ""))
    return 0


def _text(call: Call) -> str:
    path = call.words[1]
    try:
        if path == "-":
            raw = getattr(call.stdin, "buffer", None)
            data = raw.read() if raw is not None else call.stdin.read().encode()
        else:
            with open(path, "rb") as file:  # noqa: PTH123
                data = file.read()
    except OSError as error:
        raise Refused(
            f"{path} cannot be read: {error.strerror or error}", "followup import json FILE"
        ) from None
    try:
        text: str = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise Refused(f"line {line} of {path} is not UTF-8", "nothing was imported") from None
    return text


def _counted(count: int) -> str:
    return "1 card" if count == 1 else f"{count} cards"
