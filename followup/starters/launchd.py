"""A launchd agent of the person: launchd.plist(5), launchctl(1). Written by the manual; never run on a Mac."""

from followup.starters.shape import LAUNCHD, MARK, Launch, Machine, Starter

LABEL = "followup.watch"


def starter(launch: Launch, machine: Machine) -> Starter:
    """Started at login and now; started again half a minute after it failed."""
    path = f"{machine.home}/Library/LaunchAgents/{LABEL}.plist"
    domain = f"gui/{machine.uid}"
    out = ("launchctl", "bootout", f"{domain}/{LABEL}")
    load = ("launchctl", "bootstrap", domain, path)
    return Starter(
        LAUNCHD,
        path,
        text(launch),
        ask_on=("launchctl", "print", f"{domain}/{LABEL}"),
        # One that was once switched off by hand stays off until it is told otherwise.
        switch_on=(("launchctl", "enable", f"{domain}/{LABEL}"), load),
        switch_anew=(out, load),
        switch_off=(out,),
    )


def text(launch: Launch) -> str:
    """The property list."""
    import plistlib

    wanted: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(launch.argv),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
    }
    if launch.environ:
        wanted["EnvironmentVariables"] = dict(launch.environ)
    made = plistlib.dumps(wanted, sort_keys=False).decode("utf-8")
    return made.replace("<plist ", f"<!-- {MARK} -->\n<plist ", 1)
