"""Styles by role: in every theme they can be read, and where a terminal has few colours they are told apart."""

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from followup.tui.palette import DARK, LIGHT, On, Palette, readable

THEMES = {theme.name: theme for theme in (DARK, LIGHT, *BUILTIN_THEMES.values())}
COLOURED = [name for name, theme in THEMES.items() if not theme.ansi]
LABELS = ("text fill bold", "muted fill bold", "warning fill bold", "secondary fill bold", "error fill bold")
HUES = ("primary", "warning", "secondary", "error", "success")


def palette_of(name: str, *, sixteen: bool = False) -> Palette:
    """What the board paints with in that theme."""
    theme = readable(THEMES[name], sixteen)
    assert theme is not None
    return Palette(theme.to_color_system().generate(), sixteen=sixteen)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color | None, other: Color | None) -> float:
    """WCAG 2.2, from 1 to 21."""
    assert one is not None
    assert other is not None
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def own(style: Style) -> float:
    """The contrast of a style's text on its own ground."""
    return contrast(style.color, style.bgcolor)


@pytest.mark.parametrize("name", COLOURED)
def test_labels_can_be_read_in_every_theme(name: str) -> None:
    """The text of a filled label stands out from its fill, whatever colours a theme brings."""
    palette = palette_of(name)
    assert min(own(palette.style(role)) for role in LABELS) >= 4.5


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("on", On)
def test_text_and_hues_can_be_read_in_every_theme(name: str, on: On) -> None:
    """Even muted text and every hue stand out from sheet and panel, and plain text more than muted."""
    palette = palette_of(name)
    muted = own(palette.style("muted", on))
    assert min(muted, *(own(palette.style(role, on)) for role in HUES)) >= 4.5
    assert own(palette.style("text", on)) >= 1.5 * muted


@pytest.mark.parametrize("name", COLOURED)
def test_the_selection_can_be_seen_in_every_theme(name: str) -> None:
    """The panel is told from the sheet, and the blue edge from both."""
    palette = palette_of(name)
    sheet, panel = palette.style("primary"), palette.style("primary", On.PANEL)
    assert 1.1 <= contrast(sheet.bgcolor, panel.bgcolor) <= 1.4
    assert min(own(sheet), own(panel)) >= 3


def test_our_own_themes_stay_as_they_are() -> None:
    """Both of our themes are drawn in the very colours that they name."""
    assert readable(DARK) is DARK
    assert readable(LIGHT) is LIGHT


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES.values() if theme.ansi], ids=lambda theme: theme.name
)
def test_the_terminals_own_colours_are_used_as_they_are(theme: Theme) -> None:
    """In a theme of the terminal's colours no other colour is named: faint text is dim, and a label reversed."""
    palette = palette_of(theme.name)
    assert palette.style("text") == Style.parse("not bold not underline not reverse not dim")
    assert palette.style("muted").dim
    label = palette.style("error fill bold")
    assert label.reverse
    assert label.color is not None
    assert label.color.is_system_defined


@pytest.mark.parametrize("name", ["followup-dark", "followup-light", "textual-dark", "solarized-light"])
def test_sixteen_colours_tell_what_matters_apart(name: str) -> None:
    """With sixteen colours the panel is not drawn, faint text is another grey, and labels can be read."""
    palette = palette_of(name, sixteen=True)

    def sent(role: str, on: On = On.SHEET) -> tuple[int | None, int | None]:
        style = palette.style(role, on)
        assert style.color is not None
        assert style.bgcolor is not None
        ink, ground = (
            style.color.downgrade(ColorSystem.STANDARD),
            style.bgcolor.downgrade(ColorSystem.STANDARD),
        )
        return ink.number, ground.number

    assert sent("text", On.PANEL) == sent("text")
    assert len({sent(role) for role in ("text", "muted", "rule", "primary", "error", "success")}) == 6
    assert all(sent(role)[0] == sent("text")[1] for role in LABELS)


def test_sixteen_colours_have_no_bold_black() -> None:
    """Where bold black turns grey the text of a filled label and black text are plain; other bold text stays bold."""
    dark, light = (palette_of(theme.name, sixteen=True) for theme in (DARK, LIGHT))
    for few in (dark, light):
        assert not few.style("error fill bold").bold
        assert few.style("error bold").bold
    assert dark.style("text bold").bold
    assert not light.style("text bold").bold
    assert not light.style("sentence bold").bold


def test_behind_a_prompt_only_labels_stay_bold() -> None:
    """The board behind a prompt is one tint, in which only the labels' words still weigh more."""
    behind = palette_of(DARK.name).behind()
    assert behind.style("text fill bold").bold
    assert not behind.style("text bold").bold
    assert behind.style("error").color == behind.style("text").color
