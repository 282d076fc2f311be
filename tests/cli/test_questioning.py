"""`liftwell screen --ask` and `triage --ask`, by what is typed: nothing lost, nothing asked twice, safety first."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from liftwell.screen.prompts import prompts
from liftwell.screen.questions import questions
from liftwell.screen.safety_card import SAFETY_CARD
from tests.cli.conftest import Said
from tests.cli.person import CLEAR, SAFETY, STORY, keyboard, safety, typed

Typing = Callable[..., Said]
DAY: Final = "2026-11-20"
EMERGENCY: Final = "Go to an emergency department now"
TEXT: Final = {one.path: one.text.splitlines()[0] for one in prompts()}
NONE_OF_THESE: Final = "8"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.json"


@pytest.fixture
def ask(liftwell: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, answers: Path) -> Typing:
    """Type `lines` into `liftwell COMMAND --ask`."""

    def run(lines: list[str], *options: object, command: str = "screen", on: str = DAY) -> Said:
        monkeypatch.setattr(sys, "stdin", keyboard(lines))
        return liftwell(command, "--ask", "--answers", answers, "--on", on, *options)

    return run


def kept(path: Path) -> Any:  # noqa: ANN401  (any JSON)
    return json.loads(path.read_text("utf-8"))


def flat(text: str) -> str:
    return " ".join(text.split())


def times(said: Said, path: str) -> int:
    """How often a question was put."""
    return flat(said.out + said.err).count(flat(TEXT[path]))


# --- from the first question to the last ---------------------------------------------------------


def test_the_whole_screen_is_asked_once_kept_and_clear(ask: Typing, answers: Path) -> None:
    said = ask(safety())
    assert (said.status, said.err) == (0, "")
    assert [path for path in SAFETY if path != "screen.R16" and times(said, path) != 1] == []
    assert times(said, "screen.R16") == 0
    assert "No warning signs today" in said.out
    assert SAFETY_CARD.go in said.out
    assert f"Your answers are kept in {answers}." in said.out
    content = kept(answers)
    assert content["screen"]["answered_on"] == DAY
    assert content["screen"]["R16"] == ["not_asked"]
    assert content["about"] == {"age": 30, "sex": "female", "height_cm": 168, "mass_kg": 64.5}
    assert content["pain"] == {
        "told_on": DAY, "leg": "none", "now": 2, "walking": "normal", "waking": 1, "worst": 3, "days": 40,
    }  # fmt: skip


@pytest.mark.parametrize("key", questions())
def test_not_sure_of_any_safety_question_is_kept_and_not_clear(ask: Typing, answers: Path, key: str) -> None:
    unsure = str(len(questions()[key].answers))
    said = ask(safety(pain_days="400", **{"R16": "1", key: unsure}))
    assert said.status == 0
    assert kept(answers)["screen"][key] == ["unsure"]
    assert ("No warning signs today" in said.out) == (key == "R16")


def test_several_answers_that_cannot_be_together_are_asked_again(ask: Typing, answers: Path) -> None:
    lines = safety(R15="1 2")
    lines.insert(lines.index("1 2") + 1, "2 3")
    said = ask(lines)
    assert times(said, "screen.R15") == 2
    assert 'cannot be "None" and "Pregnant now" at once' in flat(said.out)
    assert kept(answers)["screen"]["R15"] == ["pregnant", "birth"]


def test_stiff_mornings_are_asked_where_it_may_be_long(ask: Typing, answers: Path) -> None:
    assert times(ask(safety(pain_days="91", R16="3")), "screen.R16") == 1
    assert kept(answers)["screen"]["R16"] == ["three"]
    answers.unlink()
    # How long is not known, which is not the same as short.
    assert times(ask(safety(pain_days="s", R16="2")), "screen.R16") == 1
    answers.unlink()
    assert times(ask(safety(pain_days="90")), "screen.R16") == 0


def test_what_the_screen_still_needs_is_asked_at_the_end(ask: Typing, answers: Path) -> None:
    """Under 18 the days decide, and after 50 whether it is the first time; neither stands in the first list."""
    said = ask([*safety(about_age="52"), "2"])
    assert times(said, "pain.first_time") == 1
    assert kept(answers)["pain"]["first_time"] is False
    assert "No warning signs today" in said.out


def test_under_sixteen_everything_is_asked_and_nothing_offered(ask: Typing) -> None:
    said = ask(safety(about_age="15", pain_days="3"), command="triage")
    assert said.status == 0
    assert "This product is for people from 16" in flat(said.out)
    assert "Safe for you meanwhile" not in said.out


# --- s, b, q, the end of the input, Ctrl-C -------------------------------------------------------


def test_everything_left_open_is_open(ask: Typing, answers: Path) -> None:
    said = ask(["s"] * len(SAFETY))
    assert said.status == 0
    assert "Your safety comes first" in said.out
    assert kept(answers) == {
        "schema": "liftwell.answers/1", "screen": {"answered_on": DAY}, "pain": {"told_on": DAY},
    }  # fmt: skip


@pytest.mark.parametrize("path", [path for path in STORY if not path.startswith("screen.")])
def test_every_question_of_the_story_can_be_left_open(ask: Typing, path: str) -> None:
    ask(safety())
    told = {"pain.where": "6", "pain.soreness.sides": "2"}
    lines = typed([one for one in STORY if one not in ("pain.groin_side", "pain.soreness.days")], told)
    if path in ("pain.groin_side", "pain.soreness.days"):
        lines = typed(STORY, {**told, path: "s"})
    said = ask([NONE_OF_THESE, *lines], command="triage")
    assert said.status == 0
    assert "your answers" not in said.out


def test_b_goes_back_and_the_new_answer_holds(ask: Typing, answers: Path) -> None:
    lines = safety()
    lines[2:2] = ["b", "3"]  # R02 again, with another answer
    said = ask(lines)
    assert times(said, "screen.R02") == 2
    assert kept(answers)["screen"]["R02"] == ["yes_old"]
    assert kept(answers)["screen"]["R03"] == ["no"]


def test_b_at_the_first_question_asks_it_again(ask: Typing) -> None:
    said = ask(["b", "b", *safety()])
    assert times(said, "screen.R01") == 3
    assert said.status == 0
    assert "No warning signs today" in said.out


def test_b_passes_a_question_that_does_not_apply(ask: Typing, answers: Path) -> None:
    ask(safety())
    lines = [NONE_OF_THESE, *typed(STORY, {"pain.soreness.sides": "1"})]
    sleep = len(typed(STORY[: STORY.index("pain.sleep_h")], {})) + 1
    lines[sleep:sleep] = ["b", "2", "5 3 1 0"]
    said = ask(lines, command="triage")
    assert times(said, "pain.soreness.sides") == 2
    assert kept(answers)["pain"]["soreness"] == {"sides": "both", "days": [5, 3, 1, 0]}


@pytest.mark.parametrize("after", [0, 1, 7, 8, 12, 24])
def test_q_stops_anywhere_and_the_rest_is_asked_next_time(ask: Typing, answers: Path, after: int) -> None:
    lines = safety()
    first = ask([*lines[:after], "q"])
    assert first.status == 0
    assert ("go on where you stopped" in first.out) == (after > 0)
    second = ask(lines[after:])
    asked = [path for path in SAFETY if path != "screen.R16"]
    assert [path for path in asked[:after] if times(second, path)] == []
    assert [path for path in asked[after:] if times(second, path) != 1] == []
    assert "No warning signs today" in second.out
    answers_then = kept(answers)
    answers.unlink()
    ask(lines)
    assert kept(answers) == answers_then


def test_the_end_of_the_input_is_a_q(ask: Typing, answers: Path) -> None:
    said = ask(safety()[:3])
    assert (said.status, said.err) == (0, "")
    assert set(kept(answers)["screen"]) == {"answered_on", "R01", "R02", "R03"}


def test_nothing_is_written_before_the_first_answer(ask: Typing, answers: Path) -> None:
    said = ask([])
    assert said.status == 0
    assert not answers.exists()
    assert "Your answers are kept" not in said.out


class Interrupted:
    """A keyboard at which somebody presses Ctrl-C after some lines."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = iter(lines)

    def readline(self) -> str:
        line = next(self.lines, None)
        if line is None:
            raise KeyboardInterrupt
        return f"{line}\n"

    def isatty(self) -> bool:
        return True


