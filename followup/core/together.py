"""What the cards that want to speak say together: guards apart, the rest held to the day's budget, or one digest.

Pure (DESIGN section 7). Instants are UTC seconds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from followup.core import news, policy
from followup.core.board import Seen
from followup.core.instants import HOUR, MINUTE
from followup.core.mutes import known_as
from followup.core.policy import Rules
from followup.core.popups import Popup, Voice, popup
from followup.core.records import Ledger
from followup.core.steps import CHECK, CONFIRM, GRAVITY, NEWS, TELL, Manners, Step, is_told, next_day
from followup.core.workweek import Workweek

PAUSE = 5 * MINUTE  # between two popups of one card, unless the second is graver
GUARDS_APART = 3  # more guards than that at one moment are one popup

# Cards that share one popup.
Group = tuple[Voice, ...]


class Prospect(NamedTuple):
    """What one card has to say now (perhaps nothing), what it will say, and when to ask it again."""

    seen: Seen
    voice: Voice | None
    ahead: tuple[Step, ...]
    next_at: int | None


def said_together(
    prospects: Sequence[Prospect],
    ledger: Ledger,
    now: int,
    rules: Rules,
    manners: Manners,
    gather: bool = False,
) -> list[Popup]:
    """The popups of these cards, the gravest first. With `gather` any two that are no guards are one digest."""
    voices = [one.voice for one in prospects if one.voice is not None]
    guards = _guards(voices, prospects, ledger, now, rules.week)
    taken = {voice.card_id for voice in guards}
    others = [voice for voice in voices if voice.card_id not in taken]
    taken |= {voice.card_id for voice in others}
    others += _with_news(
        others, (one for one in prospects if one.seen.card.id not in taken), ledger, now, rules
    )
    others.sort(key=lambda voice: (not voice.held, policy.ranking(voice.seen.card, voice.seen.verdict)))
    gather = gather or sum(_is_back(voice, now) for voice in others) > 1
    return [
        *_of_guards(guards, now, rules, manners),
        *_of_groups(_groups(others), ledger, now, rules, manners, gather),
    ]


# Guards


def _guards(
    voices: Iterable[Voice], prospects: Iterable[Prospect], ledger: Ledger, now: int, week: Workweek
) -> list[Voice]:
    """A guard brings those along that would interrupt again within the hour."""
    guards = [voice for voice in voices if voice.is_guard]
    if guards and week.is_working(now):
        own = {voice.card_id for voice in guards}
        others = (one for one in prospects if one.seen.card.id not in own)
        guards += [voice for one in others if (voice := _brought(one, ledger, now)) is not None]
    guards.sort(key=lambda voice: (-GRAVITY[voice.kind], policy.ranking(voice.seen.card, voice.seen.verdict)))
    return guards


def _brought(one: Prospect, ledger: Ledger, now: int) -> Voice | None:
    """The first word of a card that is at risk already and would tell within the hour.

    Repeats are not brought forward: they close in on the deadline, and would run out before it.
    """
    if not is_at_risk(one.seen, now) or _has_just_spoken(one, ledger, now):
        return None
    soon = [step for step in one.ahead if step.kind == TELL and step.is_first and step.send_at <= now + HOUR]
    own = one.voice.steps if one.voice else ()
    return Voice(one.seen, (*soon, *own), one.voice.held if one.voice else frozenset()) if soon else None


def is_at_risk(seen: Seen, now: int) -> bool:
    """Whether a card is at risk at `now`, though it may have been seen before."""
    known = seen.plan
    return known is not None and policy.standing(seen.card, known, now)[0] == policy.AT_RISK


def _has_just_spoken(one: Prospect, ledger: Ledger, now: int) -> bool:
    return now - ledger.last.get(one.seen.card.id, (now - PAUSE, -1))[0] < PAUSE


def _of_guards(guards: Sequence[Voice], now: int, rules: Rules, manners: Manners) -> list[Popup]:
    together = [guards] if len(guards) > GUARDS_APART else [[voice] for voice in guards]
    return [popup(voices, now, rules, manners.hide_titles) for voices in together]


# News


def _with_news(
    voices: Sequence[Voice], silent: Iterable[Prospect], ledger: Ledger, now: int, rules: Rules
) -> list[Voice]:
    """Who is told about one card is told about the others that owe them news within a working hour."""
    telling = {_requester(voice.seen) for voice in voices if voice.kind == NEWS}
    if not telling:
        return []
    until = rules.week.plus(now, news.ALONG)
    found = []
    for one in silent:
        soon = [step for step in one.ahead if step.kind == NEWS and step.at <= until]
        if soon and _requester(one.seen) in telling and not _has_just_spoken(one, ledger, now):
            held = ledger.held.intersection(step.key for step in soon)
            found.append(Voice(one.seen, tuple(soon), held))
    return found


def _requester(seen: Seen) -> str:
    return known_as(seen.card.requester or "")


# What is no guard


def _is_back(voice: Voice, now: int) -> bool:
    """Whether all that a card says was kept back by a mute that has ended."""
    quiet = voice.seen.quiet_until
    return quiet is not None and quiet <= now and all(step.at <= quiet for step in voice.steps)


def _groups(voices: Iterable[Voice]) -> list[Group]:
    """A check each; the news of one requester together, and all that is to be confirmed."""
    found: dict[str, Group] = {}
    for voice in voices:
        name = f"{NEWS} {_requester(voice.seen)}" if voice.kind == NEWS else CONFIRM
        key = name if voice.kind in (NEWS, CONFIRM) else voice.card_id
        found[key] = (*found.get(key, ()), voice)
    return list(found.values())


def _of_groups(
    groups: Sequence[Group], ledger: Ledger, now: int, rules: Rules, manners: Manners, gather: bool
) -> list[Popup]:
    """One by one, or one digest; what is over the budget is held back."""
    left = max(0, manners.budget - ledger.used)
    hide = manners.hide_titles
    free = [group for group in groups if _cannot_wait(group, now, rules)]
    rest = [group for group in groups if group not in free]
    if len(groups) > (1 if gather else manners.digest_over):
        sent = groups if left or not rest else free
        held = [] if left or not rest else rest
        cost = int(bool(left and rest))
        digest = [popup([voice for group in sent for voice in group], now, rules, hide, cost)] if sent else []
        return digest + [popup(group, now, rules, hide, held=True) for group in held]
    return [
        *(popup(group, now, rules, hide) for group in free),
        *(popup(group, now, rules, hide, cost=1) for group in rest[:left]),
        *(popup(group, now, rules, hide, held=True) for group in rest[left:]),
    ]


def _cannot_wait(group: Group, now: int, rules: Rules) -> bool:
    """A first check whose next chance, tomorrow's budget, would come after the moment to tell."""
    known = group[0].seen.plan
    if known is None or known.tell_at is None or is_told(known):
        return False
    first = any(step.kind == CHECK and step.is_first for step in group[0].steps)
    return first and now < known.tell_at < next_day(now, rules.week)
