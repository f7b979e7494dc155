"""Every command, once. The parser, `--help`, completion of a mistyped verb and the README's table derive from this.

`arguments` is the grammar: `X` one word, `[X]` perhaps one, `X...` one or more, `a|b` one of these words; a last
WHEN, TEXT, NAME or QUERY takes all the words that remain. Options that take a value name it.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One verb: how it is called, the function that does it (`module.function`), and what it does in one line."""

    name: str
    arguments: str
    options: tuple[str, ...]
    does: str
    line: str


_AT = "--at WHEN"
_SAID = ("--via HOW", "--note TEXT", _AT)

COMMANDS = (
    Command("add", "TEXT...", ("--json", "--dry-run", "--via HOW"), "capture.add",
            "save a card; `-` reads a card a line from stdin, all or none"),
    Command("quick", "", ("--plain", "--json"), "capture.quick", "the quick-add prompt, for a hotkey"),
    Command("list", "[QUERY]", ("--stage STAGE", "--all", "--json"), "looking.list_cards",
            "open cards by stage and ranking; --all with resolved and archived ones"),
    Command("show", "ID...", ("--json",), "looking.show", "a card with its history"),
    Command("next", "[QUERY]", (_AT, "--json", "--count", "--format FORMAT"), "looking.next_cards",
            "the cards that need me, ranked"),
    Command("follow-up", "ID...", (*_SAID, "--to NAME", "--json"), "touching.follow_up",
            "asked again: the clock starts anew"),
    Command("alternate", "ID [NAME]", (*_SAID, "--json"), "touching.alternate",
            "another path: NAME, or the first alternate not yet tried"),
    Command("heard", "ID answered|holding|away|question", ("--until WHEN", "--note TEXT", _AT, "--json"),
            "touching.heard", "something came back"),
    Command("resolve", "ID...", ("--proof TEXT", _AT, "--json"), "touching.resolve", "the outcome is true"),
    Command("reopen", "ID...", ("--json",), "touching.reopen",
            "back to where it was resolved from; the ball is mine"),
    Command("snooze", "ID WHEN", ("--json",), "changing.snooze", "nothing fires before then"),
    Command("mute", "[ID|@PERSON|STAGE]...", ("--until WHEN", "--off", "--json"), "muting.mute",
            "no popups for a card, for a person's cards or for a stage; --off brings them back; alone it lists"),
    Command("note", "ID [TEXT]", ("--keep WHEN", "--json"), "changing.note",
            "something worth remembering; the clock runs on; --keep: the promise holds, and when you do it"),
    Command("reschedule", "ID WHEN", ("--reason TEXT", "--json"), "changing.reschedule", "a new date"),
    Command("move", "ID STAGE", ("--json",), "changing.move",
            "to a stage: forward by its verb, backward as a correction"),
    Command("edit", "ID KEY=VALUE...", ("--json",), "changing.edit",
            "set fields; KEY= clears, tag+= tag-= alt+= alt-= add and take away"),
    Command("delete", "ID...", ("--json",), "changing.delete", "off the board; undo brings it back"),
    Command("update", "ID...", ("--told", "--via HOW", "--note TEXT", "--json"), "telling.update",
            "the draft for the requester: where it stands, from the log; --told records that they know"),
    Command("brief", "", ("--for NAME", "--format text|markdown|json", "--json"), "telling.brief",
            "the same over all of a requester's cards, or everybody's, gravest first; a draft"),
    Command("stop", "", ("--json",), "stopping.stop",
            "whether it is safe to stop for today, or the one thing that is not and how long it takes"),
    Command("chased", "ID", ("--by NAME", "--json"), "touching.chased", "somebody asked before being told"),
    Command("review", "[ID]...", ("--again", "--json"), "reviewing.review",
            "what is left of this week's walk through every open card, a question each; ID is fine as it is"),
    Command("stats", "", ("--json",), "numbers.stats",
            "told first against chased, promises kept, slips, how fast you act, silences; also by week"),
    Command("contacts", "", ("--json",), "numbers.contacts",
            "what is open both ways with each person, and how long they take to answer"),
    Command("undo", "[N]", ("--json",), "changing.undo", "take back the last gesture, or the last N"),
    Command("redo", "[N]", ("--json",), "changing.redo", "make the last undone gesture again"),
    Command("log", "", ("--json",), "changing.log", "what was done, newest last"),
    Command("watch", "[install|uninstall|status] [systemd|autostart|launchd|task]",
            ("--once", "--dry-run", "--json"), "watching.watch",
            "popups for what is due; --once looks once and ends; install has it started at login, status says "
            "whether it runs and what comes next"),
    Command("hotkey", "show|install|uninstall [DESKTOP]", ("--key KEY", "--dry-run"), "hotkeys.hotkey",
            "your desktop's own shortcut for quick, in a small window: what to do, or done where that was tried"),
    Command("import", "json|csv FILE", ("--dry-run", "--missing", "--json"), "trading.import_cards",
            "cards from JSON Lines, an array, a spreadsheet or a copy of a board, all or none; --missing leaves "
            "those that are here as they are"),
    Command("export", "json|csv|ics", ("-o FILE",), "trading.export_cards",
            "every card with its events as JSON Lines, or without as CSV; ics: the deadlines, for a calendar"),
    Command("config", "[path|show|check|edit|holidays|completions] [COUNTRY|SHELL] [YEAR]", ("--install",),
            "settings.config", "the settings: where, what, whether they are right; a country's days off, once; "
            "completions for bash, zsh or fish"),
    Command("backup", "[list|restore] [NAME]", ("--dry-run", "--json"), "backups.backup",
            "copies the board to a file of its own; restore takes the cards back from one, and undo that"),
    Command("doctor", "[notify]", ("--repair", "--json"), "doctor.doctor",
            "checks store, backups, copies, settings, clock, watcher and hotkey; --repair mends; notify sends a test "
            "popup"),
    Command("demo", "", (), "screen.demo", "a board with a story, in memory; nothing of yours is touched"),
)  # fmt: skip

# Understood before and after every verb.
GLOBAL = ("--home DIR", "--help", "--version")
BOARD = Command("", "", (), "screen.board", "open the board")
# What programs call and nobody types: no help lists it.
HIDDEN = (
    Command("complete", "WORDS...", ("--bash",), "completing.complete", "what the shell completions ask"),
    Command("board", "[ID]", (), "screen.board", "open the board with this card selected, as a popup does"),
)
BY_NAME = {command.name: command for command in (*COMMANDS, *HIDDEN)}


def usage(command: Command) -> str:
    """`followup show ID... [--json]`."""
    parts = ["followup", command.name, command.arguments, *(f"[{option}]" for option in command.options)]
    return " ".join(part for part in parts if part)


def overview() -> str:
    """What `followup --help` prints."""
    width = max(len(f"{one.name} {one.arguments}") for one in COMMANDS)
    rows = [f"  {f'{one.name} {one.arguments}':<{width}}  {one.line}" for one in COMMANDS]
    return "\n".join(
        (
            "followup: what you are waiting on, and who has to move",
            "",
            "followup alone opens the board. Commands:",
            "",
            *rows,
            "",
            "Everywhere: --home DIR (or FOLLOWUP_HOME), --json where a card comes back, -- before a text that",
            "starts with a dash. followup VERB --help shows one command.",
        )
    )
