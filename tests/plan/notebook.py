"""A coach's notebook: lifter, diary and check-in as plain text in, the plan of a day as plain text out.

    == Red once on the way back (5.3, S13)
    lifter    male, 33 years, 85 kg, ref 180, base 1
    owns      barbell, blocks, stick, strap, step 2.5
    begins    1 Sep  return R4, conventional_deadlift, last 135
    4 Sep     done R4 conventional_deadlift 4x5 135 kg @7, during 6 after 4 morning 1
    5 Sep     morning 1
    6 Sep     other squats @8
    -> 8 Sep  now 1, walking
    train return R3
    main      conventional_deadlift 3x(2+2+2) 120 kg @7 rest 150 inside 15
    triage    no

One fact a line. Above the arrow: what is known. Behind the arrow: today and its check-in, "nobody asked" where there
was none. Below it: what must come out, and nothing is asked of what is not named there. A scenario that names no screen
was screened today and is clear. The year is 2026 unless it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final, get_args

from liftwell.plan.equipment import Equipment
from liftwell.plan.exercise import exercise
from liftwell.plan.lifter import Lifter
from liftwell.plan.limits import Limits
from liftwell.plan.prescription import MainLift, Today
from liftwell.training.diary import Diary, Done, Lift, Morning, OtherWork, Readiness, Sign, SignKind
from liftwell.training.override import Override

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS: Final = ("train", "gentle", "drills", "rest", "settle", "ease", "none")
# What is offered or done at home is no part of today's session.
OFFERED: Final = ("comfort", "home")
_DATE: Final = r"\d{1,2} [A-Z][a-z]{2}(?: \d{4})?"
_DATES: Final = re.compile(r"(\d[\w ,-]*?)\s{2,}(\S.*)")
_LIFT: Final = re.compile(r"(\w+)(?: ([\d.]+) cm)? (\d+)x(\d+|\([\d+]+\)) (?:([\d.]+) kg|(no load))")

Rule = tuple[str, str, Callable[[str], Any]]  # pattern, field, how its first group is read


@dataclass(frozen=True, slots=True)
class Page:
    """One scenario: who, what was noted, today, and the lines that must come out."""

    name: str
    lifter: Lifter
    diary: Diary
    on: date
    check: Readiness | None
    expected: tuple[str, ...]


def scenarios(text: str) -> list[tuple[str, str]]:
    """The scenarios of a file, name and body, each under its line of "== name (section)"."""
    _, *parts = re.split(r"^== (.*)$", text, flags=re.MULTILINE)
    return list(zip(parts[::2], parts[1::2], strict=True))


def page(name: str, body: str) -> Page:
    """One scenario; lines with a # are remarks; raises ValueError with the line that nothing here can read."""
    kept = [line.strip() for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    arrow = next((number for number, line in enumerate(kept) if line.startswith("->")), None)
    if arrow is None:
        raise ValueError(f"{name}: no line with -> and a day")
    on, check = _today(kept[arrow])
    notes = _Notes(on)
    for line in kept[:arrow]:
        notes.read(line)
    return Page(name, notes.lifter(), notes.diary(), on, check, tuple(kept[arrow + 1 :]))


# --- dates ---------------------------------------------------------------------------------------


def day(text: str) -> date:
    """ "4 Sep" or "4 Jan 2027"."""
    found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?", text.strip())
    if not found or found[2] not in MONTHS:
        raise ValueError(f"no day: {text!r}")
    return date(int(found[3] or 2026), MONTHS.index(found[2]) + 1, int(found[1]))


def days(text: str) -> list[date]:
    """ "4 Sep", "1, 4, 8 Sep", "1-14 Sep" or "28 Aug, 1 Sep": a month holds for the numbers before it."""
    found: list[date] = []
    month = ""
    for part in reversed(text.split(", ")):
        numbers, _, named = part.strip().partition(" ")
        month = named or month
        first, _, last = numbers.partition("-")
        start, end = day(f"{first} {month}"), day(f"{last or first} {month}")
        found += [end - timedelta(back) for back in range((end - start).days + 1)]
    return found[::-1]


def said(on: date | None) -> str:
    """A day as it is written here."""
    if on is None:
        return "none"
    return f"{on.day} {MONTHS[on.month - 1]}" + ("" if on.year == 2026 else f" {on.year}")


# --- what is known -------------------------------------------------------------------------------


def _flag(_: str) -> bool:
    return True


def _no(_: str) -> bool:
    return False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split()))


