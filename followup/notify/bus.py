"""The session bus: one connection to the notification server, opened when needed and again after a restart.

jeepney is imported inside the functions: a program that sends nothing must not pay for it.
"""

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from followup.notify.note import APP_NAME, EXPIRE_MS, NoAnswer, Note, NotSent
from followup.notify.server import SILENT, Server, offered
from followup.notify.text import escape_markup

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

SERVER = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
URGENCY_BYTE = {"low": 0, "normal": 1, "critical": 2}
ASKING_SHARE = 3  # a third of the limit may go on asking what the server can do
ANSWERED = "Answered"  # not a signal of the server's: it took a note after all, later than anybody waited


class Signal(NamedTuple):
    """The server about popup `id`: ActionInvoked with the action, NotificationClosed with the reason, Answered with
    the note's key."""

    member: str
    id: int
    value: Any


class Bus:
    """A connection to the notification server on the bus at `address`. For one thread at a time."""

    def __init__(self, address: str | None) -> None:
        self.address = address
        self.signals: deque[Signal] = deque()
        self.generation = 0  # grows when the server is another one: ids given before then mean nothing
        self._connection: DBusConnection | None = None
        self._server: Server | None = None
        self._identity = ""
        self._last_serial = 0
        self._late: dict[int, str] = {}  # the keys of notes that nobody has answered in time, by serial

    def identity(self, limit: float) -> str:
        """Names this server on this bus among all there ever are; empty when there is none, or nobody says."""
        until = monotonic() + limit / ASKING_SHARE
        try:
            if not self._identity:
                (owner,) = self._ask_bus("GetNameOwner", "s", (SERVER,), until)
                (bus,) = self._ask_bus("GetId", None, (), until)
                self._identity = f"{bus} {owner}"
        except (NotSent, NoAnswer):
            return ""
        return self._identity

    def server(self, limit: float) -> Server:
        """What the server is and can do. Raises NotSent where there is none, NoAnswer after the limit."""
        if self._server is None:
            until = monotonic() + limit
            (capabilities,) = self.call("GetCapabilities", until=until)
            name, _, version, _ = self.call("GetServerInformation", until=until)
            self._server = Server(name, version, frozenset(capabilities))
        return self._server

    def notify(self, note: Note, replaces: int, limit: float) -> int:
        """Show a safe note within `limit` seconds and return its id. Raises NotSent or NoAnswer."""
        until, generation = monotonic() + limit, self.generation
        try:
            server = self.server(limit / ASKING_SHARE)
        except NoAnswer:
            # Hung now, it may still wake up and show this: sent, and most likely unknown.
            server = SILENT
        body = escape_markup(note.body) if "body-markup" in server.capabilities else note.body
        actions = [word for action in offered(note, server) for word in action]
        hints = {"urgency": ("y", URGENCY_BYTE[note.urgency])}
        expires = EXPIRE_MS[note.urgency]
        earlier = replaces if generation == self.generation else 0
        wish = (APP_NAME, earlier, "", note.title, body, actions, hints, expires)
        try:
            (ident,) = self.call("Notify", "susssasa{sv}i", wish, until=until)
        except NoAnswer:
            if note.key and self._connection is not None:
                self._late[self._last_serial] = note.key
            raise
        return int(ident)

    def close_popup(self, ident: int) -> None:
        """Take a popup away; nobody waits for the answer."""
        from jeepney import MessageFlag

        message = _method("CloseNotification", "u", (ident,))
        message.header.flags = MessageFlag.no_reply_expected
        try:
            self._send(message)
        except NotSent:
            return  # no bus, no popup

    def call(
        self, member: str, signature: str | None = None, body: tuple[Any, ...] = (), *, until: float
    ) -> tuple[Any, ...]:
        """Call the server and return its answer, waiting until the monotonic instant `until`.

        Raises NotSent when the call reached no server or was refused, NoAnswer when it was taken in silence.
        """
        return self._call(_method(member, signature, body), member, until)

    def _ask_bus(
        self, member: str, signature: str | None, body: tuple[Any, ...], until: float
    ) -> tuple[Any, ...]:
        from jeepney import message_bus, new_method_call

        return self._call(new_method_call(message_bus, member, signature, body), member, until)

    def _call(self, message: "Message", member: str, until: float) -> tuple[Any, ...]:
        from jeepney import HeaderFields, MessageType

        serial = self._send(message)
        reply = self._await_reply(serial, member, until)
        if reply.header.message_type is MessageType.error:
            name = str(reply.header.fields[HeaderFields.error_name]).rpartition(".")[2]
            raise NotSent(": ".join([name, *(str(part) for part in reply.body[:1])]))
        return tuple(reply.body)

    def fileno(self) -> int | None:
        """The socket to wait on for signals, or None while there is no connection."""
        return None if self._connection is None else int(self._connection.sock.fileno())

    def drain(self) -> None:
        """Take in what has already arrived, without waiting."""
        try:
            while self._connection is not None:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return
        except OSError:
            self.close()

    def close(self) -> None:
        """Hang up; the next call opens a new connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._forget()

    def _forget(self) -> None:
        self._server = None
        self._identity = ""
        self._late.clear()
        self.generation += 1

    def _open(self) -> "DBusConnection":
        from jeepney.io.blocking import open_dbus_connection

        if self._connection is None:
            if not self.address:
                raise NotSent("no session bus was found")
            try:
                self._connection = open_dbus_connection(self.address)
                for rule in _rules():
                    self._connection.send(rule)
            except (OSError, ValueError, RuntimeError) as error:
                self.close()
                raise NotSent(f"the session bus cannot be reached ({error})") from error
        return self._connection

    def _send(self, message: "Message") -> int:
        """Send, on a new connection where the bus was restarted meanwhile; returns the call's serial."""
        self.drain()
        connection = self._open()
        serial: int = next(connection.outgoing_serial)
        self._last_serial = serial
        try:
            connection.send(message, serial=serial)
        except OSError as error:
            self.close()
            raise NotSent(f"the session bus is gone ({error})") from error
        return serial

    def _await_reply(self, serial: int, member: str, until: float) -> "Message":
        from jeepney import HeaderFields

        assert self._connection is not None
        try:
            while True:
                message = self._connection.receive(timeout=max(0.0, until - monotonic()))
                if message.header.fields.get(HeaderFields.reply_serial) == serial:
                    return message
                self._take(message)
        except TimeoutError as error:
            raise NoAnswer(f"the notification server did not answer {member} in time") from error
        except OSError as error:
            self.close()
            raise NoAnswer(f"the session bus went away during {member}") from error

    def _take(self, message: "Message") -> None:
        """Keep a signal about popups; a new server makes everything known about the old one void."""
        from jeepney import HeaderFields, MessageType

        if message.header.message_type is MessageType.method_return:
            key = self._late.pop(int(message.header.fields.get(HeaderFields.reply_serial, 0)), None)
            if key and message.body:
                self.signals.append(Signal(ANSWERED, int(message.body[0]), key))
        if message.header.message_type is not MessageType.signal:
            return
        member = message.header.fields.get(HeaderFields.member)
        if member == "NameOwnerChanged" and message.body[0] == SERVER:
            self._forget()
        elif member in ("ActionInvoked", "NotificationClosed") and len(message.body) == 2:
            self.signals.append(Signal(str(member), int(message.body[0]), message.body[1]))


def _method(member: str, signature: str | None, body: tuple[Any, ...]) -> "Message":
    from jeepney import DBusAddress, new_method_call

    return new_method_call(DBusAddress(PATH, SERVER, SERVER), member, signature, body)


def _rules() -> list["Message"]:
    """The subscriptions: what becomes of popups, and whether the server is still the same one."""
    from jeepney import MatchRule, message_bus

    owner = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    owner.add_arg_condition(0, SERVER)
    return [
        message_bus.AddMatch(owner),
        message_bus.AddMatch(MatchRule(type="signal", interface=SERVER, path=PATH)),
    ]
