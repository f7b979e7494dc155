"""Any of Textual's themes as the board can be read in it: its own colours, moved as little as LOOK section 5 asks.

Contrast is the ratio of WCAG 2.2, from 1 to 21.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

from followup.tui.palette import TINTS

LEAST = 4.55  # of the faintest text and of every hue, on the sheet and on the panel
PANEL_LEAST, PANEL_MOST = 1.12, 1.35
STEPS = 50
HUES = ("primary", "accent", "warning", "error", "success")
# The sixteen colours as Rich knows them: these values, and tints of them, land on the ones that are meant.
DARK_SIXTEEN = {
    "background": "#000000", "foreground": "#ffffff", "primary": "#55ffff", "warning": "#ffff55",
    "secondary": "#ff5555", "error": "#ff5555", "success": "#55ff55",
}  # fmt: skip
LIGHT_SIXTEEN = {
    "background": "#ffffff", "foreground": "#000000", "primary": "#0000aa", "warning": "#aa0000",
    "secondary": "#aa0000", "error": "#aa0000", "success": "#00aa00",
}  # fmt: skip


# Textual asks for its theme again and again.
_made: dict[tuple[str, bool], Theme] = {}


def legible(theme: Theme, sixteen: bool = False) -> Theme:
    """The theme with what stands too close moved apart; stalled lies between its warning and its error."""
    key = theme.name, sixteen
    if key not in _made:
        _made[key] = _legible(theme, sixteen)
    return _made[key]


def _legible(theme: Theme, sixteen: bool) -> Theme:
    if theme.ansi:
        return _bright(theme)
    if sixteen:
        roles = DARK_SIXTEEN if theme.dark else LIGHT_SIXTEEN
        ground, blue = roles["background"], roles["primary"]
        return _with(theme, {**roles, "surface": ground, "panel": ground, "accent": blue})
    made = {name: Color.parse(text) for name, text in _roles(theme).items()}
    made["secondary"] = made["warning"].blend(made["error"], 0.5)
    sheet, ink = made["background"], made["foreground"]
    away = WHITE if contrast(WHITE, sheet) > contrast(BLACK, sheet) else BLACK
    panel = _panel(sheet, made["panel"], away)
    text = next(one for one in _towards(ink, away) if one == away or _is_text(one, (sheet, panel)))
    hues = {name: _apart(made[name], (sheet, panel), away).hex for name in (*HUES, "secondary")}
    return _with(theme, {"background": sheet.hex, "panel": panel.hex, "foreground": text.hex, **hues})


def _with(theme: Theme, roles: dict[str, str]) -> Theme:
    changed: dict[str, Any] = {**roles}
    return replace(theme, **changed)


def contrast(one: Color, other: Color) -> float:
    """How far two colours stand apart."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _roles(theme: Theme) -> dict[str, str]:
    made = theme.to_color_system().generate()
    return {name: made[name] for name in ("background", "panel", "foreground", *HUES)}


def _towards(colour: Color, away: Color) -> Iterable[Color]:
    """The colour, and step by step what lies between it and the one farthest from the sheet."""
    return (colour.blend(away, step / STEPS) for step in range(STEPS + 1))


def _apart(colour: Color, surfaces: tuple[Color, ...], away: Color) -> Color:
    return next(
        one
        for one in _towards(colour, away)
        if one == away or min(contrast(one, on) for on in surfaces) >= LEAST
    )


def _is_text(ink: Color, surfaces: tuple[Color, ...]) -> bool:
    """Whether even its muted tint can be read."""
    return all(contrast(on.blend(ink, TINTS["muted"]), on) >= LEAST for on in surfaces)


def _panel(sheet: Color, panel: Color, away: Color) -> Color:
    """A surface that can be told from the sheet, and on which the same text can be read."""
    if contrast(sheet, panel) > PANEL_MOST:
        steps = [one for one in _towards(sheet, panel) if contrast(one, sheet) <= PANEL_MOST]
        return steps[-1]
    return next(one for one in _towards(panel, away) if contrast(one, sheet) >= PANEL_LEAST)


def _bright(theme: Theme) -> Theme:
    """The terminal's own colours; on a dark sheet the bright ones."""
    bright = "ansi_bright_" if theme.dark else "ansi_"
    hues = {"primary": "blue", "accent": "blue", "error": "red", "secondary": "red", "success": "green"}
    warning = f"{bright}{'yellow' if theme.dark else 'red'}"
    return _with(theme, {"warning": warning, **{name: bright + hue for name, hue in hues.items()}})
