"""What a letter's page is about: whose cards, when they were told and are owed news, and where they are reached."""

from collections.abc import Mapping
from typing import NamedTuple

from followup.core import brief as briefs
from followup.core.board import Seen
from followup.core.brief import Brief
from followup.core.card import Card, name_of
from followup.core.clean import shown, shown_lines
from followup.core.mailto import address_in, address_of, mailto
from followup.core.mutes import known_as
from followup.core.update import is_closing_due, update
from followup.core.wording import person
from followup.errors import Refused
from followup.tui.draw.letter import Paragraph, paragraphs
from followup.tui.draw.moments import near, today_or
from followup.tui.state import State

MANY = 200  # cards


class Written(NamedTuple):
    """A brief and its paragraphs."""

    brief: Brief
    paragraphs: tuple[Paragraph, ...]


def requesters(seen: Mapping[str, Seen]) -> list[str]:
    """Who has something open or untold, whose gravest card is graver first."""
    first: dict[str, Seen] = {}
    for one in seen.values():
        card = one.source
        if not card.requester or card.archived or not (card.is_open or is_closing_due(card)):
            continue
        name = known_as(card.requester)
        if name not in first or one.rank < first[name].rank:
            first[name] = one
    return [one.source.requester or "" for one in sorted(first.values(), key=lambda one: one.rank)]


def cards_of(state: State, card_ids: tuple[str, ...]) -> list[Card]:
    """Those of the cards that are still there."""
    return [state.seen[one].source for one in card_ids if one in state.seen]


def is_long(state: State, requester: str) -> bool:
    """Whether a brief for them is over so many cards that it takes a moment to write."""
    if len(state.seen) <= MANY:
        return False
    own = known_as(requester)
    theirs = (one.source.requester for one in state.seen.values())
    return sum(name is not None and known_as(name) == own for name in theirs) > MANY


def brief_of(state: State, card_ids: tuple[str, ...], requester: str) -> Brief:
    """The brief over these cards; without any over all of the requester's."""
    now, rules = state.scene.now, state.scene.rules
    if not card_ids:
        try:
            return briefs.brief((one.source for one in state.seen.values()), requester, now, rules)
        except Refused:  # the last card of theirs was deleted elsewhere
            return Brief(requester, None, None, ())
    cards = cards_of(state, card_ids)
    told = [card.told_at for card in cards if card.told_at is not None]
    owed = [at for card in cards if (at := briefs.owed_at(card, rules)) is not None]
    ranked = sorted(cards, key=lambda card: state.seen[card.id].rank)
    drafts = tuple(update(card, now, rules) for card in ranked)
    return Brief(requester, max(told, default=None), min(owed, default=None), drafts)


def written(state: State, card_ids: tuple[str, ...], requester: str, chosen: Mapping[str, int]) -> Written:
    """The brief over these cards, or over all of the requester's, and its paragraphs."""
    one, scene = brief_of(state, card_ids, requester), state.scene
    is_whole = not card_ids or len(one.drafts) > 1
    return Written(one, paragraphs(one, scene.now, scene.rules, scene.glyphs, chosen, is_whole))


def address_for(state: State, requester: str) -> str | None:
    """Their address, where the settings hold exactly one."""
    for one in state.habits.people.values():
        if known_as(one.name) == known_as(requester):
            return address_of(one.reach)
    return None


def address_of_alternate(state: State, alternate: str) -> str | None:
    """Where an alternate is written to: the address typed with the name, else theirs in the settings."""
    return address_in(alternate) or address_for(state, name_of(alternate) or alternate)


def link_to(address: str | None, subject: str, text: str) -> str | None:
    """What opens a letter to them; None without an address, or where it is too long for a link."""
    return mailto(address, shown(subject), shown_lines(text)) if address else None


# In words


def beside(one: Brief, address: str | None, state: State) -> str:
    """`maria@example.com, last told Fri 16:05`."""
    told, scene = one.last_told_at, state.scene
    last = "never told" if told is None else f"last told {near(told, scene.now, scene.rules.week)}"
    return f"{address}, {last}" if address else last


def foot(one: Brief) -> str:
    """What recording the letter does."""
    count, who = sum(draft.card.is_open for draft in one.drafts), person(one.requester)
    if count:
        return f"Marking it as told resets {who}'s clock on {count} card{'' if count == 1 else 's'}."
    return f"Marking it as told records that {who} knows." if one.drafts else ""


def about(one: Brief, state: State, is_brief: bool) -> str:
    """`1 of 3 requesters, news owed since today 12:00`."""
    scene, said = state.scene, f"{len(one.drafts)} cards"
    if is_brief:
        names = [known_as(name) for name in requesters(state.seen)]
        own = known_as(one.requester)
        said = (
            f"{names.index(own) + 1} of {len(names)} requester{'' if len(names) == 1 else 's'}"
            if own in names
            else ""
        )
    elif len(one.drafts) == 1:
        said = one.drafts[0].card.title
    owed = one.news_due_at
    if owed is None:
        return said
    word = "since" if owed <= scene.now else "by"
    return f"{said}, news owed {word} {today_or(owed, scene.now, scene.rules.week)}".removeprefix(", ")
