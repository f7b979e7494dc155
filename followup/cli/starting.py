"""watch install, uninstall and status: what starts the watcher at login, whether it runs, what it does next."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any

from followup.cli.call import Call
from followup.errors import UsageError
from followup.starters import Found, Launch, Machine, Starter, Step, by_name, choose, pick, plan
from followup.starters.act import Did, described, line, perform
from followup.starters.gather import find, launch, machine
from followup.watch import sign

RUNS, RUNS_NOT = 0, 1
SETTLE_FOR = 10.0  # seconds in which a watcher that was started has to be there
STEP_FOR = 0.05


class Here:
    """This machine and what it has of each kind of starter."""

    def __init__(self, call: Call, ask: bool) -> None:
        self.state = call.settings.paths.state
        self.launch: Launch = launch(call.settings.paths, os.environ)
        self.machine: Machine = machine(call.settings.paths, os.environ, sys.platform, ask)
        self.starters = dict(self._possible())
        self.found: dict[str, Found] = find(self.starters)

    def _possible(self) -> Iterator[tuple[str, Starter]]:
        for kind in choose.of_platform(self.machine.platform):
            yield kind, by_name(kind, self.launch, self.machine)


def start(call: Call) -> int:
    """The words after `watch`."""
    verb, *kinds = call.words
    if call.has("once"):
        raise UsageError(f"watch --once looks once and {verb} does not", "leave one of them out")
    return {"install": _install, "uninstall": _uninstall, "status": _status}[verb](call, *kinds)


# Install and uninstall


def _install(call: Call, kind: str = "") -> int:
    here = Here(call, ask=True)
    pid = sign.running(here.state)
    kind = kind or pick(here.found, here.machine)
    chosen = by_name(kind, here.launch, here.machine)
    choose.check(kind, here.machine)
    others = {name: one for name, one in here.starters.items() if name != kind}
    now = here.found.get(kind)
    if now is not None and now.is_ours and not is_current(here, kind):
        call.tell("note: until now it was for another folder, program or version")
    steps = plan.to_install(chosen, others, here.found, here.launch, pid)
    done = list(_doing(call, steps))
    if call.has("dry-run"):
        return _dry(call, kind, chosen, done)
    pid = _settled(here.state) if steps else pid
    if call.has("json"):
        call.give({"kind": kind, "path": chosen.path, "steps": _as_rows(done), "running": pid is not None})
    elif not steps:
        call.say(f"nothing to do: {kind} starts the watcher at login, and it runs")
    elif pid is not None:
        call.say(f"the watcher runs, and {kind} starts it at login")
    if pid is None:
        call.tell("followup: the watcher was started, and does not run")
        call.tell(f"  to see why: {_why(kind)}")
    return RUNS if pid is not None else RUNS_NOT


def _why(kind: str) -> str:
    return "systemctl --user status followup-watch" if kind == "systemd" else "followup watch"


def _dry(call: Call, kind: str, chosen: Starter, done: list[Did]) -> int:
    if call.has("json"):
        call.give({"kind": kind, "path": chosen.path, "text": chosen.text, "steps": _as_rows(done)})
    elif not done:
        call.say(f"nothing would be done: {kind} starts the watcher at login")
    elif any(one.what == "wrote" for one in done):
        call.say("")
        call.say_lines(chosen.text.rstrip())
    return 0


def _settled(state: str) -> int | None:
    """The watcher's number once it is there, or None when it never comes."""
    until = time.monotonic() + SETTLE_FOR
    while (pid := sign.running(state)) is None and time.monotonic() < until:
        time.sleep(STEP_FOR)
    return pid


def _uninstall(call: Call, kind: str = "") -> int:
    here = Here(call, ask=False)
    if kind:
        by_name(kind, here.launch, here.machine)
    starters = {name: one for name, one in here.starters.items() if kind in ("", name)}
    done = list(_doing(call, plan.to_uninstall(starters, here.found, sign.running(here.state))))
    if call.has("json"):
        call.give({"steps": _as_rows(done)})
    elif not done:
        call.say("nothing to do: nothing is installed")
    return 0


def _doing(call: Call, steps: Iterable[Step]) -> Iterator[Did]:
    """Do the steps, or only say them, a line each as they are done."""
    dry = call.has("dry-run")
    for did in described(steps) if dry else perform(steps):
        if not call.has("json"):
            call.say(line(did, dry))
            call.out.flush()
        yield did


def _as_rows(done: Iterable[Did]) -> list[dict[str, Any]]:
    return [one._asdict() for one in done]


# Status


def installed(here: Here) -> str | None:
    """The kind that is installed, the best where there are two."""
    return next(iter(choose.installed(here.found)), None)


def is_current(here: Here, kind: str) -> bool:
    """Whether the file starts what would be started now. Which systemd target it waits for is not asked."""
    known = (here.machine._replace(is_graphical=graphical) for graphical in (True, False))
    return here.found[kind].text in [by_name(kind, here.launch, one).text for one in known]


def _status(call: Call, kind: str = "") -> int:
    if kind:
        raise UsageError(f"watch status knows no {kind!r}", "followup watch status [--json]")
    from followup.cli import standing

    here = Here(call, ask=False)
    pid = sign.running(here.state)
    known = standing.look(here, pid)
    if call.has("json"):
        call.give(standing.as_json(call, known))
    else:
        for name, text in standing.lines(call, known):
            call.say(f"{name:<10}  {text}")
    return RUNS if pid is not None else RUNS_NOT
