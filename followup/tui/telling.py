"""Telling and stopping: the letter to a requester, and whether the day can end here. What they show is imported when
it is first asked for."""

from asyncio import get_running_loop
from typing import TYPE_CHECKING

from followup.core.card import Card
from followup.core.mutes import known_as
from followup.tui.draw.lines import Line
from followup.tui.handing import Handing
from followup.tui.screens.owning import Owning
from followup.tui.screens.verbs import CardVerbs

if TYPE_CHECKING:
    from followup.tui.screens.letter import LetterScreen
    from followup.tui.screens.stopping import StopScreen


ENDING_SECONDS = 1800


def is_news(card: Card) -> bool:
    """Whether a resolve was not told yet."""
    from followup.core.update import is_closing_due

    return is_closing_due(card)


class Telling(Handing):
    """The pages with a draft, and the page with which a day ends."""

    # Telling

    def on_owning_telling(self, event: Owning.Telling) -> None:
        event.stop()
        self.open_letter(event.card_ids, event.requester)

    def open_letter(self, card_ids: tuple[str, ...], requester: str) -> None:
        """The update about these cards."""
        from followup.tui.screens.letter import LetterScreen

        self.push_screen(LetterScreen(self.state, self.keys, self.palette, card_ids, requester))

    def open_brief(self) -> None:
        """The brief for the selected card's requester, else for whoever is owed most."""
        from followup.tui.addressed import requesters

        page, names = self.pages()[-1], requesters(self.state.seen)
        cards = page.targets() if isinstance(page, CardVerbs) else []
        wanted = known_as(cards[0].requester) if cards and cards[0].requester else ""
        name = next((one for one in names if known_as(one) == wanted), names[0] if names else "")
        if name:
            self.open_letter((), name)
        else:
            self.say(f"nobody expects news: {self.keys.shown('card.edit')} and ^name says who does")

    def on_letter_screen_left(self, event: "LetterScreen.Left") -> None:
        from followup.tui.screens.letter import LetterScreen

        event.stop()
        if isinstance(self.screen, LetterScreen):
            self.pop_screen()

    # Stopping

    def open_stop(self) -> None:
        """How the day stands."""
        from followup.tui.screens.stopping import StopScreen

        self.push_screen(StopScreen(self.state, self.keys, self.palette))

    def quit_or_stop(self) -> None:
        """Leave; where something is not safe, that is shown first."""
        from followup.core.stopping import unsafe

        if unsafe(self.state.seen.values(), self.state.scene.now, self.state.scene.rules):
            self.open_stop()
        else:
            self.exit(0)

    def stop_first(self) -> None:
        """Where that comes first, show how the day stands."""
        if self.is_stop_first():
            self.open_stop()

    def is_stop_first(self) -> bool:
        """Whether the board is opened out of hours, and not for one card: then it says first how the day stands."""
        week, now = self.state.scene.rules.week, self.state.scene.now
        if week.is_working(now) or (self.calls is not None and self.calls.opens_on):
            return False
        windows = week.day_windows(week.local_date(now))
        is_break = bool(windows) and windows[0][1] <= now < windows[-1][0]
        return not is_break and any(one.card.is_open for one in self.state.seen.values())

    def on_stop_screen_left(self, event: "StopScreen.Left") -> None:
        from followup.tui.screens.stopping import StopScreen

        event.stop()
        if isinstance(self.screen, StopScreen):
            self.pop_screen()
        if event.card_id is not None:
            self.board.select(event.card_id)

    def on_stop_screen_quitted(self, event: "StopScreen.Quitted") -> None:
        event.stop()
        self.exit(0)

    def look_at_the_end(self) -> None:
        """In a day's last half hour the strip says whether it is safe to stop; worked out where no key waits for it."""
        scene = self.state.scene
        window = scene.rules.week.window(scene.now)
        if window is not None and window[1] - scene.now <= ENDING_SECONDS:
            self.run_worker(self._say_the_end(), group="ending", exclusive=True)
        elif self.board.ending:
            self.board.say_ending([])

    async def _say_the_end(self) -> None:
        state = self.state

        def work() -> Line:
            from followup.core.stopping import is_ending, unsafe
            from followup.tui.draw.unsafe import ending_line

            now, rules = state.scene.now, state.scene.rules
            if not is_ending(now, rules):
                return []
            found = unsafe(state.seen.values(), now, rules)
            return ending_line(found, state.scene.glyphs, self.keys.shown("board.stop"))

        self.board.say_ending(await get_running_loop().run_in_executor(None, work))