def test_ctrl_c_keeps_the_answers_and_says_so(liftwell: Typing, monkeypatch: pytest.MonkeyPatch, answers: Path) -> None:
    monkeypatch.setattr(sys, "stdin", Interrupted(safety()[:5]))
    said = liftwell("triage", "--answers", answers)  # a terminal, so it asks
    assert said.status == 130
    assert said.err == f"liftwell: stopped; what you answered is kept in {answers}.\n"
    assert set(kept(answers)["screen"]) == {"answered_on", "R01", "R02", "R03", "R04", "R05"}


def test_ctrl_c_does_not_hide_an_emergency(liftwell: Typing, monkeypatch: pytest.MonkeyPatch, answers: Path) -> None:
    monkeypatch.setattr(sys, "stdin", Interrupted(["2"]))
    said = liftwell("screen", "--answers", answers)
    assert said.status == 130
    assert EMERGENCY in said.out
    assert SAFETY_CARD.go in said.out
    assert kept(answers)["emergency"]["questions"] == ["R01"]


# --- emergencies ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["screen", "triage"])
@pytest.mark.parametrize("key", ["R01", "R02", "R03", "R05", "R06", "R07", "R08"])
def test_an_emergency_ends_it_after_the_first_page(ask: Typing, answers: Path, key: str, command: str) -> None:
    said = ask([*safety(**{key: "2"}), *["1"] * 40], command=command)
    assert said.status == 0
    first_page, later = SAFETY[:8], [*SAFETY[8:], *STORY]
    assert [path for path in first_page if times(said, path) != 1] == []
    assert [path for path in later if times(said, path)] == []
    assert EMERGENCY in said.out
    assert "Please go to an emergency department now." in flat(said.out)
    for word in ("Safe for you meanwhile", "Where to begin", "Next best test", "No warning signs"):
        assert word not in said.out
    assert kept(answers)["emergency"]["questions"] == [key]
    assert kept(answers)["emergency"]["at"].startswith(DAY)