_LIFTER: Final[Sequence[Rule]] = (
    (r"(male|female)", "sex", str),
    (r"(\d+) years", "age", int),
    (r"([\d.]+) kg", "mass_kg", float),
    (r"ref ([\d.]+)", "ref_kg", float),
    (r"base (\d+)", "base", int),
    (r"hurts (\d+)", "lifting_hurts", int),
    (r"worry (\d+)", "worry", int),
    (r"psoas (\w+)", "psoas", str),
)
_BEGINS: Final[Sequence[Rule]] = (
    (r"last ([\d.]+)", "last_kg", float),
    (r"comfortable ([\d.]+)", "comfortable_kg", float),
    (r"(\d+) days off", "days_off", int),
    (r"(\d+) sessions before", "sessions_before", int),
    (r"passed ([\d. ]+) cm", "passed_cm", _numbers),
    (r"(provisional)", "provisional", _flag),
    (r"(proven)", "proven", _flag),
    (r"likely ([\w -]+)", "likely", _words),
    (r"short ([\w ]+)", "limiters", _words),
    (r"steps ([\d ]+)", "steps", lambda text: tuple(map(int, text.split()))),
)
_LIMITS: Final[Sequence[Rule]] = (
    (r"at most ([\d.]+) kg", "load_kg", float),
    (r"at most RPE ([\d.]+)", "rpe", float),
    (r"from ([\d.]+) cm", "raised_cm", float),
    (r"(no loaded hinge)", "no_loaded_hinge", _flag),
    (r"(loaded hinge)", "loaded_hinge", _flag),
    (r"(coach)", "coach", _flag),
    (r"(no rounding)", "no_rounding", _flag),
    (r"unread: (.+)", "unread", lambda text: (text,)),
)
_FELT: Final[Sequence[Rule]] = (
    (r"leg (\w+)", "leg", str),
    (r"(gentle)", "gentle", _flag),
    (r"(light)", "light", _flag),
    (r"(relief)", "relief", _flag),
    (r"(sore both sides)", "sore_both_sides", _flag),
    (r"(grew)", "grew", _flag),
    (r"stick (\d+)", "stick_kept", int),
    (r"(imported)", "imported", _flag),
)
_CHECK: Final[Sequence[Rule]] = (
    (r"now (\d+)", "now", int),
    (r"(walking)", "walking", _flag),
    (r"(not walking)", "walking", _no),
    (r"sore (\d+)", "soreness", int),
    (r"stands (\d+)", "stands", int),
    (r"slept ([\d.]+)", "sleep_h", float),
    (r"stress (\d+)", "stress", int),
    (r"(ill)", "ill", _flag),
    (r"(fever)", "fever", _flag),
    (r"leg (\w+)", "leg", str),
    (r"(off for pain)", "off_for_pain", _flag),
)
_SIGN: Final[Sequence[Rule]] = (
    (r"([\d.]+)", "value", float),
    (r"([\d.]+) cm", "raised_cm", float),
    (r"(left|right)", "side", str),
    (r"([a-z]+_[a-z_]+)", "exercise", str),
)
_OVERRIDE: Final[Sequence[Rule]] = (
    (r"instead of (.+)", "instead_of", str),
    (r"because (.+)", "why", str),
    (r"until (.+)", "until", day),
)


