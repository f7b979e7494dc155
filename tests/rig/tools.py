"""Which programs the desktop tests need, and what happens where one is missing."""

import glob
import os
import shutil

import pytest

# Programs that no PATH holds.
HIDDEN = {"xfce4-notifyd": ("/usr/lib/*/xfce4/notifyd/xfce4-notifyd", "/usr/lib/xfce4/notifyd/xfce4-notifyd")}


def find(tool: str) -> str | None:
    """The program's path, or None."""
    found = [path for pattern in HIDDEN.get(tool, ()) for path in sorted(glob.glob(pattern))]  # noqa: PTH207
    return found[0] if found else shutil.which(tool)


def require(*tools: str) -> None:
    """Skip the test where a program is missing; under FOLLOWUP_REQUIRE_DESKTOP=1 fail it instead."""
    missing = [tool for tool in tools if find(tool) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}"
    if os.environ.get("FOLLOWUP_REQUIRE_DESKTOP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def path_of(tool: str) -> str:
    """The program's path, for callers that required it."""
    path = find(tool)
    assert path is not None, f"{tool} is not installed"
    return path
