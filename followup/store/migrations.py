"""The shape of the stored tables has a number; each step up is a pure function from tables to tables.

Tables come whole: cards, alerts, and the history with every picture of a card in it. A step changes none of
what it is given. tests/store/data has a board of each schema that ever was, and a test for the step from it.
"""

from collections.abc import Callable, Mapping

from followup.store.records import ARCHIVE, CARDS, SCHEMA
from followup.store.snapshot import Tables

Step = Callable[[Tables], Tables]


def archive_apart(tables: Tables) -> Tables:
    """1 to 2: cards that are archived get a table of their own."""
    cards = tables[CARDS]
    old = {key: card for key, card in cards.items() if card.get("archived")}
    rest = {key: card for key, card in cards.items() if key not in old}
    return {**tables, CARDS: rest, ARCHIVE: {**tables.get(ARCHIVE, {}), **old}}


# schema number -> the function that makes it the next one
STEPS: Mapping[int, Step] = {1: archive_apart}


def migrate(tables: Tables, schema: int, steps: Mapping[int, Step] = STEPS, until: int = SCHEMA) -> Tables:
    """The tables in today's shape, as a copy where anything changes; those of a newer schema as they are."""
    while schema < until:
        tables = steps[schema](tables)
        schema += 1
    return tables
