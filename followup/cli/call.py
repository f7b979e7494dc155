"""One run of one command: what was asked, the settings, the desk when it is needed, and the two ways to speak."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TextIO

from followup import config
from followup.cli.arguments import Parsed
from followup.config import Settings
from followup.core.clean import shown, shown_lines

if TYPE_CHECKING:
    from followup.core.card import Card
    from followup.desk import Desk, Done


# Commands that take a moment and are in a prompt or behind a hotkey, and those that look at upkeep themselves.
HURRIED = ("add", "quick", "next", "doctor", "backup", "config", "demo")


class Call:
    """What a command's function is handed. `out` is output, `err` is for people."""

    def __init__(self, parsed: Parsed, out: TextIO, err: TextIO, stdin: TextIO) -> None:
        self.parsed = parsed
        self.words = parsed.words
        self.out = out
        self.err = err
        self.stdin = stdin
        self._settings: Settings | None = None
        self._clock: Callable[[], int] | None = None
        self._desk: Desk | None = None
        self._kept_up = False

    # What was asked

    def has(self, option: str) -> bool:
        return option in self.parsed.options

    def value(self, option: str) -> str | None:
        """An option's text, checked and stripped of what cannot be stored."""
        given = self.parsed.options.get(option)
        if given is None:
            return None
        from followup.core import clean

        check = clean.note if option in ("note", "proof", "reason") else clean.line
        return check(given, what=f"--{option}")

    # What there is

    @property
    def settings(self) -> Settings:
        """The settings in force; what is wrong with them is said once, on stderr."""
        if self._settings is None:
            self._settings = config.load(config.paths(self.parsed.options.get("home")))
            if self.parsed.command.name not in ("config", "doctor"):
                for complaint in self._settings.complaints:
                    self.tell(f"followup: {complaint}")
        return self._settings

    def forget_settings(self, settings: Settings) -> None:
        """Go by these from now on."""
        self._settings = settings

    @property
    def clock(self) -> Callable[[], int]:
        """Asks what time it is, in UTC seconds."""
        if self._clock is None:
            from followup.clock import clock

            self._clock = clock(self.settings.zone)
        return self._clock

    @property
    def desk(self) -> "Desk":
        """The desk over the store on disk, opened at the first use."""
        return self.desk_as("cli")

    def desk_as(self, by: str) -> "Desk":
        """The same, signing its events and transactions as `by`."""
        if self._desk is None:
            from followup.desk import Desk
            from followup.store import open_store

            store = open_store(self.settings.paths.data, backups=self.settings.paths.backups)
            self._desk = Desk(store, self.clock, self.settings.rules, by)
        return self._desk

    def upkeep(self) -> None:
        """A day's backup and the archive, once a run, if the cards were read anyway and nobody waits for an answer."""
        quick = self.parsed.command.name in HURRIED or self.has("dry-run")
        if self._kept_up or quick or self._desk is None or not self._desk.store.is_open:
            return
        self._kept_up = True
        from followup.upkeep import upkeep

        for trouble in upkeep(self._desk.store, self.settings, self.clock()):
            self.tell(f"followup: {trouble}")

    def close(self) -> None:
        """Let go of the store, saying what went wrong without harm."""
        if self._desk is not None:
            self._desk.store.close()
            for warning in self._desk.store.warnings:
                self.tell(f"followup: {warning}")

    # Speaking

    def say(self, text: str) -> None:
        """A line of output that may hold text from outside."""
        self.out.write(shown(text) + "\n")

    def say_lines(self, text: str) -> None:
        """The same for text that keeps its line breaks."""
        self.out.write(shown_lines(text) + "\n")

    def tell(self, text: str) -> None:
        """A line for the person."""
        self.err.write(shown(text) + "\n")

    def give(self, value: Any) -> None:
        """JSON output; a list has one element a line."""
        from followup.core.exchange import dumps

        if isinstance(value, list):
            body = ",\n".join(dumps(one) for one in value)
            self.out.write(f"[{body}]\n")
        else:
            self.out.write(dumps(value) + "\n")

    def report(self, done: "Done", several: bool, meaning: str = "") -> int:
        """What a verb did: the cards as JSON if asked for (an array for several), else its line and remarks.

        `meaning` is what was understood of the dates, to stand after the verb.
        """
        if self.has("json"):
            found = cards_as_json(self, done.cards)
            self.give(found if several else found[0] if found else None)
        else:
            verb, colon, rest = done.label.partition(":")
            self.say(f"{verb} {meaning}{colon}{rest}" if meaning else done.label)
        for remark in done.remarks:
            self.tell(f"note: {remark}")
        return 0


def cards_as_json(
    call: Call, cards: Iterable["Card"], with_events: bool = False, now: int | None = None
) -> list[dict[str, Any]]:
    """Cards as DESIGN section 10 has them, judged at `now` (UTC seconds) or by the clock. Gone ones have no short."""
    from followup.core import exchange, records
    from followup.core.policy import judge

    now, rules = call.clock() if now is None else now, call.settings.rules
    cards = list(cards)
    shorts = shorts_for(call, cards)
    popped, mutes = records.alerted_at(call.desk.store.alerts()), call.desk.mutes()
    return [
        exchange.as_json(
            card,
            judge(card, now, rules),
            now,
            rules,
            shorts.get(card.id),
            popped.get(card.id),
            with_events,
            mutes,
        )
        for card in cards
    ]


def shorts_for(call: Call, cards: Iterable["Card"]) -> dict[str, str]:
    """What to type for these cards: unique on the board, and among all there are where one is archived."""
    from followup.core import ids

    archived = any(card.archived for card in cards)
    return ids.shorts(list(call.desk.everything() if archived else call.desk.cards()))


def is_terminal(*streams: TextIO) -> bool:
    """Whether a person sits at all of these."""
    return all(hasattr(one, "isatty") and one.isatty() for one in streams)


def standard() -> tuple[TextIO, TextIO, TextIO]:
    """stdout, stderr and stdin, made unable to fail on a character; those that are closed lead nowhere."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _reopen()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    return sys.stdout, sys.stderr, sys.stdin


def _reopen() -> None:
    """Fill the places of closed streams, or the store's own files would come to stand in them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def hush() -> None:
    """Stop the interpreter from complaining about a reader that is gone."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
