"""Bringing the terminal in which this board is open to the front: its tmux window, its X window, or both."""

from collections.abc import Callable, Mapping, Sequence

# xterm and its kind raise their window; every other terminal ignores it. The bell is for all of them.
RAISE = "\x1b[5t"
BELL = "\x07"
WAIT_FOR = 1.0  # seconds that another program has for its part


def come_forward(env: Mapping[str, str], write: Callable[[str], object]) -> bool:
    """Do all that is known to bring this terminal to the front; whether anything of it is sure to."""
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        write(BELL)
        return False  # it is open on another screen than the popup
    if env.get("TMUX"):
        write(BELL)
        return _in_tmux(env)
    write(RAISE + BELL)
    return _window(env) or "XTERM_VERSION" in env


def _window(env: Mapping[str, str]) -> bool:
    """Raise the X window that the terminal has told its programs about."""
    window = env.get("WINDOWID", "")
    if not window.isdigit() or not env.get("DISPLAY"):
        return False
    here = {name: env[name] for name in ("DISPLAY", "XAUTHORITY", "HOME", "PATH") if name in env}
    ways = (
        ["xdotool", "windowactivate", window],
        ["wmctrl", "-i", "-a", hex(int(window))],
        ["xdotool", "windowraise", window],  # where no window manager keeps track
    )
    return any(_run(way, here) is not None for way in ways)


def _in_tmux(env: Mapping[str, str]) -> bool:
    """Show this pane in a client of its tmux, and raise that client's own terminal."""
    pane, tmux = env.get("TMUX_PANE", ""), ["tmux", "-S", env["TMUX"].split(",")[0]]
    session = (_run([*tmux, "display-message", "-p", "-t", pane, "#{session_id}"], env) or "").strip()
    known = _run(
        [*tmux, "list-clients", "-F", "#{session_id} #{client_activity} #{client_pid} #{client_name}"], env
    )
    clients = [line.split(" ", 3) for line in (known or "").splitlines()]
    if not session or not clients:
        return False  # nobody looks at it: a new terminal shows more
    *_, pid, name = max(clients, key=lambda one: (one[0] == session, one[1]))
    steps = (
        ["switch-client", "-c", name, "-t", session],
        ["select-window", "-t", pane],
        ["select-pane", "-t", pane],
    )
    if any(_run([*tmux, *step], env) is None for step in steps):
        return False
    return _raise_client(_environment_of(pid), name)


def _raise_client(env: Mapping[str, str], tty: str) -> bool:
    """Raise the terminal that a tmux client runs in. On a text console there is nothing to raise."""
    if env.get("SSH_CONNECTION"):
        return False
    if not env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        return True
    if _window(env):
        return True
    try:
        with open(tty, "w", encoding="ascii") as terminal:  # noqa: PTH123
            terminal.write(RAISE + BELL)
    except OSError:
        return False
    return "XTERM_VERSION" in env


def _environment_of(pid: str) -> dict[str, str]:
    """What a process was started with, as far as the system tells."""
    try:
        with open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123
            pairs = file.read().decode("utf-8", "surrogateescape").split("\0")
    except OSError:
        return {}
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs) if name}


def _run(argv: Sequence[str], env: Mapping[str, str]) -> str | None:
    """What a program says; None when it is not there, complains, or takes too long."""
    import subprocess

    try:
        done = subprocess.run(
            argv,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=WAIT_FOR,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and not done.stderr else None
