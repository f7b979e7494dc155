"""Links in a card's texts: http, https and mailto only, a word that is one wholly or not at all.

Strict, since a link is handed to another program: ASCII without quotes or controls, a host that is one, nobody's
name before it (`https://bank.example@evil.example` goes elsewhere than it seems), a mail address without headers.
"""

import re
from collections.abc import Iterator

from followup.core.card import Card

_HOST = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_PATH = r"[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]*"
_WEB = rf"(?i:https?)://{_HOST}\.?(?::[0-9]{{1,5}})?(?:[/?#]{_PATH})?"
_MAIL = rf"(?i:mailto):[A-Za-z0-9._+-]{{1,64}}@{_HOST}"
_STRICT = rf"{_WEB}|{_MAIL}"
_BEGUN = r"(?i)(?<![A-Za-z0-9])(?:https?://|mailto:)\S+"
_CLOSING = ".,;:!?'\"*_>]}»”’…"
LONGEST = 2000


def links_in(text: str) -> Iterator[tuple[int, str]]:
    """Each link and where it begins; what ends a sentence or a bracket around it is none of it."""
    for found in re.finditer(_BEGUN, text):
        link = _without_closing(found[0])
        if len(link) <= LONGEST and re.fullmatch(_STRICT, link):
            yield found.start(), link


def _without_closing(word: str) -> str:
    while word:
        kept = word.rstrip(_CLOSING)
        if kept.endswith(")") and kept.count(")") > kept.count("("):
            kept = kept[:-1]
        if kept == word:
            return word
        word = kept
    return word


def links_of(card: Card) -> tuple[str, ...]:
    """The links of a card in the order in which they are met, each once: title, outcome, next move, what breaks,
    proof, then what was noted and said, the latest first."""
    texts = [card.title, card.outcome, card.next_move, card.breaks, card.proof]
    for event in reversed(card.events):
        texts += [str(event.data[key]) for key in ("text", "note", "proof", "reason") if event.data.get(key)]
    return tuple(dict.fromkeys(link for text in texts if text for _, link in links_in(text)))
