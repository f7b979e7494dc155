"""`KEY=VALUE` of an edit, read into the card fields it sets.

KEY is a quick-add word form, `title`, or a field's name in JSON; `KEY=` clears, `tag+= tag-= alt+= alt-=`
add to a list and take from it.
"""

from typing import Any

from followup.core import clean
from followup.core import quickadd_pieces as qp
from followup.core.card import DUE_KINDS, PROMISED, Card, name_of
from followup.core.phrase import BadPhrase
from followup.core.quickadd_values import Setting, meaning
from followup.core.workweek import Workweek
from followup.errors import Refused, UsageError

# key -> the card's field and the kind of piece that reads its value
_KEYS = {
    "title": ("title", ""),
    "to": ("contact", qp.CONTACT),
    "for": ("requester", qp.REQUESTER),
    "goal": ("outcome", qp.OUTCOME),
    "next": ("next_move", qp.NEXT),
    "breaks": ("breaks", qp.BREAKS),
    "idle": ("idle_limit_minutes", qp.IDLE),
    "due": ("due", qp.PROMISED),
    "hard": ("due", qp.HARD),
    "wish": ("due", qp.WISH),
    "tag": ("tags", qp.TAG),
    "alt": ("alternates", qp.ALTERNATE),
    "due_kind": ("due_kind", ""),
}
_KEYS |= {field: (field, kind) for field, kind in _KEYS.values() if kind not in (qp.HARD, qp.WISH)}
KEYS = tuple(_KEYS)
KIND_OF = {key: kind for key, (_, kind) in _KEYS.items()}
_SEPARATOR = {"tags": ",", "alternates": ";"}


def fields_from(
    assignment: str, card: Card, now: int, week: Workweek, date_order: str = "MDY"
) -> dict[str, Any]:
    """The card fields that `KEY=VALUE` sets, `now` in UTC seconds and the limit in working minutes.

    Raises UsageError for an unknown KEY, Refused for a value that cannot be.
    """
    key, equals, value = assignment.partition("=")
    sign = key[-1:] if key[-1:] in "+-" else ""
    key = key.rstrip("+-").strip() if sign else key.strip()
    if not equals or key not in _KEYS:
        raise UsageError(
            f"{clean.shown(assignment)!r} sets nothing", "KEY=VALUE, KEY being " + ", ".join(KEYS)
        )
    field, kind = _KEYS[key]
    setting = Setting(now, week, date_order)
    try:
        if sign:
            return {field: _changed(field, kind, sign, value, card, setting)}
        return _cleared(field) if not value.strip() else _set(field, kind, value, card, setting)
    except BadPhrase as wrong:
        shift = len(assignment) - len(value)
        raise wrong.moved(shift) from None


def _cleared(field: str) -> dict[str, Any]:
    if field == "title":
        raise Refused("a title cannot be empty", "title=TEXT")
    if field == "due":
        return {"due": None, "due_kind": None}
    if field == "due_kind":
        raise Refused("a deadline needs a kind", "due= clears both")
    return {field: () if field in _SEPARATOR else None}


def _set(field: str, kind: str, value: str, card: Card, setting: Setting) -> dict[str, Any]:
    if field == "title":
        return {"title": clean.title(value).text}
    if field == "due_kind":
        return {"due_kind": _due_kind(value.strip().lower(), card)}
    if field in _SEPARATOR:
        texts = [text for text in value.split(_SEPARATOR[field]) if text.strip()]
        return {field: _each_once(tuple(meaning(kind, text, setting) for text in texts))}
    if field == "idle_limit_minutes" and value.strip().isdecimal():
        value = value.strip() + "m"
    meant = meaning(kind, value, setting)
    if field == "due":
        return {"due": meant.at, "due_kind": kind}
    if field == "contact" and meant.casefold() == "me":
        return {"contact": None}
    return {field: meant}


def _due_kind(value: str, card: Card) -> str:
    if value not in DUE_KINDS:
        raise Refused(f"no deadline is {clean.shown(value)!r}", ", ".join(DUE_KINDS))
    if card.due is None:
        raise Refused("there is no deadline to have a kind", f"due=WHEN sets a {PROMISED} one")
    return value


def _changed(field: str, kind: str, sign: str, value: str, card: Card, setting: Setting) -> tuple[str, ...]:
    if field not in _SEPARATOR:
        raise UsageError(f"{field} is no list", "only tag and alt take += and -=")
    known: tuple[str, ...] = getattr(card, field)
    meant = meaning(kind, value, setting)
    if sign == "+":
        return _each_once((*known, meant))
    gone = _named(field, meant, known)
    return tuple(one for one in known if one != gone)


def _named(field: str, meant: str, known: tuple[str, ...]) -> str:
    """The tag, or the alternate whose name begins so; an exact name goes before a longer one."""
    wanted = meant.casefold()
    exact = [one for one in known if wanted in (one.casefold(), name_of(one).casefold())]
    begun = [one for one in known if field == "alternates" and name_of(one).casefold().startswith(wanted)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    what = field.removesuffix("s")
    if found:
        raise Refused(
            f"{clean.shown(meant)!r} can be {' or '.join(map(clean.shown, found))}", "write more of it"
        )
    raise Refused(
        f"no {what} is {clean.shown(meant)!r}", "it has " + (", ".join(map(clean.shown, known)) or "none")
    )


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for text in texts:
        once.setdefault(text.casefold(), text)
    return tuple(once.values())
