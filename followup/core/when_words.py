"""The words of the date grammar, and which words may not follow a date that was read."""

import re

from followup.core.when_spans import NUMBERS

WEEKDAY_WORDS = (
    "monday mon",
    "tuesday tues tue",
    "wednesday weds wed",
    "thursday thurs thur thu",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
MONTH_WORDS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
ORDINAL_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
# part of the day -> the hour it means, and the hours it spans
PARTS = {
    "morning": (9, range(0, 12)),
    "afternoon": (15, range(12, 19)),
    "evening": (18, range(16, 24)),
    "night": (18, range(17, 24)),
}


def _numbered(words: tuple[str, ...]) -> dict[str, int]:
    return {word: place for place, group in enumerate(words, start=1) for word in group.split()}


WEEKDAYS = _numbered(WEEKDAY_WORDS)
MONTHS = _numbered(MONTH_WORDS)
ORDINALS = _numbered(ORDINAL_WORDS)

# Left to right, the longest first.
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + r")(?!\w)\.?"
MONTH = "(?:" + "|".join(MONTHS) + ")"
ORDINAL = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
ORDINAL_WORD = "(?:" + "|".join(ORDINALS) + ")"
NUMBER_WORD = "(?:" + "|".join(word for word in NUMBERS if len(word) > 2) + ")"

# Words that say that a date goes on: left behind in a title they would change what it means.
_GOES_ON = frozenset(
    """
    am pm a.m p.m at by before after until till around from in on this next last coming past ago hence
    now noon midday midnight morning afternoon evening night tonight today tomorrow tmrw tmr yesterday
    eod eob cob eow eom eoq eoy end close month week day hour minute min hr year quarter weekend
    fortnight business working o'clock oclock half couple few q1 q2 q3 q4 since during between sharp ish
    utc gmt z est edt cst cdt mst mdt pst pdt et ct mt pt cet cest bst ist wet west eet eest jst aest
    aedt sgt hkt msk lunch lunchtime thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty twenty-five thirty-five forty-five fifty-five
    """.split()  # noqa: SIM905
)
# These go on only if a word of the grammar follows: "fri the report" is a title, "fri the 15th" is not.
_MAYBE = frozenset(
    """
    a an the and of or to through second about approx roughly maybe perhaps say oh - – — / &
    """.split()  # noqa: SIM905
) | {""}
_WORD = re.compile(r"\S+")
_EDGES = "@([{,.;:!?)]}'\""


def goes_on(text: str, start: int) -> tuple[int, int] | None:
    """The place of the next word when it belongs to a date, so that reading on without it would guess."""
    for found in _WORD.finditer(text, start):
        word = found[0].strip(_EDGES).lower()
        if word in _MAYBE:
            continue
        return found.span() if _dated(word) else None
    return None


def _dated(word: str) -> bool:
    if word[:1].isdigit() or (word[:1] in "-+~−" and word[1:2].isdigit()):
        return True
    bare = word.rstrip(".").removesuffix("'s")
    known = {word, bare, bare.removesuffix("s") if len(bare) > 2 else bare}
    return any(known & set(words) for words in (_GOES_ON, WEEKDAYS, MONTHS, NUMBERS, ORDINALS))
