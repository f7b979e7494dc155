"""`followup mute`: a card, a person, a stage; the list of what is muted; and what it does to the others."""

from collections.abc import Callable

import pytest

from tests.cli.running import Run

Added = Callable[..., str]
LATER = "2026-11-25T21:30:00Z"  # Wednesday 16:30 in New York: what was sent on Tuesday is idle
THURSDAY = "2026-11-26T14:00:00Z"  # and Thursday 09:00


def muted(run: Run, now: str = LATER) -> dict[str, bool]:
    """By title, whether each card is muted."""
    return {one["title"]: one["muted"] for one in run("list", "--json", now=now).json()}


def test_a_person_is_muted_for_cards_now_and_later(run: Run, added: Added) -> None:
    """By the beginning of a name; cards of hers and for her, those that come afterwards too; nobody else's."""
    added('Lease @"Dana Reyes"')
    added("Visa @kofi ^maria")
    assert run("mute", "@dana").out == "muted: @Dana Reyes\n"
    added('Pack @tom ^"Dana Reyes"')
    assert muted(run) == {"Lease": True, "Pack": True, "Visa": False}
    run("mute", "@dana", "--off")
    assert muted(run) == {"Lease": False, "Pack": False, "Visa": False}


def test_nothing_pops_up_for_a_stage_that_is_muted(run: Run, added: Added) -> None:
    """A card that leaves the stage speaks again."""
    card = added("Lease @dana")
    assert len(run("watch", "--once", "--dry-run", "--json", now=LATER).json()) == 1
    assert run("mute", "sent").out == "muted: Sent\n"
    assert run("watch", "--once", "--dry-run", "--json", now=LATER).json() == []
    run("follow-up", card, now="2026-11-24T20:00:00Z")
    assert len(run("watch", "--once", "--dry-run", "--json", now=LATER).json()) == 1


@pytest.mark.parametrize("target", ["card", "@dana", "sent"])
def test_a_mute_ends_by_itself(run: Run, added: Added, target: str) -> None:
    """With --until it holds until that day's first working minute, and the card speaks then."""
    card = added("Lease @dana")
    said = run("mute", card if target == "card" else target, "--until", "thu").out
    assert said.startswith("muted until Thu 26 Nov 09:00: ")
    assert [muted(run, now)["Lease"] for now in (LATER, THURSDAY)] == [True, False]
    assert run("watch", "--once", "--dry-run", "--json", now=LATER).json() == []
    assert [one["kind"] for one in run("watch", "--once", "--dry-run", "--json", now=THURSDAY).json()] == [
        "check"
    ]


def test_undo_and_redo_know_a_mute(run: Run, added: Added) -> None:
    """It is one step like any other, also across runs."""
    added("Lease @dana")
    run("mute", "@dana")
    assert run("undo").out == "undid muted: @dana\n"
    assert muted(run) == {"Lease": False}
    assert run("redo").out == "redid muted: @dana\n"
    assert muted(run) == {"Lease": True}
    assert [row["cards"] for row in run("log", "--json").json()][1:] == [[], [], []]


def test_without_a_word_it_lists_what_is_muted(run: Run, added: Added) -> None:
    """People, stages and cards, with the end of each; ended ones are not listed."""
    assert (run("mute").out, run("mute").err) == ("", "nothing is muted\n")
    card = added("Lease @dana")
    run("mute", "@dana", "--until", "thu")
    run("mute", "alternate")
    run("mute", card)
    assert run("mute").out.splitlines() == [
        "@dana  until Thu 26 Nov 09:00", "Alternate path", f"{run('list', '--json').json()[0]['short']}  Lease",
    ]  # fmt: skip
    rows = run("mute", "--json").json()
    assert [(row["kind"], row["name"], row["until"], row["cards"]) for row in rows] == [
        ("person", "dana", THURSDAY, [card]), ("stage", "alternate", None, []), ("card", "Lease", None, [card]),
    ]  # fmt: skip
    assert [row["kind"] for row in run("mute", "--json", now=THURSDAY).json()] == ["stage", "card"]


