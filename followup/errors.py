"""Everything that followup refuses, as one small tree.

FollowupError          one clear line for the person, a hint, and an exit code
├── Refused      (1)   the wish cannot be done as asked: bad date, title or id, nothing to undo
│   ├── Changed  (1)   the card changed since it was looked at
│   └── NoSuchCard (1) no card, or more than one, goes by that id
├── UsageError   (2)   unknown verb, option, stage or answer
└── StoreError   (3)   the store cannot be read or written
    └── ReadOnly (3)   written by a newer followup: readable, not writable

It imports nothing, so that every floor may raise.
"""


class FollowupError(Exception):
    """What went wrong in one line, and what to do about it in another."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Refused(FollowupError):
    """The wish cannot be done as asked; nothing was changed."""


class Changed(Refused):
    """Somebody else changed the card since it was looked at; nothing was changed."""


class NoSuchCard(Refused):
    """No card, or more than one, goes by that id."""


class UsageError(FollowupError):
    """An unknown verb, option, stage or answer."""

    exit_code = 2


class StoreError(FollowupError):
    """The store cannot be read or written; what was acknowledged before is untouched."""

    exit_code = 3


class ReadOnly(StoreError):
    """The store was written by a newer followup."""
