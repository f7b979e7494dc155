"""What is wrong with the keys that the settings give: ids that are none, keys that nothing sends, one key for two."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from followup.config import Complaint, Settings
from followup.config.values import nearest
from followup.tui.keymap import ACTIONS, BY_ID, SHOWN, Keys, named, shown

MODIFIERS = ("ctrl+", "alt+", "shift+")
SENT = frozenset(
    ("enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "up", "down", "left", "right",
     "comma", *SHOWN, *(f"f{number}" for number in range(1, 25)))
)  # fmt: skip
AN_EXAMPLE = 'such as "f", "F2", "ctrl+f" or "space"'


class Wrong(NamedTuple):
    """One thing wrong: the action whose line it is, what, and what would be right."""

    action: str
    message: str
    hint: str


def wrong_keys(given: Mapping[str, str]) -> list[Wrong]:
    """Everything that is wrong with `[keys]`, an action's id each with the keys it was given."""
    found = [
        Wrong(one, f"keys: there is no action {one}", nearest(one, BY_ID) or "`?` on the board lists them")
        for one in given
        if one not in BY_ID
    ]
    keys = Keys(dict(given))
    found += [
        Wrong(action, f"keys: nothing sends {written.strip()!r}", AN_EXAMPLE)
        for action in keys.remapped
        for written in given[action].split(",")
        if not is_sent(named(written.strip()))
    ]
    return found + list(_shared(keys))


def complaints_of(settings: Settings) -> list[Complaint]:
    """The same, each with the line of the file on which it stands."""
    from followup.config.reading import File

    file = File(settings.paths.settings)
    for one in wrong_keys(settings.keys):
        is_whole = one.action in file.data.get("keys", {})
        file.complain(
            ("keys", one.action) if is_whole else ("keys", *one.action.split(".")), one.message, one.hint
        )
    return file.complaints


def is_sent(key: str) -> bool:
    """Whether a terminal sends a key of this name."""
    for modifier in MODIFIERS:
        if key.startswith(modifier) and key != modifier:
            key = key.removeprefix(modifier)
    return len(key) == 1 or key in SENT


def _shared(keys: Keys) -> Iterator[Wrong]:
    """Where two actions of one screen share a key and the settings gave it to one of them."""
    for one, other in combinations(ACTIONS, 2):
        both = set(keys.of(one.id)) & set(keys.of(other.id))
        given = [action.id for action in (one, other) if action.id in keys.remapped]
        screens = [screen for screen in one.screens if screen in other.screens]
        if both and given and screens:
            mine = given[-1]
            theirs = one.id if mine == other.id else other.id
            said = " and ".join(sorted(map(shown, both)))
            yield Wrong(
                mine,
                f"keys: {said} is {theirs}'s too, {_where(screens)}",
                f"give {theirs} another key, or {mine}",
            )


def _where(screens: Sequence[str]) -> str:
    first = screens[0]
    more = len(screens) - 1
    return f"on {first}" + (f" and {more} more page{'s' if more > 1 else ''}" if more else "")
