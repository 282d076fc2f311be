"""The report for a clinician: what is known of somebody, as data for two pages; who reads it has five minutes.

Everything in it was told, measured or prescribed; nothing is diagnosed. What was not told says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import degrees
from typing import Any, Final

from liftwell.evidence import threshold
from liftwell.exchange.analysis_document import AnalysisDocument, RepDocument
from liftwell.exchange.quantity_document import QuantityDocument
from liftwell.quantity import everyday
from liftwell.report.history import History, HistoryDay
from liftwell.report.history_following import following
from liftwell.report.stills import Still
from liftwell.report.triage_page import capital
from liftwell.training.outcome import RANGES, Outcome
from liftwell.triage.account import Account
from liftwell.triage.headline import headline_of
from liftwell.triage.referral import ReferralNote, referral_note
from liftwell.triage.self_tests import Both, SelfTests, shipped
from liftwell.triage.triage import Triage

# Pain: a change that people notice; the scores' own ranges stand beside them.
INSTRUMENTS: Final[Mapping[str, str]] = {
    "NRS": "Pain, 0 to 10 (less is better)", "PSFS": "What they can do, 0 to 10 (more is better)",
    "RMDQ": "Roland-Morris, 0 to 24 (less is better)",
}  # fmt: skip
POSITIONS: Final[Mapping[str, str]] = {
    "setup": "Set-up", "liftoff": "Lift-off", "lockout": "Lockout",
}  # fmt: skip
VERDICTS: Final[Mapping[str, str]] = {"fix": "change", "watch": "watch", "good": "fine"}
MEANING: Final = (
    "± is one standard deviation: in two of three cases the truth lies within it. The low back is counted from this "
    "person's own tallest posture; a change of 8° or more between lifts is beyond scatter. A model tells the moment."
)
_CHART_DAYS: Final = 112  # sixteen weeks


@dataclass(frozen=True, slots=True)
class Filmed:
    """The newest clip that was measured: the day, what was measured, its key pictures."""

    on: date
    measured: AnalysisDocument
    stills: tuple[Still, ...] = ()

    @property
    def load(self) -> str:
        """The load, as it was told."""
        told = self.measured.generator.options.get("load_kg")
        return f"{told:g} kg" if isinstance(told, int | float) else "load not told"


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A day of the plan: what it held and why, and what was done."""

    on: date
    planned: str
    why: str
    done: str


@dataclass(frozen=True, slots=True)
class ClinicReport:
    """All of it. name: as the logbook has it; note: what the referral note says; filmed: None where nothing was."""

    on: date
    name: str
    note: ReferralNote
    account: Account
    found: Triage
    filmed: Filmed | None
    outcomes: tuple[Outcome, ...]
    history: History
    prescribed: tuple[Prescribed, ...]


def clinic_report(
    name: str,
    account: Account,
    found: Triage,
    history: History,
    *,
    filmed: Filmed | None = None,
    outcomes: Sequence[Outcome] = (),
    prescribed: Sequence[Prescribed] = (),
    country: str | None = None,
) -> ClinicReport:
    """The report of an account on its day."""
    note = referral_note(account, found, country)
    return ClinicReport(
        account.intake.on, name, note, account, found, filmed, tuple(outcomes), history, tuple(prescribed)
    )


# --- the parts, as rows --------------------------------------------------------------------------


def who_of(report: ClinicReport) -> str:
    """Age, sex, height and mass in a line."""
    body = report.account.intake.person.body
    told = [f"{report.note.age}", f"{report.note.sex}"]
    told += [f"{100 * body.height_m:.0f} cm"] if body.height_m is not None else []
    told += [f"{body.mass_kg:.0f} kg"] if body.mass_kg is not None else []
    return ", ".join(told)


def causes_of(report: ClinicReport) -> list[dict[str, Any]]:
    """Each cause with its strength and the facts; none before safety is clear."""
    if headline_of(report.found) is None:
        return []
    return [
        {
            "name": capital(one.name),
            "strength": one.strength,
            "for": list(one.reasons_for),
            "against": list(one.against),
        }
        for one in report.found.causes
    ]


def self_tests_of(tests: SelfTests) -> list[tuple[str, str, str, str]]:
    """Every self-test that was done: its name, left, right (or both in one), and the mark."""
    marks, found = shipped(), []
    if tests.hinge is not None:
        found.append((marks["T1"].name, everyday(tests.hinge), "", f"{threshold('hinge_change_max_deg'):g}° or less"))
    if tests.stick_kept is not None:
        found.append(("Hinge with a stick", f"{tests.stick_kept} of 10", "", "8 of 10"))
    sided = (("T2", tests.hip_bend, "°"), ("T3", tests.knee_short, "°"), ("T4", tests.psoas_hold_s, " s"),
             ("T5", tests.hip_short, "°"))  # fmt: skip
    found += [(marks[key].name, *_sides(both, unit), marks[key].norm) for key, both, unit in sided if both is not None]
    if tests.back_hold_s is not None:
        found.append((marks["T6"].name, f"{tests.back_hold_s:g} s", "", marks["T6"].norm))
    for one in tests.responses:
        told = f"{one.pain_before} before, {one.pain_after} after"
        found.append((f"One change: {one.what}", told, "", "2 points less, or 3 of 10"))
    return found


