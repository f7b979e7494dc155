"""The story that the demonstration tells: fourteen open cards and five resolved, as what was done to each.

It ends at Tue 24 Nov 2026 14:12 in New York, Thanksgiving ahead. Nothing here is a level or a wait: those
follow from the policy. Among the resolved is the whole job (`acm`): asked on a Monday for another company's
documents, a silent day, a contact out of office, a colleague named at the front desk, the documents in hand.

What ownership takes is in it: each of the three blanks is a blank somewhere (`qap`, `cst`, `bdg`); a reply was a
question (`jwb`), a promise of more (`cst`), an absence (`rmw`); alternates were tried (`ps7`, `rmw`); a promise
is asked about (`k3f`), another was moved with a reason (`rmw`); of the resolved one has no proof (`ste`), two
requesters have not heard (`q3n`, `ste`). What came before is in `demo_past`.
"""

from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from followup.core import events as ev
from followup.core.card import HARD, PROMISED, WISH

ZONE = ZoneInfo("America/New_York")


def at(day: int, time: str, month: int = 11) -> int:
    """A UTC instant of the story: day and wall time in New York."""
    hour, minute = map(int, time.split(":"))
    return int(datetime(2026, month, day, hour, minute, tzinfo=ZONE).timestamp())


ENDS_AT = at(24, "14:12")


class Gesture(NamedTuple):
    """Something a person did to a card, and when (UTC seconds)."""

    at: int
    kind: str
    data: dict[str, Any]


class Story(NamedTuple):
    """One card of the demonstration: how its short begins, and what happened to it, oldest first."""

    short: str
    gestures: tuple[Gesture, ...]


def gesture(kind: str, day: int, time: str, **data: Any) -> Gesture:
    """What was done on that day of November, at that wall time."""
    return Gesture(at(day, time), kind, data)


def due(kind: str, day: int, time: str = "17:00", month: int = 11) -> dict[str, Any]:
    """A deadline's two fields."""
    return {"due": at(day, time, month), "due_kind": kind}


sent = partial(gesture, ev.OPENED)
followed_up = partial(gesture, ev.FOLLOWED_UP)
rerouted = partial(gesture, ev.REROUTED)
heard = partial(gesture, ev.HEARD)
told = partial(gesture, ev.UPDATED)
noted = partial(gesture, ev.NOTED)
snoozed = partial(gesture, ev.SNOOZED)
rescheduled = partial(gesture, ev.RESCHEDULED)
resolved = partial(gesture, ev.RESOLVED)

