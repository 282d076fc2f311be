"""What a lifter should know in ten seconds: one thing to change, what to keep, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from liftwell.analysis import Analysis
from liftwell.evidence import threshold
from liftwell.finding import Finding, Sureness
from liftwell.report.self_test_words import told
from liftwell.report.sentences import what_was_seen
from liftwell.technique.findings import rule_of

Tone = Literal["good", "watch", "fix", "refused", "told"]

MOST_KEPT: Final = 4
_LOW_BACK: Final = frozenset({"step3.low_back_at_start", "step3.rounds_at_liftoff"})
SURE_BAD: Final[Mapping[Sureness, str]] = {
    "clear": "Clear: far beyond our measuring error.",
    "likely": "Likely: beyond our measuring error.",
    "close": "A close call, within our measuring error. Film one more set before you change anything.",
}
SURE_GOOD: Final[Mapping[Sureness, str]] = {
    "clear": "Clear: far from the mark.",
    "likely": "Likely: away from the mark.",
    "close": "Only just: close to the mark.",
}
IN_SOME: Final = "Seen clearly, but not in most reps."
TRY, TRY_IF_SO = "Try this", "If it is so, try this"


@dataclass(frozen=True, slots=True)
class Lead:
    """`headline` and `text` for everybody, one `cue` to try, `sure` how sure that is; `then` what to change after it.

    `watch` and `keep` hold titles of what else to watch and what was good, `unseen` says how much could not be told,
    `tone` is the colour of it all, none for a self-test, which is "told" and not judged here.
    """

    tone: Tone
    headline: str
    text: str
    cue: str = ""
    sure: str = ""
    then: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    unseen: str = ""
    cue_label: str = TRY


def lead_of(analysis: Analysis) -> Lead:
    """The lead of a measured or a refused clip."""
    return replace(_told(analysis), unseen=_how_much_unseen(analysis.findings))


def _told(analysis: Analysis) -> Lead:
    if analysis.capture.verdict == "refused":
        why = next((reason.message for reason in analysis.capture.reasons if reason.refuses), "")
        what = "test" if "test" in analysis.generator.options else "set"
        return Lead("refused", "This clip cannot be measured.", f"{why} Then film the {what} once more.".lstrip())
    if analysis.self_test is not None:
        test = told(analysis.self_test)
        return Lead("told", test.headline, test.text)
    if not analysis.findings:
        return Lead("watch", what_was_seen(analysis), "")
    if all(finding.verdict == "unseen" for finding in analysis.findings):
        text = "Film the whole set: from before the first rep until the bar is down for good."
        return Lead("watch", "This clip does not show enough of your lift.", text)
    return _weighed(analysis.findings)


def _weighed(findings: Sequence[Finding]) -> Lead:
    """One thing of what was found: to change, else to watch, else praise."""
    keep = _kept(findings)
    to_fix, to_watch = (_with(findings, verdict) for verdict in ("fix", "watch"))
    # What is only a close call comes after what is clear, and what is seen in few reps after what is in many.
    to_watch.sort(key=lambda finding: (finding.sure == "close", -len(finding.reps)))
    unsure = _not_told(findings)
    if to_fix:
        return replace(_one_thing("fix", "One thing to change first", to_fix), watch=_titles(to_watch), keep=keep)
    if to_watch:
        first, *others = to_watch
        opening = "Nothing clear to change" if first.sure == "close" or unsure else "Nothing has to change"
        seen = " in what we could see" if unsure else ""
        then = "Look again at one thing" if first.sure == "close" else "One thing to watch"
        return replace(_one_thing("watch", f"{opening}{seen}. {then}", [first]), watch=_titles(others), keep=keep)
    if unsure:
        return Lead("watch", "Nothing to change in what we could see.", unsure, keep=keep)
    return Lead("good", "A good set. Keep it like this.", "Nothing we could see has to change.", keep=keep)


def how_sure(finding: Finding) -> str:
    """In words, or nothing where there is no mark."""
    if finding.sure is None:
        return ""
    if finding.verdict == "good":
        return SURE_GOOD[finding.sure]
    rule = rule_of(finding.code)
    held_back = finding.verdict == "watch" and rule is not None and rule.at_most == "fix"
    return IN_SOME if held_back and finding.sure != "close" else SURE_BAD[finding.sure]


def cue_label(finding: Finding) -> str:
    """What stands before the cue."""
    return TRY_IF_SO if finding.sure == "close" else TRY


def _one_thing(tone: Tone, opening: str, found: Sequence[Finding]) -> Lead:
    first, *others = found
    headline = f"{opening}: {first.title[0].lower()}{first.title[1:]}."
    return Lead(tone, headline, first.why, first.cue, how_sure(first), _titles(others), cue_label=cue_label(first))


def _titles(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding.title for finding in findings)


def _how_much_unseen(findings: Sequence[Finding]) -> str:
    count = sum(finding.verdict == "unseen" for finding in findings)
    return f"{count} of {len(findings)} things could not be seen" if count else ""


def _not_told(findings: Sequence[Finding]) -> str:
    """Why nothing can be said of the set as a whole: the low back or most of the rest was not seen; else empty."""
    unseen = _with(findings, "unseen")
    backs = [finding for finding in findings if finding.code in _LOW_BACK]
    if backs and all(back in unseen for back in backs):
        close = any(back.quantity.reason == "imprecise" for back in backs)
        why = "is too close to our mark to tell" if close else "was not seen"
        return f"Your low back {why}, so this is not the whole story. The report says why."
    if len(findings) - len(unseen) < threshold("findings_min_share") * len(findings):
        return "But most of your lift was not seen. The report says why."
    return ""


def _with(findings: Sequence[Finding], verdict: str) -> list[Finding]:
    return [finding for finding in findings if finding.verdict == verdict]


def _kept(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Titles of what was good and not only just, the steps in their order."""
    good = [f for f in findings if f.verdict == "good" and f.step is not None and f.sure in ("clear", "likely")]
    # One of each step before a second one of any.
    by_step = sorted(good, key=lambda f: (sum(g.step == f.step for g in good[: good.index(f)]), f.step))
    return _titles(by_step[:MOST_KEPT])
