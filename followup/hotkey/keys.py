"""A key with its modifiers, as a person writes it and as each desktop does."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from followup.errors import UsageError

SUPER, CTRL, ALT, SHIFT = MODIFIERS = ("super", "ctrl", "alt", "shift")
# What configurations and people call them. Single letters differ from one desktop to the next and are not here.
NAMES = {
    "super": SUPER, "win": SUPER, "windows": SUPER, "meta": SUPER, "cmd": SUPER, "mod4": SUPER, "logo": SUPER,
    "ctrl": CTRL, "control": CTRL, "primary": CTRL,
    "alt": ALT, "mod1": ALT, "option": ALT,
    "shift": SHIFT,
}  # fmt: skip
NAMED = ("space", "insert", "pause", "print", "menu")
_KEY = re.compile(rf"[a-z0-9]|f([1-9]|1\d|2[0-4])|{'|'.join(NAMED)}")


class Key(NamedTuple):
    """`key` is a letter, a digit, f1 to f24 or a name, in small letters; the modifiers are in MODIFIERS' order."""

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))

    @property
    def types(self) -> bool:
        """Whether it would be pressed in plain writing."""
        return set(self.modifiers) <= {SHIFT} and not re.fullmatch(r"f\d+", self.key)

    def spelled(self, modifiers: Mapping[str, str], joint: str = "+") -> str:
        """In a desktop's words: its names of the modifiers, the X name of the key."""
        return joint.join((*(modifiers[one] for one in self.modifiers), self.named))

    @property
    def named(self) -> str:
        """The key's X name: `a`, `F5`, `space`, `Insert`."""
        return self.key if len(self.key) == 1 or self.key == "space" else self.key.capitalize()


def parse(text: str) -> Key:
    """`super+shift+a`. Raises UsageError."""
    *modifiers, key = (part.strip().lower() for part in text.split("+"))
    unknown = [one for one in modifiers if one not in NAMES]
    if unknown or not _KEY.fullmatch(key):
        what = unknown[0] if unknown else key
        raise UsageError(f"{text!r} is no key: {what!r} is not known", "write it as super+shift+a or ctrl+f9")
    return made(modifiers, key)


def made(modifiers: list[str], key: str, names: Mapping[str, str] = NAMES) -> Key:
    """A key from names in any order; ones that are not known stay, so that it equals no other."""
    own = {names.get(one.lower(), one.lower()) for one in modifiers}
    return Key((*(one for one in MODIFIERS if one in own), *sorted(own - set(MODIFIERS))), key.lower())