def test_an_emergency_of_two_answers_further_on_ends_it_there(ask: Typing) -> None:
    """Past cancer with a leg that gets weaker (K4)."""
    said = ask(safety(R04="2", R10="2"), command="triage")
    assert EMERGENCY in said.out
    assert (times(said, "screen.R10"), times(said, "screen.R11")) == (1, 0)


def test_stopped_right_after_an_emergency_answer_it_is_shown_all_the_same(ask: Typing, answers: Path) -> None:
    assert EMERGENCY in ask(["2", "q"]).out
    assert kept(answers)["emergency"]["questions"] == ["R01"]


def at(minutes: float = 0) -> str:
    """An hour of today, so many minutes ago."""
    return (datetime.now(UTC).astimezone() - timedelta(minutes=minutes)).isoformat(timespec="seconds")


def in_an_emergency(answers: Path, minutes: float, **more: object) -> None:
    """A file of somebody who was sent to an emergency department so many minutes ago."""
    screen = {"answered_on": at(minutes)[:10], "R01": ["yes_new"]}
    past = {"at": at(minutes), "questions": ["R01"], **more}
    answers.write_text(json.dumps({"schema": "liftwell.answers/1", "screen": screen, "emergency": past}))


def today() -> str:
    return at()[:10]


LEAVE: Final = "Your last safety check sent you to an emergency department. What has happened since?"


@pytest.mark.parametrize("line", ["3", "s", "q", ""])
def test_nothing_has_happened_yet(ask: Typing, answers: Path, line: str) -> None:
    in_an_emergency(answers, 60 * 24)
    said = ask([line] if line else [], on=today(), command="triage")
    assert said.status == 0
    assert LEAVE in flat(said.out)
    assert EMERGENCY in said.out
    assert times(said, "screen.R01") == 0
    assert set(kept(answers)["emergency"]) == {"at", "questions"}


def test_a_slip_within_ten_minutes_asks_its_question_again(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 5)
    said = ask(["2", *safety()], on=today())
    assert times(said, "screen.R01") == 1
    assert "No warning signs today" in said.out
    past = kept(answers)["emergency"]
    assert past["corrected_at"] > past["at"]
    # From now on it is like any other day.
    again = ask([NONE_OF_THESE], on=today())
    assert LEAVE not in flat(again.out)
    assert "No warning signs today" in again.out


def test_a_slip_that_was_none_is_the_emergency_again(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 5)
    said = ask(["2", "2", *safety()[1:8]], on=today())
    assert EMERGENCY in said.out
    assert "corrected_at" not in kept(answers)["emergency"]


def nothing_is_offered(said: Said) -> bool:
    return not any(word in said.out for word in ("No warning signs", "Safe for you meanwhile", "Where to begin"))


