"""A virtual screen with a real notification server on a private bus."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal, Self

from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from tests.rig.bus import PrivateBus
from tests.rig.processes import start, stop
from tests.rig.tools import path_of
from tests.rig.waiting import wait_until

ServerName = Literal["dunst", "xfce4-notifyd"]
NOTIFICATIONS = "org.freedesktop.Notifications"

DUNSTRC = """[global]
    width = (300, 460)
    height = 300
    offset = 24x24
    padding = 16
    horizontal_padding = 18
    frame_width = 2
    frame_color = "#5f87af"
    corner_radius = 6
    font = DejaVu Sans 12
    format = "<b>%s</b>\\n%b"
    markup = full
    icon_position = off
    show_indicators = no
    mouse_right_click = context
    dmenu = {menu}
[urgency_low]
    background = "#1c1f26"
    foreground = "#c8ccd4"
[urgency_normal]
    background = "#1c1f26"
    foreground = "#e6e9ef"
[urgency_critical]
    background = "#1c1f26"
    foreground = "#e6e9ef"
    frame_color = "#d7875f"
"""


class Screen:
    """Xvfb on a free display, a private bus and, where asked for, a notification server that draws on it."""

    def __init__(self, server: ServerName | None = "dunst", size: str = "1024x640") -> None:
        self._server = server
        self._size = size
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        # xfconf and its like are started on demand, as on a desktop; what dunst needs is only the bus.
        services = (Path("/usr/share/dbus-1/services"),) if self._server == "xfce4-notifyd" else ()
        self._bus = PrivateBus(*services)
        self._bus.__enter__()
        self.address = self._bus.address
        self.home = Path(tempfile.mkdtemp(prefix="fu-screen-"))
        try:
            self._start_xvfb()
            if self._server is not None:
                self._start_server(self._server)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            stop(process)
        self._started.clear()
        self._bus.__exit__()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program that is to appear on this screen."""
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "DISPLAY": self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            "LANG": "C.UTF-8",
        }

    def _start_xvfb(self) -> None:
        # Else it starts anew when its last client leaves, under whoever is just arriving.
        argv = [path_of("Xvfb"), "-displayfd", "1", "-noreset", "-nolisten", "tcp"]
        argv += ["-screen", "0", f"{self._size}x24"]
        xvfb = start(argv, stdout=subprocess.PIPE, log=self.home / "xvfb.log")
        self._started.append(xvfb)
        assert xvfb.stdout is not None
        number = xvfb.stdout.readline().strip().decode()
        assert number.isdigit(), (self.home / "xvfb.log").read_text()
        self.display = f":{number}"

    def _start_server(self, server: ServerName) -> None:
        argv = [path_of(server)]
        if server == "dunst":
            config = self.home / "dunstrc"
            config.write_text(DUNSTRC.format(menu=self._make_menu()))
            argv += ["-conf", str(config)]
        env = self.env
        if server == "xfce4-notifyd":
            self._teach_activation(env)
        log = self.home / "server.log"
        self._started.append(start(argv, env=env, log=log))
        wait_until(self.has_server, 10, f"{server} on the bus")

    @property
    def choice(self) -> Path:
        """The file with the words of what the person will choose from dunst's menu."""
        return self.home / "choice"

    def _make_menu(self) -> Path:
        """In place of dmenu: a person who takes the line with those words."""
        menu = self.home / "menu"
        menu.write_text(f'#!/bin/sh\nexec grep -m 1 -F -- "$(cat {self.choice})"\n')
        menu.chmod(0o700)
        return menu

    def _teach_activation(self, env: dict[str, str]) -> None:
        """What the bus starts on demand must find this screen and this home."""
        with open_dbus_connection(self.address) as connection:
            connection.send_and_get_reply(message_bus.UpdateActivationEnvironment(env), timeout=5)

    def has_server(self) -> bool:
        """Whether somebody takes notifications on this screen's bus."""
        with open_dbus_connection(self.address) as connection:
            reply = connection.send_and_get_reply(message_bus.NameHasOwner(NOTIFICATIONS), timeout=5)
            return bool(reply.body[0])
