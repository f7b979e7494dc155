"""A desktop's own shortcut for `followup quick`: shown for every desktop, written where that was really tried.

No key is grabbed: the desktop does that, from a line in its own configuration. A module a desktop or family; the
table of them, which one this is, what to change, and the changing.
"""

from followup.hotkey.act import act
from followup.hotkey.choose import choose, known_here
from followup.hotkey.gather import gather
from followup.hotkey.keys import Key, parse
from followup.hotkey.plan import installing, lines_of, standing, uninstalling
from followup.hotkey.shape import Desktop, Place, Plan, Standing, Wish
from followup.hotkey.table import BY_NAME, DESKTOPS

__all__ = [
    "BY_NAME", "DESKTOPS", "Desktop", "Key", "Place", "Plan", "Standing", "Wish", "act", "choose", "gather",
    "installing", "known_here", "lines_of", "parse", "standing", "uninstalling",
]  # fmt: skip
