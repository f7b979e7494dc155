"""The brief: the update over all of one requester's cards, and when they are owed news.

Open cards, the gravest first, then what was resolved and not told. Pure; instants are UTC seconds in the week's
zone.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from followup.core import policy
from followup.core.card import Card
from followup.core.dayparts import clock
from followup.core.moments import local
from followup.core.mutes import known_as
from followup.core.news import news_due_at
from followup.core.policy import Rules
from followup.core.update import Draft, is_closing_due, update
from followup.core.wording import person
from followup.errors import Refused

NOTHING = "Nothing of yours is open."
NOTHING_ELSE = "Nothing else of yours is open."


class Brief(NamedTuple):
    """What to tell one requester; `drafts` are ranked. `news_due_at` may have passed; None is never."""

    requester: str
    last_told_at: int | None
    news_due_at: int | None
    drafts: tuple[Draft, ...]

    @property
    def untold(self) -> tuple[Card, ...]:
        """The cards that a telling would be recorded on: all that the brief speaks of."""
        return tuple(draft.card for draft in self.drafts)


def briefs(cards: Iterable[Card], now: int, rules: Rules) -> tuple[Brief, ...]:
    """One for every requester with something open or untold; whose gravest card is graver comes first."""
    made = (_brief(each, now, rules) for each in by_requester(cards).values())
    return tuple(sorted((one for one in made if one.drafts), key=lambda one: _rank(one.drafts[0])))


def brief(cards: Iterable[Card], name: str, now: int, rules: Rules) -> Brief:
    """The one for a requester by name, also when there is nothing to say. Raises Refused for who is none."""
    found = by_requester(cards).get(known_as(name))
    if found is None:
        raise Refused(f"{name} is not waiting for news on any card", "followup brief names everybody who is")
    return _brief(found, now, rules)


def requester_named(text: str, cards: Iterable[Card], names: Mapping[str, str]) -> str:
    """Whom `--for TEXT` means: a short name of the settings, or the beginning of a requester's name, an @ or ^
    before it or not. Raises Refused when it is nobody, or several."""
    wanted = known_as(text.strip().lstrip("@^"))
    wanted = known_as(names.get(wanted, wanted))
    known = {key: each[0].requester or "" for key, each in by_requester(cards).items()}
    found = (
        [known[wanted]]
        if wanted in known
        else [known[key] for key in known if wanted and key.startswith(wanted)]
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"{text!r} may be {' or '.join(sorted(found)[:4])}", "write more of the name")
    hint = (
        f"news is owed to {', '.join(sorted(known.values())[:8])}" if known else "name a requester: for:maria"
    )
    raise Refused(f"{text!r} is no requester of any card", hint)


def by_requester(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """The cards that are not archived, by whom they are for, however the name was spelt."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.requester and not card.archived:
            found.setdefault(known_as(card.requester), []).append(card)
    return found


def owed_at(card: Card, rules: Rules) -> int | None:
    """When news of an open card is owed: by `update_every`, or by its deadline's moment to tell while the
    requester was not told since the last safe one; the earlier, or None."""
    if not card.is_open or not card.requester:
        return None
    known = policy.plan(card, rules)
    of_deadline = known.tell_at if known.risk_at is not None else None
    return min((at for at in (of_deadline, news_due_at(card, rules)) if at is not None), default=None)


def _brief(cards: list[Card], now: int, rules: Rules) -> Brief:
    drafts = [update(card, now, rules) for card in cards if card.is_open or is_closing_due(card)]
    told = [card.told_at for card in cards if card.told_at is not None]
    owed = [at for card in cards if (at := owed_at(card, rules)) is not None]
    # Who is written "maria" on one card and "Maria" on another is called as on the newest.
    requester = max(cards, key=lambda card: card.opened_at).requester or ""
    ranked = tuple(sorted(drafts, key=_rank))
    return Brief(requester, max(told, default=None), min(owed, default=None), ranked)


def _rank(draft: Draft) -> tuple[object, ...]:
    return policy.ranking(draft.card, draft.scene.seen)


# In words


def greeting(one: Brief, now: int, rules: Rules) -> str:
    """`Maria, where your 4 things stand on Tuesday 24 Nov at 14:12.`"""
    then, count = local(now, rules.week), len(one.drafts)
    things = (
        f"your {count} things stand" if count > 1 else "your one thing stands" if count else "things stand"
    )
    return f"{person(one.requester)}, where {things} on {then:%A} {then.day} {then:%b} at {then:%H:%M}."


def ending(one: Brief) -> str:
    """That there is no more."""
    return NOTHING_ELSE if any(draft.card.is_open for draft in one.drafts) else NOTHING


def heading(one: Brief, now: int, rules: Rules) -> str:
    """For me, not for them: `last told Friday 16:05, news owed since today 12:00`."""
    told = (
        "never told" if one.last_told_at is None else f"last told {clock(one.last_told_at, now, rules.week)}"
    )
    if one.news_due_at is None:
        return told
    word = "owed since" if one.news_due_at <= now else "owed by"
    return f"{told}, news {word} {clock(one.news_due_at, now, rules.week)}"
