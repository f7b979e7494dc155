"""XFCE: a property of its keyboard shortcuts, which its settings daemon watches."""

import shlex

from followup.hotkey.elsewhere import KEYS, gtk
from followup.hotkey.shape import Desktop, Place, Wish

CHANNEL = "xfce4-keyboard-shortcuts"


def xfce(wish: Wish, place: Place) -> str:
    """The page of the settings, and the same in a shell."""
    command = shlex.join(wish.in_window)
    name = f"/commands/custom/{gtk(wish.key)}"
    line = ("xfconf-query", "-c", CHANNEL, "-p", name, "-n", "-t", "string", "-s", command)
    return "\n".join(
        (
            "Settings, Keyboard, Application Shortcuts, Add:",
            "",
            f"  Command   {command}",
            f"  Shortcut  {gtk(wish.key)}",
            "",
            "Or in a shell, if the first line says that there is no such property:",
            "",
            f"  {shlex.join(('xfconf-query', '-c', CHANNEL, '-p', name))}",
            f"  {shlex.join(line)}",
        )
    )


XFCE = Desktop("xfce", "XFCE", KEYS, xfce)
