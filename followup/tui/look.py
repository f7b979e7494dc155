"""What `[look]` in the settings means on this terminal."""

import locale
import os
from collections.abc import Mapping

from followup.tui.glyphs import ASCII, UNICODE, Glyphs
from followup.tui.palette import DARK, LIGHT


def glyphs(wanted: str | None, environ: Mapping[str, str] | None = None) -> Glyphs:
    """The glyphs asked for; ASCII by itself where the terminal or the locale cannot show others."""
    env = os.environ if environ is None else environ
    if wanted == "ascii" or env.get("TERM") == "linux":
        return ASCII
    return UNICODE if locale.getencoding().lower().replace("-", "") == "utf8" else ASCII


def theme(wanted: str | None) -> str:
    """A theme by the name in the settings: `dark` and `light` are ours, others Textual's."""
    return {"dark": DARK.name, "light": LIGHT.name}.get(wanted or "dark", wanted or "")
