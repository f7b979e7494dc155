"""Names that somebody may give a folder, and that some file or shell would read as more than a name."""

from followup.starters import Launch, Machine

ODD = {
    "plain": "board",
    "spaces": "my  own board",
    "percent": "100% done %h %%",
    "dollar": "$HOME ${HOME} $$",
    "double quotes": 'the "new" board',
    "single quotes": "Dana's board",
    "backslash": "a\\b \\n \\\\",
    "backtick": "`id` $(id)",
    "markup": "<b> & </b>",
    "unicode": "Büro 東京 🗂",
    "equals": "a=b",
    "semicolon": "a;b ; c",
    "others": "a#b*c?d~e|f>g<h(i)j",
    "dashes": "--home",
    "field code": "%f %u %i",
}
# The same in a few, for what takes its time; the last has what systemd's reader of autostart entries mistakes.
MIXED = {
    "quotes and percents": 'my  "new"; Dana\'s board 100% %h %%',
    "markup and letters": "<b> & Büro 東京 🗂 a=b#c*?~|>(x) %f",
    "dollars and slashes": "$HOME ${HOME} $$ `id` $(id) a\\b \\n \\\\",
}
PYTHON = "/usr/bin/python3"
LINUX = Machine("linux", "/home/dana", "/home/dana/.config", "/home/dana/.local/state/followup")
WITH_MANAGER = LINUX._replace(has_manager=True)
MAC = Machine("darwin", "/Users/dana", "/Users/dana/.config", "/Users/dana/.local/state/followup", uid=501)
WINDOWS = Machine("win32", "C:/Users/dana", "C:/Users/dana/.config", "C:/Users/dana/state", user="DESK\\dana")


def launch(folder: str = "/home/dana/board", python: str = PYTHON, **environ: str) -> Launch:
    """What starts a watcher over a folder."""
    argv = (python, "-P", "-m", "followup", "--home", folder, "watch")
    return Launch(argv, tuple(environ.items()))
