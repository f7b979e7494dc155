"""What the signs on a page mean, for its help: levels, the quick-add line, a history, a runway, a filter."""

from collections.abc import Callable, Sequence

from followup.core import policy
from followup.core import quickadd_pieces as qp
from followup.core.query import FORMS, IS_WORDS
from followup.tui.draw.lines import Line, padded, width
from followup.tui.draw.wrapping import flowed
from followup.tui.glyphs import ROLES, WORDS, YOUR_MOVE, Glyphs

Block = Callable[[int, Glyphs], list[Line]]
SIGN_SLOT = 4

EXAMPLES = {
    qp.CONTACT: ("@dana", "who has it"),
    qp.REQUESTER: ("^maria", "who expects news"),
    qp.PROMISED: ("!fri 3pm", "a deadline I promised"),
    qp.HARD: ("!!mon 9am", "a hard one"),
    qp.WISH: ("!?next week", "a wish: never alerts"),
    qp.OUTCOME: ("=> pack final", "the outcome"),
    qp.NEXT: ("> ring Paul", "the next move"),
    qp.ALTERNATE: ("+ben", "who else could"),
    qp.TAG: ("#board", "a tag"),
    qp.IDLE: ("~4h", "its own limit"),
    qp.BREAKS: ("", "what breaks without it"),
    qp.SENT: ("", "sent earlier than now"),
}
MEANINGS = {
    policy.OVERDUE: "the deadline has passed",
    policy.AT_RISK: "the deadline is in danger and nobody was told",
    policy.STALLED: "silent for two waits",
    policy.IDLE: "silent longer than the limit",
    policy.SOON: "three quarters of the wait are over",
    policy.FRESH: "asked not long ago",
    policy.SNOOZED: "quiet until then; nothing fires before",
    policy.RESOLVED: "the outcome is true",
}
SEARCHED = {
    "to": "who has it; to:me: not asked yet", "for": "who expects news", "tag": "a tag", "alt": "who else could",
    "goal": "the outcome", "next": "the next move", "breaks": "what breaks",
    "stage": "sent, followed-up, alternate, resolved", "is": "", "before": "due before that day",
    "after": "due after it", "due": "due on it",
}  # fmt: skip
NOTES = "**bold**, *stress*, `code`, # a head, - or 1. a list, > a quotation"


def row(left: Line, slot: int, says: str, cells: int) -> list[Line]:
    """The left part in its slot, the words beside it, wrapped."""
    first = padded(left, slot)
    if sum(width(text) for text, _ in first) > slot:
        first = [*first, ("  ", "")]
    taken = sum(width(text) for text, _ in first)
    words = flowed([(says, "sentence")], max(8, cells - taken))
    return [[*first, *words[0]], *([(" " * taken, ""), *more] for more in words[1:])]


def line_block(cells: int, _: Glyphs) -> list[Line]:
    """The quick-add line's pieces: sigil with an example, word form, meaning."""
    words = {kind: form for form, kind in qp.WORD_FORMS.items()}
    examples = max(width(example) for example, _ in EXAMPLES.values()) + 2
    slot = examples + max(map(width, words.values())) + 3
    rows: list[Line] = [[("The quick-add line", "text bold")]]
    for kind, (example, says) in EXAMPLES.items():
        left: Line = [*padded([(example, "primary")], examples), (f"{words[kind]}:", "muted")]
        rows += row(left, slot, says, cells)
    rows += row([("@me", "primary")], slot, "not asked yet: my move", cells)
    return rows + row([("\\!", "primary")], slot, "keeps a sigil as title", cells)


def filter_block(cells: int, _: Glyphs) -> list[Line]:
    """What a filter can ask; plain words are looked for everywhere."""
    slot = max(map(width, FORMS)) + 3
    rows: list[Line] = [[("The filter", "text bold")]]
    rows += row([("words", "primary")], slot, "anywhere in a card, its notes included", cells)
    for form in FORMS:
        says = SEARCHED[form] or ", ".join(word.replace("_", "-") for word in IS_WORDS)
        rows += row([(f"{form}:", "primary")], slot, says, cells)
    return rows


def levels_block(cells: int, glyphs: Glyphs) -> list[Line]:
    """Each level's glyph and word as a card shows it, and what it means; filled means you."""
    rows: list[Line] = [[("What the labels mean", "text bold")]]
    for level in policy.LEVELS[: policy.LEVELS.index(policy.SOON)]:
        label = f" {glyphs.levels[level]} {WORDS[level]} "
        rows += row([(label, f"{ROLES[level]} fill bold")], 14, MEANINGS[level], cells)
    rows += row([(f" {glyphs.mine} {YOUR_MOVE} ", "text fill bold")], 14, "they wait for you", cells)
    for level in policy.LEVELS[policy.LEVELS.index(policy.SOON) :]:
        label = f"{glyphs.levels[level]} {WORDS[level]}"
        role = "success" if level == policy.RESOLVED else "muted"
        rows += row([(label, role)], 14, MEANINGS[level], cells)
    return rows


def history_block(cells: int, glyphs: Glyphs) -> list[Line]:
    """What stands on a history's line and what hangs off it."""
    return _signs(
        "The history",
        (
            (glyphs.touch, "text", "a touch: only that breaks the line"),
            (glyphs.told, "text", "the requester was told"),
            (glyphs.check, "text", "a note or a change; ahead, the next check"),
            (glyphs.popup, "text", "a popup"),
            (glyphs.silent, "muted", "silence within the limit"),
            (glyphs.debt, "text bold", "silence beyond it"),
            (glyphs.ahead, "muted", "still ahead"),
            (glyphs.now, "text", "now"),
            (glyphs.due, "error", "the deadline"),
            (glyphs.wish, "muted", "a wish"),
        ),
        cells,
    )


def runway_block(cells: int, glyphs: Glyphs) -> list[Line]:
    """What stands on a card's axis."""
    return _signs(
        "The axis",
        (
            (glyphs.now, "primary", "now, and the line below it"),
            (glyphs.spent, "muted", "silent; in colour beyond the limit"),
            (glyphs.limit, "text bold", "the check"),
            (glyphs.safe, "text", "last safe moment for another path"),
            (glyphs.told, "text", "tell the requester by then"),
            (glyphs.due, "error", "the deadline"),
            (glyphs.wish, "muted", "a wish"),
            (glyphs.beyond, "muted", "beyond the page"),
        ),
        cells,
    )


def notes_block(cells: int, _: Glyphs) -> list[Line]:
    """How a note can be written."""
    head: Line = [("Notes are Markdown", "text bold")]
    return [head, *flowed([(NOTES, "sentence")], cells)]


def _signs(name: str, signs: Sequence[tuple[str, str, str]], cells: int) -> list[Line]:
    rows: list[Line] = [[(name, "text bold")]]
    for glyph, role, says in signs:
        rows += row([(glyph, role)], SIGN_SLOT, says, cells)
    return rows