def test_json_of_a_mute_is_what_is_muted_by_it(run: Run, added: Added) -> None:
    """A card comes back as a card, a person or a stage with the ids of the cards that it keeps quiet."""
    card = added("Lease @dana")
    assert run("mute", card, "--json").json()["muted"] is True
    (row,) = run("mute", "sent", "--json").json()
    assert (row["kind"], row["name"], row["cards"]) == ("stage", "sent", [card])


def test_a_card_that_a_person_mutes_is_not_unmuted_alone(run: Run, added: Added) -> None:
    """It says who is muted and how to take that off."""
    card = added("Lease @dana")
    run("mute", "@dana")
    ran = run("mute", card, "--off")
    assert ran.code == 1
    assert "@dana is muted, not this card alone" in ran.err
    assert "followup mute @dana --off" in ran.err
    run("mute", card)
    assert "note: still quiet: @dana is muted" in run("mute", card, "--off").err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("@zoe",), 1, "nobody goes by @zoe"),
        (("@",), 1, "an @ needs a name"),
        (("@dana", "--off"), 1, "@dana is not muted"),
        (("@dana", "--until", "mon"), 0, ""),
        (("@dana", "--until", "2026-11-23"), 1, "ahead|after now|past|passed"),
        (("@dana", "--off", "--until", "fri"), 2, "--off takes no --until"),
        (("@dana", "zzz"), 2, "apart"),
        (("--off",), 2, "needs"),
        (("zzz",), 1, "no card goes by"),
    ],
)
def test_what_cannot_be_muted_is_refused(
    run: Run, added: Added, words: tuple[str, ...], code: int, said: str
) -> None:
    """A typing mistake mutes nobody; one clear line says what is wrong."""
    added("Lease @dana")
    ran = run("mute", *words)
    assert ran.code == code
    assert any(one in ran.err for one in said.split("|"))


def test_show_says_who_keeps_a_card_quiet(run: Run, added: Added) -> None:
    """The person and the stage by name, and until when the longest of them holds."""
    card = added("Lease @dana")
    run("mute", "@dana", "--until", "thu")
    assert "no popups until Thu 26 Nov 09:00 (@dana)" in run("show", card).out
    run("mute", card)
    assert "no popups (@dana, this card)" in run("show", card).out


def test_muted_cards_are_found(run: Run, added: Added) -> None:
    """`is:muted` means muted for any reason now."""
    added("Lease @dana")
    added("Visa @kofi")
    run("mute", "@kofi")
    assert [one["title"] for one in run("list", "is:muted", "--json").json()] == ["Visa"]


def test_an_export_has_a_cards_own_mute_only(run: Run, added: Added, tmp_path: object) -> None:
    """Mutes of people and stages are this board's; a card's own goes along with its end."""
    card = added("Lease @dana")
    added("Visa @kofi")
    run("mute", card, "--until", "thu")
    run("mute", "@kofi")
    out = f"{tmp_path}/cards.jsonl"
    assert run("export", "json", "-o", out).code == 0
    with open(out, encoding="utf-8") as file:  # noqa: PTH123
        text = file.read()
    assert '"until": "2026-11-26T14:00:00Z"' in text
    assert run("--home", f"{tmp_path}/other", "import", "json", out).code == 0
    again = run("--home", f"{tmp_path}/other", "list", "--json").json()
    assert {one["title"]: one["muted"] for one in again} == {"Lease": True, "Visa": False}


def test_next_says_until_when_another_way_works(run: Run, added: Added) -> None:
    """The last safe moment of a card with somebody left to try stands beside the move, here and in `show`."""
    card = added("Figures @dana ^maria !fri 3pm +ben > call reception")
    sentence = "Next: call reception, then Ben. After Thu 11:00 Ben is the only way."
    shown = run("show", card, now=LATER).out
    assert sentence.split(". ")[1] in shown
    assert sentence.split(". ")[1] in run("next", now=LATER).out
