"""Configuration files as text, byte for byte."""

import os

from followup.errors import Refused, StoreError
from followup.hotkey.shape import Part

LARGEST = 4 << 20


def read(path: str) -> str | None:
    """A file's text, None where there is none. Raises Refused where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused(
            f"{path}: {error.strerror}", "followup hotkey show prints the lines to put there"
        ) from None
    if len(found) > LARGEST or b"\0" in found:
        raise Refused(
            f"{path} is no configuration file", "followup hotkey show prints the lines to put there"
        )
    return found.decode("utf-8", "surrogateescape")


def write(path: str, text: str | None) -> None:
    """Make the file this text, whole or not at all; its mode and what its name points to stay. Raises StoreError."""
    real = os.path.realpath(path)
    beside = f"{real}.followup-{os.getpid()}"
    try:
        if text is None:
            os.unlink(real)  # noqa: PTH108
            return
        os.makedirs(os.path.dirname(real), exist_ok=True)  # noqa: PTH103, PTH120
        mode = os.stat(real).st_mode & 0o7777 if os.path.exists(real) else 0o644  # noqa: PTH110, PTH116
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:  # noqa: PTH123
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(beside, real)  # noqa: PTH105
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", "nothing was changed") from error


def at_end(text: str, lines: tuple[str, ...]) -> Part:
    """Lines at the end of a text. Raises Refused where its last line goes on."""
    if text.rstrip("\n").endswith("\\"):
        raise Refused("the file's last line ends with a backslash", "end that line first")
    return Part(len(text), lines)
