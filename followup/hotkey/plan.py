"""What to change: from texts and places to texts and commands. Only reading, no writing."""

from collections.abc import Iterator
from os import path as paths

from followup.errors import Refused
from followup.hotkey import blocks
from followup.hotkey.keys import Key, parse
from followup.hotkey.shape import Argv, Binding, Config, Desktop, Place, Plan, Standing, Wish
from followup.hotkey.text import read
from followup.terminals import terminal


def installing(desktop: Desktop, place: Place, command: Argv, key: Key | None = None) -> Plan:
    """The plan that puts our lines into the desktop's file, or writes them anew. Raises Refused and UsageError."""
    config = _written(desktop)
    path, before = _file(desktop, config, place)
    text = blocks.taken_out(before or "", config.comment, path)
    old = blocks.found(before or "", config.comment)
    taken = {one.key: one for one in _taken(config, place, path, text)}
    chosen, remark = _key(desktop, key, taken)
    wish = wished(desktop, place, command, chosen)
    is_made = before is None or any(one.is_made for one in old)
    after = blocks.put(text, config.parts(text, wish), str(chosen), config.comment, is_made)
    if after == before:
        return Plan(path, before, after, says=(f"{chosen} is there already, in {path}",))
    gone = dict.fromkeys(one.key for one in old if one.key != str(chosen))
    undone = [run for one in gone for run in config.unload(place, parse(one))]
    return Plan(path, before, after, tuple(dict.fromkeys((*undone, *config.reload(place, wish)))), remark)


def uninstalling(desktop: Desktop, place: Place) -> Plan:
    """The plan that takes our lines out again. Raises Refused."""
    config = _written(desktop)
    path, before = _file(desktop, config, place, is_needed=False)
    ours = blocks.found(before or "", config.comment)
    if before is None or not ours:
        return Plan(path, before, before, says=(f"{path} has no lines of followup's",))
    after = blocks.taken_out(before, config.comment, path)
    is_made = any(one.is_made for one in ours)
    runs = dict.fromkeys(run for one in ours for run in config.unload(place, parse(one.key)))
    return Plan(path, before, None if is_made and not after else after, tuple(runs))


def standing(desktop: Desktop, place: Place) -> Standing | None:
    """What is installed of ours. Raises Refused where the file cannot be read."""
    if desktop.config is None:
        return None
    path, text = _file(desktop, desktop.config, place, is_needed=False)
    ours = blocks.found(text or "", desktop.config.comment)
    return Standing(path, ours[0].key, ours[0].line, ours[0].lines) if ours else None


def lines_of(desktop: Desktop, place: Place, command: Argv, key: Key | None = None) -> tuple[Wish, str, str]:
    """For showing: the wish, the file that it goes into (empty where there is none), and the steps or lines."""
    config = desktop.config
    if config is None:
        wish = wished(desktop, place, command, key or parse(desktop.keys[0]))
        return wish, "", desktop.steps(wish, place)
    path, text = _file(desktop, config, place, is_needed=False)
    text = blocks.taken_out(text or "", config.comment, path)
    taken = {one.key: one for one in _taken(config, place, path, text)}
    wish = wished(desktop, place, command, _key(desktop, key, taken)[0])
    return wish, path, desktop.steps(wish, place)


def wished(desktop: Desktop, place: Place, command: Argv, key: Key) -> Wish:
    """The wish, with a terminal where the desktop has none of its own. Raises Refused where none is installed."""
    return Wish(key, command, terminal(place.environ) if desktop.needs_window else None)


def _written(desktop: Desktop) -> Config:
    if desktop.config is None:
        raise Refused(
            f"followup was never tried under {desktop.title}, so it writes nothing there",
            f"followup hotkey show {desktop.name} says what to do by hand",
        )
    return desktop.config


def _file(desktop: Desktop, config: Config, place: Place, is_needed: bool = True) -> tuple[str, str | None]:
    """The configuration's path and text. Raises Refused where one is needed: ours alone would replace the system's."""
    there = config.paths(place)
    path = next((one for one in there if paths.exists(one)), there[0])  # noqa: PTH110
    text = read(path)
    if text is None and is_needed and config.example:
        raise Refused(
            f"there is no {path}, and a new one would replace what {desktop.title} comes with",
            f"first: mkdir -p {paths.dirname(path)} && cp {config.example} {path}",  # noqa: PTH120
        )
    return path, text


def _taken(config: Config, place: Place, path: str, text: str) -> Iterator[Binding]:
    yield from config.live(place)
    if text.strip():
        yield from config.bindings(path, text)


def _key(desktop: Desktop, asked: Key | None, taken: dict[Key, Binding]) -> tuple[Key, tuple[str, ...]]:
    """The key to bind, and what to say of it. Raises Refused where the one asked for is taken."""
    free = [one for one in map(parse, desktop.keys) if one not in taken]
    if asked is None:
        if not free:
            raise Refused("every key that followup would take is bound already", "choose one with --key")
        first = taken.get(parse(desktop.keys[0]))
        return free[0], () if first is None else (f"{where(first)}, so it is {free[0]}",)
    if asked.types and desktop.needs_window:
        raise Refused(f"{asked} is pressed in plain writing", f"add super, ctrl or alt: --key {free[0]}")
    if asked in taken:
        hint = f"another one: --key {free[0]}" if free else "choose another one"
        raise Refused(where(taken[asked]), hint)
    return asked, ()


def where(binding: Binding) -> str:
    """`super+a is bound in line 12 of …`."""
    line = f"line {binding.line} of " if binding.line else ""
    return f"{binding.key} is bound in {line}{binding.path}"
