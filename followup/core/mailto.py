"""A link that opens a letter in the mail program, ready to be sent there by whoever reads it once more.

The recipient is one address by a strict pattern, and everything else is quoted. Pure.
"""

import re
from urllib.parse import quote

# Letters, digits and few signs: no quotes, blanks, percent signs or lists of recipients.
_ADDRESS = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9._+-]{0,62}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
LONGEST = 8000  # characters of a link; some mail programs drop longer ones without a word


def address_of(reach: str | None) -> str | None:
    """The address, where `reach` is exactly one and nothing else."""
    found = _ADDRESS.fullmatch(reach.strip()) if reach else None
    return found[0] if found else None


def address_in(text: str) -> str | None:
    """The one address among the parts of an alternate as it was typed: `finance desk, finance@example.com`."""
    found = [one for part in text.split(",") if (one := address_of(part))]
    return found[0] if len(found) == 1 else None


def mailto(address: str, subject: str, body: str) -> str | None:
    """The link; None where the address is none, or the letter too long for one."""
    if address_of(address) != address:
        return None
    lines = "\r\n".join(body.splitlines())
    link = f"mailto:{address}?subject={_quoted(' '.join(subject.split()))}&body={_quoted(lines)}"
    return link if len(link) <= LONGEST else None


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
