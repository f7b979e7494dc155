"""followup: a terminal board for what one person is waiting on."""

__version__ = "0.1.0"
