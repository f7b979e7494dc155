"""What the resident watcher's files look like: settings that were changed, a board in trouble that was mended."""

import os
from collections.abc import Callable

from followup import config
from followup.config import Settings

Signature = tuple[object, ...]


class SettingsFile:
    """The settings, read again when their files have changed. A file that cannot be read changes nothing."""

    def __init__(self, settings: Settings, log: Callable[[str], object]) -> None:
        self.settings = settings
        self._log = log
        self._known = self._sighted = self._look()

    def news(self) -> Settings | None:
        """The settings as they are now, if they have changed and nobody is just writing them; else None."""
        found = self._look()
        before, self._sighted = self._sighted, found
        if found in (self._known,) or found != before:
            return None
        self._known = found
        return self._read()

    @property
    def is_being_written(self) -> bool:
        """Whether a change was seen and is looked at again before it counts."""
        return self._sighted != self._known

    def _look(self) -> Signature:
        where = self.settings.paths
        return tuple(map(_stamp, (where.settings, where.holidays)))

    def _read(self) -> Settings | None:
        from followup.config.reading import File

        where = self.settings.paths
        broken = [one for name in (where.settings, where.holidays) for one in File(name).complaints]
        if broken:
            self._log(f"{broken[0]}; the settings stay as they were")
            return None
        self.settings = config.load(where)
        for complaint in self.settings.complaints:
            self._log(str(complaint))
        self._log("the settings were read again")
        return self.settings


def look_of(folder: str) -> Signature:
    """Differs whenever a file in the folder, or the folder, was written, moved or let in."""
    stamps: list[object] = [_stamp(folder)]
    try:
        with os.scandir(folder) as entries:
            stamps += sorted((entry.name, _stamp(entry.path)) for entry in entries)
    except OSError as error:
        stamps.append(error.errno)
    return tuple(stamps)


def _stamp(path: str) -> Signature:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return (error.errno,)
    return (status.st_ino, status.st_size, status.st_ctime_ns)
