"""Every desktop, once."""

from followup.hotkey.elsewhere import GNOME, HYPRLAND, KDE, MACOS, WINDOWS
from followup.hotkey.i3 import I3, SWAY
from followup.hotkey.openbox import OPENBOX
from followup.hotkey.sxhkd import SXHKD
from followup.hotkey.tmux import TMUX
from followup.hotkey.xfce import XFCE

DESKTOPS = (GNOME, KDE, XFCE, I3, SWAY, HYPRLAND, OPENBOX, SXHKD, TMUX, MACOS, WINDOWS)
BY_NAME = {desktop.name: desktop for desktop in DESKTOPS}
