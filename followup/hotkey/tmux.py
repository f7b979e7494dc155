"""tmux: a key after the prefix, or by itself with alt, ctrl or an F key, that opens a popup over the panes.

The popup's frame takes two columns and two rows of what it is given.
"""

import re
import shlex
from collections.abc import Iterable, Iterator

from followup.errors import UsageError
from followup.hotkey.keys import ALT, CTRL, SHIFT, SUPER, Key
from followup.hotkey.shape import Argv, Binding, Config, Desktop, Part, Place, Wish
from followup.hotkey.text import at_end
from followup.terminals import COLUMNS, ROWS

KEYS = ("a", "e", "g", "h", "shift+a", "shift+f", "alt+a", "f9")
# After the prefix, as tmux comes.
DEFAULTS = "cdfilmnopqrstwxz0123456789"
SHIFTED_DEFAULTS = "delm"
_BINDS = re.compile(r"\s*(?:bind-key|bind)\s+(?P<rest>.*)")
WITH_VALUE = ("-T", "-N")


def spelled(key: Key) -> str:
    """`a`, `A`, `M-a`, `F9`. Raises UsageError where a terminal cannot tell the key."""
    if SUPER in key.modifiers:
        raise UsageError(f"tmux never sees {key}: super is the desktop's", "--key a, --key alt+a or --key f9")
    if len(key.key) > 1 and key.key != "space" and not re.fullmatch(r"f\d+", key.key):
        raise UsageError(f"tmux knows no {key.key}", "--key a, --key alt+a or --key f9")
    marks = {CTRL: "C-", ALT: "M-", SHIFT: "S-"}
    name = {"space": "Space"}.get(key.key, key.named)
    if SHIFT in key.modifiers and len(key.key) == 1:
        return "".join(marks[one] for one in key.modifiers if one != SHIFT) + name.upper()
    return "".join(marks[one] for one in key.modifiers) + name


def is_alone(key: Key) -> bool:
    """Whether it is pressed without the prefix."""
    return not key.types


def binding(wish: Wish) -> Argv:
    """The command that binds the key, as its words."""
    table = ("-n",) if is_alone(wish.key) else ()
    popup = ("display-popup", "-E", "-w", str(COLUMNS + 2), "-h", str(ROWS + 2))
    return ("bind-key", *table, spelled(wish.key), *popup, shlex.join(wish.command))


def lines(wish: Wish) -> tuple[str, ...]:
    """The same as a line of tmux.conf, whose quotes are a shell's."""
    return (shlex.join(binding(wish)),)


# What is bound already


def bindings(path: str, text: str) -> Iterator[Binding]:
    """What the file binds."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _BINDS.match(line)
        key = _key_of(_words(found["rest"])) if found else None
        if key is not None:
            yield Binding(key, path, number)


def live(place: Place) -> Iterable[Binding]:
    """What the running tmux has bound, or what it comes with where none can be asked."""
    from subprocess import DEVNULL, SubprocessError, run

    if not place.environ.get("TMUX"):
        usual = [Key((), one) for one in DEFAULTS] + [Key((SHIFT,), one) for one in SHIFTED_DEFAULTS]
        return [Binding(key, "tmux as it comes", 0) for key in usual]
    try:
        done = run(
            ["tmux", "list-keys"], stdin=DEVNULL, capture_output=True, text=True, timeout=10, check=True,
            env=dict(place.environ),
        )  # fmt: skip
    except (OSError, SubprocessError):
        return []
    return [
        one._replace(path="the running tmux", line=0)
        for one in bindings("", "\n".join(line for line in done.stdout.splitlines() if not is_ours(line)))
    ]


def is_ours(line: str) -> bool:
    """Whether a line of `tmux list-keys` is a binding of ours."""
    return "display-popup -E" in line and "followup" in line and " quick" in line


def _words(rest: str) -> list[str]:
    try:
        return shlex.split(rest)
    except ValueError:
        return rest.split()


def _key_of(words: list[str]) -> Key | None:
    """The key that a bind's words bind in the two tables that a person presses keys in."""
    table = "prefix"
    while words and re.fullmatch(r"-[a-zA-Z]+", words[0]) and words[0][1] not in "MCS":
        flag = words.pop(0)
        table = "root" if "n" in flag else table
        if flag in WITH_VALUE and words:
            value = words.pop(0)
            table = value if flag == "-T" else table
    if not words or table not in ("prefix", "root"):
        return None
    marks = re.fullmatch(r"((?:[MCS]-)*)(.+)", words[0])
    if marks is None:
        return None
    own = {{"M": ALT, "C": CTRL, "S": SHIFT}[one] for one in marks[1].split("-") if one}
    name = marks[2]
    if len(name) == 1 and name.isupper():
        own.add(SHIFT)
    key = Key(tuple(one for one in (CTRL, ALT, SHIFT) if one in own), name.lower())
    return key if is_alone(key) == (table == "root") else None


# The file


def _paths(place: Place) -> tuple[str, ...]:
    return (f"{place.home}/.tmux.conf", f"{place.config}/tmux/tmux.conf")


def _parts(text: str, wish: Wish) -> tuple[Part, ...]:
    return (at_end(text, lines(wish)),)


def _reload(place: Place, wish: Wish) -> tuple[Argv, ...]:
    return (("tmux", *binding(wish)),) if place.environ.get("TMUX") else ()


def _unload(place: Place, key: Key) -> tuple[Argv, ...]:
    table = ("-n",) if is_alone(key) else ()
    return (("tmux", "unbind-key", *table, spelled(key)),) if place.environ.get("TMUX") else ()


def _steps(wish: Wish, place: Place) -> str:
    return "\n".join(lines(wish))


TMUX = Desktop(
    "tmux",
    "tmux",
    KEYS,
    _steps,
    Config(_paths, _parts, bindings, _reload, _unload, live=live),
    needs_window=False,
)
