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
    fields = in_full(draft.fields, names)
    if draft.mine:
        fields["ball"] = MINE
    return fields, draft.sent_at


def in_full(fields: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The fields with people's whole names for their short ones."""
    people = {role: fields[role] for role in ("contact", "requester") if fields.get(role)}
    return {**fields, **{role: names.get(name.casefold(), name) for role, name in people.items()}}
