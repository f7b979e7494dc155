"""A notification server that records every call, and hangs, refuses and presses buttons when told to.

In a test it is a thread: `with Recorder(address) as server`. As a program, `python -m tests.rig.recorder
ADDRESS [--hang | --refuse]` writes one JSON line for each call, after a first line {"ready": true}; each line
it reads is a command: {"press": [ID, ACTION]} or {"dismiss": ID}. It ends with its stdin.
"""

import argparse
import json
import re
import sys
import threading
from collections.abc import Callable
from select import select
from socket import socketpair
from typing import Any, Literal, NamedTuple, Self

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CAPABILITIES = ("actions", "body", "body-markup", "persistence")
DO_NOT_QUEUE = 4

SHAPE = {
    "GetCapabilities": ("", "as"),
    "GetServerInformation": ("", "ssss"),
    "Notify": ("susssasa{sv}i", "u"),
    "CloseNotification": ("u", ""),
}


def introspection() -> str:
    """What D-Bus tools ask a server first."""
    methods = "".join(
        f'<method name="{name}">{_arguments("in", takes)}{_arguments("out", gives)}</method>'
        for name, (takes, gives) in SHAPE.items()
    )
    signals = "".join(
        f'<signal name="{name}">{_arguments("out", gives)}</signal>'
        for name, gives in (("NotificationClosed", "uu"), ("ActionInvoked", "us"))
    )
    return f'<node><interface name="{NAME}">{methods}{signals}</interface></node>'


def _arguments(direction: str, signature: str) -> str:
    types = re.findall(r"a*(?:\{[^}]*\}|[a-z])", signature)
    return "".join(f'<arg direction="{direction}" type="{kind}"/>' for kind in types)


class Call(NamedTuple):
    """One method call, as it arrived."""

    member: str
    body: tuple[Any, ...]


class Popup(NamedTuple):
    """One Notify call, and the id it was given, or would be by a server that hangs."""

    id: int
    app_name: str
    replaces: int
    icon: str
    title: str
    body: str
    actions: tuple[str, ...]
    hints: dict[str, tuple[str, Any]]
    expire_ms: int


class Recorder:
    """The server. `hangs` takes calls and answers none; `refuses` answers with errors.

    `refuses` is "" for nothing, "all" for every call, "once" for the next Notify.
    """

    def __init__(
        self,
        address: str,
        capabilities: tuple[str, ...] = CAPABILITIES,
        on_call: Callable[[Call], object] = id,
    ) -> None:
        self.address = address
        self.capabilities = capabilities
        self.hangs = False
        self.refuses: Literal["", "all", "once"] = ""
        self.calls: list[Call] = []
        self.popups: list[Popup] = []
        self._on_call = on_call
        self._last_id = 0
        self._unsent: list[Message] = []

    def __enter__(self) -> Self:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        self._sending = threading.Lock()
        self._stopped, self._stopper = socketpair()
        reply = self._connection.send_and_get_reply(message_bus.RequestName(NAME, DO_NOT_QUEUE), timeout=5)
        assert reply.body == (1,), f"somebody else owns {NAME}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopper.send(b"\0")
        self._thread.join(5)
        self._connection.close()
        self._stopped.close()
        self._stopper.close()

    @property
    def closed(self) -> list[int]:
        """The ids that somebody asked to close, in order."""
        return [call.body[0] for call in self.calls if call.member == "CloseNotification"]

    def wake_up(self) -> None:
        """Answer everything that it has hung over."""
        self.hangs = False
        with self._sending:
            for reply in self._unsent:
                self._connection.send(reply)

    def press(self, ident: int, action: str) -> None:
        """Press a popup's button."""
        self._emit("ActionInvoked", "us", (ident, action))

    def dismiss(self, ident: int, reason: int = 2) -> None:
        """Close a popup as the person would (reason 1: it expired)."""
        self._emit("NotificationClosed", "uu", (ident, reason))

    def _emit(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        with self._sending:
            self._connection.send(new_signal(DBusAddress(PATH, interface=NAME), member, signature, body))

    def _serve(self) -> None:
        try:
            while True:
                self._take_all()
                ready, _, _ = select([self._connection.sock, self._stopped], [], [])
                if self._stopped in ready:
                    return
        except OSError:
            return  # the bus was stopped under it

    def _take_all(self) -> None:
        try:
            while True:
                message = self._connection.receive(timeout=0)
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)
        except TimeoutError:
            return

    def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        call = Call(member, tuple(message.body))
        reply = self._reply(message, call)
        self.calls.append(call)
        self._on_call(call)
        if self.hangs:
            self._unsent.append(reply)
        else:
            with self._sending:
                self._connection.send(reply)

    def _reply(self, message: Message, call: Call) -> Message:
        if self.refuses == "all" or (self.refuses == "once" and call.member == "Notify"):
            self.refuses = "" if self.refuses == "once" else "all"
            return new_error(message, f"{NAME}.Error.Refused", "s", ("not today",))
        if call.member == "Notify":
            return new_method_return(message, "u", (self._notified(call),))
        if call.member == "CloseNotification":
            self._emit("NotificationClosed", "uu", (call.body[0], 3))
            return new_method_return(message)
        answers: dict[str, tuple[str, tuple[Any, ...]]] = {
            "GetCapabilities": ("as", (list(self.capabilities),)),
            "GetServerInformation": ("ssss", ("recorder", "followup tests", "1.0", "1.2")),
            "Introspect": ("s", (introspection(),)),
        }
        if call.member in answers:
            return new_method_return(message, *answers[call.member])
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", (call.member,))

    def _notified(self, call: Call) -> int:
        app_name, replaces, icon, title, body, actions, hints, expire_ms = call.body
        self._last_id += 0 if replaces else 1
        ident = replaces or self._last_id
        popup = Popup(ident, app_name, replaces, icon, title, body, tuple(actions), hints, expire_ms)
        self.popups.append(popup)
        return ident


def main() -> None:
    """Serve until stdin ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--hang", action="store_true")
    parser.add_argument("--refuse", action="store_true")
    asked = parser.parse_args()
    server = Recorder(asked.address, on_call=lambda call: print(json.dumps(call._asdict()), flush=True))
    server.hangs, server.refuses = asked.hang, "all" if asked.refuse else ""
    with server:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            command: dict[str, Any] = json.loads(line)
            if "press" in command:
                server.press(*command["press"])
            else:
                server.dismiss(command["dismiss"])


if __name__ == "__main__":
    main()
