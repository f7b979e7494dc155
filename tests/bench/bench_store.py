"""What an add, a change and a cold load cost at 0 to 50,000 cards: python -m tests.bench.bench_store

Compare the rows of one run; the numbers of another machine or hour mean nothing. The adds take turns between the
sizes, so that what else the machine does hits all of them alike. Exit 1: an add grows with the board.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from followup.core.ids import new_id
from followup.store import Change, Document, Store, open_store

AT = 1_800_000_000
SIZES = (0, 1_000, 10_000, 50_000)
ROUNDS = 40
ADDS = 150  # of each size
TIME, BYTES = 1.5, 1.2  # how often as much as at the size that needs least
LOAD = "import sys; from followup.store import open_store; print(len(open_store(sys.argv[1]).documents()))"


def card(number: int) -> Document:
    """A card as a busy person's would be after a week: five events."""
    card_id = new_id(AT + number)
    events = [
        {
            "id": new_id(AT + n),
            "at": AT + n,
            "recorded_at": AT + n,
            "kind": kind,
            "by": "cli",
            "data": {"via": "mail"},
        }
        for n, kind in enumerate(("opened", "followed_up", "heard", "noted", "snoozed"))
    ]
    return {
        "id": card_id, "title": f"Figures for the board pack, part {number}", "outcome": "board pack final",
        "stage": "followed_up", "contact": "Dana Reyes", "requester": "Maria", "alternates": ["Ben Ortiz"],
        "tags": ["board"], "due": AT + 86400, "due_kind": "hard", "breaks": "board has no figures",
        "next_move": "call reception", "idle_limit_minutes": None, "opened_at": AT, "touched_at": AT,
        "ball": "theirs", "ball_at": AT, "rev": 5, "events": events,
    }  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def filled(data: Path, size: int) -> None:
    """A board of so many cards, folded into its snapshot."""
    with open_store(data) as store:
        if size:
            store.add([card(number) for number in range(size)], at=AT, by="bench", label="import")
        store.add([card(size)], at=AT, by="bench", label="add")
        store.tidy()


def add_once(data: Path, number: int) -> None:
    """What `followup add` does, from a store that has read nothing."""
    state = data.parent / "state"
    open_store(data, backups=f"{state}/backups").add([card(number)], at=AT, by="bench", label="add")


def adds(boards: dict[int, Path]) -> dict[int, float]:
    """Milliseconds of an add at each size, the median of many that took turns."""
    found: dict[int, list[float]] = {size: [] for size in boards}
    for number in range(ADDS):
        for size, data in boards.items():
            found[size].append(timed(partial(add_once, data, number)))
    return {size: median(times) for size, times in found.items()}


def written(data: Path) -> int:
    """Bytes that one add hands to the disk, by the kernel's count; 0 where it keeps none."""
    before = _handed_over()
    add_once(data, 0)
    return _handed_over() - before


def _handed_over() -> int:
    try:
        lines = Path("/proc/self/io").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def changes(data: Path) -> list[float]:
    """A change of one card in a running board, durable."""
    with open_store(data) as store:
        card_id = next(iter(store.documents()))
        return [timed(partial(_change, store, card_id, number)) for number in range(ROUNDS)]


def _change(store: Store, card_id: str, number: int) -> None:
    before = store.get(card_id)
    assert before is not None
    store.commit([Change(card_id, before, before | {"rev": number})], at=AT, by="bench", label="edit")


def seen_elsewhere(data: Path) -> tuple[float, float]:
    """Milliseconds of a refresh that finds one change, and of one that finds none."""
    with open_store(data) as reader:
        reader.documents()
        found = []
        for number in range(ROUNDS):
            add_once(data, number)
            found.append(timed(reader.refresh))
        return median(found), median(timed(reader.refresh) for _ in range(1000))


def cold(data: Path) -> float:
    """Milliseconds from exec to every card read, less those of Python and the import."""
    empty = data.parent / "nothing"
    argv = [sys.executable, "-c", LOAD]
    floor = median(timed(partial(_run, [*argv, str(empty)])) for _ in range(7))
    return median(timed(partial(_run, [*argv, str(data)])) for _ in range(7)) - floor


def _run(argv: list[str]) -> None:
    subprocess.run(argv, check=True, capture_output=True)


def main() -> int:
    """Print a row a size, as text and at the end as JSON."""
    titles = ("cards", "add ms", "bytes", "change ms", "seen ms", "idle us", "cold ms")
    with tempfile.TemporaryDirectory() as folder:
        boards = {size: Path(folder) / str(size) / "data" for size in SIZES}
        for size, data in boards.items():
            filled(data, size)
        took, rows = adds(boards), []
        print(*(f"{title:>9}" for title in titles))
        for size, data in boards.items():
            row = {"cards": size, "add_ms": took[size], "bytes": written(data)} | others(data)
            rows.append(row)
            print(*(f"{value:>9.4g}" if value < 10_000 else f"{value:>9.0f}" for value in row.values()))
    print(json.dumps(rows))
    return 0 if within(rows, "add_ms", TIME) and within(rows, "bytes", BYTES) else 1


def others(data: Path) -> dict[str, float]:
    """What else there is to measure on a board, in milliseconds, one in microseconds."""
    change = median(changes(data))
    seen, idle = seen_elsewhere(data)
    return {"change_ms": change, "seen_ms": seen, "idle_us": idle * 1e3, "cold_ms": cold(data)}


def within(rows: list[dict[str, float]], name: str, limit: float) -> bool:
    """Say how much the dearest size needs of what the cheapest does, and whether that is allowed."""
    values = [row[name] for row in rows]
    ratio = max(values) / max(min(values), 1e-9) if any(values) else 1.0
    print(f"{name}: {ratio:.2f}x at most between the sizes, {limit}x allowed")
    return ratio <= limit


if __name__ == "__main__":
    sys.exit(main())
