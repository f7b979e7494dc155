"""Commands that look at the same instant say the same: `next --at`, `next` then, `list` then, and the watcher."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest

from followup.config import load, paths
from followup.core.instants import to_iso
from followup.desk import Desk
from followup.errors import FollowupError
from followup.store import open_store
from tests.cli.running import NOW, Run
from tests.core.making import at

BEGUN = at("2026-11-16 09:00")
LOOKED_AT = [
    "2026-11-24 14:12",
    "2026-11-25 09:00",
    "2026-11-27 16:50",
    "2026-11-28 12:00",
    "2026-12-03 11:11",
]


def told(home: str, seed: int) -> None:
    """A board with a week behind it: cards of all kinds, and whatever was done about them."""
    dice, now = random.Random(seed), [BEGUN]
    desk = Desk(open_store(home), lambda: now[0], load(paths(home)).rules)
    for number in range(12):
        now[0] += dice.randrange(0, 6 * 3600)
        due = dice.choice([None, now[0] + dice.randrange(3600, 12 * 86400)])
        dated = {} if due is None else {"due": due, "due_kind": dice.choice(["hard", "promised", "wish"])}
        desk.add(
            [
                (
                    {
                        "title": f"Card {number}", "contact": dice.choice(["Dana", "Ben", "Kofi"]),
                        "requester": dice.choice([None, "Maria"]), "alternates": dice.choice([(), ("Tom",)]), **dated,
                    },
                    None,
                )
            ]
        )  # fmt: skip
    for card in list(desk.cards()):
        now[0] += dice.randrange(0, 3 * 3600)
        acts: dict[str, Callable[[], object]] = {
            "follow": lambda: desk.follow_up([card]),  # noqa: B023
            "told": lambda: desk.update([card]),  # noqa: B023
            "snooze": lambda: desk.snooze([card], now[0] + 3 * 86400),  # noqa: B023
            "question": lambda: desk.heard([card], "question"),  # noqa: B023
            "resolve": lambda: desk.resolve([card]),  # noqa: B023
            "mute": lambda: desk.mute([card], until=now[0] + 9 * 86400),  # noqa: B023
            "nothing": lambda: None,
        }
        with suppress(FollowupError):
            acts[dice.choice([*acts, "nothing"])]()
    desk.store.close()


@pytest.mark.parametrize("seed", range(3))
def test_what_needs_me_is_the_same_everywhere(run: Run, home: object, seed: int) -> None:
    """`next --at` now is `next` then; `list` then has these cards needing me; and each popup that the watcher would
    send then is about cards among them and says their reason."""
    told(str(home), seed)
    for text in LOOKED_AT:
        then = to_iso(at(text))
        ahead = run("next", "--at", then, "--json", now=NOW).json()
        assert ahead == run("next", "--json", now=then).json()
        assert len(ahead) == int(run("next", "--count", now=then).out)
        needing = {one["id"] for one in run("list", "is:needs", "--json", now=then).json()}
        assert needing == {one["id"] for one in ahead}
        by_id = {one["id"]: one for one in ahead}
        for popup in run("watch", "--once", "--dry-run", "--json", now=then).json():
            if popup["kind"] in ("news", "confirm", "digest"):
                continue
            assert set(popup["cards"]) <= needing
            if len(popup["cards"]) == 1:
                (card,) = popup["cards"]
                assert popup["body"].startswith(by_id[card]["verdict"]["reason"])
                assert not by_id[card]["muted"]
