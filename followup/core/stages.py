"""The four stages, in the order of the columns."""

SENT = "sent"
FOLLOWED_UP = "followed_up"
ALTERNATE = "alternate"
RESOLVED = "resolved"

NAMES = {
    SENT: "Sent",
    FOLLOWED_UP: "Followed up",
    ALTERNATE: "Alternate path",
    RESOLVED: "Resolved",
}
STAGES = tuple(NAMES)
OPEN = STAGES[:3]


def named(text: str) -> str | None:
    """The stage that a person means by `followed-up`, `Followed up` or `followed_up`; None if none."""
    wanted = text.strip().casefold().replace("-", "_").replace(" ", "_")
    shown = {name.casefold().replace(" ", "_"): stage for stage, name in NAMES.items()}
    return wanted if wanted in NAMES else shown.get(wanted)
