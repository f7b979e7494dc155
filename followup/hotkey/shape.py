"""The words of hotkeys, all of them frozen values."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from followup.hotkey.keys import Key
from followup.terminals import Terminal

Argv = tuple[str, ...]


class Process(NamedTuple):
    """A program of this person's on this display."""

    pid: int
    argv: Argv


class Place(NamedTuple):
    """Where we are; `running` are the programs that matter here, by name."""

    environ: Mapping[str, str]
    platform: str
    home: str
    running: Mapping[str, Process] = {}

    @property
    def config(self) -> str:
        """The folder of settings."""
        return self.environ.get("XDG_CONFIG_HOME") or f"{self.home}/.config"


class Wish(NamedTuple):
    """`command` is `followup quick`, all of it absolute; `terminal` the window it gets where it needs one."""

    key: Key
    command: Argv
    terminal: Terminal | None = None

    @property
    def in_window(self) -> Argv:
        """The command in a small window of its own."""
        return self.command if self.terminal is None else self.terminal.run_small(self.command)


class Binding(NamedTuple):
    """A key that is taken, and where: `line` counts from 1, and is 0 where the place is no file."""

    key: Key
    path: str
    line: int


class Comment(NamedTuple):
    """How a configuration marks what is not read."""

    opens: str
    closes: str = ""


class Part(NamedTuple):
    """Lines to put at a place of a text, counted in characters."""

    at: int
    lines: tuple[str, ...]


class Config(NamedTuple):
    """A configuration that is a file. `paths` are where it may be, the likeliest first; where none is there the
    first is made, unless `example` names what to copy first. `parts` is what goes where; it and `bindings` raise
    Refused where the text cannot be read. `live` is what a running program has bound. `reload` and `unload` are
    the commands that make a change felt."""

    paths: Callable[[Place], tuple[str, ...]]
    parts: Callable[[str, Wish], tuple[Part, ...]]
    bindings: Callable[[str, str], Iterable[Binding]]
    reload: Callable[[Place, Wish], tuple[Argv, ...]]
    unload: Callable[[Place, Key], tuple[Argv, ...]]
    comment: Comment = Comment("# ")
    example: str = ""
    live: Callable[[Place], Iterable[Binding]] = lambda place: ()


class Desktop(NamedTuple):
    """`steps` is what to do by hand, word for word. Only a desktop with a `config` is written to."""

    name: str
    title: str
    keys: tuple[str, ...]
    steps: Callable[[Wish, Place], str]
    config: Config | None = None
    needs_window: bool = True


class Standing(NamedTuple):
    """What there is of ours in a file: the key as it was asked for, and the line it begins on."""

    path: str
    key: str
    line: int
    lines: tuple[str, ...]


class Plan(NamedTuple):
    """A file's text before and after (None: no file), the commands to run then, and what else to say."""

    path: str
    before: str | None
    after: str | None
    runs: tuple[Argv, ...] = ()
    says: tuple[str, ...] = ()
