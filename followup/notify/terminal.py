"""Popups by way of the terminal: a notification sequence, tmux's envelope around it, the bell and a toast."""

import re

from followup.notify.note import APP_NAME, DELIVERED, TERMINAL, Delivery, Note, NotSent
from followup.notify.situation import Situation

ESC = "\x1b"
OSC = f"{ESC}]"
ST = f"{ESC}\\"
SWALLOWED = "allow-passthrough is off"
KITTY_URGENCY = {"low": 0, "normal": 1, "critical": 2}


def sequences(note: Note, dialect: str, tmux: bool) -> tuple[str, ...]:
    """What to write for a safe note. Speaking every dialect would pop up three times in kitty."""
    if dialect == "99":
        spoken = _osc_99(note)
    elif dialect == "777":
        title, body = note.title.replace(";", ","), _flat(note.body)
        spoken = (f"{OSC}777;notify;{title};{body}{ST}",)
    elif dialect == "9":
        spoken = (f"{OSC}9;{_osc_9_text(note)}{ST}",)
    else:
        spoken = ()
    return tuple(map(through_tmux, spoken)) if tmux else spoken


def _osc_9_text(note: Note) -> str:
    text = said(note)
    # "9;4;..." is a progress bar to some terminals.
    return f"{APP_NAME}: {text}" if re.match(r"\d+;", text) else text


def _osc_99(note: Note) -> tuple[str, ...]:
    ident = re.sub(r"[^A-Za-z0-9_+.-]", "-", note.key) or APP_NAME
    head = f"i={ident}:u={KITTY_URGENCY[note.urgency]}"
    if not note.body:
        return (f"{OSC}99;{head};{note.title}{ST}",)
    return (
        f"{OSC}99;{head}:d=0;{note.title}{ST}",
        f"{OSC}99;i={ident}:d=1:p=body;{_flat(note.body)}{ST}",
    )


def through_tmux(sequence: str) -> str:
    """tmux hands it on where `allow-passthrough` is on, and drops it where not."""
    return f"{ESC}Ptmux;{sequence.replace(ESC, ESC + ESC)}{ST}"


def said(note: Note) -> str:
    """The note on one line."""
    return f"{note.title}: {_flat(note.body)}" if note.body else note.title


def _flat(body: str) -> str:
    return body.replace("\n", " · ")


def show(note: Note, situation: Situation) -> Delivery:
    """Write, ring and toast on the open board. Raises NotSent without one, or when its terminal is gone."""
    board = situation.terminal
    if board is None:
        raise NotSent("no board is open in a terminal")
    try:
        swallowed = situation.tmux and not situation.passes
        for sequence in () if swallowed else sequences(note, situation.dialect, situation.tmux):
            board.write(sequence)
        board.bell()
        board.toast(said(note))
    except OSError as error:
        raise NotSent(f"the terminal is gone ({error})") from error
    how = "bell and toast on the open board"
    why = f"; no notification: {SWALLOWED} in tmux" if swallowed else ""
    return Delivery(DELIVERED, TERMINAL, how + why)
