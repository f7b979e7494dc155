"""What is said in a popup, and what became of it."""

from typing import Literal, NamedTuple

Urgency = Literal["low", "normal", "critical"]
Result = Literal["delivered", "failed", "unknown"]

DELIVERED: Result = "delivered"
FAILED: Result = "failed"
UNKNOWN: Result = "unknown"

AUTO = "auto"
BUS = "bus"
PLYER = "plyer"
TERMINAL = "terminal"
OFF = "off"
CHANNELS = (AUTO, BUS, PLYER, TERMINAL, OFF)

DEFAULT = "default"  # the action of a click on the popup beside its buttons

APP_NAME = "followup"  # must match no installed .desktop file, or GNOME takes popups away with their sender

# How long a popup stays. None stays for good: on an unattended desktop they would pile up.
EXPIRE_MS: dict[Urgency, int] = {"low": 10_000, "normal": 30_000, "critical": 600_000}


class Note(NamedTuple):
    """One popup, as plain text from anywhere: each channel makes it safe at its own exit.

    A note replaces the earlier popup with the same `key`. `actions` are (action, label) buttons.
    """

    title: str
    body: str
    urgency: Urgency = "normal"
    key: str = ""
    actions: tuple[tuple[str, str], ...] = ()


class Delivery(NamedTuple):
    """What became of a note.

    `delivered`: a channel took it, which does not mean that it was seen. `failed`: nothing popped up.
    `unknown`: it may yet appear, so it counts as sent. `channel` is the one that took it, or the one that was
    asked for where none did.
    """

    result: Result
    channel: str
    detail: str


class NotSent(Exception):
    """The channel certainly showed nothing; the next one may try."""


class NoAnswer(Exception):
    """The channel took the note and said nothing in time; it may yet appear."""
