"""Popups, and the only place that imports plyer or speaks to the bus: one `send`, a chain of channels.

send(note, situation)      one note, then gone
Popups(situation, ...)     stays to replace, to close and to hear buttons: for the watcher and the open board
gather()                   the situation, read once at the rim
probe(situation)           what is there, for `followup doctor notify`
"""

from followup.notify.note import CHANNELS, DELIVERED, FAILED, UNKNOWN, Delivery, Note
from followup.notify.popups import Limits, Popups, send
from followup.notify.server import Server
from followup.notify.situation import Situation, Terminal, chain, gather, passes_on
from followup.notify.survey import Prospect, Survey, probe

__all__ = [
    "CHANNELS",
    "DELIVERED",
    "FAILED",
    "UNKNOWN",
    "Delivery",
    "Limits",
    "Note",
    "Popups",
    "Prospect",
    "Server",
    "Situation",
    "Survey",
    "Terminal",
    "chain",
    "gather",
    "passes_on",
    "probe",
    "send",
]
