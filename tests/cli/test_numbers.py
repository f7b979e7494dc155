"""`followup stats`, `contacts` and `review`, and the promises on the command line, as their user calls them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import NOW, Run

Added = Callable[..., str]
MONDAY = "2026-11-23T15:00:00Z"  # 10:00 in New York
LATER = "2026-11-23T19:00:00Z"
WEDNESDAY = "2026-11-25T15:00:00Z"
NEXT_WEEK = "2026-11-30T15:00:00Z"


def short(run: Run, card: str) -> str:
    return str(run("show", card, "--json").json()["short"])


class TestStats:
    def test_nothing_yet(self, run: Run) -> None:
        """An empty board says so of every figure, and plots one week of nothing."""
        out = run("stats").out
        assert out.count("not enough yet") == 6
        assert "told first             not enough yet (0 told first, 0 chased)" in out
        assert out.endswith("by week                2026-W48\n")
        assert run("stats", "--json").json()["promises_kept_percent"] is None

    def test_chased_and_told_first_are_counted(self, run: Run, added: Added) -> None:
        """What `chased` and `update --told` record is what it shares out, archived cards and all."""
        for number in range(4):
            run("update", added(f"Pack {number} ^maria", now=MONDAY), "--told", now=LATER)
        card = added("Lease ^maria", now=MONDAY)
        run("chased", card, "--by", "Maria", now=LATER)
        run("update", card, "--told", now=LATER)
        assert "told first             80% (4 told first, 1 chased)" in run("stats").out
        found = run("stats", "--json").json()
        assert (found["told_first"], found["chased"], found["told_first_percent"]) == (4, 1, 80)
        assert [(one["week"], one["told_first"], one["chased"]) for one in found["weeks"]] == [
            ("2026-W48", 4, 1)
        ]

    def test_a_whole_outcome(self, run: Run, added: Added) -> None:
        """Kept, slipped once before, asked for again once."""
        card = added("Lease @dana !tue 5pm", now=MONDAY)
        run("reschedule", card, "wed", "5pm", "--reason", "Dana is late", now=LATER)
        run("follow-up", card, now=LATER)
        run("resolve", card, "--proof", "signed", now=WEDNESDAY)
        found = run("stats", "--json", now=WEDNESDAY).json()
        assert (found["promises_kept"], found["promises_missed"], found["slips"]) == (2, 0, 1)
        assert (found["outcomes"], found["follow_ups"]) == (1, 1)
        assert found["silence_before"] == {"count": 1, "usual_minutes": None, "slow_minutes": None}
        assert found["weeks"][0]["silence_before"] == 240

    def test_plain_glyphs_where_the_settings_say_so(self, run: Run, added: Added, home: Path) -> None:
        """Blocks, or what any terminal can draw."""
        run("update", added("Pack ^maria", now=MONDAY), "--told", now=LATER)
        assert "█  at most 1" in run("stats").out
        (home / "config.toml").write_text('[look]\nglyphs = "ascii"\n')
        out = run("stats").out
        assert "@  at most 1" in out
        assert out.isascii()


class TestContacts:
    def test_nobody(self, run: Run) -> None:
        """An empty board knows nobody."""
        ran = run("contacts")
        assert (ran.code, ran.out) == (0, "")
        assert run("contacts", "--json").json() == []

    def test_five_replies_are_enough(self, run: Run, added: Added) -> None:
        """Then it says how long, by which route, and which limit fits."""
        for number in range(5):
            card = added(f"Pack {number} @dana", "--via", "phone", now=MONDAY)
            run("heard", card, "answered", now=LATER)
        added("Lease @dana ^maria", now=LATER)
        assert run("contacts").out == (
            "dana: they have 1 of yours, you owe them 5\n"
            "  reply time: usually 4h, slow 4h, in working hours (5 replies)\n"
            "  a wait that fits them: ~4h\n"
            "  answered when asked by: phone 5\n"
            "maria: they have 0 of yours, you owe them 1\n"
            "  reply time: not enough yet (0 replies)\n"
        )
        first = run("contacts", "--json").json()[0]
        assert (first["usual_minutes"], first["idle_limit_minutes"], first["routes"]) == (
            240,
            240,
            {"phone": 5},
        )

    def test_a_short_name_is_shown_in_full(self, run: Run, added: Added, home: Path) -> None:
        """As the settings have it."""
        added("Pack @dana", now=MONDAY)
        (home / "config.toml").write_text('[people.dana]\nname = "Dana Reyes"\n')
        assert run("contacts").out.startswith("Dana Reyes: they have 1 of yours")

    def test_a_name_cannot_steer_the_terminal(self, run: Run, added: Added) -> None:
        """Its escape is a mark."""
        added('Pack @"a\x1b[31m"', now=MONDAY)
        assert "\x1b" not in run("contacts").out


class TestReview:
    def test_a_walk_goes_on_where_it_stopped(self, run: Run, added: Added) -> None:
        """What was done and what is fine is behind; at the end comes the brief."""
        lease, pack = added("Lease @dana !!tue 5pm", now=MONDAY), added("Pack @dana", now=MONDAY)
        first = run("review")
        assert first.out.startswith("2 cards of 2 to review, the gravest first\n")
        assert first.out.index("Lease") < first.out.index("Pack")
        assert "followup review ID" in first.err
        run("note", lease, "called", now="2026-11-24T19:13:00Z")
        assert "Lease" not in run("review", now="2026-11-24T19:14:00Z").out
        assert (
            run("review", pack, now="2026-11-24T19:15:00Z").out == "Reviewed: 2 cards. Last: followup brief\n"
        )
        assert run("review", "--json", now="2026-11-24T19:16:00Z").json()["left"] == []

    def test_another_week_and_again_begin_anew(self, run: Run, added: Added) -> None:
        """All cards are there again."""
        pack = added("Pack @dana", now=MONDAY)
        run("review", pack)
        assert len(run("review", "--again", "--json").json()["left"]) == 1
        run("review", pack)
        assert len(run("review", "--json", now=NEXT_WEEK).json()["left"]) == 1

    def test_each_card_comes_with_its_command(self, run: Run, added: Added) -> None:
        """Ready to be typed."""
        pack = added("Pack @dana", now=MONDAY)
        assert run("review", "--json").json()["left"] == [
            {
                "card": pack, "short": short(run, pack), "title": "Pack", "level": "idle",
                "question": "Dana has been silent for 12h: ask again?", "action": "card.follow-up",
                "command": f"followup follow-up {short(run, pack)}",
            }
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "body", ["", "{", "[]", '{"began_at": "x", "fine": []}', '{"began_at": 1e99, "fine": [7]}']
    )
    def test_a_place_that_cannot_be_read_is_lost(self, run: Run, added: Added, home: Path, body: str) -> None:
        """The walk begins anew."""
        pack = added("Pack @dana", now=MONDAY)
        run("review", pack)
        (home / "state/review.json").write_text(body)
        assert len(run("review", "--json").json()["left"]) == 1
        assert json.loads((home / "state/review.json").read_text())["fine"] == []

    def test_it_is_the_persons_own(self, run: Run, added: Added, home: Path) -> None:
        """Nobody else can read the place."""
        run("review", added("Pack @dana", now=MONDAY))
        assert (home / "state/review.json").stat().st_mode & 0o777 == 0o600

    def test_nothing_to_review(self, run: Run, added: Added) -> None:
        """An empty board is no walk, and begins none: what is added afterwards is asked about."""
        assert run("review", now=MONDAY).out == "Nothing is being followed up.\n"
        added("Pack @dana", now="2026-11-23T16:00:00Z")
        assert run("review").out.startswith("1 card of 1 to review")

    def test_again_takes_no_card(self, run: Run, added: Added) -> None:
        """Two wishes at once are one too many."""
        assert run("review", "--again", added("Pack @dana")).code == 2


class TestPromises:
    def test_keep_answers_the_question(self, run: Run, added: Added) -> None:
        """The slot is on the card; the review does not ask again."""
        card = added("Lease @dana !wed 5pm => signed > call +ben", now=MONDAY)
        asked = run("review", "--json").json()["left"][0]["question"]
        assert asked == "Due Wed 17:00: keep it, move it or hand it over?"
        ran = run("note", card, "--keep", "wed", "10am")
        assert (ran.code, ran.out) == (0, "kept Wed 25 Nov 10:00: Lease\n")
        event = run("show", card, "--json").json()["events"][-1]
        assert (event["kind"], event["data"]) == (
            "noted",
            {"text": "keeping the date", "until": "2026-11-25T15:00:00Z"},
        )
        left = run("review", "--json", "--again", now="2026-11-24T19:20:00Z").json()["left"]
        assert [one["question"] for one in left if one["question"] == asked] == []

    def test_keeping_is_brought_along(self, run: Run, added: Added, home: Path) -> None:
        """Export and import give back the same answer, its slot an instant."""
        card = added("Lease @dana !wed 5pm", now=MONDAY)
        run("note", card, "--keep", "wed 10am")
        lines = home.parent / "lines.jsonl"
        lines.write_text(run("export", "json").out)
        there = str(home.parent / "there")
        assert run("--home", there, "import", "json", str(lines)).code == 0
        assert run("--home", there, "export", "json").out == lines.read_text()
        assert "until Wed 25 Nov 10:00" in run("--home", there, "show", card).out

    @pytest.mark.parametrize("slot", ["thu", "yesterday 3pm", "today 1pm"])
    def test_a_slot_that_cannot_keep_it_is_refused(self, run: Run, added: Added, slot: str) -> None:
        """After the date, or behind."""
        assert run("note", added("Lease @dana !wed 5pm", now=MONDAY), "--keep", slot).code == 1

    def test_a_note_needs_a_text_or_a_slot(self, run: Run, added: Added) -> None:
        """A usage error, with both ways named."""
        ran = run("note", added("Lease @dana"))
        assert ran.code == 2
        assert "needs a TEXT" in ran.err
        assert "--keep WHEN" in ran.err

    def test_a_full_day_is_said_at_reschedule(self, run: Run, added: Added) -> None:
        """Four others; a card on that day itself does not count."""
        for number in range(4):
            added(f"Pack {number} !fri 3pm", now=MONDAY)
        card = added("Lease !wed 5pm", now=MONDAY)
        assert "note: Friday already carries 4\n" in run("reschedule", card, "fri 5pm").err
        assert run("reschedule", card, "mon 5pm").err == ""

    def test_a_full_day_is_said_by_quick(self, run: Run, added: Added) -> None:
        """Once the card is safe."""
        for number in range(4):
            added(f"Pack {number} !fri 3pm", now=MONDAY)
        ran = run("quick", "--plain", stdin="Lease !fri 4pm\n")
        assert ran.code == 0
        assert "note: Friday already carries 4\n" in ran.err

    def test_add_looks_at_no_other_card(self, run: Run, added: Added) -> None:
        """It costs the same on any board."""
        for number in range(4):
            added(f"Pack {number} !fri 3pm", now=MONDAY)
        assert "carries" not in run("add", "Lease !fri 4pm").err

    def test_leave_is_said_at_reschedule(self, run: Run, added: Added, home: Path) -> None:
        """A day off is named."""
        card = added("Lease !wed 5pm", now=MONDAY)
        (home / "config.toml").write_text('[workweek]\nleave = ["2026-11-27..2026-11-27"]\n')
        err = run("reschedule", card, "fri 3pm").err
        assert "note: Friday is a day off\n" in err

    def test_a_date_that_passed_wants_a_reason(self, run: Run, added: Added) -> None:
        """It is moved, and how to say why is said; with a reason nothing is."""
        card = added("Lease !tue noon", now=MONDAY)
        ran = run("reschedule", card, "wed 5pm")
        assert ran.code == 0
        assert f"followup note {short(run, card)} TEXT says why" in ran.err
        card = added("Other !tue noon", now=MONDAY)
        assert run("reschedule", card, "wed 5pm", "--reason", "Dana was ill").err == ""


class TestHeard:
    def test_an_answer_asks_whether_the_outcome_is_met(self, run: Run, added: Added) -> None:
        """In its words; with the verb for either case."""
        card = added("Lease @dana => lease signed", now=MONDAY)
        err = run("heard", card, "answered").err
        place = short(run, card)
        assert err == (
            f"note: is it true now: lease signed? Then followup resolve {place}; if not: followup follow-up {place}\n"
        )
        assert run("heard", card, "answered", "--json").err == ""

    def test_away_opens_the_alternate_path(self, run: Run, added: Added) -> None:
        """The next alternate is named; with none left, that somebody has to be."""
        card = added('Lease @dana +"Ben Ortiz, ext 2210"', now=MONDAY)
        place = short(run, card)
        assert (
            run("heard", card, "away").err
            == f"note: next is Ben Ortiz, ext 2210: followup alternate {place}\n"
        )
        run("alternate", card)
        err = run("heard", card, "away").err
        assert err == f"note: nobody else is named yet: followup alternate {place} NAME\n"

    @pytest.mark.parametrize("answer", ["holding", "question"])
    def test_other_answers_say_no_more(self, run: Run, added: Added, answer: str) -> None:
        """The clock says the rest."""
        assert run("heard", added("Lease @dana", now=MONDAY), answer, now=NOW).err == ""
