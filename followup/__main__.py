"""`python -m followup`."""

from followup.cli.main import entry

if __name__ == "__main__":
    entry()
