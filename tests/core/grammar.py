"""What the grammar's tests share: one office, one Tuesday morning, and the example phrases."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup.core import quickadd
from followup.core.workweek import Workweek

ZONE = "America/New_York"
OFFICE = Workweek(ZoneInfo(ZONE))


def at(local: str, zone: str = ZONE) -> int:
    """The UTC seconds of a local ISO time, or of one with its offset."""
    read = datetime.fromisoformat(local)
    return int((read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).timestamp())


def local(seconds: int, zone: str = ZONE) -> str:
    """The local ISO time to the minute, so that a failing row reads like its table."""
    return f"{datetime.fromtimestamp(seconds, ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


NOW = at("2026-11-24T10:00")
DATA = Path(__file__).parent / "data"


def parse(line: str) -> quickadd.Draft:
    """The draft of a line on the shared Tuesday."""
    return quickadd.parse(line, NOW, OFFICE)


def scan(line: str) -> quickadd.Draft:
    """The draft of a line, right or wrong."""
    return quickadd.scan(line, NOW, OFFICE)


def examples(name: str, kind: str) -> list[Any]:
    """The rows of one kind of an example file."""
    rows = [json.loads(line) for line in (DATA / name).read_text().splitlines()]
    return [pytest.param(row, id=row["phrase"]) for row in rows if row["kind"] == kind]
