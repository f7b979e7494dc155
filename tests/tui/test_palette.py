"""Styles by role, where a terminal has few colours."""

from followup.tui.palette import DARK, Palette


def test_sixteen_colours_have_no_bold_labels() -> None:
    """Where bold black turns grey the text of a filled label is plain; other bold text stays bold."""
    few = Palette(DARK.to_color_system().generate(), sixteen=True)
    assert not few.style("error fill bold").bold
    assert few.style("error bold").bold
    assert not few.behind().style("text fill bold").bold