def test_a_slip_that_is_not_answered_again_offers_nothing(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 5)
    assert nothing_is_offered(ask(["2", "q"], on=today(), command="triage"))


def test_a_slip_after_ten_minutes_is_too_late(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 11)
    said = ask(["2"], on=today())
    assert "more than ten minutes ago" in flat(said.out)
    assert EMERGENCY in said.out
    assert "corrected_at" not in kept(answers)["emergency"]


def test_examined_since_and_the_whole_screen_anew(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 60 * 24 * 3)
    day = at(60 * 24)[:10]
    said = ask(["1", "soon", "2020-01-01", "2199-01-01", day, "", "nothing pressing on it", *safety()], on=today())
    assert "Type today, yesterday, or the day as" in flat(said.out)
    assert flat(said.out).count("That day is not between the safety check and today.") == 2
    assert [path for path in SAFETY if path != "screen.R16" and times(said, path) != 1] == []
    assert "No warning signs today" in said.out
    assert kept(answers)["emergency"]["checked_on"] == day
    assert kept(answers)["emergency"]["said"] == "nothing pressing on it"
    assert LEAVE not in flat(ask([NONE_OF_THESE], on=today()).out)


def test_examined_since_but_only_half_the_screen_is_not_enough(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 60 * 24)
    assert nothing_is_offered(ask(["1", today(), "all fine", *safety()[:6], "q"], on=today(), command="triage"))


@pytest.mark.parametrize("lines", [["b", "3"], ["1", "b", "3"], ["1", "DAY", "b", "b", "3"], ["1", "s"],
                                   ["1", "DAY", "s"], ["1", "DAY", "q"]])  # fmt: skip
def test_b_s_and_q_work_on_the_way_out_too(ask: Typing, answers: Path, lines: list[str]) -> None:
    in_an_emergency(answers, 60 * 24)
    said = ask([today() if line == "DAY" else line for line in lines], on=today())
    assert (said.status, said.err) == (0, "")
    assert EMERGENCY in said.out
    assert "checked_on" not in kept(answers)["emergency"]


def test_a_moment_without_a_time_zone_is_one_of_here(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 5)
    content = kept(answers)
    content["emergency"]["at"] = content["emergency"]["at"][:19]
    answers.write_text(json.dumps(content))
    assert "No warning signs today" in ask(["2", *safety()], on=today()).out


def test_again_does_not_pass_by_an_emergency(ask: Typing, answers: Path) -> None:
    in_an_emergency(answers, 60 * 24)
    said = ask(["3"], "--again", on=today())
    assert LEAVE in flat(said.out)
    assert EMERGENCY in said.out


# --- another day ---------------------------------------------------------------------------------

OF_TODAY: Final = [CLEAR["pain.leg"], CLEAR["pain.now"], CLEAR["pain.walking"]]


def test_the_short_check_with_nothing_new(ask: Typing, answers: Path) -> None:
    ask(safety())
    said = ask([NONE_OF_THESE, *OF_TODAY], on="2026-11-23")
    assert "Anything new since your last check?" in said.out
    assert [path for path in SAFETY if path.startswith("screen.") and times(said, path)] == []
    assert "No warning signs today" in said.out
    # A short check never makes the whole screen younger.
    assert kept(answers)["screen"]["answered_on"] == DAY


def test_how_it_is_now_is_asked_every_day_and_the_beginning_moves_away(ask: Typing, answers: Path) -> None:
    ask(safety(pain_days="80"))
    said = ask([NONE_OF_THESE, "1", "8", "2"], on="2026-11-27")
    assert [times(said, f"pain.{one}") for one in ("leg", "now", "walking", "waking", "worst", "days")] == [
        1, 1, 1, 0, 0, 0,
    ]  # fmt: skip
    assert kept(answers)["pain"]["now"] == 8
    assert kept(answers)["pain"]["days"] == 87
    assert kept(answers)["pain"]["told_on"] == "2026-11-27"
    assert "Your pain is strong or new, so it settles first." in flat(said.out)


def test_a_file_that_does_not_say_its_day_counts_from_the_screen(ask: Typing, answers: Path) -> None:
    ask(safety())
    content = kept(answers)
    del content["pain"]["told_on"]
    answers.write_text(json.dumps(content))
    assert times(ask([NONE_OF_THESE, *OF_TODAY], on="2026-11-21"), "pain.now") == 1


