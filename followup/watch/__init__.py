"""The watcher: gather, plan (pure, followup/core/alerts.py), send, record.

once(desk, settings, send)     one look; what `watch --once` and the open board run
run(desk, settings, situation) resident, until it is told to stop
"""

from followup.watch.looking import Said, Send, Watcher, once
from followup.watch.resident import run

__all__ = ["Said", "Send", "Watcher", "once", "run"]
