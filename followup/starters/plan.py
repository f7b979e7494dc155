"""What to do to install a starter, or to take it back. Pure: a tuple of steps, empty when all is as it should be."""

from collections.abc import Iterator, Mapping

from followup.errors import Refused
from followup.starters.shape import Found, Launch, Remove, Run, Spawn, Starter, Step, Stop, Write

Starters = Mapping[str, Starter]


def to_install(
    starter: Starter, others: Starters, found: Mapping[str, Found], launch: Launch, pid: int | None
) -> tuple[Step, ...]:
    """The steps after which this starter, and none of the others, starts the watcher.

    `pid` is the watcher that runs, whoever started it (None: none runs, 0: one that nobody knows the number of);
    a second would only be refused.
    Raises Refused where a file is in the way that is not ours.
    """
    now = found.get(starter.kind, Found())
    _check(starter, now)
    gone = [step for kind, one in others.items() for step in _leaving(one, found.get(kind, Found()), pid)]
    # What another starter ran is ended with it.
    return (*gone, *_standing(starter, now, launch, None if gone else pid))


def _standing(starter: Starter, now: Found, launch: Launch, pid: int | None) -> Iterator[Step]:
    """Write, load, switch on, start: each only where it is not so already."""
    changed = now.text != starter.text
    renewed = changed and now.text is not None
    if changed:
        yield Write(starter.path, starter.text, starter.encoding)
        yield from map(Run, starter.load)
    if not starter.ask_on:
        if renewed and pid:
            yield Stop(pid)
        if renewed or pid is None:
            yield Spawn(launch)
        return
    yield from map(Run, starter.switch_on if not now.is_on else starter.switch_anew if renewed else ())
    if pid is None or (renewed and now.is_up):
        yield from map(Run, starter.start)


def to_uninstall(starters: Starters, found: Mapping[str, Found], pid: int | None) -> tuple[Step, ...]:
    """The steps that take back every file of ours among these, and end what they started; none if there is none.

    Raises Refused where the only file there is not ours.
    """
    steps = tuple(
        step for kind, one in starters.items() for step in _leaving(one, found.get(kind, Found()), pid)
    )
    if not steps:
        for kind, one in starters.items():
            _check(one, found.get(kind, Found()))
    return steps


def _leaving(starter: Starter, now: Found, pid: int | None) -> Iterator[Step]:
    if not now.is_ours:
        return
    yield from (Run(argv, may_fail=True) for argv in starter.switch_off)
    if not starter.switch_off and pid:
        yield Stop(pid)
    yield from (Remove(path) for path in (*starter.leftovers, starter.path))
    yield from (Run(argv, may_fail=True) for argv in starter.forget)


def _check(starter: Starter, now: Found) -> None:
    if now.text is not None and not now.is_ours:
        raise Refused(
            f"{starter.path} was not written by followup, and is left as it is",
            "move it away, or choose another way: followup watch install systemd, autostart, launchd or task",
        )
