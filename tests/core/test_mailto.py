"""Mail links: one address by a strict pattern, everything else quoted."""

from urllib.parse import parse_qs, urlsplit

import pytest

from followup.core.mailto import LONGEST, address_in, address_of, mailto


@pytest.mark.parametrize("reach", ["maria@example.com", " a.b+c_d-e@sub.example.co ", "x@a-b.example.org"])
def test_one_address_is_an_address(reach: str) -> None:
    """What is exactly one plain address is taken as it is."""
    assert address_of(reach) == reach.strip()


@pytest.mark.parametrize(
    "reach",
    [
        None, "", "ext 2210", "maria", "maria@localhost", "a@x.com,b@x.com", "a@x.com b@x.com", "-a@x.com",
        "a@x.com?bcc=b@x.com", "a%0Abcc@x.com", "a@x.com\nbcc:b@x.com", '"a b"@x.com', "mailto:a@x.com",
        "a@-x.com", "a@x..com", "ä@x.com",
    ],
)  # fmt: skip
def test_anything_else_is_none(reach: str | None) -> None:
    """Lists, options, line breaks, quotes and other things that a mail program would act on are no address."""
    assert address_of(reach) is None


def test_the_one_address_of_an_alternate() -> None:
    """An alternate as it was typed gives its address, where it has exactly one."""
    assert address_in("finance desk, finance@example.com") == "finance@example.com"
    assert address_in("Ben Ortiz, ext 2210") is None
    assert address_in("two, a@example.com, b@example.com") is None


def test_everything_is_quoted() -> None:
    """Subject and body come through whole, whatever signs they hold, and add no field of their own."""
    subject, body = "Q3 & Q4?bcc=x@y.z\nCc: a", "Dear Maria,\n50% = a + b & c\n\x1b]0;x\x07 ążé"
    link = mailto("maria@example.com", subject, body)
    assert link is not None
    parts = urlsplit(link)
    assert parts.path == "maria@example.com"
    found = parse_qs(parts.query)
    assert sorted(found) == ["body", "subject"]
    assert found["subject"] == ["Q3 & Q4?bcc=x@y.z Cc: a"]
    assert found["body"] == [body.replace("\n", "\r\n")]
    assert link.isascii()
    assert link.isprintable()


def test_no_link_for_what_is_no_address_or_too_long() -> None:
    """Nothing is cut silently: a letter too long for a link has none."""
    assert mailto("a@x.com,b@x.com", "s", "b") is None
    assert mailto("maria@example.com", "s", "x" * LONGEST) is None