SENT = (
    Story("bdg", (
        sent(20, "12:12", title="Badge access works for new starters", contact="Facilities desk",
             requester="Tom Becker", outcome="All four new starters can open the lab on their first day.",
             next_move="ring Paul on 4410", via="ticket"),
    )),
    Story("vnd", (
        sent(23, "13:12", title="Vendor security answers complete", contact="Priya Nair",
             requester="Maria Lopez", outcome="All 40 answers are in and none is open.",
             next_move="ask Priya's deputy", alternates=("vendor portal desk",),
             breaks="Maria signs off Friday", tags=("security",), via="mail", **due(PROMISED, 27, "15:00")),
    )),
    Story("rea", (
        sent(23, "15:42", title="Lease amendment countersigned", contact="Omar Haddad",
             outcome="The signed amendment is in the lease folder.", next_move="ask his assistant",
             alternates=("Leasing office",), via="mail", **due(WISH, 30)),
    )),
    Story("spk", (
        sent(24, "12:57", title="Speaker confirmed for March forum", contact="Lena Fischer",
             requester="Aisha Khan", outcome="Lena has said yes to 12 March, in writing.",
             next_move="ask her office", alternates=("Daniel Osei",), breaks="programme goes to print",
             tags=("forum",), via="mail", **due(PROMISED, 4, month=12)),
    )),
    Story("rfd", (
        sent(24, "13:32", title="Refund for invoice 20841 received", contact="Billing, Acme",
             outcome="1,240 dollars are back on the account.", next_move="write to the account manager",
             alternates=("Ben Adams, Acme finance",), via="portal"),
    )),
    Story("qap", (
        sent(24, "13:52", title="Old laptops collected and wiped", contact="Recycle & Co",
             requester="Tom Becker", next_move="book the other carrier", via="mail"),
    )),
    Story("vsa", (
        sent(20, "11:20", title="Visa letter for Tomás issued", contact="HR Lisbon", requester="Tom Becker",
             outcome="Tomás holds the letter for his consulate date.", next_move="call Inês",
             alternates=("Marco Reis",), via="mail"),
        snoozed(23, "16:10", until=at(30, "09:00")),
    )),
)  # fmt: skip
FOLLOWED_UP = (
    Story("k3f", (
        sent(20, "10:00", title="Board pack figures in hand", contact="Dana Reyes", requester="Maria Lopez",
             outcome="Final Q3 figures are in the pack that goes to the board before Wednesday's meeting.",
             next_move="call reception",
             alternates=("Ben Ortiz, ext 2210", "finance desk, finance@example.com"),
             breaks="board has no figures", tags=("board", "q3"), via="mail",
             note="Can I have the Q3 figures by Wednesday noon?", **due(HARD, 25, "12:00")),
        told(20, "16:05", text="Asked Dana this morning, I follow up on Tuesday.", via="chat"),
        noted(23, "09:30", text="Ben has the same numbers"),
        followed_up(24, "09:00", via="voicemail"),
    )),
    Story("jwb", (
        sent(19, "10:00", title="Insurance certificate renewed", contact="Joan Webb", requester="Tom Becker",
             outcome="The new certificate is on file before the old one ends.", next_move="call the broker",
             alternates=("Northgate Brokers",), via="mail", **due(PROMISED, 30)),
        followed_up(23, "10:30", via="phone"),
        heard(24, "12:02", answer=ev.QUESTION, note="which site?"),
    )),
    Story("dsa", (
        sent(18, "11:30", title="Data-sharing agreement signed", contact="Hana Sato, Legal",
             requester="Aisha Khan", outcome="Both sides have signed and the pilot may start.",
             next_move="ask for a ten-minute call", alternates=("Legal duty desk",),
             breaks="pilot cannot start", tags=("pilot",), via="mail", **due(HARD, 2, month=12)),
        told(20, "12:00", text="Legal has it; I chase it on Tuesday.", via="chat"),
        followed_up(24, "11:02", via="chat"),
    )),
    Story("snr", (
        sent(23, "09:40", title="Sensor on line 2 replaced", contact="Northfield Service",
             outcome="Line 2 reads within tolerance for a full shift.",
             next_move="ask for the on-call engineer", alternates=("Hensley Repairs, 555-0142",),
             tags=("line2",), via="phone"),
        followed_up(24, "12:52", via="phone"),
    )),
)  # fmt: skip
ALTERNATE = (
    Story("ps7", (
        sent(20, "09:30", title="Safety sheet translated to Polish", contact="Kazimierz Nowak",
             requester="Maria Lopez", outcome="The crew trains on Tuesday with the sheet in Polish.",
             next_move="ask the second translator", alternates=("Marta Zielińska", "translation agency"),
             breaks="crew trains in English", tags=("safety",), via="mail", **due(HARD, 24, "12:00")),
        followed_up(20, "15:30", via="phone"),
        told(20, "16:05", text="The translator is silent; on Monday I go to a second one.", via="chat"),
        rerouted(23, "15:00", alternate="Marta Zielińska", via="mail"),
    )),
    Story("cst", (
        sent(20, "09:00", title="Customs form cleared for pallet 7", contact="Freight agent",
             requester="Tom Becker", outcome="Pallet 7 is released and on the road.",
             alternates=("Broker hotline",), breaks="customer told Friday", via="mail",
             **due(PROMISED, 27, "12:00")),
        followed_up(23, "10:15", via="phone"),
        rerouted(24, "11:02", alternate="Broker hotline", via="phone"),
        heard(24, "11:07", answer=ev.HOLDING, until=at(24, "15:07"), note="they call back within four hours"),
    )),
    Story("rmw", (
        sent(18, "13:30", title="Room for the audit week booked", contact="Room bookings",
             requester="Aisha Khan", outcome="One room for ten people, all week, confirmed in the calendar.",
             next_move="ask the site manager", alternates=("Petra Lang", "Reception"), tags=("audit",),
             via="form", **due(PROMISED, 4, month=12)),
        followed_up(20, "09:20", via="mail"),
        rescheduled(20, "14:30", was=at(4, "17:00", 12), reason="the audit moved by a week",
                    **due(PROMISED, 11, month=12)),
        told(20, "14:40", text="The audit is a week later, so the room is due by Fri 11 Dec.", via="chat"),
        rerouted(23, "11:40", alternate="Petra Lang", via="chat"),
        heard(23, "16:20", answer=ev.AWAY, until=at(30, "09:00"), note="out of office until Monday"),
        rerouted(24, "13:17", alternate="Reception", via="phone"),
    )),
)  # fmt: skip
RESOLVED = (
    Story("q3n", (
        sent(20, "09:10", title="Q3 numbers confirmed by finance", contact="Finance, Elin Berg",
             requester="Maria Lopez", outcome="Finance says the Q3 numbers are final.",
             next_move="ask the controller", alternates=("Controller on duty",), tags=("q3",), via="mail",
             **due(PROMISED, 25)),
        followed_up(23, "13:05", via="chat"),
        resolved(23, "16:20", proof="mail from finance"),
    )),
    Story("ste", (
        sent(19, "14:00", title="Site pass for the electrician issued", contact="Gate office",
             requester="Tom Becker", outcome="The electrician can enter on Tuesday.", via="form",
             **due(PROMISED, 23)),
        resolved(23, "11:05"),
    )),
    Story("acm", (
        sent(16, "09:30", title="New contract in HR system, Acme's documents in hand", contact="Erik Lund",
             requester="Aisha Khan",
             outcome="All six of Acme's documents are in the system before Monday's meeting.",
             next_move="call Acme's front desk", alternates=("Acme front desk, 555-0117",),
             breaks="the meeting has nothing to sign", tags=("acme",), via="mail",
             note="Aisha needs the six documents for the meeting next Monday; please send them by Friday.",
             **due(PROMISED, 20)),
        followed_up(17, "09:35", via="mail", note="A day without an answer; asked again, with the list."),
        heard(17, "13:40", answer=ev.AWAY, until=at(24, "09:00"), note="out of office until next Tuesday"),
        noted(17, "14:05", text="Front desk: Sofia Marin keeps Erik's files, 555-0119"),
        rerouted(17, "14:10", alternate="Sofia Marin, 555-0119", via="phone"),
        heard(18, "10:20", answer=ev.HOLDING, until=at(20, "12:00"),
              note="four are ready, two need a signature"),
        told(19, "13:10", text="Erik is away; Sofia has four of six and sends all on Friday.", via="chat"),
        followed_up(20, "12:05", via="phone", note="the signatures are there, she is scanning"),
        resolved(20, "14:40", proof="six PDFs from Sofia, checked against the list"),
        told(20, "14:45", text="All six documents are in the system.", via="chat"),
    )),
    Story("ctr", (
        sent(18, "09:15", title="Catering for the forum booked", contact="Canteen",
             outcome="Lunch for 80 is ordered.", tags=("forum",), via="mail"),
        resolved(19, "10:15", proof="order 5512"),
    )),
    Story("smp", (
        sent(16, "11:00", title="Samples at the lab", contact="Courier", requester="Tom Becker",
             outcome="The lab has the six samples.", next_move="ring the depot", via="app",
             **due(PROMISED, 18, "12:00")),
        followed_up(17, "15:00", via="phone"),
        told(18, "10:30", text="The courier is late; the lab gets them this afternoon.", via="chat"),
        resolved(18, "17:00", proof="lab receipt"),
    )),
)  # fmt: skip
STORIES = (*SENT, *FOLLOWED_UP, *ALTERNATE, *RESOLVED)

# The cards whose popups their histories show, and when those came.
ALERTED = (
    ("smp", at(16, "15:15")),
    ("acm", at(17, "09:30")),
    ("dsa", at(19, "11:30")),
    ("rmw", at(19, "13:30")),
    ("jwb", at(20, "10:00")),
    ("ps7", at(20, "14:07")),
    ("cst", at(23, "09:00")),
    ("k3f", at(23, "16:00")),
    ("k3f", at(24, "12:00")),
    ("k3f", at(24, "12:40")),
)
