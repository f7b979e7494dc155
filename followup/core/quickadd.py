"""The quick-add line: one grammar for the board's prompt, the hotkey's window and the command line.

`scan` never raises and says of every character whether it is title or eaten by a piece, so that a prompt can
light it up while the line is still being typed. `parse` raises what `scan` found wrong.
"""

from collections.abc import Sequence

from followup.core import clean
from followup.core.quickadd_draft import Draft, Offer, Remark, draft_of
from followup.core.quickadd_pieces import Opening, Piece, escape, opening_at
from followup.core.quickadd_values import Setting
from followup.core.quickadd_walk import walk
from followup.core.workweek import Workweek

__all__ = ["Draft", "Offer", "Piece", "Remark", "as_title", "escape", "parse", "parse_args", "scan"]


def scan(line: str, now: int, week: Workweek, date_order: str = "MDY") -> Draft:
    """What a line says so far, with everything that is wrong with it listed in `errors`. Never raises.

    `now` is in UTC seconds; dates are read in the week's zone.
    """
    setting = Setting(now, week, date_order)
    return draft_of(line, walk(line, setting), setting)


def parse(line: str, now: int, week: Workweek, date_order: str = "MDY") -> Draft:
    """The card that a line describes. Raises BadPhrase pointing at the first words that are wrong."""
    return _checked(scan(line, now, week, date_order))


def parse_args(texts: Sequence[str], now: int, week: Workweek, date_order: str = "MDY") -> Draft:
    """Like `parse` for the shell's arguments.

    Of several, one that starts with a word form is one piece to its end; the others are joined and read as a
    line. The draft's `line` holds those first, and places in errors refer to it. Raises BadPhrase.
    """
    if len(texts) == 1:
        return parse(texts[0], now, week, date_order)
    setting = Setting(now, week, date_order)
    forms = {place: form for place, text in enumerate(texts) if (form := _word_form(text))}
    line = " ".join(text for place, text in enumerate(texts) if place not in forms)
    found = walk(line, setting)
    for place, form in forms.items():
        shift = len(line) + bool(line)
        line = f"{line} {texts[place]}" if line else texts[place]
        following = texts[place + 1] if place + 1 < len(texts) and place + 1 not in forms else ""
        moved = form._replace(start=shift, value_start=form.value_start + shift)
        found.add_whole(line, moved, setting, following)
    return _checked(draft_of(line, found, setting))


def as_title(line: str) -> Draft:
    """The whole line as a title, sigils and all. Raises Refused when it is no title."""
    return Draft(line, clean.title(line).text, title_spans=((0, len(line)),))


def _word_form(text: str) -> Opening | None:
    opening = opening_at(text, 0, len(text))
    return opening if opening and opening.is_word_form else None


def _checked(draft: Draft) -> Draft:
    if draft.errors:
        raise min(draft.errors, key=lambda wrong: wrong.start)
    return draft
