"""A strict reader of iCalendar streams (RFC 5545): what a calendar program must be able to rely on."""

import re
from typing import NamedTuple

# One value is text, or several with commas between them; the others have no escapes.
TEXTS = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "UID", "PRODID")
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "CATEGORIES", "PRIORITY", "STATUS", "TRANSP")
INSTANT = re.compile(r"\d{8}T\d{6}Z")


class Component(NamedTuple):
    """What stands between BEGIN and END: its properties by name and the components in it."""

    kind: str
    properties: dict[str, str]
    inside: list["Component"]


def calendar(text: str) -> Component:
    """The one calendar of a stream. Asserts everything that the format demands of it."""
    raw = text.encode()
    assert raw.endswith(b"\r\n")
    physical = raw.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= 75
        line.decode()  # no character is cut in two
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    lines = raw.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode().split("\r\n")
    found, rest = _component(lines)
    assert not rest
    assert found.kind == "VCALENDAR"
    assert found.properties["VERSION"] == "2.0"
    assert found.properties["PRODID"]
    assert found.inside, "a calendar holds a component"
    events = [one for one in found.inside if one.kind == "VEVENT"]
    assert len({one.properties["UID"] for one in events}) == len(events)
    for event in events:
        assert {*event.properties} <= {*ONCE}
        assert INSTANT.fullmatch(event.properties["DTSTAMP"])
        assert INSTANT.fullmatch(event.properties["DTSTART"])
    return found


def _component(lines: list[str]) -> tuple[Component, list[str]]:
    name, kind = _property(lines[0])
    assert name == "BEGIN"
    found, rest = Component(kind, {}, []), lines[1:]
    while True:
        name, value = _property(rest[0])
        if name == "BEGIN":
            inside, rest = _component(rest)
            found.inside.append(inside)
        elif name == "END":
            assert value == kind
            return found, rest[1:]
        else:
            assert name not in found.properties, f"{name} stands twice"
            found.properties[name] = value
            rest = rest[1:]


def _property(line: str) -> tuple[str, str]:
    split = re.fullmatch(r"([A-Z-]+):(.*)", line)
    assert split, f"no property: {line!r}"
    name, value = split.groups()
    if name in TEXTS:
        assert re.fullmatch(
            r"(?:[^\\;,]|\\[\\;,n])*" if name != "CATEGORIES" else r"(?:[^\\;]|\\[\\;,n])*", value
        )
    return name, value


def texts(value: str) -> list[str]:
    """The texts of a value, which commas part."""
    found, place = [], 0
    while one := re.compile(r"((?:[^\\,]|\\.)*)(,?)").match(value, place):
        found.append(_unescaped(one[1]))
        place = one.end()
        if not one[2]:
            break
    assert place == len(value)
    return found


def text(value: str) -> str:
    """The text of a value."""
    return _unescaped(value)


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
