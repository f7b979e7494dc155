"""Pressing keys and reading screens in pilots."""

from asyncio import Event, sleep
from contextlib import suppress
from unicodedata import lookup

from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from followup.tui.app import FollowupApp
from followup.tui.widgets.drawn import Drawn

# What a key sets going and a person sees at once. A question that stands is waited for by nobody.
AWAITED = ("wishes", "filter", "order", "gathering", "reviews")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each to its end; a single character is typed as it is."""
    await processed(pilot)
    for key in keys:
        send(pilot, key)
        await processed(pilot)
    await settle(pilot)


def send(pilot: Pilot[int], *keys: str) -> None:
    """Keys as a terminal sends them, none waiting for the one before. Pilots wait two frames for each."""
    for key in keys:
        pilot.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character(key)))


def character(key: str) -> str | None:
    """What a key types, if it types anything."""
    if len(key) == 1:
        return key
    try:
        return lookup(_get_unicode_name_from_key(key))
    except KeyError:
        return None


async def processed(pilot: Pilot[int]) -> None:
    """Wait until the app and every widget have handled what was sent, and what they told each other of it."""
    for _ in range(3):
        handled = Event()
        pilot.app.call_later(handled.set)
        while not handled.is_set():
            if has_ended(pilot):
                return
            await sleep(0)
        await pilot.pause(0)
    while not has_ended(pilot):
        busy = [one for one in pilot.app.workers if one.group in AWAITED and not one.is_finished]
        if not busy:
            break
        with suppress(WorkerCancelled):  # a later one took its place
            await pilot.app.workers.wait_for_complete(busy)
        await pilot.pause(0)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until no wish is being carried out any more, and all is laid out; a question that stands is no wish.

    A pilot's own pause waits until the whole process is idle, which takes a while whether or not there is anything.
    """
    await processed(pilot)
    if not has_ended(pilot):
        await processed(pilot)


async def let_be(pilot: Pilot[int]) -> None:
    """Leave the question that stands, if one does: what is asked after a verb is not every story's concern."""
    strip = getattr(pilot.app.screen, "strip", None)
    while strip is not None and strip.question is not None:
        await press(pilot, "escape")


def has_ended(pilot: Pilot[int]) -> bool:
    """Whether the app was left, or broke: then nothing is handled any more."""
    return pilot.app._exit or pilot.app._exception is not None


def is_on(app: FollowupApp, page: type[Screen[None]]) -> bool:
    """Whether a page of this kind is in front."""
    return isinstance(app.screen, page)


def screen_text(app: FollowupApp) -> str:
    """The whole screen as a person sees it, row by row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def text_of(app: FollowupApp, kind: type[Drawn]) -> str:
    """What widgets of a kind show on the page in front."""
    shown = [part for part in app.screen.query(kind) if part.display]
    return "\n".join(strip.text.rstrip() for part in shown for strip in part._painted)
