"""A settings file as it was parsed last, kept in the state folder: reading TOML is a third of what the rest costs.

It counts only for the very same text, is of one version of Python, and carries a checksum; whatever does not fit is
parsed as ever. What the values mean, and what is wrong with them, is worked out anew each time.
"""

import marshal
import os
import sys
from typing import Any
from zlib import crc32

MOST = 1 << 20  # bytes of a file that is worth keeping


def parsed(text: str, path: str) -> dict[str, Any]:
    """What the TOML text says. `path` is where it is kept, empty for nowhere. Raises ValueError and RecursionError."""
    if not text:
        return {}
    known = _kept(path, text) if path else None
    if known is not None:
        return known
    import tomllib

    data = tomllib.loads(text)
    if path and len(text) < MOST:
        _keep(path, text, data)
    return data


def _kept(path: str, text: str) -> dict[str, Any] | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is not on the path of `add`
            head, body = file.readline(), file.read()
        if head != _head(body):
            return None
        known, data = marshal.loads(body)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return data if known == text and isinstance(data, dict) else None


def _head(body: bytes) -> bytes:
    return b"1 %x %08x\n" % (sys.hexversion, crc32(body))


def _keep(path: str, text: str, data: dict[str, Any]) -> None:
    """For the next time; what cannot be kept is parsed then. A date of TOML's own is such a thing."""
    made = f"{path}.{os.getpid()}"
    try:
        body = marshal.dumps((text, data))
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError):
        return
    try:
        with open(handle, "wb") as file:  # noqa: PTH123
            file.write(_head(body) + body)
        os.replace(made, path)  # noqa: PTH105
    except OSError:
        os.unlink(made)  # noqa: PTH108
