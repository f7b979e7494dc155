"""A phrase that cannot be read, and where it stands."""

from followup.errors import Refused

LONGEST_QUOTE = 40


class BadPhrase(Refused):
    """Refused words: `start` and `end` are their place in the text that was read, in characters."""

    def __init__(self, message: str, hint: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(message, hint)
        self.start = start
        self.end = max(start, end)

    def moved(self, by: int) -> "BadPhrase":
        """The same refusal in a text that has `by` more characters in front."""
        return BadPhrase(self.message, self.hint, self.start + by, self.end + by)


def quoted(text: str) -> str:
    """The words in quotes as a message shows them: safe for a terminal, long ones shortened."""
    from followup.core.clean import shown

    words = shown(text)
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[: LONGEST_QUOTE - 1]}…”"
