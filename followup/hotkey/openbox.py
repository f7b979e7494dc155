"""openbox: a keybind among the others in rc.xml, and a rule that centres the window.

openbox runs a command without a shell, after its own splitting into words, which takes a shell's quotes. Before
that it puts the home in for a `~` between blanks, quoted or not.
"""

import re
import shlex
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from followup.errors import Refused
from followup.hotkey.gather import option
from followup.hotkey.keys import Key, made
from followup.hotkey.shape import Argv, Binding, Comment, Config, Desktop, Part, Place, Wish
from followup.terminals import CLASS, INSTANCE, ROLE, TITLE, TITLED, WINDOW

MODIFIERS = {"super": "W", "ctrl": "C", "alt": "A", "shift": "S"}
READ = {"w": "super", "c": "ctrl", "a": "alt", "s": "shift", "mod4": "super", "mod1": "alt"}
KEYS = ("super+shift+a", "super+shift+n", "super+ctrl+a", "super+alt+a", "super+shift+f9", "super+f9")
MATCH = {
    INSTANCE: f'name="{WINDOW}"', CLASS: f'class="{WINDOW}"', ROLE: f'role="{WINDOW}"', TITLED: f'title="{TITLE}*"',
}  # fmt: skip
HINT = "followup hotkey show openbox prints the lines to put there"


def command_line(command: Argv) -> str:
    """A command whose tildes are tildes: quotes end and begin again before one that stands after a blank."""
    return shlex.join(command).replace(" ~", " ''~").replace("\t~", "\t''~")


def keybind(wish: Wish) -> tuple[str, ...]:
    """What goes among the keys."""
    return (
        f'<keybind key="{wish.key.spelled(MODIFIERS, "-")}">',
        f'  <action name="Execute"><command>{escape(command_line(wish.in_window))}</command></action>',
        "</keybind>",
    )


def rule(wish: Wish) -> tuple[str, ...]:
    """What goes among the applications."""
    known_by = wish.terminal.known_by if wish.terminal else INSTANCE
    return (
        f"<application {MATCH[known_by]}>",
        '  <position force="yes"><x>center</x><y>center</y></position>',
        "  <focus>yes</focus>",
        "</application>",
    )


def parts(text: str, wish: Wish) -> tuple[Part, ...]:
    """Each at the end of its section; openbox without rules gets the section too. Raises Refused."""
    _check(text)
    keyboard, applications, root = (
        _closing(text, one) for one in ("keyboard", "applications", "openbox_config")
    )
    if keyboard is None or root is None:
        raise Refused("rc.xml has no <keyboard> section that ends", HINT)
    if applications is None:
        return Part(keyboard, keybind(wish)), Part(root, ("<applications>", *rule(wish), "</applications>"))
    return Part(keyboard, keybind(wish)), Part(applications, rule(wish))


def _closing(text: str, section: str) -> int | None:
    """Where the line of a section's last closing tag begins, or the tag where more stands before it."""
    bare = re.sub(r"(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>", lambda found: " " * len(found[0]), text)
    at = max((found.start() for found in re.finditer(rf"</{section}\s*>", bare)), default=None)
    if at is None:
        return None
    line = text.rfind("\n", 0, at) + 1
    return at if text[line:at].strip() else line


def _check(text: str) -> None:
    for _ in bindings("", text):
        pass


def bindings(path: str, text: str) -> Iterator[Binding]:
    """The keys bound, the first of each chain. Raises Refused where the file is no XML."""
    found: list[Binding] = []
    depth = 0
    parser = ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if name == "keybind":
            depth += 1
            if depth == 1:
                key = (attributes.get("key") or "-").split()[0]
                *modifiers, last = key.split("-")
                found.append(Binding(made(modifiers, last, READ), path, parser.CurrentLineNumber))

    def end(name: str) -> None:
        nonlocal depth
        depth -= name == "keybind"

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode("utf-8", "surrogateescape"), True)
    except ExpatError as error:
        raise Refused(f"{path or 'rc.xml'} is not well-formed: {error}", HINT) from None
    yield from found


def _paths(place: Place) -> tuple[str, ...]:
    given = option(place.running.get("openbox"), "--config-file")
    return (given or f"{place.config}/openbox/rc.xml",)


def _reload(place: Place, wish: Wish | Key) -> tuple[Argv, ...]:
    return (("openbox", "--reconfigure"),) if "openbox" in place.running else ()


def _steps(wish: Wish, place: Place) -> str:
    return "\n".join(
        ("In <keyboard>:", "", *keybind(wish), "", "In <applications>:", "", *rule(wish)),
    )


OPENBOX = Desktop(
    "openbox", "openbox", KEYS, _steps,
    Config(
        _paths, parts, bindings, _reload, _reload, comment=Comment("<!-- ", " -->"), example="/etc/xdg/openbox/rc.xml"
    ),
)  # fmt: skip
