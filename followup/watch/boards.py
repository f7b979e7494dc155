"""The boards that are open, and how one of them is called to the front, with a card or without.

Each open board holds a lock on a file of its own in the state folder; the kernel lets go of it however the
board ends. A call is a file beside it that names the card: the board takes it away when it has come forward,
and renames it when it knows no way to.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress

FOLDER = "boards"
CALL, NO = ".call", ".no"
ANSWERS_FOR = 2.0  # seconds; a board looks three times a second, and asks other programs to raise its window
STEP_FOR = 0.05


class Place:
    """This board among the open ones. `is_called` may be asked from any thread."""

    def __init__(self, state: str) -> None:
        self._folder = os.path.join(state, FOLDER)  # noqa: PTH118
        self._path = os.path.join(self._folder, str(os.getpid()))  # noqa: PTH118
        self._call = self._path + CALL
        self._lock: int | None = None

    def take(self) -> None:
        """Be known as open from now on, until this process ends. Where that cannot be, nobody calls."""
        with suppress(OSError, ImportError):
            import fcntl

            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            list(_locked(self._folder))  # sweeps away what dead boards have left
            while self._lock is None:
                lock = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                fcntl.flock(lock, fcntl.LOCK_EX)
                if _is_still_at(lock, self._path):  # else a sweep came between
                    self._lock = lock
                else:
                    os.close(lock)

    def leave(self) -> None:
        """Be known as open no longer."""
        if self._lock is None:
            return
        os.close(self._lock)
        self._lock = None
        for path in (self._path, self._call):
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108

    def is_called(self) -> bool:
        """Whether somebody calls for this board; one question to the kernel, which raises nothing."""
        return self._lock is not None and os.access(self._call, os.F_OK)

    def card(self) -> str:
        """The id of the card that it is called for; empty for none."""
        with suppress(OSError), open(self._call, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read(64).strip()
        return ""

    def answer(self, came: bool) -> None:
        """Say whether the board is in front now."""
        with suppress(OSError):
            if came:
                os.unlink(self._call)  # noqa: PTH108
            else:
                os.replace(self._call, self._path + NO)  # noqa: PTH105


def call(state: str, card_id: str = "") -> bool:
    """Call the board that was opened last, or else another; whether one came forward. Takes a few seconds at most."""
    folder = os.path.join(state, FOLDER)  # noqa: PTH118
    return any(_comes(path, card_id) for path in sorted(_locked(folder), key=_opened_at, reverse=True))


def _comes(path: str, card_id: str) -> bool:
    called, refused = path + CALL, path + NO
    with suppress(OSError):
        os.unlink(refused)  # noqa: PTH108
    try:
        with open(called + ".new", "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(card_id)
        os.replace(called + ".new", called)  # noqa: PTH105
    except OSError:
        return False
    until = time.monotonic() + ANSWERS_FOR
    while os.path.exists(called):  # noqa: PTH110
        if time.monotonic() > until:
            with suppress(OSError):
                os.unlink(called)  # noqa: PTH108
            return False
        time.sleep(STEP_FOR)
    came = not os.path.exists(refused)  # noqa: PTH110
    with suppress(OSError):
        os.unlink(refused)  # noqa: PTH108
    return came


def _locked(folder: str) -> Iterator[str]:
    """The files of boards that are open; those of boards that are gone are taken away."""
    try:
        import fcntl

        names = os.listdir(folder)  # noqa: PTH208
    except (ImportError, OSError):
        return
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118
        if not name.isdigit():
            continue
        with suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
                for left in (path, path + CALL, path + NO):
                    with suppress(FileNotFoundError):
                        os.unlink(left)  # noqa: PTH108
            except BlockingIOError:
                yield path
            finally:
                os.close(descriptor)


def _is_still_at(descriptor: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))  # noqa: PTH116
    except FileNotFoundError:
        return False


def _opened_at(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0
