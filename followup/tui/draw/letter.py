"""A letter to a requester: its sentences, each with what it rests on in the board's own signs.

Pure: drafts of the core become paragraphs, and paragraphs the text to copy.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from followup.core import brief as briefs
from followup.core import events as ev
from followup.core import grounds as gr
from followup.core import policy
from followup.core.brief import Brief
from followup.core.card import MINE
from followup.core.clean import shown
from followup.core.grounds import Ground
from followup.core.policy import Rules
from followup.core.update import CHOOSE, Draft
from followup.tui.draw.card import SIGILS
from followup.tui.draw.lines import Line
from followup.tui.glyphs import Glyphs

WORDS_GAP = 3
MOST_DIGITS = 9
YOURS = "your words"
SUGGESTED = "your choice"


class Sentence(NamedTuple):
    """A row of the letter: what it says, what it rests on, and whose; `digit` chooses it, 0 for what is no option."""

    text: str
    rests_on: Line = []
    card_id: str = ""
    is_head: bool = False
    digit: int = 0
    option: int = 0


Paragraph = tuple[Sentence, ...]


class Letter(NamedTuple):
    """A letter: whom it is for and what is said beside it, its paragraphs, and what recording it does."""

    to: str
    beside: str
    paragraphs: tuple[Paragraph, ...]
    foot: str
    chosen: Mapping[str, int] = {}

    @property
    def text(self) -> str:
        """To copy or to send, as plain prose."""
        return "\n\n".join("\n".join(map(_plain, one)) for one in self.paragraphs)

    @property
    def digits(self) -> int:
        """How many options there are to choose from."""
        return sum(1 for one in self.paragraphs for sentence in one if sentence.digit)

    def text_of(self, card_id: str) -> str:
        """What is said about one card; the whole letter where that cannot be told any more."""
        own = [one for one in self.paragraphs if any(sentence.card_id == card_id for sentence in one)]
        return "\n".join(map(_plain, own[0])) if own else self.text


def _plain(sentence: Sentence) -> str:
    return f"  {sentence.digit}  {sentence.text}" if sentence.digit else sentence.text


# From drafts


def paragraphs(
    one: Brief, now: int, rules: Rules, glyphs: Glyphs, chosen: Mapping[str, int], is_whole: bool
) -> tuple[Paragraph, ...]:
    """The letter's paragraphs; with a greeting and an end where it is about all of somebody's cards. Options are
    numbered through, so that an answer names one."""
    made: list[Paragraph] = []
    digit = 0
    for draft in one.drafts:
        rows = list(_of(draft, glyphs, chosen.get(draft.card.id, 0), digit))
        digit += sum(1 for row in rows if row.digit)
        made.append(tuple(rows))
    if not is_whole:
        return tuple(made)
    return (Sentence(briefs.greeting(one, now, rules)),), *made, (Sentence(briefs.ending(one)),)


def _of(draft: Draft, glyphs: Glyphs, chosen: int, before: int) -> Iterator[Sentence]:
    card_id, options = draft.card.id, [line for line in draft.lines if line.option]
    for place, line in enumerate(draft.lines):
        digit = before + line.option if line.option and before + line.option <= MOST_DIGITS else 0
        text, rests = line.text, _rests(line.rests_on, draft, place == 0, glyphs)
        if text == CHOOSE and 0 < chosen <= len(options):
            text, rests = f"{CHOOSE} I suggest {before + chosen}.", [(SUGGESTED, "muted")]
        yield Sentence(text, rests, card_id, place == 0, digit, line.option)


def edited(text: str, letter: Letter) -> Letter:
    """The letter as somebody has rewritten it: a sentence that stayed keeps what it rests on, the others are theirs."""
    known = {_plain(row).strip(): row._replace(digit=0) for one in letter.paragraphs for row in one}
    made: list[Paragraph] = []
    for block in text.strip().split("\n\n"):
        rows = [row for row in block.split("\n") if row.strip()]
        if rows:
            made.append(tuple(_kept(row, known) for row in rows))
    return letter._replace(paragraphs=tuple(made), chosen={})


def _kept(row: str, known: Mapping[str, Sentence]) -> Sentence:
    found = known.get(row.strip())
    return (
        found._replace(text=row.rstrip()) if found is not None else Sentence(row.rstrip(), [(YOURS, "muted")])
    )


# What a sentence rests on


def _rests(every: tuple[Ground, ...], draft: Draft, is_head: bool, glyphs: Glyphs) -> Line:
    """`● Fri 10:00   ● Tue 09:00   ◑ 5h12 silent of 3h40`. A date that the sentence says itself is left out, unless
    it is all there is."""
    said = [(ground, words) for ground in every if (words := _words(ground, draft))]
    if is_head and draft.scene.seen.level == policy.OVERDUE:
        at = next((words for ground, words in said if ground.name == "due"), "")
        return [(f"{glyphs.due} ", "error"), (f"{at}, passed", "muted")]
    told = [one for one in said if one[0].name != "due"] or said
    line: Line = []
    for ground, words in told:
        glyph = _glyph(ground, draft, glyphs)
        line += [(" " * WORDS_GAP, "")] if line else []
        line += [(f"{glyph[0]} ", glyph[1])] if glyph[0] else []
        line.append((shown(words), "muted"))
    return line


_OWN_WORDS = {
    "ball": "my move",
    "contact": "contact",
    "requester": "requester",
    "outcome": "outcome",
    "title": "title",
}


def _words(ground: Ground, draft: Draft) -> str:
    return gr.words(ground, draft.scene) or _OWN_WORDS.get(ground.name, "")


def _glyph(ground: Ground, draft: Draft, glyphs: Glyphs) -> tuple[str, str]:
    """The board's own sign for an event or a fact."""
    card, seen = draft.card, draft.scene.seen
    if ground.event is not None:
        kind = ground.event.kind
        if kind == ev.RESOLVED:
            return glyphs.resolved, "success"
        touches = (ev.OPENED, ev.SENT, ev.FOLLOWED_UP, ev.REROUTED, ev.HEARD, ev.REOPENED)
        return (
            glyphs.touch if kind in touches else glyphs.told if kind == ev.UPDATED else glyphs.check,
            "text",
        )
    if ground.name == gr.IDLE:
        silent = policy.IDLE if draft.scene.is_silent else policy.FRESH
        return glyphs.mine if card.ball == MINE else glyphs.levels[silent], "text"
    is_grave = seen.level in (policy.AT_RISK, policy.OVERDUE)
    return {
        gr.LEVEL: (glyphs.levels[seen.level], "text"),
        gr.CHECK_AT: (glyphs.check, "text"),
        "due": (SIGILS.get(card.due_kind or "", glyphs.due), "text"),
        "breaks": (SIGILS.get(card.due_kind or "", ""), "error" if is_grave else "text"),
        "next_move": (">", "text"),
        "alternates": ("+", "text"),
        "contact": ("@", "text"),
        "requester": ("^", "text"),
        "ball": (glyphs.mine, "text"),
        "resolved_at": (glyphs.resolved, "success"),
        "snoozed_until": (glyphs.levels[policy.SNOOZED], "text"),
    }.get(ground.name, ("", ""))
