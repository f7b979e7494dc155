"""The store: one board's cards, alerts and history, kept by TinyDB on a snapshot and a journal of our own.

The only place that imports tinydb, and only when cards are read.
"""

from followup.store.records import Change, Document, Transaction
from followup.store.store import Store, memory_store, open_store

# followup.store.repair (examine, repair) is imported by doctor alone.
__all__ = ["Change", "Document", "Store", "Transaction", "memory_store", "open_store"]
