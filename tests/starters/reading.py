"""Readers of what starters write, made from the specifications and from nothing of followup's."""

import plistlib
import re
from typing import Any
from xml.etree import ElementTree

TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def value(text: str, key: str) -> str:
    """The one value of a key in an ini-like file."""
    (found,) = re.findall(rf"(?m)^{key}=(.*)$", text)
    return str(found)


def words(line: str) -> list[str]:
    """Words parted by spaces; double quotes keep them together, and in them a backslash keeps the next as it is."""
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in found]


def systemd_argv(text: str) -> list[str]:
    """What systemd makes of ExecStart: `%%` is a percent sign; `$$` a dollar, but not in the program."""
    program, *rest = [word.replace("%%", "%") for word in words(value(text, "ExecStart"))]
    assert not re.search(r"[\"'\\]", program)
    singles = [re.sub(r"\$(.)", lambda found: {"$": "$"}[found[1]], word) for word in rest]
    return by_shell([program, *singles])


def desktop_argv(text: str) -> list[str]:
    """What a launcher makes of Exec: first a value's escapes, then quotes, then `%%`."""
    line = re.sub(r"\\(.)", lambda found: {"\\": "\\"}[found[1]], value(text, "Exec"))
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
    assert not re.search(r"[\"'\\><~|&;$*?#()`]", outside), "reserved characters have to be quoted"
    return by_shell([re.sub("%(.)", lambda found: {"%": "%"}[found[1]], word) for word in words(line)])


def by_shell(argv: list[str]) -> list[str]:
    """What a shell that only passes its arguments on runs."""
    return argv[3:] if argv[:3] == ["/bin/sh", "-c", 'exec "$0" "$@"'] else argv


def plist(text: str) -> dict[str, Any]:
    """The property list as Apple's format is read."""
    found = plistlib.loads(text.encode("utf-8"))
    assert isinstance(found, dict)
    return found


def task(text: str) -> tuple[str, list[str]]:
    """A task's program and arguments; the quotes are those of Windows' own C runtime."""
    root = ElementTree.fromstring(text.encode("utf-16"))
    program, arguments = (root.findtext(f".//{TASKS}{name}") for name in ("Command", "Arguments"))
    assert program and arguments
    return program, windows_words(arguments)


def windows_words(line: str) -> list[str]:
    """Microsoft's rules: 2n backslashes before a quote are n, one more makes the quote itself; else they stay."""
    found: list[str] = []
    word, inside, started = "", False, False
    for slashes, mark in re.findall(r"(\\*)([^\\]|$)", line):
        if mark == '"':
            word, started = word + "\\" * (len(slashes) // 2), True
            word, inside = (word + '"', inside) if len(slashes) % 2 else (word, not inside)
        elif mark in ("", " ") and not inside:
            word += slashes
            found += [word] if word or started else []
            word, started = "", False
        else:
            word += slashes + mark
    return found
