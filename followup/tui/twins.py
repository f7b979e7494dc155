"""A likely duplicate: an open card whose title is much like the one that is being written."""

from collections import Counter
from functools import lru_cache

from followup.tui.known import Known

ALIKE = 0.6
LEAST_WORDS = 2


def twin(title: str, known: Known) -> str | None:
    """An open card's title that is much like this one."""
    words = _words(title)
    if len(words) < LEAST_WORDS:
        return next((one for one in known.titles if one.casefold() == title.casefold()), None)
    index, sizes = _by_word(known.titles)
    shared: Counter[str] = Counter()
    for word in words:
        shared.update(index.get(word, ()))
    # By the words that they share of all that they have; no title is taken apart again, at each key.
    least = ALIKE * len(words)
    near = (
        (count / (len(words) + sizes[one] - count), one) for one, count in shared.items() if count >= least
    )
    alike, best = max(near, default=(0.0, ""))
    return best if alike >= ALIKE else None


@lru_cache(maxsize=1)
def _by_word(titles: tuple[str, ...]) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The titles that have a word, and how many words each has."""
    index: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for title in dict.fromkeys(titles):
        words = _words(title)
        sizes[title] = len(words)
        for word in words:
            index.setdefault(word, []).append(title)
    return index, sizes


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,;:!?()").casefold() for word in text.split())
