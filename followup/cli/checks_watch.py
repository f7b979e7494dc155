"""What doctor says of the watcher: whether it starts at login, whether it runs, whether it still looks."""

from collections.abc import Iterator

from followup.cli.call import Call
from followup.cli.checks import Check
from followup.errors import FollowupError

SILENT_FOR = 300  # seconds without a look after which a watcher that runs hangs: it looks each minute


def watcher(call: Call) -> Iterator[Check]:
    """That none is installed is no finding: popups then come while the board is open."""
    from followup.cli.starting import Here, installed, is_current
    from followup.watch import sign

    try:
        here = Here(call, ask=False)
    except FollowupError as error:
        yield Check("watcher", f"{error.message} ({error.hint})")
        return
    pid, kind = sign.running(here.state), installed(here)
    runs = f"runs{f' as process {pid}' if pid else ''}" if pid is not None else "does not run"
    if kind is None:
        alone = "" if pid is not None else ", so popups come while the board is open"
        how = "it is not started at login: followup watch install"
        yield Check("watcher", f"{runs}{alone}; {how}", _silence(call, here.state, pid))
        return
    detail, finding = f"{runs}; {kind} starts it at login", _silence(call, here.state, pid)
    if not is_current(here, kind):
        detail = f"{runs}; {kind} is set up for another folder, program or version: followup watch install"
    elif not here.found[kind].is_on:
        detail = f"{runs}; {kind} has it switched off: followup watch install"
    elif pid is None:
        finding = "it is installed and does not run: followup watch install"
    yield Check("watcher", detail, finding)


def _silence(call: Call, state: str, pid: int | None) -> str:
    from followup import clock
    from followup.core.when_say import distance
    from followup.watch import sign

    at = sign.looked_at(state)
    if pid is None or at is None or clock.is_fixed():
        return ""
    now = call.clock()
    if now - at <= SILENT_FOR:
        return ""
    said = distance(at, now, call.settings.rules.week)
    return (
        f"it last looked {said}, and looks each minute when it is well: end it, then followup watch install"
    )
