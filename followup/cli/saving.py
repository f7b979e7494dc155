"""A small text file of the person's, written whole or not at all."""

import os

from followup.store.files import explain, fsync_folder, make_folder, replace


def save(path: str, text: str) -> None:
    """The file has this text, durably, and nobody else can read it; a link leads on to what it means.

    Its folder is made, private to its owner. Raises StoreError; then the file is as it was.
    """
    real = os.path.realpath(path)
    folder = os.path.dirname(real)  # noqa: PTH120
    make_folder(folder)
    try:
        replace(real, text.encode())
        fsync_folder(folder)
    except OSError as problem:
        raise explain(problem, path) from None