@pytest.mark.parametrize(
    ("tick", "opens"),
    [("1", ["R01"]), ("2", ["R02"]), ("3 4", ["R03", "R04"]), ("5", ["R05"]), ("6", ["R11"]),
     ("7", ["R09", "R10", "R14", "R15"])],
)  # fmt: skip
def test_a_tick_opens_its_questions(ask: Typing, tick: str, opens: list[str]) -> None:
    ask(safety())
    said = ask([tick, *["1"] * len(opens)])
    assert [key for key in questions() if times(said, f"screen.{key}")] == opens
    assert "No warning signs today" in said.out


def test_an_opened_question_that_stays_open_is_open(ask: Typing) -> None:
    ask(safety())
    assert "One safety question first" in ask(["1", "s"]).out
    assert "One safety question first" in ask(["q"]).out


def test_the_short_check_cannot_be_left_open_or_gainsay_itself(ask: Typing) -> None:
    ask(safety())
    said = ask(["s", "1 8", "b", "9", NONE_OF_THESE])
    assert "This one cannot stay open" in flat(said.out)
    assert "None of these cannot be ticked beside another." in flat(said.out)
    assert "Type a number from 1 to 8." in said.out
    assert "No warning signs today" in said.out


def test_stopped_at_the_short_check_nothing_is_known_to_be_new(ask: Typing, answers: Path) -> None:
    ask(safety())
    before = kept(answers)
    said = ask(["q"])
    assert said.status == 0
    assert "Run it again to go on where you stopped." in said.out
    assert kept(answers) == before


def test_a_short_check_from_the_command_line_is_not_asked_again(ask: Typing, answers: Path) -> None:
    ask(safety())
    assert "Anything new" not in ask([], "--new", "none").out
    said = ask(["2"], "--new", "fever")
    assert times(said, "screen.R11") == 1
    assert kept(answers)["screen"]["R11"] == ["ill"]
    assert "Speak to a clinician today" in said.out


def test_half_a_screen_of_another_day_begins_with_the_short_check(ask: Typing) -> None:
    ask([*safety()[:12], "q"])
    said = ask([NONE_OF_THESE, *safety()[12:]], on="2026-11-25")
    assert "Anything new since your last check?" in said.out
    assert times(said, "screen.R01") == 0
    assert "No warning signs today" in said.out


def test_after_28_days_everything_is_asked_anew(ask: Typing) -> None:
    ask(safety(R14="2"))
    fresh = ask([NONE_OF_THESE, *OF_TODAY], on="2026-12-18")
    assert times(fresh, "screen.R01") == 0
    old = ask(safety(R14="3"), on="2026-12-19")
    known = ("about.age", "about.sex", "about.height_cm", "about.mass_kg", "screen.R16")
    assert "Anything new" not in old.out
    assert [path for path in known if times(old, path)] == []


def test_again_asks_every_safety_question(ask: Typing) -> None:
    ask(safety())
    lines = typed([path for path in SAFETY if not path.startswith("about.") and path != "screen.R16"], CLEAR)
    said = ask(lines, "--again")
    assert [key for key in questions() if key != "R16" and times(said, f"screen.{key}") != 1] == []
    assert times(said, "pain.days") == 1
    assert "No warning signs today" in said.out


# --- triage --------------------------------------------------------------------------------------


def test_triage_asks_the_story_only_where_safety_allows(ask: Typing) -> None:
    said = ask([*safety(R12="2"), *["1"] * 40], command="triage")
    assert "Get this checked within three days" in said.out
    assert [path for path in STORY if times(said, path)] == []


def test_triage_stopped_in_the_story_goes_on_there(ask: Typing, answers: Path) -> None:
    lines = typed(STORY, {"pain.at_light": "1", "pain.at_heavy": "5", "pain.where": "1"})
    first = ask([*safety(), *lines[:5], "q"], command="triage")
    assert "go on where you stopped" in first.out
    second = ask([NONE_OF_THESE, *lines[:2], *lines[3:]], command="triage")
    assert STORY.index("pain.where") == 2
    assert times(second, "pain.where") == 0
    assert times(second, "pain.at_heavy") == 1
    assert kept(answers)["pain"]["at_heavy"] == 5


def test_the_side_of_the_groin_only_where_it_is_the_groin(ask: Typing, answers: Path) -> None:
    ask([*safety(), *typed(STORY, {"pain.where": "6", "pain.groin_side": "2"})], command="triage")
    assert kept(answers)["pain"]["groin_side"] == "right"


