"""What came before the demonstration's story: eleven weeks of cards that are long resolved, in its archive.

They give people and numbers something to count: who answers how fast and by which route, and a person who was
chased often in September and hardly ever by November. Read only when somebody looks into the archive.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from followup.core import events as ev
from followup.core.card import PROMISED
from followup.core.workweek import Workweek
from followup.demo_story import Gesture, Story, at

DANA, PRIYA, JOAN, HANA = "Dana Reyes", "Priya Nair", "Joan Webb", "Hana Sato, Legal"
OMAR, LENA, DESK = "Omar Haddad", "Lena Fischer", "Facilities desk"
MARIA, TOM, AISHA = "Maria Lopez", "Tom Becker", "Aisha Khan"
STEP = re.compile(r"([a-z])(\d+)")
SHORT = "y{:02}"
SHORT_OF_PEOPLE = "they were two people short"


class Old(NamedTuple):
    """A card of the past: when it was sent, to whom, for whom, by which route, and what followed.

    `steps` are letters with the working minutes since the step before: f followed up, p the alternate path,
    h they answered, w a holding reply, c the requester asked first, t told, d a new date, x resolved. `due` is
    the promised date in working minutes after the opening, 0 for none.
    """

    month: int
    day: int
    time: str
    title: str
    contact: str
    requester: str
    via: str
    due: int
    steps: str


PAST = (
    Old(8, 31, "09:40", "Headcount for August confirmed", DANA, MARIA, "mail", 1400, "f620 f490 h310 c45 x30 t15"),
    Old(8, 31, "13:10", "Fire drill date agreed", DESK, TOM, "ticket", 0, "f620 c200 t20 f540 h360 x15 t5"),
    Old(9, 1, "10:20", "Supplier form returned", PRIYA, MARIA, "mail", 2400, "f700 f510 w260 c480 t30 h760 x40 t5"),
    Old(9, 3, "11:00", "Liability cover extended", JOAN, TOM, "mail", 960, "f560 c620 t10 h90 x20 t5"),
    Old(9, 8, "09:15", "August accruals in hand", DANA, MARIA, "mail", 960, "f520 c150 t10 h95 x25 t5"),
    Old(9, 9, "14:30", "Office lease copy found", OMAR, TOM, "mail", 0, "f530 f520 h120 c30 x15 t10"),
    Old(9, 10, "10:05", "NDA with the lab signed", HANA, AISHA, "chat", 2880, "f500 h470 t20 c900 x300 t15"),
    Old(9, 11, "15:20", "Access review answered", PRIYA, MARIA, "mail", 1900, "f610 f560 c160 d20 t10 h700 x60 t5"),
    Old(9, 14, "09:30", "Travel policy text approved", JOAN, AISHA, "mail", 0, "f600 h85 x20 t25"),
    Old(9, 16, "11:45", "Forum budget line opened", DANA, AISHA, "chat", 1440, "f500 h60 c90 x20 t15"),
    Old(9, 17, "10:30", "Penetration test booked", PRIYA, MARIA, "mail", 2400, "f520 t30 h340 x45 t5"),
    Old(9, 18, "13:00", "Parking permits renewed", DESK, TOM, "ticket", 1440, "f540 c800 t15 h160 x10 t5"),
    Old(9, 22, "09:20", "July variance explained", DANA, MARIA, "chat", 1200, "f490 h130 x30 t20"),
    Old(9, 23, "10:10", "Data map checked", HANA, AISHA, "chat", 2400, "f510 w90 t20 h960 x60 t5"),
    Old(9, 24, "15:00", "Storage room handed over", OMAR, TOM, "mail", 0, "f480 c700 t15 p90 h420 x20 t5"),
    Old(9, 28, "09:35", "Claim form countersigned", JOAN, TOM, "phone", 960, "h210 x30 t20"),
    Old(9, 29, "11:20", "Vendor risk rating given", PRIYA, MARIA, "mail", 2400, "f500 h1180 c60 x40 t10"),
    Old(9, 30, "14:00", "Moderator confirmed", LENA, AISHA, "mail", 1920, "f520 t30 h540 x20 t5"),
    Old(10, 1, "09:50", "Q3 forecast first cut", DANA, MARIA, "chat", 960, "h240 x30 t15"),
    Old(10, 5, "10:00", "Shared mailbox closed", PRIYA, TOM, "chat", 960, "h190 x30 t20"),
    Old(10, 6, "09:25", "Consent wording approved", HANA, AISHA, "chat", 1440, "f500 h120 x60 t20"),
    Old(10, 7, "13:40", "Reinsurance letter in hand", JOAN, TOM, "phone", 1900, "f490 t25 h110 x20 t5"),
    Old(10, 8, "11:10", "September accruals in hand", DANA, MARIA, "chat", 960, "h75 x25 t10"),
    Old(10, 9, "10:45", "Sub-lease question settled", OMAR, TOM, "phone", 1500, "f500 d20 t20 h460 c480 x30 t10"),
    Old(10, 13, "09:30", "Backup test signed off", PRIYA, MARIA, "chat", 1440, "f490 h230 x30 t15"),
    Old(10, 14, "14:15", "Catering quote compared", LENA, AISHA, "mail", 1440, "f480 t20 h500 x30 t5"),
    Old(10, 15, "10:20", "Travel cover for Lisbon", JOAN, TOM, "phone", 960, "h65 x20 t15"),
    Old(10, 16, "09:40", "Cost centre for line 2", DANA, TOM, "chat", 960, "h110 x15 t15"),
    Old(10, 19, "11:30", "Processor list updated", HANA, AISHA, "chat", 1920, "f490 h200 x40 t20"),
    Old(10, 20, "10:00", "Key handover recorded", OMAR, TOM, "phone", 0, "f480 h150 x20 t15"),
    Old(10, 22, "13:20", "Pallet insurance raised", JOAN, TOM, "phone", 1440, "f480 t20 h140 x25 t5"),
    Old(10, 26, "09:45", "October accruals in hand", DANA, MARIA, "chat", 960, "h50 x20 t15"),
    Old(10, 27, "10:30", "Badge printers repaired", DESK, TOM, "ticket", 1900, "f490 t30 p480 h300 x20 t5"),
    Old(10, 29, "09:20", "Cloud audit answers in hand", PRIYA, MARIA, "chat", 1920, "f480 t20 h310 x40 t5"),
    Old(11, 2, "10:15", "Retention table signed", HANA, AISHA, "chat", 1920, "t400 h60 x30 t5"),
    Old(11, 3, "11:00", "Keynote title in hand", LENA, AISHA, "mail", 1440, "h390 x20 t20"),
    Old(11, 4, "09:30", "Pack outline agreed", DANA, MARIA, "chat", 960, "h90 x20 t15"),
    Old(11, 5, "14:30", "Broker fee confirmed", JOAN, TOM, "phone", 1440, "h180 x30 t15"),
    Old(11, 6, "10:40", "Cleaning contract extended", OMAR, TOM, "phone", 2400, "f490 t20 h330 x30 t5"),
    Old(11, 9, "09:30", "Phishing drill results in hand", PRIYA, MARIA, "chat", 1440, "h330 x30 t15"),
    Old(11, 10, "13:30", "Half-year costs explained", DANA, MARIA, "chat", 1440, "f480 t20 h140 x30 t5"),
    Old(11, 11, "10:20", "Pilot annex drafted", HANA, AISHA, "chat", 1440, "t300 h120 x30 t5"),
)  # fmt: skip


def past(week: Workweek) -> Iterator[Story]:
    """Every card of the past as what was done to it, in working time of that week."""
    for number, one in enumerate(PAST):
        yield Story(SHORT.format(number), tuple(_gestures(one, week)))


def _gestures(one: Old, week: Workweek) -> Iterator[Gesture]:
    then = at(one.day, one.time, one.month)
    date = {"due": week.plus(then, one.due), "due_kind": PROMISED} if one.due else {}
    fields = {"title": one.title, "contact": one.contact, "requester": one.requester, "via": one.via}
    yield Gesture(then, ev.OPENED, fields | date)
    for letter, minutes in STEP.findall(one.steps):
        then = week.plus(then, int(minutes))
        kind, data = _said(letter, one, then, week)
        yield Gesture(then, kind, data)


def _said(letter: str, one: Old, then: int, week: Workweek) -> tuple[str, dict[str, Any]]:
    """What a step says, and how."""
    steps: dict[str, tuple[str, dict[str, Any]]] = {
        "f": (ev.FOLLOWED_UP, {"via": one.via}),
        "p": (ev.REROUTED, {"alternate": "Ben Ortiz, ext 2210", "via": "phone"}),
        "h": (ev.HEARD, {"answer": ev.ANSWERED}),
        "w": (ev.HEARD, {"answer": ev.HOLDING, "until": week.plus(then, 480)}),
        "c": (ev.CHASED, {}),
        "t": (ev.UPDATED, {"via": "chat"}),
        "d": (ev.RESCHEDULED, {"due": week.plus(then, 1200), "due_kind": PROMISED, "reason": SHORT_OF_PEOPLE}),
        "x": (ev.RESOLVED, {"proof": "seen it myself"}),
    }  # fmt: skip
    return steps[letter]
