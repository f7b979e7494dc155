"""Programs that only note what they are told, in place of those that would change the person's session."""

from pathlib import Path

SCRIPT = """#!/bin/sh
said="${{0##*/}} $*"
echo "$said" >> '{folder}/told'
while IFS= read -r line; do
    if [ "$said" = "$line" ]; then echo "no such luck" >&2; exit 1; fi
done < '{folder}/refused'
"""


class Told:
    """Fakes on a PATH of their own. A command line in `refused` fails; every other one succeeds."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.path = folder / "bin"
        self.path.mkdir(parents=True)
        for name in names:
            script = self.path / name
            script.write_text(SCRIPT.format(folder=folder), encoding="utf-8")
            script.chmod(0o755)
        (folder / "told").touch()
        self.refuse()

    def refuse(self, *lines: str) -> None:
        """From now on exactly these command lines fail."""
        (self.folder / "refused").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def heard(self) -> list[str]:
        """The command lines since the last call, but for questions that change nothing."""
        told = self.folder / "told"
        lines = told.read_text(encoding="utf-8").splitlines()
        told.write_text("", encoding="utf-8")
        asks = ("show-environment", "is-active", "is-enabled", "print", "/Query")
        return [line for line in lines if not any(word in line.split() for word in asks)]
