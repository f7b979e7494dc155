"""The plyer channel seen from the parent: a child in its own process group, piped, with a hard limit."""

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from followup.notify.note import APP_NAME, DELIVERED, EXPIRE_MS, PLYER, Delivery, NoAnswer, Note, NotSent
from followup.notify.situation import Situation
from followup.notify.text import escape_markup

if TYPE_CHECKING:
    from subprocess import Popen

_MODULE = "followup.notify.plyer_child"


def show(note: Note, situation: Situation, markup: bool, limit: float) -> Delivery:
    """Show a safe note through plyer within `limit` seconds.

    Delivered means exit 0 and nothing said. Raises NotSent, or NoAnswer when the child had to be killed.
    """
    if situation.platform not in ("darwin", "win32") and not situation.bus_address:
        raise NotSent("no session bus was found")
    code, said = run_child(document(note, markup), environment(situation), limit)
    if code != 0 or said:
        raise NotSent(said or f"plyer stopped with exit code {code}")
    return Delivery(DELIVERED, PLYER, "taken by plyer")


def document(note: Note, markup: bool) -> dict[str, Any]:
    """What the child reads on stdin."""
    return {
        "title": note.title,
        "body": escape_markup(note.body) if markup else note.body,
        "urgency": note.urgency,
        "expire_ms": EXPIRE_MS[note.urgency],
        "app_name": APP_NAME,
    }


def environment(situation: Situation) -> dict[str, str]:
    """The child's environment: this one, with the bus that was found."""
    env = dict(os.environ, PYTHONIOENCODING="utf-8")
    if situation.bus_address:
        env["DBUS_SESSION_BUS_ADDRESS"] = situation.bus_address
    return env


def run_child(popup: dict[str, Any], env: dict[str, str], limit: float) -> tuple[int, str]:
    """Exit code and all that the child or its children said. Raises NoAnswer once the group is killed."""
    import subprocess

    try:
        process = subprocess.Popen(
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=_package_parent(),
            **_own_group(),
        )
    except OSError as error:
        raise NotSent(f"plyer could not be started ({error})") from error
    with process:
        try:
            said, _ = process.communicate(json.dumps(popup).encode(), timeout=limit)
        except subprocess.TimeoutExpired as error:
            raise NoAnswer(f"plyer did not finish within {limit:g} s") from error
        finally:
            if process.returncode is None:
                kill_group(process)
    return process.returncode, " ".join(said.decode("utf-8", "replace").split())[:300]


def _package_parent() -> str:
    """The child starts where the package lies, so that no file in the person's folder is imported instead."""
    from importlib.util import find_spec

    spec = find_spec("followup")
    origin = spec.origin if spec else None
    return os.path.dirname(os.path.dirname(origin or ""))  # noqa: PTH120 - no pathlib for two slashes


def _own_group() -> dict[str, Any]:
    if sys.platform == "win32":
        import subprocess

        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def kill_group(process: "Popen[bytes]") -> None:
    """End the child and everything it started; a notify-send left behind would hold the pipes open."""
    if sys.platform == "win32":
        process.kill()
        return
    import signal

    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
