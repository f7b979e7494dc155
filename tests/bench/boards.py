"""Boards for the benchmarks: as many open cards as wanted, one in ten of which needs somebody."""

import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from followup.clock import clock
from followup.core import card as cards
from followup.core import events as ev
from followup.core import ids
from followup.core.card import DUE_KINDS, Card
from followup.core.events import Event
from followup.core.instants import DAY, HOUR
from followup.core.workweek import DAYS
from followup.store import open_store

NAMES = ("Dana Reyes", "Ben Ortiz", "Maria Lopez", "Ana Ruiz")
TITLE = "Task"
# Around the clock, so that a run on a Sunday measures the same as one on a Monday; and no popup for whoever runs it.
SETTINGS = "\n".join((
    "[time]", 'timezone = "UTC"', "[workweek]", *(f'{day} = ["00:00-24:00"]' for day in DAYS),
    "[alerts]", 'channel = "off"', "[look]", "animations = false", "",
))  # fmt: skip


def fill(home: Path, count: int) -> Path:
    """Make a folder that is a board of so many open cards, with its settings, its alerts looked at once."""
    home.mkdir(parents=True)
    (home / "config.toml").write_text(SETTINGS, encoding="utf-8")
    chance, now = random.Random(1), clock(ZoneInfo("UTC"))()
    with open_store(home) as store:
        made = [cards.as_document(a_card(number, now, chance)) for number in range(1, count + 1)]
        if made:
            store.add(made, at=now, by="bench", label="import")
        store.documents()
    run = [sys.executable, "-m", "followup", "--home", str(home), "watch", "--once"]
    subprocess.run(run, check=True, capture_output=True)
    return home


def a_card(number: int, now: int, chance: random.Random) -> Card:
    """A card of the last twenty days with one to four events, the last of them recent but for one card in ten."""
    last_at = now - (
        chance.randrange(20) * HOUR + DAY if chance.random() < 0.1 else chance.randrange(3 * HOUR)
    )
    opened_at = last_at - chance.randrange(20 * DAY)
    title = f"{TITLE} {number:05d}, figures for the board pack"
    data: dict[str, object] = {"title": title, "contact": chance.choice(NAMES), "next_move": "call reception"}
    if chance.random() < 0.67:
        due = {"due": now + DAY + chance.randrange(20 * DAY), "due_kind": chance.choice(DUE_KINDS)}
        data |= {"requester": chance.choice(NAMES), "breaks": "the board has no figures"} | due
    card = cards.opened(ids.new_id(opened_at), _event(opened_at, ev.OPENED, data))
    for _ in range(chance.randrange(3)):
        card = cards.apply(
            card, _event(chance.randrange(opened_at, last_at + 1), ev.NOTED, {"text": "on it"})
        )
    return cards.apply(card, _event(last_at, ev.FOLLOWED_UP, {"via": "mail"}))


def _event(at: int, kind: str, data: Mapping[str, object]) -> Event:
    return Event(ids.new_id(at), at, at, kind, "bench", dict(data))