def _facts(text: str, rules: Sequence[Rule]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        hit = next(((rule, match) for rule in rules if (match := re.fullmatch(rule[0], part))), None)
        if hit is None or hit[0][1] in found:
            raise ValueError(f"cannot read {part!r} in {text!r}")
        (_, name, read), match = hit
        found[name] = read(match[1])
    return found


def _today(line: str) -> tuple[date, Readiness | None]:
    found = re.fullmatch(rf"-> ({_DATE})(?:\s{{2,}}(\S.*))?", line)
    if not found or not found[2]:
        raise ValueError(f"a day, two spaces, and the check-in or 'nobody asked': {line!r}")
    on = day(found[1])
    return on, None if found[2] == "nobody asked" else Readiness(on, **_facts(found[2], _CHECK))


@dataclass(slots=True)
class _Notes:
    """What was read so far."""

    on: date
    person: dict[str, Any] = field(default_factory=dict)
    records: dict[str, list[Any]] = field(default_factory=dict)
    owns: str = ""

    def read(self, line: str) -> None:
        """One line; raises ValueError where it says nothing that is known."""
        dated = _DATES.fullmatch(line)
        word, _, rest = line.partition(" ")
        match (word, rest.strip()):
            case _ if dated:
                for on in days(dated[1]):
                    name, record = _record(on, dated[2])
                    self.records.setdefault(name, []).append(record)
            case ("lifter", told):
                self.person |= _facts(told, _LIFTER)
            case ("owns", told):
                self.owns = told
            case ("begins", told):
                self.person |= _begins(told)
            case ("screen", told):
                self.person |= _screen(told)
            case ("limits", told):
                self.person["limits"] = Limits(**_facts(told, _LIMITS))
            case _:
                raise ValueError(f"cannot read {line!r}")

    def lifter(self) -> Lifter:
        if "began" not in self.person:
            raise ValueError("no line with 'begins'")
        return Lifter(**{"screened_on": self.on, "equipment": _equipment(self.owns), **self.person})

    def diary(self) -> Diary:
        return Diary(**{name: tuple(records) for name, records in self.records.items()})


def _begins(told: str) -> dict[str, Any]:
    first, *rest = told.split(",")
    found = re.fullmatch(rf"({_DATE})\s+(\w+)(?: (\w+))?", first.strip())
    if not found:
        raise ValueError(f"a day, a phase and perhaps a row: {first!r}")
    placed: dict[str, Any] = {"began": day(found[1]), "phase": found[2], "row": found[3]}
    if rest and (lift := re.fullmatch(r"(\w+_\w+)(?: ([\d.]+) cm)?", rest[0].strip())):
        exercise(lift[1])
        placed |= {"exercise": lift[1], "raised_cm": float(lift[2] or 0)}
        rest = rest[1:]
    return placed | _facts(",".join(rest), _BEGINS)


def _screen(told: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    conditions: list[str] = []
    for part in (one.strip() for one in told.split(",")):
        word, _, rest = part.partition(" ")
        match word:
            case "on":
                found["screened_on"] = None if rest == "no day" else day(rest)
            case "cleared":
                found["cleared_on"] = day(rest)
            case "level":
                found["level"] = rest
            case "unsupported":
                found["supported"] = False
            case _:
                conditions += part.split()
    return found | {"conditions": frozenset(conditions)}


def _equipment(told: str) -> Equipment:
    words = [one.strip() for one in told.split(",") if one.strip()]
    step = next((float(one.split()[1]) for one in words if re.fullmatch(r"step [\d.]+", one)), None)
    bells = next((_numbers(one.removeprefix("bells ")) for one in words if one.startswith("bells ")), None)
    named = [one for one in words if not one.startswith(("step ", "bells "))]
    if bells is None:
        return Equipment.of(named, step)
    return replace(Equipment.of([*named, "kettlebells 8-24"], step), bells_kg=bells)


def _record(on: date, told: str) -> tuple[str, Any]:
    word, _, rest = told.partition(" ")
    first, _, more = (one.strip() for one in rest.partition(","))
    match word:
        case "done":
            return "done", _done(on, rest)
        case "morning":
            legs = {"": None, "leg": True, "no leg": False}
            return "mornings", Morning(on, int(first), legs[more])
        case "other":
            what, _, rpe = rest.partition(" @")
            return "other", OtherWork(on, what, float(rpe) if rpe else None)
        case "sign":
            kind, _, value = rest.partition(" ")
            if kind not in get_args(SignKind):
                raise ValueError(f"no such sign: {kind!r}")
            return "signs", Sign(on, kind, **_facts(value, _SIGN))  # type: ignore[arg-type]
        case "check":
            return "checks", Readiness(on, **_facts(rest, _CHECK))
        case "lifter" | "coach" | "clinician":
            return "overrides", _override(on, word, first, more)
    raise ValueError(f"cannot read {told!r}")


def _override(on: date, who: str, wish: str, more: str) -> Override:
    found = re.fullmatch(r"wants (\w+)(?: (\S+))?", wish)
    if not found:
        raise ValueError(f"who wants what: {wish!r}")
    value = float(found[2]) if found[2] and re.fullmatch(r"[\d.]+", found[2]) else found[2]
    return Override(on, who, found[1], value, **_facts(more, _OVERRIDE))  # type: ignore[arg-type]


def _done(on: date, told: str) -> Done:
    what, *more = (part.strip() for part in told.split(","))
    found = re.fullmatch(rf"(\w+) ({_LIFT.pattern})(?: @([\d.]+))?", what)
    if not found:
        raise ValueError(f"a row or 'beside', and a lift: {what!r}")
    facts: dict[str, Any] = {}
    if more and (pain := re.fullmatch(r"(?:during (\d+))? ?(?:after (\d+))? ?(?:morning (\d+))?", more[0])):
        facts |= {
            name: int(one) for name, one in zip(("during", "after", "morning"), pain.groups(), strict=True) if one
        }
        more = more[1:]
    facts |= _facts(",".join(more), _FELT)
    row = None if found[1] == "beside" else found[1]
    return Done(on, lift(found[2]), row, float(found[9]) if found[9] else None, **facts)


def lift(text: str) -> Lift:
    """ "block_pull_low 15 cm 3x(2+2+2) 120 kg" or "wall_hinge 2x8 no load"."""
    found = _LIFT.fullmatch(text)
    if not found:
        raise ValueError(f"no lift: {text!r}")
    inside = tuple(int(one) for one in found[4].strip("()").split("+")) if "(" in found[4] else ()
    reps = sum(inside) or int(found[4])
    exercise(found[1])
    return Lift(found[1], int(found[3]), reps, float(found[5] or 0), float(found[2] or 0), inside)


# --- what comes out ------------------------------------------------------------------------------


def told(today: Today, *, drills: bool = False) -> str:
    """The plan of a day as a coach would note it."""
    return "\n".join(f"{word:<9} {text}".rstrip() for word, text in _lines(today, drills=drills)) + "\n"


def dose(one: Lift) -> str:
    """ "4x5" or "3x(2+2+2)"."""
    return f"{one.sets}x" + (f"({'+'.join(map(str, one.inside))})" if one.inside else str(one.reps))


def _lines(today: Today, *, drills: bool) -> Iterator[tuple[str, str]]:
    yield today.kind, f"{today.phase} {today.row or ''}"
    if today.level != "none":
        yield "level", today.level
    yield "main", " ".join(_main(today.main)) or "none"
    if drills:
        yield from (("with", f"{one.exercise}: {one.dose}") for one in today.items)
    yield from (("why", one.text) for one in today.reasons)
    yield "next", said(today.next_on)
    if today.ask:
        yield "ask", " ".join(today.ask)
    if today.triage_again:
        yield "triage", "again"
    if today.refer:
        yield "refer", today.refer


def _main(main: MainLift | None) -> list[str]:
    if main is None:
        return []
    one, row = main.lift, main.plan_row
    height = [f"{one.raised_cm:g} cm"] if one.raised_cm else []
    load = f"{one.load_kg:g} kg" if one.load_kg else "no load"
    inside = [f"inside {_span(row.inside_rest_s)}"] if one.inside and row.inside_rest_s else []
    light = ["light"] if main.light else []
    return [one.exercise, *height, dose(one), load, f"@{main.rpe_max:g}", f"rest {_span(row.rest_s)}", *inside, *light]


def _span(span: tuple[float, float]) -> str:
    low, high = span
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def facts(today: Today, last: Lift | None = None) -> Mapping[str, str | float]:
    """What a scenario may ask of a plan, by the word it asks with; `last` is the lift done before."""
    main = today.main
    one = main.lift if main else Lift("wall_hinge", 0, 0, 0.0)
    rung = exercise(one.exercise).ladder or 0
    gentler = last is not None and (rung, -one.raised_cm) < (exercise(last.exercise).ladder or 0, -last.raised_cm)
    return {
        "day": today.kind,
        "phase": today.phase,
        "row": today.row or "none",
        "level": today.level,
        "lift": one.exercise if main else "none",
        "height": one.raised_cm,
        "sets": one.sets,
        "reps": one.reps,
        "total": one.total_reps,
        "load": one.load_kg,
        "volume": one.volume_kg,
        "effort": main.rpe_max if main else 0.0,
        "light": _yes(main is not None and bool(main.light)),
        "rung": rung,
        "gentler": _yes(main is None or gentler),
        "next": said(today.next_on),
        "ask": " ".join(today.ask) or "none",
        "triage": _yes(today.triage_again),
        "refer": _yes(bool(today.refer)),
        "why": " / ".join(reason.text for reason in today.reasons),
        "items": ", ".join(dict.fromkeys(item.exercise for item in today.items if item.part not in OFFERED)) or "none",
        "serves": ", ".join(dict.fromkeys(exercise(item.exercise).serves for item in today.items)),
    }


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


def unmet(expected: Sequence[str], today: Today, last: Lift | None = None) -> list[str]:
    """The expected lines that the plan of today does not keep; raises ValueError on a line that asks for nothing known.

    `load <= 121.5` and `<`, `>=`, `>` for numbers; `why~ fragment`; `row not R5`; `day gentle | rest` for one of
    several; `main` and a day's first line name only the parts that are asked; `with rock_back: 1 x 8`, `without a, b`.
    """
    known = facts(today, last)
    return [line for line in expected if not _kept(line, today, known)]


def _kept(line: str, today: Today, known: Mapping[str, str | float]) -> bool:
    word, _, rest = line.partition(" ")
    rest = rest.strip()
    if word.endswith("~"):
        return rest.lower() in str(known[word[:-1]]).lower()
    if word == "main":
        printed = _main(today.main)
        return not printed if rest == "none" else set(_parts(rest)) <= set(printed)
    if word in DAYS:
        return word == today.kind and set(rest.split()) <= {today.phase, today.row}
    if word in ("with", "without"):
        return _drill(word, rest, today)
    if word not in known:
        raise ValueError(f"no such word: {line!r}")
    return _holds(known[word], rest)


def _parts(text: str) -> list[str]:
    return re.findall(r"[\d.]+ cm|\d+x[\d()+]+|[\d.]+ kg|no load|@[\d.]+|rest [\d-]+|inside [\d-]+|\w+", text)


def _drill(word: str, rest: str, today: Today) -> bool:
    if word == "without":
        return not {one.strip() for one in rest.split(",")} & {item.exercise for item in today.items}
    key, _, amount = rest.partition(": ")
    exercise(key)
    return any(item.exercise == key and amount in item.dose for item in today.items)


def _holds(value: str | float, rest: str) -> bool:
    bound = re.fullmatch(r"(<=|>=|<|>) ([\d.]+)", rest)
    if bound and isinstance(value, (int, float)):
        limit = float(bound[2])
        return {"<=": value <= limit, ">=": value >= limit, "<": value < limit, ">": value > limit}[bound[1]]
    if rest.startswith("not "):
        return not _holds(value, rest.removeprefix("not "))
    choices = [one.strip() for one in rest.split(" | ")]
    return any(float(one) == value if isinstance(value, (int, float)) else one == value for one in choices)