def test_tests_asks_for_every_self_test_with_how_it_is_done(ask: Typing, answers: Path) -> None:
    ask([*safety(), *typed(STORY, {})], command="triage")
    ten = ["9", "120", "118", "s", "1", "20", "18", "12", "14", "2", "3", "70"]
    said = ask([NONE_OF_THESE, *typed(STORY, {}), *ten], "--tests", command="triage")
    assert said.status == 0
    for how in ("Hold the stick along your back", "Go on hands and knees", "Lie on your back and hold one thigh"):
        assert how in flat(said.out)
    assert kept(answers)["tests"] == {
        "stick_kept": 9,
        "hip_bend": {"left_deg": 120, "right_deg": 118, "tightness": 1},
        "knee_extension": {"left_deg": 20, "right_deg": 18},
        "psoas_hold": {"left_s": 12, "right_s": 14},
        "hip_extension": {"left_short_deg": 2, "right_short_deg": 3},
        "back_hold_s": 70,
    }


def test_q_in_the_self_tests_stops_all_of_them(ask: Typing) -> None:
    ask(safety())
    said = ask([NONE_OF_THESE, *typed(STORY, {}), "9", "q", "1", "1"], "--tests", command="triage")
    assert times(said, "tests.stick_kept") == 1
    assert times(said, "tests.hip_bend.right_deg") == 0
    assert "go on where you stopped" in said.out


def test_the_next_best_test_is_asked_for_until_one_stays_open(ask: Typing, answers: Path) -> None:
    """The hinge fails by hand, so hips, hamstrings and psoas would tell most, one after the other."""
    ask(safety())
    content = kept(answers)
    content["tests"] = {"hinge": {"change_deg": 31, "sd_deg": 4, "toe_touch_deg": 50}}
    content["clip"] = [{"load_kg": 20, "steps_seen": [3, 4, 5, 6], "reps": 5}]
    content["training"] = {"more_weight": False, "more_sets": False, "time_off": False, "other_back_work": False}
    answers.write_text(json.dumps(content))
    lines = [line for path, line in zip([p for p in STORY if p not in ("pain.groin_side", "pain.soreness.days")],
                                        typed(STORY, {}), strict=True) if not path.startswith("training.")]  # fmt: skip
    said = ask([NONE_OF_THESE, *lines, "120", "119", "s", "0", "s", "s"], command="triage")
    assert [times(said, f"tests.{one}") for one in ("hip_bend.left_deg", "knee_extension.left_deg")] == [1, 1]
    assert times(said, "tests.psoas_hold.left_s") == 0
    assert kept(answers)["tests"]["hip_bend"] == {"left_deg": 120, "right_deg": 119, "tightness": 0}


# --- a clinician's word --------------------------------------------------------------------------


def pregnant(ask: Typing, answers: Path) -> None:
    """A file of somebody who needs a clinician's word, and has told everything else."""
    ask(safety(R15="2"))
    assert kept(answers)["screen"]["R15"] == ["pregnant"]


