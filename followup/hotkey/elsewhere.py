"""Desktops on which nothing was ever tried: what to do by hand, from what their makers write."""

import shlex
from collections.abc import Mapping

from followup.hotkey.keys import Key
from followup.hotkey.shape import Argv, Desktop, Place, Wish

KEYS = ("super+shift+a",)
OTHER_KEYS = ("ctrl+alt+a",)
GTK = {"super": "<Super>", "ctrl": "<Primary>", "alt": "<Alt>", "shift": "<Shift>"}
HYPRLAND_NAMES = {"super": "SUPER", "ctrl": "CTRL", "alt": "ALT", "shift": "SHIFT"}
PLASMA_NAMES = {"super": "Meta", "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
MAC_NAMES = {"super": "Command", "ctrl": "Control", "alt": "Option", "shift": "Shift"}
WINDOWS_NAMES = {"super": "Win", "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
CUSTOM = "org.gnome.settings-daemon.plugins.media-keys"
OURS = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/followup/"


def gtk(key: Key) -> str:
    """`<Super><Shift>a`."""
    return key.spelled(GTK, "")


def _titled(key: Key, names: Mapping[str, str], joint: str = "+") -> str:
    """As a page of settings shows it: `Meta+Shift+A`."""
    return joint.join((*(names[one] for one in key.modifiers), key.key.capitalize()))


def gnome(wish: Wish, place: Place) -> str:
    """The page of the settings, and the same in a shell."""
    schema = f"{CUSTOM}.custom-keybinding:{OURS}"
    command = shlex.join(wish.in_window)
    return "\n".join(
        (
            "Settings, Keyboard, View and Customise Shortcuts, Custom Shortcuts, +:",
            "",
            "  Name      followup",
            f"  Command   {command}",
            f"  Shortcut  {gtk(wish.key)}",
            "",
            "Or in a shell:",
            "",
            f"  gsettings set {schema} name followup",
            f"  gsettings set {schema} command {shlex.quote(command)}",
            f"  gsettings set {schema} binding {shlex.quote(gtk(wish.key))}",
            f"  gsettings get {CUSTOM} custom-keybindings",
            "",
            f"and set that list again with '{OURS}' added to those that it prints.",
        )
    )


def kde(wish: Wish, place: Place) -> str:
    """The page of the settings. What is typed there becomes a desktop file's Exec, in which a percent sign is two."""
    command = shlex.join(wish.in_window).replace("%", "%%")
    return "\n".join(
        (
            "System Settings, Shortcuts, Add New, Command or Script:",
            "",
            f"  Command   {command}",
            f"  Shortcut  {_titled(wish.key, PLASMA_NAMES)}",
            "",
            "To centre it: right-click its title bar, More Actions, Configure Special Window Settings, Position.",
        )
    )


def hyprland(wish: Wish, place: Place) -> str:
    """A line with its own rule. A `#` begins a comment, two are one."""
    command = shlex.join(wish.in_window).replace("#", "##")
    modifiers = " ".join(HYPRLAND_NAMES[one] for one in wish.key.modifiers)
    return "\n".join(
        (
            "Into ~/.config/hypr/hyprland.conf, which is read again at once:",
            "",
            f"bind = {modifiers}, {wish.key.named}, exec, [float; center] {command}",
        )
    )


def macos(wish: Wish, place: Place) -> str:
    """Shortcuts, which come with the system, and a terminal that is scripted."""
    script = f'tell application "Terminal" to do script {apple(shlex.join(wish.command) + "; exit")}'
    command = shlex.join(("osascript", "-e", script, "-e", 'tell application "Terminal" to activate'))
    return "\n".join(
        (
            "Shortcuts, new shortcut, action Run Shell Script:",
            "",
            f"  {command}",
            "",
            f"then its details, Add Keyboard Shortcut: {_titled(wish.key, MAC_NAMES)}.",
            "In Alfred: a workflow, keyword with an argument, then Run Script with input as argv:",
            "",
            f"  printf '%s\\n' \"$1\" | {shlex.join((*_without_quick(wish.command), 'add', '-'))}",
        )
    )


def _without_quick(command: Argv) -> Argv:
    return tuple(word for word in command if word != "quick")


def apple(text: str) -> str:
    """A string of AppleScript."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def windows(wish: Wish, place: Place) -> str:
    """A shortcut on the desktop: Windows takes a key for one, with ctrl and alt."""
    from subprocess import list2cmdline

    return "\n".join(
        (
            "On the desktop or in the start menu: New, Shortcut:",
            "",
            f"  Target        {list2cmdline(wish.command)}",
            f"  Shortcut key  {_titled(wish.key, WINDOWS_NAMES, ' + ')} (in its Properties)",
            "",
            "It has never run there: the board locks its files in a way that Windows does not know.",
        )
    )


GNOME = Desktop("gnome", "GNOME", KEYS, gnome)
KDE = Desktop("kde", "KDE Plasma", KEYS, kde)
HYPRLAND = Desktop("hyprland", "Hyprland", KEYS, hyprland)
MACOS = Desktop("macos", "macOS", OTHER_KEYS, macos, needs_window=False)
WINDOWS = Desktop("windows", "Windows", OTHER_KEYS, windows, needs_window=False)
