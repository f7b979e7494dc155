"""What a monkey types, and a desk that knows which cards must be there whatever was done."""

from typing import Any

from followup.desk import Desk, Done

TEXTS = [
    "Signed quote from Acme @dana ^maria !fri 3pm > call the front desk +ben",
    "Badge works !!tomorrow noon breaks:\"no access\" @\"Facilities desk\" => everybody gets in",
    "one\ntwo @ben\nthree !nonsense",
    "by friday", "fri", "in 2 days", "tomorrow", "gone by !!", "@", "is:open", "to:dana", "is:nonsense",
    "[/] [bold [@click=app.quit]x[/]", "\x1b]52;c;ZXZpbA==\x07 \x9b31m", "\u202eevil\u2066 a\u200db",
    "👩‍👩‍👧‍👦 👍🏽 ❤️ 🇵🇱", "東京の会議室を予約してください", "Z\u0338\u0301a\u0334", "w" * 501, "x " * 240,
    '@"open quote', "\\!kept", "see https://example.com/a?b=1 or mailto:ana@example.com",
]  # fmt: skip


class Watched(Desk):
    """A desk that knows which cards must be there: those added by it or its neighbour, but for deleted and undone."""

    expected: set[str]

    def add(self, *args: Any, **kwargs: Any) -> Done:
        done = super().add(*args, **kwargs)
        self.expected |= {card.id for card in done.cards}
        return done

    def delete(self, refs: Any) -> Done:
        done = super().delete(refs)
        self.expected -= {card.id for card in done.cards}
        return done

    def _replayed(self, word: str, made: Any) -> Done:
        for change in made.changes:
            if not change.is_mute:
                (self.expected.add if change.after else self.expected.discard)(change.id)
        return super()._replayed(word, made)
