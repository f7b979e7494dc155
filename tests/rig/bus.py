"""A session bus of one's own. The user's real bus is never touched."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.rig.processes import start, stop
from tests.rig.tools import path_of

# Eavesdropping is allowed so that a monitor can be attached; nothing is started on demand without `services`.
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path={socket}</listen>
  {services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A dbus-daemon in a short folder of its own (a socket's path must stay under 108 bytes)."""

    def __init__(self, *services: Path) -> None:
        """`services` are folders of .service files whose programs may be started on demand."""
        self._services = services
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="fu-", dir="/tmp"))
        self.socket = self.folder / "bus"
        self.address = f"unix:path={self.socket}"
        self._config = self.folder / "bus.conf"
        folders = "".join(f"<servicedir>{folder}</servicedir>" for folder in self._services)
        self._config.write_text(CONFIG.format(socket=self.socket, services=folders))
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the daemon; returns when it listens."""
        self._process = start(
            [path_of("dbus-daemon"), f"--config-file={self._config}", "--nofork", "--print-address=1"],
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder)},
            stdout=subprocess.PIPE,
            log=self.folder / "bus.log",
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(b"unix:"), (self.folder / "bus.log").read_text()

    def stop(self) -> None:
        """Stop the daemon: every connection breaks, and nobody listens at the address."""
        if self._process is not None:
            stop(self._process)
            self._process = None
        self.socket.unlink(missing_ok=True)

    def restart(self) -> None:
        """A new daemon at the same address."""
        self.stop()
        self.start()
