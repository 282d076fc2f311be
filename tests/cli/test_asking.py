"""One question at a time: what a typed line means, and what is said where it means nothing."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from liftwell.cli.asking import Asker, Back, Enough
from liftwell.consultation.saved_answers import at, put
from liftwell.consultation.typed_answer import MOST_RATINGS, NotThat, answer_of, choices_of
from liftwell.screen.prompts import Prompt, prompts
from tests.cli.person import keyboard

BY_PATH = {one.path: one for one in prompts()}
WALKING = BY_PATH["pain.walking"]


def asker(*lines: str, width: int = 80) -> Asker:
    return Asker(Console(file=StringIO(), width=width, highlight=False), read_from(*lines))


def read_from(*lines: str) -> Callable[[], str]:
    typed = keyboard(list(lines))

    def read() -> str:
        line = typed.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")

    return read


def shown(one: Asker) -> str:
    assert isinstance(one.console.file, StringIO)
    return one.console.file.getvalue()


# --- every question ------------------------------------------------------------------------------


def lines_of(prompt: Prompt) -> list[tuple[str, object]]:
    """Every answer of a question by its number, as it stands in the file."""
    rows = choices_of(prompt)
    match prompt.kind:
        case "choice":
            return [(str(number), value) for number, (value, _) in enumerate(rows, 1)]
        case "many":
            whole = [value for value, _ in rows]
            every = " ".join(str(number) for number in range(1, len(rows) + 1))
            return [*((str(number), [value]) for number, (value, _) in enumerate(rows, 1)), (every, whole)]
        case "yesno":
            return [("1", True), ("2", False), ("y", True), ("No", False)]
        case "rating":
            return [(str(number), number) for number in range(11)]
        case "ratings":
            return [("5 6 3 0", [5, 6, 3, 0]), ("5,6;3", [5, 6, 3]), ("10", [10])]
        case "whole" | "number":
            assert prompt.range is not None
            # What people write in their own units has narrower limits than the file.
            low, high = prompt.range
            if prompt.unit in ("cm", "kg"):
                low, high = min(max(low, 90.0), high), min(high, 260.0)
            return [(f"{end:g}", end) for end in (low, high)]


@pytest.mark.parametrize("path", BY_PATH)
def test_every_question_can_be_answered_by_number(path: str) -> None:
    prompt = BY_PATH[path]
    for line, value in lines_of(prompt):
        one = asker(line)
        assert one.ask(prompt) == value
        assert not any(word in shown(one) for word in ("Type ", "outside"))


@pytest.mark.parametrize("path", BY_PATH)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_question_is_shown_whole_at_every_width(path: str, width: int) -> None:
    one = asker("s", width=width)
    assert one.ask(BY_PATH[path], "1 of 2") is None
    assert max(len(line.rstrip()) for line in shown(one).splitlines()) <= width
    said = " ".join(shown(one).split())
    prompt = BY_PATH[path]
    for text in (prompt.text, prompt.help, *(words for _, words in choices_of(prompt))):
        assert " ".join(text.split()) in said
    assert "1 of 2" in said


NONSENSE = [
    "", " ", "0", "99", "-1", "1.5.5", "eleven", "1e400", "nan", "inf", "½", "²", "\x1b[A", "1 2 x", "9" * 6000, "1-3",
    "🙂", "--help", "\x00", ",,", "None",
]  # fmt: skip


@pytest.mark.parametrize("path", BY_PATH)
def test_nonsense_is_asked_again_with_what_would_do(path: str) -> None:
    prompt = BY_PATH[path]
    for line in NONSENSE:
        if _may_be_an_answer(prompt, line):
            assert answer_of(prompt, line) is not None
            continue
        with pytest.raises(NotThat, match=r"^[A-Z].*\.$"):
            answer_of(prompt, line.strip())


def _may_be_an_answer(prompt: Prompt, line: str) -> bool:
    """Zero, one beyond ten and one below zero are numbers, for the questions that ask for such a one."""
    if prompt.kind in ("rating", "ratings"):
        return line == "0"
    low, high = prompt.range or (1, 0)
    return line in ("0", "99", "-1") and low <= float(line) <= high


def test_what_is_no_answer_is_said_and_asked_again() -> None:
    one = asker("", "7", "often", "2")
    assert one.ask(WALKING) == "hard"
    assert shown(one).count("Type a number from 1 to 3.") == 2
    assert "Nothing is chosen yet. Type a number, or s to leave it open." in shown(one)


def test_nothing_is_chosen_beforehand() -> None:
    with pytest.raises(Enough):
        asker("", "", "").ask(WALKING)


@pytest.mark.parametrize("line", ["q", "Q", " q "])
def test_q_stops(line: str) -> None:
    with pytest.raises(Enough):
        asker(line).ask(WALKING)


@pytest.mark.parametrize("line", ["b", "B", " b"])
def test_b_goes_back(line: str) -> None:
    with pytest.raises(Back):
        asker(line).ask(WALKING)


def test_the_end_of_the_input_stops() -> None:
    with pytest.raises(Enough):
        asker().ask(WALKING)


def test_a_line_in_another_encoding_is_no_answer() -> None:
    lines = iter([UnicodeDecodeError("utf-8", b"\xe4", 0, 1, "invalid"), None])

    def read() -> str:
        error = next(lines)
        if error is not None:
            raise error
        return "1"

    one = Asker(Console(file=StringIO()), read)
    assert one.ask(WALKING) == "normal"
    assert "Type a number from 1 to 3." in shown(one)


@pytest.mark.parametrize(
    ("path", "line", "value"),
    [
        ("about.age", "30", 30),
        ("about.height_cm", "180", 180),
        ("about.height_cm", "1.80", 180),
        ("about.height_cm", "5ft11", 180.3),
        ("about.mass_kg", "64,5", 64.5),
        ("about.mass_kg", "180lb", 81.6),
        ("about.best_kg", "315 lb", 142.9),
        ("tests.hip_bend.left_deg", "105°", 105),
        ("tests.hip_extension.left_short_deg", "-4", -4),
        ("tests.psoas_hold.left_s", "12 s", 12),
        ("pain.sleep_h", "7,5 hours", 7.5),
    ],
)
def test_numbers_as_people_write_them(path: str, line: str, value: float) -> None:
    assert answer_of(BY_PATH[path], line) == value


@pytest.mark.parametrize(
    ("path", "line", "says"),
    [
        ("about.age", "30.5", "Type a whole number."),
        ("about.age", "4", "Type a number from 5 to 110."),
        ("tests.back_hold_s", "long", "Type a number in s."),
        ("tests.back_hold_s", "700", "Type a number from 0 to 600 s."),
        ("about.height_cm", "18", "outside 0.9–2.6 m"),
        ("pain.now", "7.5", "Type a whole number from 0 to 10."),
        ("pain.soreness.days", "1 2 3 4 5", f"Type one to {MOST_RATINGS} numbers from 0 to 10, such as 5 6 3 0."),
        ("pain.soreness.days", ", ,", f"Type one to {MOST_RATINGS} numbers"),
        ("pain.where", ",", "Type one or more numbers, such as 1 4."),
        ("pain.first_time", "3", "Type 1 for yes, or 2 for no."),
    ],
)
def test_the_sentence_names_what_would_do(path: str, line: str, says: str) -> None:
    with pytest.raises(NotThat) as caught:
        answer_of(BY_PATH[path], line)
    assert says in str(caught.value)


def test_a_choice_named_twice_counts_once() -> None:
    assert answer_of(BY_PATH["pain.where"], "2 2, 1") == ["left", "centre"]


# --- where an answer stands ----------------------------------------------------------------------


def test_an_answer_stands_at_its_path() -> None:
    content: dict[str, object] = {}
    put(content, "pain.soreness.sides", "both")
    put(content, "pain.now", 3)
    assert content == {"pain": {"soreness": {"sides": "both"}, "now": 3}}
    assert (at(content, "pain.soreness.sides"), at(content, "pain.now.deeper"), at(content, "tests.x")) == (
        "both",
        None,
        None,
    )


def test_an_answer_taken_away_leaves_no_empty_table() -> None:
    content: dict[str, object] = {"pain": {"soreness": {"sides": "both"}}, "on": 1}
    put(content, "pain.soreness.sides", None)
    put(content, "tests.hip_bend.left_deg", None)
    put(content, "nothing", None)
    assert content == {"on": 1}
