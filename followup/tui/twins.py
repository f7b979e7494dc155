"""A likely duplicate: an open card whose title is much like the one that is being written."""

from functools import lru_cache

from followup.tui.known import Known

ALIKE = 0.6
LEAST_WORDS = 2


def twin(title: str, known: Known) -> str | None:
    """An open card's title that is much like this one."""
    words = _words(title)
    if len(words) < LEAST_WORDS:
        return next((one for one in known.titles if one.casefold() == title.casefold()), None)
    index = _by_word(known.titles)
    near = {other for word in words for other in index.get(word, ())}
    best = max(near, key=lambda one: (_alike(words, _words(one)), one), default=None)
    return best if best is not None and _alike(words, _words(best)) >= ALIKE else None


@lru_cache(maxsize=1)
def _by_word(titles: tuple[str, ...]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for title in titles:
        for word in _words(title):
            index.setdefault(word, []).append(title)
    return index


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?()").casefold() for word in text.split())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
