"""Starters: what starts the watcher when the person logs in. One a system, one at a time.

shape      the words: Launch, Machine, Starter and the steps that change something
systemd, autostart, launchd, task    one starter each, pure: a file's text and the commands around it
choose     which one fits this machine, pure
plan       what to install or take back, pure: a tuple of steps
gather     what the machine says: who runs, where things are, what is installed
act        does the steps, and says each

Text that a person chose (a folder's name) is quoted by the rules of each system, in the module of that system.
"""

from followup.starters.choose import by_name, installed, pick
from followup.starters.plan import to_install, to_uninstall
from followup.starters.shape import KINDS, Found, Launch, Machine, Starter, Step

__all__ = [
    "KINDS",
    "Found",
    "Launch",
    "Machine",
    "Starter",
    "Step",
    "by_name",
    "installed",
    "pick",
    "to_install",
    "to_uninstall",
]