def _sides(both: Both, unit: str) -> tuple[str, str]:
    def told(side: float | None) -> str:
        value = None if side is None else degrees(side) if unit == "°" else side
        return "not tested" if value is None else f"{value:.0f}{unit}"

    return told(both.left), told(both.right)


NUMBERS: Final[tuple[tuple[str, Callable[[RepDocument], QuantityDocument]], ...]] = (
    ("Low back, set-up", lambda rep: rep.lumbar_flexion_deg.setup),
    ("Low back, lift-off", lambda rep: rep.lumbar_flexion_deg.liftoff),
    ("Low back, most", lambda rep: rep.lumbar_flexion_deg.peak),
    ("Hip share", lambda rep: rep.hip_share),
    ("Trunk, lift-off", lambda rep: rep.trunk_inclination_deg.liftoff),
    ("Low-back moment", lambda rep: rep.l5s1_moment_nm.peak),
)


def numbers_of(filmed: Filmed) -> tuple[list[str], list[list[str]]]:
    """The table of reps: its heads, and its rows."""
    rows = [[f"{rep.index}", *(_measured(pick(rep)) for _, pick in NUMBERS)] for rep in filmed.measured.reps]
    return ["Rep", *(head for head, _ in NUMBERS)], rows


def _measured(quantity: QuantityDocument) -> str:
    """Such as "12 ± 4°"; what was not seen says so."""
    if quantity.value is None:
        return "not seen"
    share = quantity.unit == "1"
    factor, unit = (
        (100.0, " %") if share else (1.0, {"deg": "°", "N.m": " N·m"}.get(quantity.unit, f" {quantity.unit}"))
    )
    error = "" if quantity.sd is None else f" ± {factor * quantity.sd:.0f}"
    return f"{factor * quantity.value:.0f}{error}{unit}"


def seen_of(filmed: Filmed) -> list[tuple[str, str, str]]:
    """What the technique showed, what to change first: verdict, what, and why it matters."""
    order = ("fix", "watch", "good")
    found = [one for one in filmed.measured.findings if one.verdict in order]
    return [
        (VERDICTS[one.verdict], one.title, one.why)
        for one in sorted(found, key=lambda one: order.index(one.verdict))
        if one.verdict != "good"
    ]


def outcomes_of(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str, str]]:
    """Each questionnaire: what it is, the first score with its day, the last one, and the change."""
    found = []
    for key in dict.fromkeys((one.instrument, one.activity) for one in sorted(outcomes, key=lambda one: one.on)):
        mine = sorted((one for one in outcomes if (one.instrument, one.activity) == key), key=lambda one: one.on)
        first, last = mine[0], mine[-1]
        name = f"{INSTRUMENTS.get(key[0], key[0])}{f': {key[1]}' if key[1] else ''}"
        change = "" if first is last else f"{last.score - first.score:+g}"
        found.append((name, _score(first), "" if first is last else _score(last), change))
    return found


def _score(one: Outcome) -> str:
    return f"{one.score:g} of {RANGES[one.instrument][1]:g} ({one.on.isoformat()})"


def chart_of(history: History, until: date) -> dict[str, Any]:
    """Sixteen weeks of load and pain: places from 0 to 1, loads beside the heaviest, pain beside ten."""
    first = max(1, until.toordinal() - _CHART_DAYS)
    days = [one for one in history.days if first < one.on.toordinal() <= until.toordinal()]
    loads = [one for one in days if one.load_kg]
    heaviest = max((one.load_kg or 0.0 for one in loads), default=0.0)
    return {
        "heaviest": f"{heaviest:g} kg",
        "from": date.fromordinal(first).isoformat(),
        "to": until.isoformat(),
        "bars": [_bar(one, first, heaviest) for one in loads],
        "waking": [[_place(one, first), one.waking / 10] for one in days if one.waking is not None],
        "words": _chart_words(days, heaviest),
        "follows": following(history).headline if history.sessions else "",
    }


def _place(day: HistoryDay, first: int) -> float:
    return (day.on.toordinal() - first) / _CHART_DAYS


def _bar(day: HistoryDay, first: int, heaviest: float) -> list[Any]:
    return [_place(day, first), (day.load_kg or 0.0) / heaviest, day.colour or "none"]


def _chart_words(days: Sequence[HistoryDay], heaviest: float) -> str:
    """The chart for who does not see it."""
    lifted = sum(bool(one.load_kg) for one in days)
    woken = [one.waking for one in days if one.waking is not None]
    pain = f"Pain on waking from {min(woken)} to {max(woken)} of 10." if woken else "No pain on waking was told."
    return f"{lifted} days with a lift in sixteen weeks, up to {heaviest:g} kg. {pain}"


def pictures_of(filmed: Filmed) -> Iterator[tuple[Still, str]]:
    """Set-up, lift-off and lockout of one rep, the one of which all three are there, each with words for it."""
    wanted = ("setup", "liftoff", "lockout")
    by_rep: dict[int, dict[str, Still]] = {}
    for one in filmed.stills:
        if one.name in wanted:
            by_rep.setdefault(one.rep, {})[one.name] = one
    best = max(by_rep, key=lambda rep: (len(by_rep[rep]), rep), default=None)
    for name in wanted:
        if best is not None and name in by_rep[best]:
            yield by_rep[best][name], f"Rep {best}, {POSITIONS[name].lower()}"
