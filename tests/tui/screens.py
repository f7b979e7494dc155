"""Pressing keys and reading screens in pilots."""

from textual.pilot import Pilot

from followup.tui.app import FollowupApp
from followup.tui.widgets.drawn import Drawn


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each to its end."""
    await settle(pilot)
    for key in keys:
        await pilot.press(TYPED.get(key, key))
        await settle(pilot)


TYPED = {" ": "space", "@": "at", "^": "circumflex_accent", "!": "exclamation_mark", ">": "greater_than_sign",
         "+": "plus", ":": "colon", "/": "slash", "?": "question_mark", "'": "apostrophe"}  # fmt: skip


async def settle(pilot: Pilot[int]) -> None:
    """Wait until no wish is being carried out any more; a question that stands is no wish."""
    await pilot.pause()
    busy = [one for one in pilot.app.workers if one.group in ("wishes", "filter")]
    if busy:
        await pilot.app.workers.wait_for_complete(busy)
    await pilot.pause()


def screen_text(app: FollowupApp) -> str:
    """The whole screen as a person sees it, row by row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def text_of(app: FollowupApp, kind: type[Drawn]) -> str:
    """What widgets of a kind show on the page in front."""
    shown = [part for part in app.screen.query(kind) if part.display]
    return "\n".join(strip.text.rstrip() for part in shown for strip in part._painted)
