"""What each kind of argument in the table of commands may be: ids with titles, people, tags, stages and the rest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from followup import config
from followup.cli.completing import FILES, Candidate, Place
from followup.core.stages import NAMES, RESOLVED, STAGES

if TYPE_CHECKING:
    from followup.config import Settings

Found = Iterable[Candidate]


class Source:
    """Where the candidates of one completion come from; cards are read when a kind needs them."""

    def __init__(self, at: Place, home: str | None) -> None:
        self.at = at
        self._paths = config.paths(home)

    def of(self, argument: str, current: str) -> list[Candidate]:
        """What an argument may be, given as the table writes it: `[ID...]`, `answered|holding`, `ID|STAGE`."""
        kinds = argument.removesuffix("...").strip("[]").removesuffix("...").split("|")
        found: list[Candidate] = []
        for kind in filter(None, kinds):
            if kind.islower():
                found.append(Candidate(kind))
            else:
                found += _KINDS.get(kind, _nothing)(self, current)
        return found

    @cached_property
    def settings(self) -> "Settings":
        return config.load(self._paths)

    @cached_property
    def cards(self) -> Mapping[str, dict[str, Any]]:
        from followup.store.peek import cards

        return cards(self._paths.data, self._paths.state)

    # Kinds

    def ids(self, current: str) -> Found:
        """Cards by their shorts, the last touched first: resolved ones to reopen, and where no open one fits."""
        from followup.core.ids import shorts

        begun, taken = current.lower(), frozenset(self.at.words)
        names = shorts(list(self.cards))
        fitting = [card for key, card in self.cards.items() if names[key].startswith(begun)]
        over = [card for card in fitting if card["stage"] == RESOLVED]
        still = [card for card in fitting if card["stage"] != RESOLVED]
        reopening = self.at.command is not None and self.at.command.name == "reopen"
        chosen = over if reopening else still or over
        for card in sorted(chosen, key=lambda one: -int(one["touched_at"])):
            if names[card["id"]] not in taken:
                yield Candidate(names[card["id"]], str(card["title"]))

    def people(self, current: str) -> Iterator[Candidate]:
        """The settings' short names first, then everybody on the cards, the most often named first."""
        yield from (Candidate(short, name) for short, name in self.settings.names.items())
        seen: Counter[str] = Counter()
        for card in self.cards.values():
            names = (
                card["contact"],
                card["requester"],
                *(one.partition(",")[0] for one in card["alternates"]),
            )
            seen.update(name.strip() for name in names if name)
        yield from (Candidate(name) for name, _ in seen.most_common())

    def names(self, current: str) -> Iterator[Candidate]:
        """A card's own alternates come first. A copy's name is meant where copies are spoken of."""
        if self.at.command is not None and self.at.command.name == "backup":
            yield from self._copies()
            return
        if self.at.command is not None and self.at.words:
            yield from self._alternates(self.at.words[0])
        yield from self.people(current)

    def _alternates(self, reference: str) -> Iterator[Candidate]:
        from followup.core.ids import tail

        for key, card in self.cards.items():
            if tail(key).startswith(reference.lower()):
                tried = set(card["tried"])
                yield from (
                    Candidate(one.partition(",")[0].strip(), one)
                    for one in card["alternates"]
                    if one not in tried
                )

    def _copies(self) -> Iterator[Candidate]:
        import os

        if self.at.words[:1] == ("restore",):
            names = sorted(os.listdir(self._paths.backups), reverse=True)  # noqa: PTH208
            yield from (Candidate(name) for name in names if name.endswith(".json"))

    def tags(self, current: str) -> Iterator[Candidate]:
        counted = Counter(tag for card in self.cards.values() for tag in card["tags"])
        yield from (Candidate(tag) for tag, _ in counted.most_common())

    def stages(self, current: str) -> Iterator[Candidate]:
        yield from (Candidate(stage.replace("_", "-"), NAMES[stage]) for stage in STAGES)

    def texts(self, current: str) -> Iterator[Candidate]:
        """A quick-add line: only `add` takes one, a note's text is anything."""
        if self.at.command is not None and self.at.command.name == "add":
            from followup.core.quickadd_pieces import CALLED, SIGILS, WORD_FORMS

            yield from self._pieces(current, WORD_FORMS, ":")
            yield from self._pieces(current, SIGILS, "")
            yield from (Candidate(f"{form}:", CALLED[kind]) for form, kind in WORD_FORMS.items())

    def queries(self, current: str) -> Iterator[Candidate]:
        from followup.core.query import FORMS, IS_WORDS
        from followup.core.quickadd_pieces import WORD_FORMS

        if current.startswith("is:"):
            yield from (Candidate(f"is:{word}") for word in IS_WORDS)
        elif current.startswith("stage:"):
            yield from (Candidate(f"stage:{stage}", NAMES[stage]) for stage in STAGES)
        else:
            yield from self._pieces(current, WORD_FORMS, ":")
            yield from (Candidate(f"{form}:") for form in FORMS)

    def assignments(self, current: str) -> Iterator[Candidate]:
        """`KEY=` and, for people, tags and kinds of deadline, the value behind it."""
        from followup.core.card import DUE_KINDS
        from followup.core.fields import KEYS, KIND_OF

        key, equals, _ = current.partition("=")
        if not equals:
            yield from (Candidate(f"{key}=") for key in KEYS)
        elif key == "due_kind":
            yield from (Candidate(f"{key}={kind}") for kind in DUE_KINDS)
        else:
            found = self._values(KIND_OF.get(key.rstrip("+-"), ""), current)
            yield from (one._replace(value=f"{key}={one.value}") for one in found)

    def _pieces(self, current: str, openings: Mapping[str, str], colon: str) -> Iterator[Candidate]:
        """`to:` or `@` with each name that may stand behind it. Names of two words are for word forms."""
        for opening, kind in openings.items():
            lead = opening + colon
            if not current.startswith(lead):
                continue
            for one in self._values(kind, current):
                if colon or " " not in one.value:
                    yield one._replace(value=lead + one.value)

    def _values(self, kind: str, current: str) -> Found:
        from followup.core.quickadd_pieces import ALTERNATE, CONTACT, REQUESTER, TAG

        if kind == TAG:
            return self.tags(current)
        return self.people(current) if kind in (CONTACT, REQUESTER, ALTERNATE) else ()

    def files(self, current: str) -> Iterator[Candidate]:
        yield Candidate(FILES)

    def desktops(self, current: str) -> Iterator[Candidate]:
        from followup.hotkey.table import DESKTOPS

        yield from (Candidate(one.name, one.title) for one in DESKTOPS)

    def countries(self, current: str) -> Iterator[Candidate]:
        """Only where one is wanted: the package takes its time."""
        if self.at.words[:1] == ("holidays",):
            from followup.config.nations import countries

            yield from (Candidate(one.code, one.name) for one in countries())

    def shells(self, current: str) -> Iterator[Candidate]:
        if self.at.words[:1] == ("completions",):
            from followup.cli.completions import SHELLS

            yield from map(Candidate, SHELLS)


def _nothing(source: Source, current: str) -> Found:
    return ()


def _mentions(source: Source, current: str) -> Iterator[Candidate]:
    yield from (one._replace(value=f"@{one.value}") for one in source.people(current))


_KINDS: dict[str, Callable[[Source, str], Found]] = {
    "ID": Source.ids,
    "NAME": Source.names,
    "@PERSON": _mentions,
    "STAGE": Source.stages,
    "TEXT": Source.texts,
    "QUERY": Source.queries,
    "KEY=VALUE": Source.assignments,
    "FILE": Source.files,
    "DIR": Source.files,
    "DESKTOP": Source.desktops,
    "COUNTRY": Source.countries,
    "SHELL": Source.shells,
}
