"""Files that survive a power cut: written beside, fsynced, renamed; and what an OSError means to a person."""

import contextlib
import errno
import os

from followup.errors import StoreError

REPAIR = "look at it with: followup doctor, mend it with: followup doctor --repair"

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_IN_THE_WAY = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR)


def explain(problem: OSError, path: str) -> StoreError:
    """One line and a hint for a call that failed on `path`."""
    code = problem.errno
    if code in _FULL:
        return StoreError(
            f"the disk is full: {path} was not written", "free some space; what was saved before is safe"
        )
    if code in _FORBIDDEN:
        return StoreError(
            f"no permission for {path}", "check who owns that folder, or choose another with --home"
        )
    if code == errno.EROFS:
        return StoreError(f"{path} is on a read-only disk", "choose another folder with --home")
    if code in _IN_THE_WAY:
        return StoreError(
            f"something else stands where {path} should be", "move it away, or choose another --home"
        )
    return StoreError(
        f"{path}: {problem.strerror or problem}",
        "what was saved before is safe; check the disk, then try again",
    )


def make_folder(path: str) -> None:
    """The folder, private to its owner, and made durable. Raises StoreError."""
    try:
        os.makedirs(path, mode=0o700)  # noqa: PTH103 - pathlib costs `add` 5 ms
        fsync_folder(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120
    except FileExistsError as problem:
        if not os.path.isdir(path):  # noqa: PTH112
            raise explain(problem, path) from None
    except OSError as problem:
        raise explain(problem, path) from None


def fsync_folder(path: str) -> None:
    """Make renames and new names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: str) -> bytes | None:
    """All of a file; None when it is not there or is no file."""
    try:
        with open(path, "rb") as handle:  # noqa: PTH123
            return handle.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as problem:
        raise explain(problem, path) from None


def write_all(handle: int, data: bytes, at: int) -> None:
    """Write all of it at an offset; a short write goes on, or fails with the reason for being short."""
    done = 0
    while done < len(data):
        done += os.pwrite(handle, data[done:], at + done)


def replace(path: str, data: bytes) -> None:
    """The file has the new content, or still the old. The folder is not yet fsynced. Raises OSError."""
    write_beside(path, data)
    os.rename(path + ".new", path)  # noqa: PTH104


def write_beside(path: str, data: bytes) -> None:
    """The content is durable under the name with `.new` behind it. Raises OSError."""
    beside = path + ".new"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_all(handle, data, 0)
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise
    finally:
        os.close(handle)


def replace_keeping(path: str, data: bytes) -> None:
    """Like `replace`, durable, and the old file goes on as `.prev`. Raises OSError."""
    write_beside(path, data)
    keep_previous(path)
    os.rename(path + ".new", path)  # noqa: PTH104
    fsync_folder(os.path.dirname(path))  # noqa: PTH120


def keep_previous(path: str) -> None:
    """Give the file its second name, `.prev`, in place of the generation before. Raises OSError."""
    beside = path + ".prev.new"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)  # noqa: PTH108 - left over by a kill
    try:
        os.link(path, beside)
    except FileNotFoundError:
        return
    except OSError:
        replace(path + ".prev", read(path) or b"")  # a file system without links
        return
    os.rename(beside, path + ".prev")  # noqa: PTH104
    # Renaming onto another name of the same file does nothing and leaves both names.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)  # noqa: PTH108


def set_aside(path: str, why: str) -> str:
    """Rename what is damaged to a free name beside it, and say which. Raises OSError."""
    kept = _free_name(path, why)
    os.rename(path, kept)  # noqa: PTH104
    return kept


def keep_bytes(path: str, why: str, data: bytes) -> str:
    """Write damaged bytes to a free name beside the file they come from, and say which. Raises OSError."""
    kept = _free_name(path, why)
    replace(kept, data)
    return kept


def _free_name(path: str, why: str) -> str:
    count = 1
    while os.path.lexists(f"{path}.{why}-{count}"):
        count += 1
    return f"{path}.{why}-{count}"
