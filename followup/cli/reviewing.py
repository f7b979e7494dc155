"""review: what is left of this week's walk through every open card. It goes on where it stopped."""

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from followup.cli.call import Call, shorts_for
from followup.core.instants import FIRST, LAST, to_iso
from followup.errors import StoreError, UsageError

if TYPE_CHECKING:
    from followup.core.reviewing import Item, Review

FILE = "review.json"


def review(call: Call) -> int:
    """List what is left with a question each; IDs are fine as they are; --again begins anew."""
    from followup.core import board
    from followup.core.reviewing import Review, fine, queue, resumed

    now, rules = call.clock(), call.settings.rules
    cards = call.desk.cards()
    if call.has("again") and call.words:
        raise UsageError("--again takes no ID", "begin anew first, then say which are fine")
    known = None if call.has("again") else load(call.settings.paths.state)
    going = Review(now) if call.has("again") else resumed(known, now, rules.week)
    going = fine(going, [call.desk.find(one).id for one in call.words])
    total = sum(card.is_open for card in cards.values())
    if total and going != known:
        save(call.settings.paths.state, going)
    seen = board.look_at_all(cards.values(), now, rules, mutes=call.desk.mutes()).values()
    left = queue(seen, going, now, rules)
    if call.has("json"):
        call.give(_as_json(call, going, left, total))
    else:
        _say(call, left, total)
    return 0


def _say(call: Call, left: "tuple[Item, ...]", total: int) -> None:
    if not total:
        call.say("Nothing is being followed up.")
        return
    if not left:
        call.say(f"Reviewed: {_counted(total)}. Last: followup brief")
        return
    call.say(f"{_counted(len(left))} of {total} to review, the gravest first")
    shorts = shorts_for(call, ())
    for number, one in enumerate(left, 1):
        short = shorts[one.card.id]
        call.say(f"{number:>2}  {short}  {one.card.title}")
        call.say(f"    {one.question}  followup {one.verb.replace('ID', short, 1)}")
    call.tell("note: whatever is fine as it is: followup review ID; the last step is followup brief")


def _counted(count: int) -> str:
    return "1 card" if count == 1 else f"{count} cards"


def _as_json(call: Call, going: "Review", left: "tuple[Item, ...]", total: int) -> dict[str, Any]:
    shorts = shorts_for(call, ())
    return {
        "began_at": to_iso(going.began_at),
        "open": total,
        "left": [
            {
                "card": one.card.id,
                "short": shorts[one.card.id],
                "title": one.card.title,
                "level": one.seen.verdict.level,
                "question": one.question,
                "action": one.action or None,
                "command": f"followup {one.verb.replace('ID', shorts[one.card.id], 1)}",
            }
            for one in left
        ],
    }


# Where it stopped


def load(state: str) -> "Review | None":
    """The review that was begun last, if the file can be read; a lost place is begun anew."""
    from followup.core.reviewing import Review

    with suppress(OSError, ValueError):
        with open(os.path.join(state, FILE), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            found = json.load(file)
        match found:
            case {"began_at": int(began_at), "fine": list(ids)} if FIRST <= began_at <= LAST:
                return Review(began_at, frozenset(one for one in ids if isinstance(one, str)))
    return None


def save(state: str, going: "Review") -> None:
    """Keep the place, readable by the person alone, never half written. Raises StoreError."""
    path = os.path.join(state, FILE)  # noqa: PTH118
    body = json.dumps({"began_at": going.began_at, "fine": sorted(going.fine)}) + "\n"
    try:
        os.makedirs(state, mode=0o700, exist_ok=True)  # noqa: PTH103
        number = os.open(f"{path}.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(number, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(body)
        os.replace(f"{path}.new", path)  # noqa: PTH105
    except OSError as error:
        raise StoreError(f"the review's place cannot be kept: {path}: {error.strerror}") from None