def test_a_clearance_is_kept_and_turns_the_answer_off(ask: Typing, answers: Path) -> None:
    pregnant(ask, answers)
    said = ask([NONE_OF_THESE, "4", "soon", "2026-11-21", "2026-07-01", "2026-11-18", "no breath holding", ""],
               "--cleared")  # fmt: skip
    assert said.status == 0
    assert "Type today, yesterday, or the day as" in flat(said.out)
    assert "That day is still to come." in said.out
    assert "That day is more than 90 days ago, so it holds no longer." in said.out
    assert "A clinician has cleared" in said.out
    assert kept(answers)["clearance"] == [
        {"questions": ["R15"], "by": "midwife", "on": "2026-11-18", "limits": ["no breath holding"],
         "answers": {"R15": ["pregnant"]}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [["s"], ["q"], ["b"], ["4", "s"], ["4", "b"], ["4", "q"], ["4", DAY, "b"], ["4", DAY, "q"]]
)
def test_a_clearance_without_who_and_when_is_none(ask: Typing, answers: Path, lines: list[str]) -> None:
    pregnant(ask, answers)
    said = ask([NONE_OF_THESE, *lines], "--cleared")
    assert said.status == 0
    assert "Nothing is kept" in said.out
    assert "clearance" not in kept(answers)
    assert "Get this checked within two weeks" in said.out


def test_limits_may_be_none(ask: Typing, answers: Path) -> None:
    pregnant(ask, answers)
    ask([NONE_OF_THESE, "1", DAY, "s"], "--cleared")
    assert kept(answers)["clearance"][0].get("limits", []) == []


def test_nothing_to_clear_and_what_cannot_be_cleared(ask: Typing, answers: Path) -> None:
    ask(safety())
    assert "There is nothing to clear." in ask([NONE_OF_THESE], "--cleared").out
    ask(["6", "1"])
    answers.unlink()
    ask(safety(R04="4"))  # it hurts too much to try: only a look at it tells
    said = ask([NONE_OF_THESE], "--cleared")
    assert said.status == 2
    assert "No clearance can turn off what your answers say now; please follow it first." in said.err


# --- one change at the same weight (T7) ----------------------------------------------------------


def tried(ask: Typing, answers: Path, *lines: str) -> Any:  # noqa: ANN401  (any JSON)
    """What is kept of a response test, for somebody of whom all other tests are told."""
    ask(safety())
    content = kept(answers)
    content["tests"] = {
        "stick_kept": 9, "hip_bend": {"left_deg": 120, "right_deg": 119, "pinch": "left", "tightness": 0},
        "knee_extension": {"left_deg": 10, "right_deg": 10}, "psoas_hold": {"left_s": 20, "right_s": 20},
        "hip_extension": {"left_short_deg": 1, "right_short_deg": 1}, "back_hold_s": 80,
    }  # fmt: skip
    answers.write_text(json.dumps(content))
    said = ask([NONE_OF_THESE, *typed(STORY, {}), *lines], "--tests", command="triage")
    assert said.status == 0, said.err
    assert flat(said.out).count("Which one thing did you change?") >= 1
    return kept(answers).get("response")


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["1", "10", "5", "2"], {"change": "height", "what": "10 cm blocks", "raised_cm": 10}),
        (["1", "s", "5", "2"], {"change": "height", "what": "a higher bar"}),
        (["2", "5", "2"], {"change": "stance", "what": "another stance"}),
        (["3", "5", "2"], {"change": "bar", "what": "another bar"}),
        (["4", "2", "5", "2"], {"change": "cue", "what": "slack"}),
        (["5", "5", "2"], {"change": "lighter", "what": "less weight"}),
    ],
)
def test_a_change_is_kept(ask: Typing, answers: Path, lines: list[str], row: dict[str, object]) -> None:
    (found,) = tried(ask, answers, *lines)
    assert found == {**row, "pain_before": 5, "pain_after": 2}


@pytest.mark.parametrize("lines", [["s"], ["q"], ["b"], ["4", "s"], ["2", "s"], ["2", "5", "s"], ["1", "10", "b"]])
def test_half_a_change_is_none(ask: Typing, answers: Path, lines: list[str]) -> None:
    assert tried(ask, answers, *lines) is None


# --- what strangers ran into ---------------------------------------------------------------------


def test_who_was_not_sure_is_asked_that_again(ask: Typing) -> None:
    """And hears at the end of the first page to phone, before anybody asks for their height."""
    said = ask(safety(R02="5")[:8])
    assert "Phone your urgent advice line" in flat(said.out)
    assert times(said, "about.age") == 0
    again = ask(["1", *safety()[8:]])
    assert (times(again, "screen.R02"), times(again, "screen.R01")) == (1, 0)
    assert "No warning signs today" in flat(again.out)


def test_a_first_emergency_is_no_earlier_one(ask: Typing) -> None:
    said = ask(safety(R02="2")[:8])
    assert EMERGENCY in said.out
    assert "last safety check" not in said.out
    assert "still open" not in said.out
    assert "last safety check" in ask([], on="2026-11-21").out


def test_a_clearance_from_before_this_pain_is_none(ask: Typing, answers: Path) -> None:
    ask(safety(R15="2", pain_days="10"))
    said = ask([NONE_OF_THESE, "4", "2026-11-01", "yesterday", ""], "--cleared")
    assert "That is before this pain began, on 2026-11-10." in flat(said.out)
    assert "It holds until 2027-02-17" in flat(said.out)
    assert kept(answers)["clearance"][0]["on"] == "2026-11-19"


def test_the_country_is_kept(ask: Typing, answers: Path) -> None:
    assert "999" in ask(safety(R02="2")[:8], "--country", "gb").out
    assert kept(answers)["about"]["country"] == "GB"
    assert "999" in ask([], on="2026-11-21").out
