"""Drafts and briefs as plain text, as Markdown and as JSON: what the person pastes, and what scripts read.

Plain text keeps what was typed: whoever prints it makes it safe for a terminal. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from followup.core import clean
from followup.core.brief import Brief, ending, greeting, heading
from followup.core.grounds import Line, as_json
from followup.core.instants import to_iso
from followup.core.policy import Rules
from followup.core.update import Draft
from followup.core.wording import in_full


def text(draft: Draft) -> str:
    """The draft, a sentence or two a line."""
    return "\n".join(map(_plain, draft.lines))


def _plain(line: Line) -> str:
    return f"  {line.option}  {line.text}" if line.option else line.text


def letter(one: Brief, now: int, rules: Rules) -> str:
    """A requester's brief as plain text, to paste whole."""
    parts = (greeting(one, now, rules), *map(text, one.drafts), ending(one))
    return "\n\n".join(parts)


def headed(one: Brief, now: int, rules: Rules) -> str:
    """The same under the name, for when several follow each other."""
    return f"To {in_full(one.requester)}   {heading(one, now, rules)}\n\n{letter(one, now, rules)}"


# Markdown

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$]|^\s*[-+=]")
_NUMBER = re.compile(r"^(\s*\d+)([.)])")


def literal(typed: str) -> str:
    """Text that Markdown shows as it stands: no link, picture, tag, heading or list comes of it."""
    whole = " ".join(clean.shown_lines(typed).split("\n"))
    return _NUMBER.sub(r"\1\\\2", _SIGNS.sub(_escaped, whole))


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0].strip()}"


def markdown(one: Brief, now: int, rules: Rules) -> str:
    """A requester's brief: the name a heading, each card's first line bold, options a numbered list."""
    parts = [f"## {literal(in_full(one.requester))}", literal(greeting(one, now, rules))]
    parts += ["\n".join(_paragraph(draft)) for draft in one.drafts]
    return "\n\n".join((*parts, literal(ending(one))))


def _paragraph(draft: Draft) -> Iterator[str]:
    first, *rest = draft.lines
    yield f"**{literal(first.text)}**" + ("  " if rest else "")
    options = [line for line in rest if line.option]
    prose = [line for line in rest if not line.option]
    for place, line in enumerate(prose, start=1):
        yield literal(line.text) + ("  " if place < len(prose) else "")
    if options:
        yield ""
    for line in options:
        yield f"{line.option}. {literal(line.text)}"


# JSON


def draft_json(draft: Draft, short: str | None) -> dict[str, Any]:
    """As `followup update ID --json` prints it."""
    card = draft.card
    return {
        "id": card.id,
        "short": short,
        "title": card.title,
        "level": draft.scene.seen.level,
        "to": card.requester,
        "last_told_at": _iso(card.told_at),
        "lines": [as_json(line) for line in draft.lines],
    }


def brief_json(one: Brief, shorts: Mapping[str, str]) -> dict[str, Any]:
    """As `followup brief --format json` prints each."""
    return {
        "requester": one.requester,
        "last_told_at": _iso(one.last_told_at),
        "news_due_at": _iso(one.news_due_at),
        "cards": [_card_json(draft, shorts.get(draft.card.id)) for draft in one.drafts],
    }


def _card_json(draft: Draft, short: str | None) -> dict[str, Any]:
    whole = draft_json(draft, short)
    return {name: whole[name] for name in ("id", "short", "title", "level", "lines")}


def _iso(at: int | None) -> str | None:
    return None if at is None else to_iso(at)
