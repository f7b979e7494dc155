"""When the board was last looked at: kept in the state folder, and worth no complaint."""

from pathlib import Path

from followup.cli import visit
from followup.core.instants import FIRST
from tests.rig.moments import TUESDAY_1412


def test_a_look_is_remembered(tmp_path: Path) -> None:
    """The last look is what was noted last, whatever the clock of the machine; the folder is made, and private."""
    state = tmp_path / "state"
    visit.note(str(state), TUESDAY_1412)
    assert visit.last(str(state)) == TUESDAY_1412
    visit.note(str(state), TUESDAY_1412 - 60)
    assert visit.last(str(state)) == TUESDAY_1412 - 60
    assert state.stat().st_mode & 0o777 == 0o700


def test_a_board_that_was_never_looked_at(tmp_path: Path) -> None:
    """Without a look the last one lies before everything."""
    assert visit.last(str(tmp_path)) == FIRST


def test_what_cannot_be_written_is_not_missed(tmp_path: Path) -> None:
    """Where the state folder cannot be made, nothing is noted and nothing breaks."""
    (tmp_path / "file").write_text("")
    visit.note(str(tmp_path / "file" / "state"), TUESDAY_1412)
    assert visit.last(str(tmp_path / "file" / "state")) == FIRST
