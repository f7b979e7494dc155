"""Every command, once. The parser, `--help`, completion of a mistyped verb and the README's table derive from this.

`arguments` is the grammar: `X` one word, `[X]` perhaps one, `X...` one or more, `a|b` one of these words; a last
WHEN, TEXT, NAME or QUERY takes all the words that remain. Options that take a value name it.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One verb: how it is called, what it does in one line, and the function that does it (`module.function`)."""

    name: str
    arguments: str
    options: tuple[str, ...]
    line: str
    does: str


_AT = ("--at WHEN",)
_SAID = ("--via HOW", "--note TEXT", *_AT)

COMMANDS = (
    Command("add", "TEXT...", ("--json", "--dry-run", "--via HOW"), "save a card; `-` reads a card a line from stdin, all or none", "capture.add"),
    Command("quick", "", ("--plain",), "the quick-add prompt, for a hotkey", "capture.quick"),
    Command("list", "[QUERY]", ("--stage STAGE", "--all", "--json"), "open cards by stage and ranking; --all with resolved and archived ones", "looking.list_cards"),
    Command("show", "ID...", ("--json",), "a card with its history", "looking.show"),
    Command("next", "[QUERY]", ("--at WHEN", "--json", "--count", "--format FORMAT"), "the cards that need me, ranked", "looking.next_cards"),
    Command("follow-up", "ID...", (*_SAID, "--to NAME", "--json"), "asked again: the clock starts anew", "touching.follow_up"),
    Command("alternate", "ID [NAME]", (*_SAID, "--json"), "another path: NAME, or the first alternate not yet tried", "touching.alternate"),
    Command("heard", "ID answered|holding|away|question", ("--until WHEN", "--note TEXT", *_AT, "--json"), "something came back", "touching.heard"),
    Command("resolve", "ID...", ("--proof TEXT", *_AT, "--json"), "the outcome is true", "touching.resolve"),
    Command("reopen", "ID...", ("--json",), "back to where it was resolved from; the ball is mine", "touching.reopen"),
    Command("snooze", "ID WHEN", ("--json",), "nothing fires before then", "changing.snooze"),
    Command("mute", "ID...", ("--off", "--json"), "no popups for it; --off brings them back", "changing.mute"),
    Command("note", "ID TEXT", ("--json",), "something worth remembering; the clock runs on", "changing.note"),
    Command("reschedule", "ID WHEN", ("--reason TEXT", "--json"), "a new date", "changing.reschedule"),
    Command("move", "ID STAGE", ("--json",), "to a stage: forward by its verb, backward as a correction", "changing.move"),
    Command("edit", "ID KEY=VALUE...", ("--json",), "set fields; KEY= clears, tag+= tag-= alt+= alt-= add and take away", "changing.edit"),
    Command("delete", "ID...", ("--json",), "off the board; undo brings it back", "changing.delete"),
    Command("update", "ID...", ("--told", "--via HOW", "--note TEXT", "--json"), "--told: the requester knows where it stands", "touching.update"),
    Command("undo", "[N]", ("--json",), "take back the last gesture, or the last N", "changing.undo"),
    Command("redo", "[N]", ("--json",), "make the last undone gesture again", "changing.redo"),
    Command("log", "", ("--json",), "what was done, newest last", "changing.log"),
    Command("watch", "", ("--once", "--dry-run", "--json"), "popups for idle cards; --once looks once and ends", "watching.watch"),
    Command("import", "json FILE", ("--dry-run", "--json"), "cards from JSON Lines or an array, all or none", "trading.import_cards"),
    Command("export", "json", ("-o FILE",), "every card with its events, as JSON Lines", "trading.export_cards"),
    Command("config", "[path|show|check|edit]", (), "the settings: where, what, whether they are right", "settings.config"),
    Command("doctor", "[notify]", ("--json",), "checks store, settings and clock; notify sends a test popup", "doctor.doctor"),
    Command("demo", "", (), "a board with a story, in memory; nothing of yours is touched", "screen.demo"),
)  # fmt: skip

# Understood before and after every verb.
GLOBAL = ("--home DIR", "--help", "--version")
BOARD = Command("", "", (), "open the board", "screen.board")
BY_NAME = {command.name: command for command in COMMANDS}


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
