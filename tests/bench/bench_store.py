"""What an add, a change and a cold load cost at 0 to 50,000 cards: python -m tests.bench.bench_store

Compare the rows of one run; the numbers of another machine or hour mean nothing.
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


def written(data: Path) -> int:
    """Bytes in the journal and its mark."""
    return (data / "board.journal").stat().st_size + (data / "board.lock").stat().st_size


def add_once(data: Path, number: int) -> None:
    """What `followup add` does, from a store that has read nothing."""
    open_store(data).add([card(number)], at=AT, by="bench", label="add")


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


def main() -> None:
    """Print a row a size, as text and at the end as JSON."""
    rows = []
    print(
        *(
            f"{title:>9}"
            for title in ("cards", "add ms", "bytes", "change ms", "seen ms", "idle us", "cold ms")
        )
    )
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            filled(data, size)
            before = written(data)
            adds = [timed(partial(add_once, data, number)) for number in range(ROUNDS)]
            row = {"cards": size, "add_ms": median(adds), "bytes": (written(data) - before) / ROUNDS}
            row["change_ms"] = median(changes(data))
            row["seen_ms"], idle = seen_elsewhere(data)
            row["idle_us"], row["cold_ms"] = idle * 1e3, cold(data)
            rows.append(row)
            print(*(f"{value:>9.4g}" if value < 10_000 else f"{value:>9.0f}" for value in row.values()))
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
