"""When a card becomes waiting on somebody, and what is then to be asked for once: who has it, and the next move.

Pure. A card waits while it is open and the ball is theirs. It becomes waiting by what was done to it where the ball
is theirs since, or somebody else has it, or it has come to a further stage. Who takes a name away has said so: that
is not asked back.
"""

from collections.abc import Callable, Iterable

from followup.core.card import THEIRS, Card, apply
from followup.core.events import Event
from followup.core.stages import STAGES
from followup.core.verbs import Wishes
from followup.errors import FollowupError

CONTACT, NEXT_MOVE = "contact", "next_move"
BLANKS = (CONTACT, NEXT_MOVE)


def waits(card: Card) -> bool:
    """Whether somebody else has it."""
    return card.is_open and card.ball == THEIRS


def asks(before: Card, after: Card) -> tuple[str, ...]:
    """The blanks to be asked for, in order, because it has become waiting; none where it has not."""
    return tuple(one for one in BLANKS if not getattr(after, one)) if _has_become(before, after) else ()


def _has_become(before: Card, after: Card) -> bool:
    if not waits(after):
        return False
    is_renamed = bool(after.contact) and after.contact != before.contact
    is_further = STAGES.index(after.stage) > STAGES.index(before.stage)
    return not waits(before) or is_renamed or is_further


def foreseen(card: Card, wishes: Callable[[Card], Wishes], now: int) -> Card:
    """The card as a verb will leave it at `now` (UTC seconds); as it is where the rules refuse that."""
    try:
        wanted = wishes(card)
    except FollowupError:
        return card
    for kind, data in wanted:
        card = apply(card, Event("", now, now, kind, "", data))
    return card


def said(blanks: Iterable[str]) -> str:
    """`nobody is named for it, and no next move`."""
    words = {CONTACT: "nobody is named for it", NEXT_MOVE: "no next move"}
    return ", and ".join(words[one] for one in blanks)


def said_of_several(blanks: Iterable[tuple[str, ...]], of: int) -> str:
    """What some of so many cards lack: `no next move for 2 of 3, nobody named for 1`; empty for nothing."""
    each = list(blanks)
    words = {NEXT_MOVE: "no next move for", CONTACT: "nobody named for"}
    counts = [(word, sum(one in lacks for lacks in each)) for one, word in words.items()]
    first, *rest = [f"{word} {count}" for word, count in counts if count] or [""]
    return ", ".join((f"{first} of {of}", *rest)) if first else ""
