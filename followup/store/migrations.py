"""The shape of the stored tables has a number; each step up is a pure function from tables to tables."""

from collections.abc import Callable, Mapping

from followup.store.records import SCHEMA
from followup.store.snapshot import Tables

Step = Callable[[Tables], Tables]

# schema number -> the function that makes it the next one
STEPS: Mapping[int, Step] = {}


def migrate(tables: Tables, schema: int, steps: Mapping[int, Step] = STEPS, until: int = SCHEMA) -> Tables:
    """The tables in today's shape, as a copy where anything changes; those of a newer schema as they are."""
    while schema < until:
        tables = steps[schema](tables)
        schema += 1
    return tables
