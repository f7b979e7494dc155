"""ULIDs: 48 bits of milliseconds and 80 of fresh randomness, never monotonic.

Fresh randomness means that an id needs no existing data: adding a card looks at no other card.
"""

import os

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
SHORTEST = 3
TAIL_AT = 10  # where the random part begins


def new_id(at: int) -> str:
    """A ULID stamped with the instant `at` (UTC seconds; an instant before 1970 is stamped 0)."""
    number = (max(0, at) * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    """Whether this is a ULID in capital letters."""
    return len(text) == LENGTH and text[0] <= "7" and all(letter in ALPHABET for letter in text)


def tail(card_id: str) -> str:
    """What `short` is cut from: the random part in lower case, so that neighbours differ at once."""
    return card_id[TAIL_AT:].lower()


def shorts(card_ids: list[str]) -> dict[str, str]:
    """Each id's shortest prefix of its tail that is unique among these, three letters at least."""
    ordered = sorted((tail(one), one) for one in card_ids)
    tails = [pair[0] for pair in ordered]
    found = {}
    for place, (own, card_id) in enumerate(ordered):
        before = _shared(own, tails[place - 1]) if place else 0
        after = _shared(own, tails[place + 1]) if place + 1 < len(tails) else 0
        found[card_id] = own[: max(SHORTEST, before + 1, after + 1)]
    return found


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=True):
        if a != b:
            break
        length += 1
    return length
