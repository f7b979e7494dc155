"""Run plyer once, away from the board: `python -m followup.notify.plyer_child`, the popup as JSON on stdin.

plyer reports failure by printing, blocking or raising in a thread; a child process that is watched and killed
turns all of these into an answer. All use of plyer, and of its private names, is in this file.
"""

import json
import sys
from typing import Any

# Seconds a Windows balloon stays; plyer holds its process for as long.
BALLOON_FOR = 4


def main() -> int:
    """Show the popup that stdin describes; silence and exit 0 mean that it was taken."""
    popup: dict[str, Any] = json.load(sys.stdin)
    if sys.platform in ("darwin", "win32"):
        return _portable(popup)
    return _notify_send(popup)


def _portable(popup: dict[str, Any]) -> int:
    from plyer import notification

    notification.notify(
        title=popup["title"], message=popup["body"], app_name=popup["app_name"], timeout=BALLOON_FOR
    )
    return 0


def _notify_send(popup: dict[str, Any]) -> int:
    """notify-send by name: plyer's own choice takes any directory /app for Flatpak."""
    from plyer.platforms.linux.notification import NotifySendNotification
    from plyer.utils import whereis_exe

    if not whereis_exe("notify-send"):
        print("notify-send is not installed", file=sys.stderr)
        return 1
    # `_notify` and not `notify`, which drops the urgency and the expiry: popups would never leave.
    NotifySendNotification()._notify(
        title=popup["title"],
        message=as_argument(popup["body"]),
        app_name=popup["app_name"],
        urgency=popup["urgency"],
        expire_time=str(popup["expire_ms"]),
        hint="string:x-followup:popup",
    )
    return 0


def as_argument(body: str) -> str:
    """A body that notify-send neither takes for an option nor unescapes (it reads backslashes as C does)."""
    escaped = body.replace("\\", "\\\\")
    return f" {escaped}" if escaped.startswith("-") else escaped


if __name__ == "__main__":
    sys.exit(main())
