"""Which desktop this is, by what it says of itself, and else by what runs."""

from collections.abc import Iterator

from followup.errors import Refused, UsageError
from followup.hotkey.shape import Desktop, Place
from followup.hotkey.table import BY_NAME, DESKTOPS

PLATFORMS = {"darwin": "macos", "win32": "windows"}
# A compositor's own variable is there only inside it, whatever the session calls itself.
VARIABLES = {"HYPRLAND_INSTANCE_SIGNATURE": "hyprland", "SWAYSOCK": "sway", "I3SOCK": "i3"}
SESSIONS = {
    "gnome": "gnome", "ubuntu": "gnome", "kde": "kde", "xfce": "xfce", "i3": "i3", "sway": "sway",
    "hyprland": "hyprland", "openbox": "openbox", "bspwm": "sxhkd",
}  # fmt: skip
PROGRAMS = {
    "Hyprland": "hyprland", "sway": "sway", "i3": "i3", "gnome-shell": "gnome", "plasmashell": "kde",
    "xfce4-session": "xfce", "openbox": "openbox", "sxhkd": "sxhkd",
}  # fmt: skip


def choose(name: str | None, place: Place) -> Desktop:
    """The desktop asked for, else the one that is here. Raises UsageError and Refused."""
    if name is not None:
        if name.casefold() not in BY_NAME:
            raise UsageError(f"no desktop {name!r} is known", f"one of {', '.join(BY_NAME)}")
        return BY_NAME[name.casefold()]
    here = known_here(place)
    if not here:
        names = ", ".join(one.name for one in DESKTOPS)
        raise Refused("which desktop this is cannot be told", f"followup hotkey show DESKTOP: one of {names}")
    return here[0]


def known_here(place: Place) -> list[Desktop]:
    """Every desktop that is here, the likeliest first: one may run inside another, and tmux in any."""
    return [BY_NAME[name] for name in dict.fromkeys(_names(place))]


def _names(place: Place) -> Iterator[str]:
    env = place.environ
    if place.platform in PLATFORMS:
        yield PLATFORMS[place.platform]
    elif (
        env.get("DISPLAY") or env.get("WAYLAND_DISPLAY") or env.get("XDG_SESSION_TYPE") in ("x11", "wayland")
    ):
        yield from (name for variable, name in VARIABLES.items() if env.get(variable))
        sessions = env.get("XDG_CURRENT_DESKTOP", "").casefold().split(":")
        yield from (SESSIONS[one] for one in sessions if one in SESSIONS)
        yield from (name for program, name in PROGRAMS.items() if program in place.running)
    if env.get("TMUX"):
        yield "tmux"
