"""The settings as a file that documents itself: the default file, and `config show`."""

from typing import Any

from followup.config import Settings
from followup.config.keys import EXAMPLE_PERSON, KEYS_EXAMPLE, KEYS_LINE, PERSON, SETTINGS, Setting
from followup.config.reading import File

HEAD = "# followup's settings. Every key is optional; a line that begins with # shows the default.\n"


def default_file() -> str:
    """A settings file that changes nothing and names everything."""
    return written({})


def written(given: dict[str, Any]) -> str:
    """Every key with its line of documentation: what is given as it is, the rest as a comment."""
    parts = [HEAD]
    for table in dict.fromkeys(setting.table for setting in SETTINGS):
        rows = [_row(one, given.get(table, {})) for one in SETTINGS if one.table == table]
        parts.append("\n".join([f"[{table}]", *rows]) + "\n")
    parts.append(_people(given.get("people", {})))
    parts.append("\n".join([f"[keys]  # {KEYS_LINE}", *_keys(given.get("keys", {}))]) + "\n")
    return "\n".join(parts)


def in_force(settings: Settings) -> str:
    """What `config show` prints: the file's own values, the defaults beside them, and the other file's days off."""
    days = File(settings.paths.holidays).text.rstrip()
    shown = "".join(f"# {line}".rstrip() + "\n" for line in days.split("\n")) if days else ""
    head = f"\n# Beside it, {settings.paths.holidays}:\n" if days else ""
    return written(File(settings.paths.settings).data) + head + shown


def _row(setting: Setting, content: Any) -> str:
    given = isinstance(content, dict) and setting.key in content
    value = f"{setting.key} = {_toml(content[setting.key]) if given else setting.default}"
    return f"{'' if given else '# '}{value:<34}  # {setting.line}"


def _people(people: Any) -> str:
    named = people if isinstance(people, dict) and people else {EXAMPLE_PERSON: {}}
    blocks = []
    for short, content in named.items():
        head = f"[people.{_key(short)}]" if content else f"# [people.{_key(short)}]"
        blocks.append("\n".join([head, *(_row(one, content) for one in PERSON)]))
    return "\n\n".join(blocks) + "\n"


def _keys(keys: Any) -> list[str]:
    rows = (
        [f"{_toml(action)} = {_toml(key)}" for action, key in keys.items()] if isinstance(keys, dict) else []
    )
    return rows or [f"# {KEYS_EXAMPLE}"]


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else _toml(name)


def _toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        from json import dumps

        return dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    return str(value)
