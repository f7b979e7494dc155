"""Queries: the quick-add words used to find cards: `to:dana tag:board is:idle before:fri figures`.

Every word must match. A word form asks one field, anything else is looked for in all the text of a card:
title, outcome, people, tags, what breaks, next move and notes, compared after NFC and casefold.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from followup.core.card import MINE, THEIRS, Card
from followup.core.phrase import BadPhrase
from followup.core.policy import LEVELS, Verdict
from followup.core.quickadd_pieces import QUOTES, quoted_at
from followup.core.stages import STAGES, named
from followup.core.workweek import Workweek
from followup.errors import UsageError

Test = Callable[[Card, Verdict | None], bool]


class Query(NamedTuple):
    """`matches` says of a card and its verdict whether they fit; `words` are the plain ones, folded, to highlight."""

    matches: Test
    words: tuple[str, ...]


class _Term(NamedTuple):
    key: str
    text: str


FORMS = ("to", "for", "tag", "alt", "goal", "next", "breaks", "stage", "is", "before", "after", "due")
_FORM = re.compile(rf"({'|'.join(FORMS)}):")
_SIGILS = {"@": "to", "^": "for", "#": "tag", "+": "alt"}
_WORD = re.compile(r"\S+")
# What an open card's `is:` asks; the levels come from the verdict.
_STATES: dict[str, Test] = {
    "needs": lambda card, verdict: verdict is not None and verdict.needs_me,
    "mine": lambda card, verdict: card.is_open and card.ball == MINE,
    "theirs": lambda card, verdict: card.is_open and card.ball == THEIRS,
    "owned": lambda card, verdict: card.owned == 3,
    "order": lambda card, verdict: card.owned < 3,
    "muted": lambda card, verdict: card.muted,
    "archived": lambda card, verdict: card.archived,
    "resolved": lambda card, verdict: not card.is_open,
    "open": lambda card, verdict: card.is_open,
}
IS_WORDS = (*LEVELS, *(state for state in _STATES if state not in LEVELS))


def compile(query: str, now: int, week: Workweek, date_order: str = "MDY") -> Query:
    """The query as a test of cards. `now` is in UTC seconds, dates are in the week's zone.

    Raises UsageError for an unknown `is:` or `stage:`, BadPhrase for an unclosed quote or what is no date.
    """
    terms = list(_terms(query))
    tests = [_TESTS[term.key](term.text) for term in terms if term.key in _TESTS]
    tests += [_dated(term, now, week, date_order) for term in terms if term.key in _DATES]
    words = tuple(folded(term.text) for term in terms if term.key == "text")
    if len(tests) == 1:
        return Query(tests[0], words)

    def matches(card: Card, verdict: Verdict | None = None) -> bool:
        # A loop, not all(): it is asked of every card at each letter of a filter.
        for test in tests:  # noqa: SIM110
            if not test(card, verdict):
                return False
        return True

    return Query(matches, words)


def asked(query: str) -> frozenset[str]:
    """What a query asks for by `is:`, such as resolved or archived cards, which a list else leaves out."""
    return frozenset(_word(term.text) for term in _terms(query) if term.key == "is")


def narrows(query: str, other: str) -> bool:
    """Whether all that `query` finds is surely among what `other` finds: each of its terms is asked for here too."""
    wanted = _terms(query)
    return all(any(_implies(term, old) for term in wanted) for old in _terms(other))


def _implies(term: _Term, old: _Term) -> bool:
    if term.key != old.key or term == old:
        return term == old
    # `to:me` asks for cards that nobody has, no name that begins so.
    is_part = old.key in _PARTS and (old.key, term.text.casefold()) != ("to", "me")
    return is_part and folded(old.text) in folded(term.text)


def folded(text: str) -> str:
    """The text as searches compare it: NFC, casefolded."""
    if text.isascii():
        return text.lower()
    from unicodedata import normalize

    return normalize("NFC", normalize("NFC", text).casefold())


def _terms(query: str) -> list[_Term]:
    terms, place = [], 0
    while word := _WORD.search(query, place):
        form = _FORM.match(query, word.start())
        key, start = (form[1], form.end()) if form else _sigil(query, word)
        text, place = _value(query, start, word.end())
        if text:
            terms.append(_Term(key, text))
        elif form:
            raise UsageError(
                f"nothing stands after {form[0]}", f"such as {form[0]}{_EXAMPLES.get(key, 'dana')}"
            )
    return terms


_EXAMPLES = {"is": "idle", "stage": "sent", "before": "fri", "after": "mon", "due": "fri", "tag": "board"}


def _sigil(query: str, word: re.Match[str]) -> tuple[str, int]:
    key = _SIGILS.get(word[0][0])
    value = word[0][1:]
    if key and (value[:1].isalpha() or (value[:1] in QUOTES and value)):
        return key, word.start() + 1
    return "text", word.start()


def _value(query: str, start: int, end: int) -> tuple[str, int]:
    if query[start : start + 1] in ('"', "“", "„"):
        quoted = quoted_at(query, start, len(query))
        if quoted:
            return quoted
    return query[start:end], end


def _contains(field: Callable[[Card], str]) -> Callable[[str], Test]:
    def test_for(text: str) -> Test:
        wanted = folded(text)
        return lambda card, verdict: wanted in folded(field(card))

    return test_for


def _contact(text: str) -> Test:
    if text.casefold() == "me":
        return lambda card, verdict: card.contact is None and card.ball == MINE
    return _contains(lambda card: card.contact or "")(text)


def _tag(text: str) -> Test:
    wanted = folded(text)
    return lambda card, verdict: any(folded(tag) == wanted for tag in card.tags)


def _stage(text: str) -> Test:
    stage = named(text)
    if stage not in STAGES:
        raise UsageError(f"no stage is called {text!r}", "stage: " + ", ".join(STAGES))
    return lambda card, verdict: card.stage == stage


def _word(text: str) -> str:
    return text.casefold().replace("-", "_").replace(" ", "_")


def _is(text: str) -> Test:
    word = _word(text)
    if word in _STATES:
        return _STATES[word]
    if word not in LEVELS:
        raise UsageError(f"nothing is called is:{text!r}", "is: " + ", ".join(IS_WORDS))
    return lambda card, verdict: verdict is not None and verdict.level == word


def _text(text: str) -> Test:
    wanted = folded(text)
    return lambda card, verdict: wanted in haystack(card)


_TESTS: dict[str, Callable[[str], Test]] = {
    "to": _contact,
    "for": _contains(lambda card: card.requester or ""),
    "tag": _tag,
    "alt": _contains(lambda card: "\n".join(card.alternates)),
    "goal": _contains(lambda card: card.outcome or ""),
    "next": _contains(lambda card: card.next_move or ""),
    "breaks": _contains(lambda card: card.breaks or ""),
    "stage": _stage,
    "is": _is,
    "text": _text,
}
_DATES = ("before", "after", "due")
# What is looked for as a part of a field: the longer it is, the fewer cards have it.
_PARTS = ("text", "to", "for", "alt", "goal", "next", "breaks")


def _dated(term: _Term, now: int, week: Workweek, date_order: str) -> Test:
    """A deadline before, after or on a day (a bare date), or before or after an instant."""
    from datetime import timedelta

    from followup.core import when

    try:
        reading = when.exactly(term.text, now, week, date_order)
    except BadPhrase as wrong:
        raise BadPhrase(f"{term.key}: {wrong.message}", wrong.hint, wrong.start, wrong.end) from None
    day = reading.day or week.local_date(reading.at)
    start, over = week.at_local(day, 0), week.at_local(day + timedelta(days=1), 0)
    if reading.day is None and term.key != "due":
        start, over = reading.at, reading.at + 1
    if term.key == "before":
        return lambda card, verdict: card.due is not None and card.due < start
    if term.key == "after":
        return lambda card, verdict: card.due is not None and card.due >= over
    return lambda card, verdict: card.due is not None and start <= card.due < over


# card id -> its revision and its text, so that a filter typed letter by letter folds each card once
_HAYSTACKS: dict[str, tuple[int, str]] = {}
_MOST_HAYSTACKS = 50_000


def haystack(card: Card) -> str:
    """All the text of a card, folded for searching."""
    known = _HAYSTACKS.get(card.id)
    if known and known[0] == card.rev:
        return known[1]
    if len(_HAYSTACKS) >= _MOST_HAYSTACKS:
        _HAYSTACKS.clear()
    parts = (card.title, card.outcome, card.contact, card.requester, card.breaks, card.next_move)
    notes = (event.data.get("note") or event.data.get("text") for event in card.events)
    text = "\n".join(str(part) for part in (*parts, *card.alternates, *card.tags, *notes) if part)
    _HAYSTACKS[card.id] = (card.rev, folded(text))
    return _HAYSTACKS[card.id][1]


__all__ = ["IS_WORDS", "Query", "asked", "compile", "folded", "haystack", "narrows"]
