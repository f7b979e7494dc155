"""Colours by role (LOOK section 5): the two themes, and styles for the roles that lines name.

No literal colour stands outside the two themes here; every other theme works through the same roles.
"""

from collections.abc import Mapping
from enum import Enum

from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="followup-dark",
    dark=True,
    background="#14161a",
    surface="#14161a",
    panel="#242830",
    foreground="#d9dee6",
    primary="#6cb6ff",
    accent="#6cb6ff",
    warning="#e6b450",
    secondary="#e8875b",
    error="#ff6b6b",
    success="#7cc5a4",
)
LIGHT = Theme(
    name="followup-light",
    dark=False,
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ebe9e5",
    foreground="#1e2126",
    primary="#0b62b8",
    accent="#0b62b8",
    warning="#8a5a00",
    secondary="#a8480f",
    error="#b3142b",
    success="#1a6b4a",
)
THEMES = (DARK, LIGHT)

# How much of the foreground a tint takes over the surface it stands on.
TINTS = {"text": 1.0, "sentence": 0.85, "muted": 0.65, "faint": 0.4, "line": 0.30, "rule": 0.25, "thin": 0.18}
HUES = ("primary", "warning", "secondary", "error", "success")
BEHIND_A_PROMPT = 0.28
BLACK_UP_TO = 42  # in every part: of sixteen colours black is then the nearest


def readable(theme: Theme | None, sixteen: bool = False) -> Theme | None:
    """A theme as the board takes it: ours as they are where there are colours enough."""
    if theme is None or (not sixteen and any(theme is one for one in THEMES)):
        return theme
    from followup.tui.legible import legible

    return legible(theme, sixteen)


class On(Enum):
    """The surface that a line stands on."""

    SHEET = "background"
    PANEL = "panel"


class Palette:
    """Styles by role for one theme.

    `variables` are the theme's colours by name; without colour only bold, underline and reverse remain.
    `faded` is the board behind a prompt: one tint, no fills. With `sixteen` colours bold black is grey:
    black text and the text of a label are not bold. The terminal's own colours know no tints: there they
    are dim, and a fill is reverse.
    """

    def __init__(
        self, variables: Mapping[str, str], colour: bool = True, faded: bool = False, sixteen: bool = False
    ) -> None:
        self.variables = dict(variables)
        self.colour = colour
        self.faded = faded
        self.sixteen = sixteen
        self.is_native = self.colour_of("foreground").ansi is not None
        self._styles: dict[tuple[str, On], Style] = {}

    def style(self, role: str, on: On = On.SHEET) -> Style:
        """The style of a role on a surface."""
        found = self._styles.get((role, on))
        if found is None:
            found = self._styles[role, on] = self._make(set(role.split()), on)
        return found

    def _make(self, words: set[str], on: On) -> Style:
        if not self.colour:
            return self._plain(words)
        return self._native(words) if self.is_native else self._coloured(words, on)

    def behind(self) -> "Palette":
        """The same theme for the board behind a prompt."""
        return Palette(self.variables, self.colour, True, self.sixteen)

    def colour_of(self, name: str) -> Color:
        """A theme colour by role."""
        return Color.parse(self.variables[name])

    def _coloured(self, words: set[str], on: On) -> Style:
        surface = self.colour_of((On.SHEET if self.faded else on).value)
        ink = self._ink(words, surface)
        if "fill" in words and not self.faded:
            ink, surface = self.colour_of("background"), ink
        return Style(
            color=_rich(ink),
            bgcolor=_rich(surface),
            bold="bold" in words and self._may_be_bold(words, ink),
            underline="underline" in words,
        )

    def _may_be_bold(self, words: set[str], ink: Color) -> bool:
        if self.faded:
            return "fill" in words
        return not self.sixteen or ("fill" not in words and max(ink.rgb) > BLACK_UP_TO)

    def _ink(self, words: set[str], surface: Color) -> Color:
        if self.faded:
            return surface.blend(self.colour_of("foreground"), BEHIND_A_PROMPT)
        hue = next((name for name in HUES if name in words), None)
        if hue is not None:
            return self.colour_of(hue)
        tint = next((share for name, share in TINTS.items() if name in words), 1.0)
        return surface.blend(self.colour_of("foreground"), tint)

    def _native(self, words: set[str]) -> Style:
        hue = next((name for name in HUES if name in words and not self.faded), None)
        is_filled = "fill" in words and not self.faded
        return Style(
            color=self.colour_of(hue).rich_color if hue else None,
            bold="bold" in words and not is_filled and not self.faded,
            underline="underline" in words,
            reverse=is_filled,
            dim=self.faded or (hue is None and self._is_faint(words)),
        )

    def _plain(self, words: set[str]) -> Style:
        return Style(
            bold="bold" in words or "primary" in words,
            underline="underline" in words,
            reverse="fill" in words and not self.faded,
            dim=self.faded or (self._is_faint(words) and not words & set(HUES)),
        )

    def _is_faint(self, words: set[str]) -> bool:
        return any(share < 0.8 for name, share in TINTS.items() if name in words)


class Coloured(App[int]):
    """An app whose themes are all readable; `sixteen` where its terminal has no more colours."""

    sixteen = False

    def wear(self, theme: str) -> None:
        """Take a theme by its name; our dark one where there is none of that name."""
        self.sixteen = self.console.color_system == "standard"
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else DARK.name

    def get_theme(self, theme_name: str) -> Theme | None:
        return readable(super().get_theme(theme_name), self.sixteen)

    def made_palette(self) -> Palette:
        """The styles of the theme that it wears."""
        variables = self.current_theme.to_color_system().generate()
        return Palette(variables, not self.no_color, sixteen=self.sixteen)


def _rich(colour: Color) -> RichColor:
    return RichColor.from_rgb(colour.r, colour.g, colour.b)
