"""Which starter fits a machine. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence

from followup.errors import Refused
from followup.starters import autostart, launchd, systemd, task
from followup.starters.shape import (
    AUTOSTART,
    LAUNCHD,
    SYSTEMD,
    TASK,
    Found,
    Launch,
    Machine,
    Starter,
)

MAKERS: dict[str, Callable[[Launch, Machine], Starter]] = {
    SYSTEMD: systemd.starter,
    AUTOSTART: autostart.starter,
    LAUNCHD: launchd.starter,
    TASK: task.starter,
}
ELSEWHERE = (SYSTEMD, AUTOSTART)  # Linux and its relatives, the best first
BY_PLATFORM = {"darwin": (LAUNCHD,), "win32": (TASK,)}


def of_platform(platform: str) -> tuple[str, ...]:
    """The kinds that this system can have, the best first."""
    return BY_PLATFORM.get(platform, ELSEWHERE)


def by_name(kind: str, launch: Launch, machine: Machine) -> Starter:
    """The starter of that kind. Raises Refused where this machine has none such, or a name cannot be written."""
    kinds = of_platform(machine.platform)
    if kind not in kinds:
        raise Refused(f"this system has no {kind}", f"here it is: followup watch install {kinds[0]}")
    _check(launch)
    return MAKERS[kind](launch, machine)


def _check(launch: Launch) -> None:
    for text in (*launch.argv, *(value for _, value in launch.environ)):
        if re.search("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text):
            raise Refused(
                f"{text!r} holds characters that no service file can hold",
                "choose another folder: --home DIR",
            )


def check(kind: str, machine: Machine) -> None:
    """Raises Refused where nobody would read what is to be installed."""
    if kind == SYSTEMD and not machine.has_manager:
        raise Refused(
            "no systemd user manager answers here",
            "log in to a session of your own, or: followup watch install autostart",
        )


def pick(found: Mapping[str, Found], machine: Machine) -> str:
    """The kind that is installed already, else systemd where its user manager answers, else what is left."""
    kinds = installed(found)
    if kinds:
        return kinds[0]
    fitting = of_platform(machine.platform)
    return fitting[-1] if fitting == ELSEWHERE and not machine.has_manager else fitting[0]


def installed(found: Mapping[str, Found]) -> Sequence[str]:
    """The kinds of which there is a file of ours."""
    return [kind for kind, one in found.items() if one.is_ours]
