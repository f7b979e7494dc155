"""The bus channel against a recording server: what arrives, and every way it can go wrong."""

import threading
import time
from collections.abc import Callable

import pytest

from followup.notify import Delivery, Limits, Note, Popups, Situation, send
from tests.rig.bus import PrivateBus
from tests.rig.recorder import Popup, Recorder
from tests.rig.tools import require
from tests.rig.waiting import wait_until

pytestmark = pytest.mark.desktop

BUTTONS = (("open", "Open board"), ("follow-up", "Followed up"))
NOTE = Note("Idle 9 of 8 h: <pack>", "Dana & Ben <b>silent</b>", "critical", "card", BUTTONS)
SHORT = Limits(bus=0.4, plyer=0.4)


def at(bus: PrivateBus) -> Situation:
    """A desktop on this bus."""
    return Situation(bus_address=bus.address)


def listen_until(popups: Popups, condition: Callable[[], object]) -> None:
    """Listen as a resident sender does, until the condition holds."""

    def listened() -> bool:
        popups.listen(0.02)
        return bool(condition())

    wait_until(listened)


def test_every_field_arrives(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A popup has its title as typed, its body escaped, its urgency as a byte, an expiry and its buttons."""
    with Popups(at(private_bus)) as popups:
        delivery = popups.send(NOTE)
    assert (delivery.result, delivery.channel) == ("delivered", "bus")
    assert recorder.popups == [
        Popup(
            id=1,
            app_name="followup",
            replaces=0,
            icon="",
            title="Idle 9 of 8 h: <pack>",
            body="Dana &amp; Ben &lt;b&gt;silent&lt;/b&gt;",
            actions=("open", "Open board", "follow-up", "Followed up"),
            hints={"urgency": ("y", 2)},
            expire_ms=600_000,
        )
    ]


def test_a_plain_server_gets_plain_text_and_no_buttons(private_bus: PrivateBus) -> None:
    """A server without `actions` and `body-markup` is sent neither."""
    with Recorder(private_bus.address, ("body",)) as server, Popups(at(private_bus)) as popups:
        popups.send(NOTE)
        assert (server.popups[0].body, server.popups[0].actions) == ("Dana & Ben <b>silent</b>", ())


def test_a_sender_that_leaves_offers_no_buttons(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A one-shot note has no buttons: nobody would hear them."""
    assert send(NOTE, at(private_bus)).result == "delivered"
    assert recorder.popups[0].actions == ()


def test_the_same_key_replaces_its_popup(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A card's second popup takes the place of its first, another card's does not."""
    with Popups(at(private_bus)) as popups:
        for key in ("card", "other", "card"):
            popups.send(NOTE._replace(key=key))
    assert [(popup.id, popup.replaces) for popup in recorder.popups] == [(1, 0), (2, 0), (1, 1)]


def test_a_new_server_is_not_told_old_ids(private_bus: PrivateBus) -> None:
    """Ids of a server that left are forgotten: at the next one they may be somebody else's."""
    with Popups(at(private_bus)) as popups:
        with Recorder(private_bus.address):
            popups.send(NOTE)
        with Recorder(private_bus.address) as server:
            assert popups.send(NOTE).result == "delivered"
            assert server.popups[0].replaces == 0


def test_a_pressed_button_is_heard_and_closes_its_popup(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A button's action reaches the callback with its card's key, and the popup is taken away."""
    heard: list[tuple[str, str]] = []
    with Popups(at(private_bus), on_action=lambda key, action: heard.append((key, action))) as popups:
        popups.send(NOTE)
        recorder.press(77, "open")  # another program's popup
        recorder.press(1, "follow-up")
        listen_until(popups, lambda: heard)
        wait_until(lambda: recorder.closed == [1])
        popups.send(NOTE)
    assert heard == [("card", "follow-up")]
    assert recorder.popups[1].replaces == 0


def test_a_dismissed_popup_is_heard_once(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A popup that the person closed reaches the callback with the server's reason."""
    heard: list[tuple[str, int]] = []
    with Popups(at(private_bus), on_closed=lambda key, reason: heard.append((key, reason))) as popups:
        popups.send(NOTE)
        recorder.dismiss(1)
        recorder.dismiss(1)
        listen_until(popups, lambda: heard)
        popups.listen(0.05)
    assert heard == [("card", 2)]


def test_a_popup_is_closed_on_request(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A card touched elsewhere has its popup taken away, once."""
    with Popups(at(private_bus)) as popups:
        popups.send(NOTE)
        popups.close_popup("card")
        popups.close_popup("card")
        popups.close_popup("no such card")
        wait_until(lambda: recorder.closed == [1])


def test_listening_ends_when_woken(private_bus: PrivateBus, recorder: Recorder) -> None:
    """`wake` from another thread ends a long wait at once, and one sent before the wait is not lost."""
    with Popups(at(private_bus)) as popups:
        started = time.monotonic()
        popups.wake()
        popups.listen(30)
        threading.Timer(0.05, popups.wake).start()
        popups.listen(30)
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("channel", ["auto", "bus"])
def test_a_hung_server_is_unknown_within_the_limit(
    private_bus: PrivateBus, recorder: Recorder, channel: str
) -> None:
    """A server that never answers costs no more than the limit, and nothing is sent a second time."""
    recorder.hangs = True
    started = time.monotonic()
    delivery = send(NOTE, at(private_bus), channel, SHORT)
    assert time.monotonic() - started < 1.5
    assert (delivery.result, delivery.channel) == ("unknown", "bus")
    assert len(recorder.popups) == 1


def test_a_hung_server_is_given_three_seconds() -> None:
    """The limits are three seconds for the bus and eight for plyer."""
    assert Limits() == (3.0, 8.0)


def test_a_refusal_goes_on_to_plyer(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A note that the bus refused goes through plyer at once, and the answer says so."""
    require("notify-send")
    recorder.refuses = "once"
    delivery = send(NOTE, at(private_bus))
    assert delivery == ("delivered", "plyer", "bus: Refused: not today; taken by plyer")
    assert [popup.title for popup in recorder.popups] == ["Idle 9 of 8 h: <pack>"]


def test_a_refusal_everywhere_fails(private_bus: PrivateBus, recorder: Recorder) -> None:
    """Where every channel is refused the note fails, and the answer names each."""
    require("notify-send")
    recorder.refuses = "all"
    delivery = send(NOTE, at(private_bus))
    assert delivery.result == "failed"
    assert "bus: Refused: not today" in delivery.detail
    assert "plyer: " in delivery.detail and delivery.detail.count("not today") == 2


@pytest.mark.parametrize(
    ("situation", "channel", "detail"),
    [
        (Situation(), "auto", "nothing here can show a popup"),
        (Situation(), "bus", "bus: no session bus was found"),
        (Situation(), "plyer", "plyer: no session bus was found"),
        (Situation(), "terminal", "terminal: no board is open in a terminal"),
        (Situation(), "off", "popups are switched off"),
        (Situation(bus_address="nonsense"), "bus", "bus: the session bus cannot be reached"),
        (Situation(bus_address="tcp:host=x,port=1"), "bus", "bus: the session bus cannot be reached"),
        (Situation(bus_address="unix:path=/nowhere/bus"), "bus", "bus: the session bus cannot be reached"),
    ],
)
def test_where_nothing_can_pop_up_the_note_fails(situation: Situation, channel: str, detail: str) -> None:
    """Without a bus or a board a note fails with the reason, and nothing is raised."""
    delivery = send(NOTE, situation, channel)
    assert (delivery.result, delivery.channel) == ("failed", channel)
    assert delivery.detail.startswith(detail)


def test_a_bus_without_a_server_fails(private_bus: PrivateBus) -> None:
    """Where nobody takes notifications the note fails on both channels."""
    delivery = send(NOTE, at(private_bus))
    assert delivery.result == "failed"
    assert "bus: ServiceUnknown" in delivery.detail and "plyer: " in delivery.detail


def test_a_restarted_bus_is_reached_again(private_bus: PrivateBus) -> None:
    """A resident sender reconnects after the bus was restarted, and fails in between."""
    with Popups(at(private_bus)) as popups:
        with Recorder(private_bus.address):
            assert popups.send(NOTE).result == "delivered"
        private_bus.stop()
        popups.listen(0.05)
        assert popups.send(NOTE, "bus").result == "failed"
        private_bus.start()
        with Recorder(private_bus.address) as server:
            assert popups.send(NOTE).result == "delivered"
            assert server.popups[0].replaces == 0


def test_a_bus_that_dies_during_the_call_is_unknown(private_bus: PrivateBus, recorder: Recorder) -> None:
    """A bus that goes away after it took the note leaves it unknown."""
    recorder.hangs = True
    with Popups(at(private_bus), limits=Limits(bus=1.5)) as popups:
        answers: list[Delivery] = []
        sender = threading.Thread(target=lambda: answers.append(popups.send(NOTE)))
        sender.start()
        wait_until(lambda: recorder.popups)
        private_bus.stop()
        sender.join(5)
    assert [answer.result for answer in answers] == ["unknown"]


def test_an_unknown_channel_is_a_mistake_of_the_caller() -> None:
    """A channel that does not exist raises, it is no delivery."""
    with pytest.raises(ValueError, match="pigeon"):
        send(NOTE, Situation(), "pigeon")
