"""From a quick-add line to the event that opens its card."""

from collections.abc import Mapping
from typing import Any

from followup.core.card import MINE
from followup.core.quickadd_draft import Draft

Opening = tuple[dict[str, Any], int | None]


def opening(draft: Draft, names: Mapping[str, str]) -> Opening:
    """The fields of the Opened event, and when it was sent (UTC seconds) if not now.

    `names` are people's whole names by the short ones that the settings give them, in small letters.
    """
    fields = draft.fields
    for role in ("contact", "requester"):
        if role in fields:
            fields[role] = names.get(fields[role].casefold(), fields[role])
    if draft.mine:
        fields["ball"] = MINE
    return fields, draft.sent_at
