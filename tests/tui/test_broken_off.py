"""What was asked for and is not waited for any more: a flow that was broken off, a page that was left."""

from asyncio import Task, create_task, sleep
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest

from followup.core import verbs
from followup.errors import Refused
from followup.tui.draw.card import Scene
from followup.tui.glyphs import UNICODE
from followup.tui.screens.filling import Filling
from followup.tui.screens.letter import LetterScreen
from followup.tui.screens.promising import Promising
from followup.tui.state import Wished
from followup.tui.surveyed import Surveyed
from tests.core.making import RULES, at, card_at

Ends = Callable[[Wished], object]


def no_act(desk: object) -> Any:
    """Never called: nobody carries the wish out."""


async def awaiting(wishes: list[Wished]) -> Task[bool]:
    """A flow that waits until its wish is carried out."""
    page = cast(Filling, SimpleNamespace(turn=wishes.append, _complain=lambda error: None))
    flow = create_task(Filling._done(page, no_act))
    while not wishes:
        await sleep(0)
    return flow


@pytest.mark.parametrize(
    ("ends", "is_done"),
    [
        (lambda wish: wish.done() if wish.done else None, True),
        (lambda wish: wish.refused(Refused("no")) if wish.refused else None, False),
    ],
)
async def test_a_wish_that_a_flow_waits_for(ends: Ends, is_done: bool) -> None:
    """Done or refused is what the flow learns; where it was broken off meanwhile, nobody is told."""
    wishes: list[Wished] = []
    flow = await awaiting(wishes)
    ends(wishes[0])
    assert await flow is is_done

    broken: list[Wished] = []
    flow = await awaiting(broken)
    flow.cancel()
    await sleep(0)
    ends(broken[0])
    assert flow.cancelled()


async def test_a_page_that_was_left_is_not_told_how_people_answer() -> None:
    """Its parts have gone: to draw them would end the board."""
    told: list[object] = []
    page = SimpleNamespace(get_acquainted=told.append)
    state = SimpleNamespace(seen={})
    app = SimpleNamespace(state=state, _slow_for=state.seen, _slow={"dana": 60}, screen_stack=[page])
    await Surveyed._acquaint(cast(Surveyed, app), cast(Any, page))
    assert told == [{"dana": 60}]
    app.screen_stack = []
    await Surveyed._acquaint(cast(Surveyed, app), cast(Any, page))
    assert len(told) == 1


@pytest.mark.parametrize("key", ["copy", "mail", "markdown", "editor", "told"])
def test_a_letter_that_is_still_being_written_is_not_taken(key: str) -> None:
    """What stands there is another one: to copy or mail it would give one person's news to the next."""
    said: list[str] = []
    page = cast(Any, LetterScreen.__new__(LetterScreen))
    page.__dict__.update(_is_late=True, notify_line=said.append, query=lambda _: ())
    getattr(LetterScreen, f"action_letter_{key}")(page)
    assert said == ["it is still being written"]


def test_a_letter_that_is_being_edited_is_taken_with_what_is_typed() -> None:
    """Who records it from the list of commands means the words on the screen."""
    page = cast(Any, LetterScreen.__new__(LetterScreen))
    page.__dict__.update(_is_late=False, query=lambda _: (SimpleNamespace(text="mine"),))
    written: list[str] = []
    page.__dict__["_rewrite"] = written.append
    assert page._is_there()
    assert written == ["mine"]


class Weighing(Promising):
    """A page over which the panel has risen, to weigh what somebody else made of the card."""

    is_prompting = True
    strip = None  # type: ignore[assignment]


async def test_nothing_is_asked_under_the_panel() -> None:
    """Where an edit met somebody else's, both versions are up: the strip behind them does not ask why a date passed."""
    page = Weighing.__new__(Weighing)
    page.__dict__["state"] = SimpleNamespace(scene=Scene(at("Wed 09:30"), RULES, UNICODE))
    late = card_at(at("Mon 09:30"), due=at("Wed 09:00"), due_kind="promised", requester="Maria Lopez")
    await page._ask_blanks(late, partial(verbs.edit, fields={"due": at("Fri 17:00")}))
