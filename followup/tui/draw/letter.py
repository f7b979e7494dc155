"""A letter to a requester as it is drawn: plain prose at the left, on the same row what each sentence rests on.

Pure: drafts of the core become paragraphs, paragraphs become text to copy and lines to draw.
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
from followup.tui.draw.lines import Line, cut, measure, padded, shorten, width
from followup.tui.draw.wrapping import wrap
from followup.tui.glyphs import Glyphs

LETTER_CELLS = 80
COLUMN_CELLS, COLUMN_GAP = 82, 6
SLIM_COLUMN, SLIM_GAP = 66, 3
TWO_COLUMNS_FROM = 110
WORDS_GAP = 3
OPTION_INDENT = 8
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


# Drawn


class _Sizes(NamedTuple):
    left: int
    gap: int
    right: int


def _sizes(cells: int) -> _Sizes:
    if cells < TWO_COLUMNS_FROM:
        return _Sizes(cells, 0, 0)
    left, gap = (COLUMN_CELLS, COLUMN_GAP) if cells >= LETTER_CELLS + 65 else (SLIM_COLUMN, SLIM_GAP)
    return _Sizes(left, gap, cells - left - gap)


def letter_page(letter: Letter, cells: int, glyphs: Glyphs, beside: str = "") -> list[Line]:
    """Every row of the page: heads, the letter beside what it rests on, its length. Where there is no room for two
    columns, what a sentence rests on stands under it."""
    sizes = _sizes(cells)
    rows = _heads(letter, sizes, glyphs, beside)
    for paragraph in letter.paragraphs:
        for sentence in paragraph:
            rows += _rows(sentence, letter, sizes, glyphs)
        rows.append([])
    count = len(letter.text.split())
    words: Line = [(f"{count} word{'' if count == 1 else 's'}", "muted")]
    foot: list[Line] = [[(row, "muted")] for row in wrap(letter.foot, sizes.right or sizes.left)]
    return [
        *rows,
        *_pair(words, foot[0], sizes, glyphs),
        *(row for one in foot[1:] for row in _pair([], one, sizes, glyphs)),
    ]


def _heads(letter: Letter, sizes: _Sizes, glyphs: Glyphs, beside: str) -> list[Line]:
    left: Line = [(f"To {shown(letter.to)}", "text bold"), ("   ", ""), (shown(letter.beside), "muted")]
    left = shorten(left, sizes.left, glyphs.cut)
    if not sizes.right:
        return [left, [(glyphs.thin * sizes.left, "rule")], []]
    right: Line = [("Rests on", "text bold")]
    if len(beside) + measure(right) + 3 <= sizes.right:
        right += [("   ", ""), (beside, "muted")]
    rule: Line = [
        (glyphs.thin * sizes.left, "rule"),
        (" " * sizes.gap, ""),
        (glyphs.thin * sizes.right, "rule"),
    ]
    return [[*padded(left, sizes.left + sizes.gap), *shorten(right, sizes.right, glyphs.cut)], rule, []]


def _rows(sentence: Sentence, letter: Letter, sizes: _Sizes, glyphs: Glyphs) -> list[Line]:
    indent = OPTION_INDENT if sentence.digit else 0
    room = min(LETTER_CELLS, sizes.left) - indent
    role = "text bold" if sentence.is_head else "text"
    lines: list[Line] = [[(" " * indent, ""), (row, role)] for row in wrap(sentence.text, room)]
    if sentence.digit:
        is_chosen = letter.chosen.get(sentence.card_id) == sentence.option
        mark, digit = (glyphs.prompt, "primary bold") if is_chosen else (" ", "text")
        sign = f"  {mark} "
        lines[0] = [(sign, digit), (str(sentence.digit), digit), ("   ", ""), *lines[0][1:]]
    first, *others = lines
    if sizes.right:
        return [*_pair(first, sentence.rests_on, sizes, glyphs), *others]
    under: Line = [("    ", ""), *shorten(sentence.rests_on, sizes.left - 4, glyphs.cut)]
    return [*lines, under] if sentence.rests_on else lines


def _pair(left: Line, right: Line, sizes: _Sizes, glyphs: Glyphs) -> list[Line]:
    if not sizes.right:
        return [one for one in (left, shorten(right, sizes.left, glyphs.cut)) if one]
    return [[*padded(left, sizes.left + sizes.gap), *_fitting(right, sizes.right, glyphs.cut)]]


def _fitting(right: Line, cells: int, mark: str) -> Line:
    """As many grounds as fit whole; the last one is cut only where it is the first."""
    while measure(right) > cells and sum(1 for text, _ in right if not text.strip()) > 0:
        place = max(place for place, (text, _) in enumerate(right) if not text.strip())
        right = right[:place]
    return shorten(right, cells, mark)


def crumb(name: str, to: str, about: str, cells: int, mark: str) -> Line:
    """`Brief   for Maria Lopez   1 of 3 requesters`: where one is."""
    line: Line = [(name, "text bold"), ("   ", ""), (f"for {shown(to)}", "text")]
    room = cells - measure(line) - 3
    if about and room >= width(about[:12]):
        line += [("   ", ""), (cut(shown(about), room, mark), "muted")]
    return line
