"""What the settings may give as keys."""

from followup.tui.keymap import ACTIONS, Keys, named, shown
from followup.tui.remapping import is_sent, wrong_keys


def test_every_default_key_is_one_that_terminals_send() -> None:
    """And what it is shown as reads as the same key again."""
    for action in ACTIONS:
        for key in action.keys:
            assert is_sent(key), key
            assert named(shown(key)) == key


def test_an_id_or_a_key_that_is_none_is_named() -> None:
    """With what would be right."""
    wrong = wrong_keys({"card.folow-up": "f", "card.note": "controlf, é, ctrl+f"})
    assert [(one.action, one.message) for one in wrong] == [
        ("card.folow-up", "keys: there is no action card.folow-up"),
        ("card.note", "keys: nothing sends 'controlf'"),
    ]
    assert "card.follow-up" in wrong[0].hint
    assert "ctrl+f" in wrong[1].hint


def test_two_actions_with_one_key_are_complained_about() -> None:
    """On the screens that they share, and not where the two have changed places."""
    (clash,) = wrong_keys({"card.note": "d"})
    assert clash.action == "card.note"
    assert clash.message.startswith("keys: d is card.reschedule's too, on board and ")
    assert wrong_keys({"card.note": "d", "card.reschedule": "i"}) == []
    assert wrong_keys({"letter.told": "w"}) == []


def test_a_remapped_key_is_shown_and_bound() -> None:
    """Under its name as people read it; the old one is gone."""
    keys = Keys({"card.follow-up": "^f, F5"})
    assert keys.shown("card.follow-up") == "^f"
    bound = {binding.key for binding in keys.bindings("board") if binding.id == "card.follow-up"}  # type: ignore[union-attr]
    assert bound == {"ctrl+f,f5"}
