"""The file of answers: what is read, what is written, and one sentence with the place for everything else."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime
from math import radians
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError
from liftwell.exchange.answers import (
    account_of,
    parse_document,
    read_answers,
    read_document,
    to_json,
    write_document,
)
from liftwell.exchange.hand_written import MOST_BYTES
from liftwell.screen.intake import PainStory
from liftwell.screen.prompts import prompts
from liftwell.screen.questions import questions

CASES: Final = Path(__file__).parent.parent / "triage" / "cases"
TODAY: Final = date(2026, 11, 26)


def parsed(**content: object) -> Any:  # noqa: ANN401  (a document)
    return parse_document(content, "me.toml")


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(LiftwellError) as caught:
        read_answers(path, TODAY)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


# --- files that cannot be read -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("me.toml", b"about = ", "is no valid TOML: "),
        ("me.toml", b"[about]\nage = 34\nage = 35", "is no valid TOML: "),
        ("me.toml", b"[pain]\ndays = 2026-13-45", "is no valid TOML: "),
        ("me.json", b"{", "is no valid JSON: "),
        ("me.json", b"", "is no valid JSON: "),
        ("me", b'{"about": }', "is no valid JSON: "),
        ("me.json", b'{"about": {"age": 34, "age": 35}}', "'age' stands in it twice."),
        ("me.json", b'{"screen": {"R01": "yes_new", "R01": "no"}}', "'R01' stands in it twice."),
        ("me.json", b'{"about": {"age": ' + b"9" * 6000 + b"}}", "is no valid JSON: Exceeds the limit"),
        ("me.toml", b"[about]\nage = " + b"9" * 6000, "is no valid TOML: Exceeds the limit"),
        ("me.json", b"[" * 100_000, "it is nested too deeply."),
        ("me.toml", b"a = " + b"[" * 100_000, "it is nested too deeply."),
        ("me.toml", "[about]\nage = 34 # fünf".encode("latin-1"), "should be a text file"),
        ("me.toml", "[about]\nage = 34".encode("utf-16"), "should be a text file"),
        ("me.toml", bytes(range(256)), "should be a text file"),
        ("me.toml", b"# \n" * MOST_BYTES, "is too large for a file of answers."),
    ],
)
def test_what_is_no_file_of_answers_is_said(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotRead):
        read_answers(path)
    assert says in refusal(path)
    assert str(path) in refusal(path)


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere")
    assert refusal(tmp_path / "me.toml") == f"There is no file {tmp_path / 'me.toml'}."
    assert "There is no file" in refusal(tmp_path / "link.toml")
    assert "should be a text file" in refusal(tmp_path)
    with pytest.raises(CannotRead, match="cannot be read"):
        read_answers(tmp_path / ("long" * 200))
    assert "too large" in refusal(Path("/dev/zero"))


# --- answers that cannot be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"scren": {}}, "there is nothing called scren; is it a slip of the finger?"),
        ({"screen": {"R17": "no"}}, "there is nothing called screen.R17;"),
        ({"pain": {"soreness": {"sides": "both", "day": [1]}}}, "there is nothing called pain.soreness.day;"),
        ({"clip": [{}, {"loud_kg": 5}]}, "there is nothing called clip.1.loud_kg;"),
        ([], "the file: "),
        ("yes", "the file: "),
        ({"about": {"age": float("nan")}}, "about.age: "),
        ({"about": {"age": float("inf")}}, "about.age: "),
        ({"about": {"height_cm": float("nan")}}, "about.height_cm: "),
        ({"about": {"mass_kg": 1e300}}, "about.mass_kg: "),
        ({"pain": {"now": 3.5}}, "pain.now: "),
        ({"pain": {"now": True}}, "pain.now: "),
        ({"pain": {"now": 11}}, "pain.now: input should be less than or equal to 10, not '11'."),
        ({"pain": {"now": "3"}}, "pain.now: "),
        ({"pain": {"where": ["knee"]}}, "pain.where.0: "),
        ({"pain": {"soreness": {}}}, "pain.soreness.sides: field required."),
        ({"about": [1, [2, [3]]]}, "about: "),
        ({"screen": {"R01": 5}}, "screen.R01: "),
        ({"screen": {"R01": [5]}}, "screen.R01.0: "),
        ({"screen": {"R01": {"yes": 1}}}, "screen.R01: "),
        ({"screen": {"answered_on": "yesterday"}}, "screen.answered_on: "),
        ({"schema": "liftwell.answers/2"}, "schema: input should be 'liftwell.answers/1', not 'liftwell.answers/2'."),
        ({"clip": [{"kind": "hinge"}]}, "clip.0: a clip of kind 'hinge' needs its file;"),
        ({"clip": [{"raised_cm": -5}]}, "clip.0.raised_cm: "),
        ({"clip": [{"reps": -1}]}, "clip.0.reps: "),
        ({"clip": [{"steps_seen": [7]}]}, "clip.0.steps_seen.0: "),
        ({"tests": {"hinge": {}}}, "tests.hinge.change_deg: field required."),
        ({"training": {"days_since_hinge": -3}}, "training.days_since_hinge: "),
        ({"response": [{"change": "cue", "what": "slack", "pain_before": 5}]}, "response.0.pain_after: field required"),
        ({"emergency": {"at": "noon", "questions": []}}, "emergency.at: "),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_place(content: object, says: str) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        parse_document(content, "me.toml")
    sentence = str(caught.value)
    assert sentence.startswith(f"me.toml: {says}")
    assert sentence[-1] in ".?"
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("key", "chosen", "says"),
    [
        ("R01", "maybe", "R01 has no answer 'maybe'; it is one of no, yes_new, yes_old, known, unsure."),
        (
            "R01",
            ["no", "yes_new"],
            'R01 (toilet) cannot be "No" and "Yes, it began or got worse in the last 14 days" at once.',
        ),
        (
            "R15",
            ["none", "pregnant"],
            'R15 (operations, birth and pregnancy) cannot be "None" and "Pregnant now" at once.',
        ),
        ("R04", ["yes_new", "yes_old"], "R04 (strength of one leg) cannot be"),
    ],
)
def test_answers_that_are_none_or_cannot_be_together(key: str, chosen: object, says: str) -> None:
    with pytest.raises(ImpossibleValue, match=re.escape(f"me.toml: {says}")):
        parsed(screen={key: chosen})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"about": {"age": 4}}, "The age 4 years is outside 5–110 years"),
        ({"about": {"height_cm": 18}}, "The height 0.18 m is outside"),
        ({"about": {"best_kg": 0}}, "The best lift 0 kg is outside"),
        ({"pain": {"sleep_h": 25}}, "The sleep 25 hours is outside 0–24 hours"),
        ({"pain": {"days": -1}}, "The number of days since it began -1 days is outside"),
        ({"tests": {"hinge": {"change_deg": 400}}}, "No joint bends by 400°; please check the number."),
        ({"tests": {"hip_bend": {"left_deg": 10}}}, "The hip bend 10° is outside 20–170°"),
        ({"tests": {"knee_extension": {"left_deg": 101}}}, "The knee extension 101° is outside -20–100°"),
        ({"tests": {"psoas_hold": {"left_s": 601}}}, "The psoas hold 601 s is outside 0–600 s"),
        ({"training": {"session": [{"on": TODAY, "lift": "sumo", "sets": [{"reps": 5, "load_kg": 701}]}]}},
         "The load 701 kg is outside"),
        ({"training": {"session": [{"on": TODAY, "lift": "sumo", "sets": [{"reps": 0, "load_kg": 70}]}]}},
         "A set has one repetition or more"),
        ({"training": {"session": [{"on": TODAY, "lift": "sumo", "sets": [{"reps": 1, "load_kg": 70, "rpe": 12}]}]}},
         "The RPE 12 is outside 0–10; please check it."),
        ({"training": {"last_kg": -5}}, "The load -5 kg is outside"),
        ({"clip": [{"load_kg": -60}]}, "The load of a clip -60 kg is outside"),
        ({"response": [{"change": "lighter", "what": "less", "pain_before": 5, "pain_after": 3, "load_kg": 900}]},
         "The load 900 kg is outside"),
        ({"response": [{"change": "cue", "what": "slak", "pain_before": 5, "pain_after": 3}]},
         "There is no cue 'slak'; it is one of back-set, slack, bar-close"),
        ({"clearance": [{"questions": [], "by": "physio", "on": TODAY}]}, "A clearance names the questions"),
        ({"on": "0001-01-01"}, "The year 1 is outside 1990–2200; please check it."),
    ],
)  # fmt: skip
def test_numbers_that_no_lifter_has(content: dict[str, Any], says: str) -> None:
    with pytest.raises(ImpossibleValue) as caught:
        account_of(parsed(**content), TODAY)
    assert str(caught.value).startswith(says)


def test_without_any_day_nothing_can_be_read() -> None:
    with pytest.raises(ImpossibleValue, match="add on = 2026-11-26"):
        account_of(parsed())


# --- what is read --------------------------------------------------------------------------------


def test_the_least_file_is_one_of_which_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("")
    account = read_answers(tmp_path / "me.toml", TODAY)
    assert account.intake.on == TODAY
    assert account.intake.safety.answered_on is None
    assert set(account.intake.safety.answers.values()) == {()}
    assert (account.clips, account.needs, account.plan) == ((), (), None)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "as Windows writes it"])
@pytest.mark.parametrize(("name", "text"), [("me.toml", '[screen]\r\nR01 = "no"\r\n'),
                                            ("me.json", '{"screen": {"R01": ["no"]}}')])  # fmt: skip
def test_one_answer_or_a_list_of_one_in_toml_or_json(tmp_path: Path, mark: bytes, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(mark + text.encode())
    assert read_answers(path, TODAY).intake.safety.answers["R01"] == ("no",)


def test_the_day_of_the_file_comes_before_the_one_given() -> None:
    assert account_of(parsed(on="2026-11-20"), TODAY).intake.on == date(2026, 11, 20)


def test_days_count_on_from_the_day_on_which_they_were_told() -> None:
    def days(**pain: object) -> int | None:
        return account_of(parsed(pain=pain), TODAY).intake.story.days

    assert days(days=10) == 10
    assert days(days=10, told_on="2026-11-20") == 16
    assert days(days=10, told_on="2026-12-20") == 10
    assert days(told_on="2026-11-20") is None


def test_a_moment_without_a_time_zone_is_one_of_here() -> None:
    past = {"at": "2026-11-26T10:00:00", "questions": ["R01"], "corrected_at": "2026-11-26T10:05:00+00:00"}
    emergency = account_of(parsed(emergency=past), TODAY).intake.emergency
    assert emergency is not None
    assert emergency.corrected_at == datetime(2026, 11, 26, 10, 5, tzinfo=UTC)
    assert emergency.at == datetime(2026, 11, 26, 10, 0).astimezone()


def test_everything_that_can_be_told_arrives() -> None:
    account = account_of(
        parsed(
            about={"age": 30, "sex": "female", "height_cm": 168, "equipment": ["bar"], "also": ["knee_pain"]},
            pain={"where": ["groin"], "groin_side": "left", "soreness": {"sides": "both", "days": [5, 3]}},
            clearance=[{"questions": ["R15"], "by": "midwife", "on": "2026-11-20", "answers": {"R15": "pregnant"}}],
            tests={
                "hinge": {"change_deg": 20, "sd_deg": 5},
                "hinge_raised": {"raised_cm": 15, "change_deg": 8},
                "hip_bend": {"left_deg": 120, "pinch": "left", "tightness": 2},
                "hip_extension": {"left_short_deg": 4},
                "back_hold_s": 70,
            },
            response=[{"change": "height", "what": "10 cm", "pain_before": 5, "pain_after": 2, "raised_cm": 10}],
            clip=[{"load_kg": 60, "raised_cm": 10, "low_back_deg": 9, "lockout_deg": -10, "reps": 5,
                   "found": [{"step": 4, "verdict": "fix", "code": "step4.bar_to_shin", "value": 5, "sd": 1,
                              "unit": "cm"},
                             {"step": 5, "verdict": "watch", "value": 3}]},
                  {"file": "heavy.mp4"}],
            needs=[{"raised_cm": 0, "low_back_deg": 31}],
            plan={"phase": "return", "row": "R3", "day": [{"colour": "green"}, {"during": 6, "after": 2}]},
        ),
        TODAY,
    )  # fmt: skip
    assert account.intake.person.body.height_m == pytest.approx(1.68)
    assert account.intake.person.troubles == ("knee_pain",)
    assert account.intake.story.soreness is not None
    assert account.intake.story.soreness.days == (5, 3)
    assert account.intake.clearances[0].answers == {"R15": ("pregnant",)}
    tests = account.tests
    assert tests.hinge is not None
    assert tests.hinge.value == pytest.approx(radians(20))
    assert tests.hinge.sd == pytest.approx(radians(5))
    assert tests.toe_touch is None
    assert tests.raised[0].raised_m == pytest.approx(0.15)
    assert tests.hip_bend is not None
    assert list(tests.hip_bend.told) == pytest.approx([radians(120)])
    assert tests.responses[0].raised_m == pytest.approx(0.10)
    (clip,) = account.clips  # the other is read by the command
    assert clip.load_kg == 60
    assert clip.raised_m == pytest.approx(0.1)
    assert clip.lockout.value == pytest.approx(radians(-10))
    assert clip.steps[0].quantity.value == pytest.approx(0.05)
    assert clip.steps[0].quantity.unit == "m"
    assert clip.steps[1].quantity.unit == "1"
    assert account.needs[0].lumbar.value == pytest.approx(radians(31))
    assert account.plan is not None
    assert account.plan.colours == ("green", "red")


@pytest.mark.parametrize("path", [one.path for one in prompts()])
def test_every_question_has_its_place_in_the_file(path: str) -> None:
    """What is asked can be written, so no answer is ever refused for its place."""
    prompt = next(one for one in prompts() if one.path == path)
    value: object = {"rating": 3, "ratings": [5, 3], "yesno": True}.get(prompt.kind)
    if prompt.choices:
        value = prompt.choices[0][0] if prompt.kind == "choice" else [prompt.choices[0][0]]
    elif value is None:
        assert prompt.range is not None
        value = prompt.range[1]
    content: dict[str, Any] = {"pain": {"soreness": {"sides": "both"}}} if "soreness" in path else {}
    *tables, last = path.split(".")
    place = content
    for table in tables:
        place = place.setdefault(table, {})
    place[last] = value
    document = parse_document(content, "me.json")
    account_of(document, TODAY)
    assert parse_document(json.loads(to_json(document)), "again") == document


# --- what is written -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", sorted(CASES.glob("C*.toml")), ids=lambda path: path.stem)
def test_what_is_written_says_the_same(case: Path, tmp_path: Path) -> None:
    document = read_document(case)
    write_document(document, tmp_path / "me.json")
    assert read_document(tmp_path / "me.json") == document
    assert read_answers(tmp_path / "me.json") == read_answers(case)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["me.json"]


@given(
    st.fixed_dictionaries({}, optional={key: st.sampled_from([answer for answer, _ in one.answers])
                                        for key, one in questions().items()}),
    st.fixed_dictionaries({}, optional={name: st.integers(0, 10) for name in ("now", "worst", "waking", "worry")}),
)  # fmt: skip
def test_any_answers_come_back_as_they_were(screen: dict[str, str], pain: dict[str, int]) -> None:
    document = parsed(screen=screen, pain=pain)
    again = parse_document(json.loads(to_json(document)), "again")
    assert account_of(again, TODAY) == account_of(document, TODAY)
    for key in questions():
        assert getattr(again.screen, key) == ([screen[key]] if key in screen else [])


def test_nothing_that_was_not_answered_is_written() -> None:
    assert json.loads(to_json(parsed(screen={"R01": []}, pain={}))) == {"schema": "liftwell.answers/1"}


def test_what_cannot_be_written_leaves_the_old_answers(tmp_path: Path) -> None:
    document = parsed(screen={"R01": "no"})
    with pytest.raises(CannotWrite, match=r"No such file or directory\); give another place"):
        write_document(document, tmp_path / "nowhere" / "me.json")
    (tmp_path / "me.json").mkdir()
    (tmp_path / "me.json" / "kept").touch()
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_document(document, tmp_path / "me.json")
    assert [path.name for path in tmp_path.iterdir()] == ["me.json"]


def test_a_case_is_one_in_toml() -> None:
    """So that what the guide shows as TOML is what the cases are written in."""
    assert tomllib.loads((CASES / "C02.toml").read_text("utf-8"))["schema"] == "liftwell.answers/1"


def test_how_it_hurt_on_another_day_is_not_known_today() -> None:
    """Leg, pain now and walking are of one day; a file that is only read is no exception."""
    pain = {"leg": "none", "now": 2, "walking": "normal", "waking": 1, "days": 5}

    def story(screen: dict[str, object], **more: object) -> PainStory:
        found: PainStory = account_of(parsed(screen=screen, pain=pain | more), TODAY).intake.story
        return found

    for told in (
        story({}, told_on="2026-11-12"),
        story({"answered_on": "2026-11-12"}),
        story({"answered_on": "2026-11-26"}, told_on="2026-11-12"),
    ):
        assert (told.leg, told.now, told.walking) == (None, None, None)
        assert (told.waking, told.days) == (1, 19)
    for told in (story({}), story({"answered_on": "2026-11-26"}), story({}, told_on="2026-11-26")):
        assert (told.leg, told.now, told.walking, told.days) == ("none", 2, "normal", 5)
