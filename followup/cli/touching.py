"""Verbs for what people did: ask again, take another path, hear back, resolve. They take `--at`."""

from followup.cli.call import Call
from followup.cli.reading import past_at, said, until_at
from followup.core import clean


def follow_up(call: Call) -> int:
    """Asked again."""
    to, at = call.value("to"), past_at(call)
    to = to and call.settings.names.get(to.casefold(), to)
    done = call.desk.follow_up(call.words, via=call.value("via"), note=call.value("note"), contact=to, at=at)
    return call.report(done, len(call.words) > 1, said(call, at))


def alternate(call: Call) -> int:
    """Another path."""
    name, at = clean.line(call.words[1], what="name") if len(call.words) > 1 else None, past_at(call)
    done = call.desk.alternate(call.words[:1], name, via=call.value("via"), note=call.value("note"), at=at)
    return call.report(done, False, said(call, at))


def heard(call: Call) -> int:
    """Something came back."""
    until, at = until_at(call), past_at(call)
    done = call.desk.heard(call.words[:1], call.words[1], until=until, note=call.value("note"), at=at)
    return call.report(done, False, said(call, at, until))


def resolve(call: Call) -> int:
    """The outcome is true."""
    at = past_at(call)
    done = call.desk.resolve(call.words, proof=call.value("proof"), at=at)
    return call.report(done, len(call.words) > 1, said(call, at))


def reopen(call: Call) -> int:
    """Not done after all."""
    return call.report(call.desk.reopen(call.words), len(call.words) > 1)


def update(call: Call) -> int:
    """The requester was told."""
    from followup.errors import UsageError

    if not call.has("told"):
        raise UsageError("followup update needs --told", "it records that the requester was told")
    done = call.desk.update(call.words, text=call.value("note"), via=call.value("via"))
    return call.report(done, len(call.words) > 1)


def chased(call: Call) -> int:
    """Somebody asked before being told."""
    return call.report(call.desk.chased(call.words, call.value("by")), several=False)
