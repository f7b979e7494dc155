"""A real systemd user manager where none runs: in a mount and process namespace of its own, gone after the test.

It needs root and a kernel that allows it, and is left out on a machine that systemd started: that one has cgroups
in use. The manager sees the real files but for /run; its home, its bus and all it starts are its own.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

from tests.rig.cli import PERSONAL, ROOT
from tests.rig.processes import start, stop
from tests.rig.tools import path_of, require
from tests.rig.waiting import wait_until

SYSTEMD = "/usr/lib/systemd/systemd"
# $1 is the group's name, the rest the environment of the manager, which must not be the first process.
SETUP = """
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/user/0
chmod 700 /run/user/0
umount -R /sys/fs/cgroup
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mkdir "/sys/fs/cgroup/$1"
echo $$ > "/sys/fs/cgroup/$1/cgroup.procs"
shift
env -i "$@" /usr/lib/systemd/systemd --user &
wait
"""


class UserManager:
    """`systemd --user` with a session bus of its own. Skips the test where it cannot run."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fu-"))
        self.home = self.folder / "home"
        self.home.mkdir()
        self.env = {
            "HOME": str(self.home),
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "XDG_RUNTIME_DIR": "/run/user/0",
            "LANG": "C.UTF-8",
        }

    def __enter__(self) -> Self:
        require("unshare", "nsenter", "systemctl")
        if os.geteuid() != 0 or not Path(SYSTEMD).exists() or Path("/run/systemd/system").exists():
            pytest.skip("needs root, and systemd installed but not running")
        given = [f"{name}={value}" for name, value in self.env.items()]
        self._outer = start(
            [path_of("unshare"), "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
             "/bin/bash", "-c", SETUP, "setup", self.folder.name, *given],
            stdin=subprocess.DEVNULL,
            log=self.folder / "log",
        )  # fmt: skip
        try:
            wait_until(self._answers, 10, "a user manager")
        except AssertionError:
            log = (self.folder / "log").read_text()
            self.__exit__()
            pytest.skip(f"no user manager can run here: {log.strip()}")
        return self

    def __exit__(self, *_: object) -> None:
        stop(self._outer)
        for group in ("/sys/fs/cgroup/unified", "/sys/fs/cgroup"):
            _take_away(Path(group) / self.folder.name)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def bus(self) -> str:
        """The address, from out here, of the session bus in there; the bus itself comes with the first who calls."""
        return f"unix:path=/proc/{self._pid}/root/run/user/0/bus"

    def _answers(self) -> bool:
        if self._outer.poll() is not None:
            raise AssertionError("it ended")
        children = Path(f"/proc/{self._outer.pid}/task/{self._outer.pid}/children").read_text().split()
        if not children:
            return False
        self._pid = children[0]
        return self.run("systemctl", "--user", "is-active", "default.target").returncode == 0

    def run(self, *argv: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command as a shell of that session would."""
        inside = [path_of("nsenter"), "--target", self._pid, "--mount", "--pid", "--wd=/", "--", *argv]
        clean = {name: value for name, value in os.environ.items() if name not in PERSONAL}
        whole = clean | self.env | {"PYTHONPATH": str(ROOT)} | dict(env or {})
        return subprocess.run(inside, env=whole, capture_output=True, text=True, timeout=60, check=False)


def _take_away(group: Path) -> None:
    """Remove a control group and those in it, once their processes are gone."""
    if not group.exists():
        return
    for folder, _, _ in os.walk(group, topdown=False):
        wait_until(lambda here=Path(folder): not (here / "cgroup.procs").read_text(), 5, "an empty group")  # type: ignore[misc]
        Path(folder).rmdir()
