"""The rows of a card's page that are one field each: which they are, and the one that is to be edited shown."""

from followup.tui.draw.lines import Line

# What the page calls each field, in the order in which it is met.
HEADS = {"Outcome": "outcome", "If I hear nothing": "next_move", "Your move": "next_move"}
LABELS = {
    "deadline": "due", "breaks": "breaks", "wait": "idle_limit_minutes", "contact": "contact",
    "requester": "requester", "alternates": "alternates", "tags": "tags",
    "proof": "proof",
}  # fmt: skip
TITLE = "title"
# Drawn as the blue edge beside a row; it takes no cell of the line's own.
EDGE = ("", "edge")


def has_edge(line: Line) -> bool:
    """Whether a row is of the field that is to be edited."""
    return line[:1] == [EDGE]


def fields_of(rows: list[Line]) -> list[str]:
    """For each row of the facts the field that it shows, empty for none."""
    found: list[str] = []
    field = ""
    for row in rows:
        if row:
            field = _begun(row, field)
        found.append(field if row else "")
        if not row:
            field = ""
    return found


def _begun(row: Line, before: str) -> str:
    """A row begins a field by its label, goes on with blanks in its place, or belongs to the head above it."""
    text, role = row[0]
    if role == "text bold" and text in HEADS:
        return HEADS[text]
    if role == "muted" and text.strip() in LABELS:
        return LABELS[text.strip()]
    is_label = role == "muted" and text.endswith(" ") and text.strip() and not text.strip().isdigit()
    return "" if is_label else before


def edged(rows: list[Line], field: str) -> list[Line]:
    """The rows with an edge beside those of the field, and its name in blue."""
    belongs = fields_of(rows)
    made: list[Line] = []
    for place, (row, of) in enumerate(zip(rows, belongs, strict=True)):
        is_first = place == 0 or belongs[place - 1] != of
        made.append(row if of != field else [EDGE, *_in_blue(row, is_first)])
    return made


def _in_blue(row: Line, is_first: bool) -> Line:
    return [(row[0][0], "primary bold"), *row[1:]] if is_first else row
