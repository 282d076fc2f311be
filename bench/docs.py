"""Write again what the program can say of itself: all findings, the schema, outputs in the guide, pictures.

python -m bench.docs      `make docs`; needs Debian's Chromium for the pictures of the report

Code in docs/guide is run from top to bottom, page by page, in a folder that holds the demo's clip as set1.mp4, its
lifter's answers as me.toml and diary as diary.toml, and what it prints goes into the block below it. tests/docs runs
the same code and compares.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bench.answers_page import answers_page
from bench.diary_page import diary_page
from bench.evidence_page import evidence_page
from bench.exercises_page import exercises_page, pictures
from bench.simulated_lifters.notebook import notebook
from bench.simulated_lifters.page import lifters_page, lifters_picture
from liftwell.evidence import all_thresholds
from liftwell.exchange.analysis_json import json_schema
from liftwell.exchange.answers import read_answers
from liftwell.exchange.answers_document import AnswersDocument
from liftwell.exchange.diary_document import DiaryDocument
from liftwell.exchange.plan_document import PlanDocument
from liftwell.exchange.screen_document import ScreenDocument
from liftwell.exchange.triage_document import TriageDocument
from liftwell.report.page import STEPS
from liftwell.report.referral_pdf import picture, referral_inputs
from liftwell.technique.findings import LEAVES_OUT, RULES
from liftwell.technique.rule import Rule
from liftwell.technique.words import words_of
from liftwell.triage.referral import referral_note
from liftwell.triage.triage import triage

ROOT = Path(__file__).resolve().parent.parent
DOCS, GUIDE = ROOT / "docs", ROOT / "docs" / "guide"
PAGES = (
    "lifter.md",
    "coach.md",
    "safety.md",
    "plan.md",
    "logbook.md",
    "researcher.md",
)  # in this order: a page may use what an earlier one has written
NOTE = DOCS / "pictures" / "referral-note.png"
NOTE_CASE = ROOT / "tests" / "triage" / "cases" / "C09.toml"  # pain and tingling below one knee
DEMO = ROOT / "src" / "liftwell" / "demo" / "lifter.mp4"
Maker = Callable[[], str]
FENCE = re.compile(r"```(python|console|text)\n(.*?)```", re.DOTALL)
FINDINGS_HEAD = """# All findings

Written by `make docs` from the rules in `src/liftwell/technique`, their words and their marks; do not edit.

"Change" needs the lower bound, one standard deviation off, to be past the mark in half of the reps (in any for `set.`);
"watch" in a quarter of them, or the value itself in half. "Keep" needs half of the reps to be seen (all for `set.`) and
fewer than a quarter past the mark. The reason for every mark stands in `src/liftwell/evidence/thresholds.toml`, what is
behind it in [evidence.md](evidence.md).

| Code | Step | When it is past the mark | Mark | At most | Evidence |
|---|---|---|---|---|---|
"""
FINDINGS_TAIL = """
`set.build` says how far the trunk leans at lift-off and explains it by the build; it is never flagged. `step1.width`
says that a camera at the side cannot see how wide hands and feet stand.

What another lift does another way is left out when `--lift` names it:

| `--lift` | Left out |
|---|---|
"""


def findings_page() -> str:
    """docs/findings.md."""
    return (
        FINDINGS_HEAD
        + "".join(_row(rule) for rule in sorted(RULES, key=lambda r: (r.step or 9, r.code)))
        + FINDINGS_TAIL
        + "".join(f"| {lift} | {', '.join(sorted(left))} |\n" for lift, left in LEAVES_OUT.items() if left)
    )


def _row(rule: Rule) -> str:
    words = words_of(rule.code)
    marks = " or ".join(_mark(key, side) for key, side in ((rule.below, "under"), (rule.above, "over")) if key)
    step = "set" if rule.step is None else f"{rule.step} {STEPS[rule.step].lower()}"
    title = (words.fix or words.watch).replace("{when}", "from rep … on")
    at_most = "change" if rule.at_most == "fix" else "watch"
    evidence = ", ".join(f"[{key}](evidence.md#{key})" for key in rule.evidence)
    return f"| `{rule.code}` | {step} | {title} | {marks} | {at_most} | {evidence} |\n"


def _mark(key: str, side: str) -> str:
    record = all_thresholds()[key]
    value, unit = (record.value * 100, "cm") if record.unit == "m" else (record.value, record.unit)
    value, unit = (record.value * 100, "%") if key.endswith("_share") else (value, unit)
    return f"{side} {value:g} {unit}".replace(" deg", "°")


def schema_text() -> str:
    """docs/analysis.schema.json."""
    return _schema(json_schema())


def schema_of(document: type[BaseModel]) -> Maker:
    """The JSON Schema (draft 2020-12) of a document that is read or written."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return lambda: _schema(dialect | document.model_json_schema(by_alias=True))


def _schema(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def run_pages(folder: Path, pages: Sequence[str] = PAGES) -> dict[str, str]:
    """Pages of the guide with what their code prints now; run in `folder`, which gets the clip."""
    shutil.copy(DEMO, folder / "set1.mp4")
    shutil.copy(DEMO.with_suffix(".toml"), folder / "me.toml")
    shutil.copy(DEMO.with_name("diary.toml"), folder / "diary.toml")
    with contextlib.chdir(folder), _own_home(folder):
        return {name: filled((GUIDE / name).read_text("utf-8")) for name in pages}


@contextlib.contextmanager
def _own_home(folder: Path) -> Iterator[None]:
    """A logbook of its own, so that nobody's own one is touched."""
    before = os.environ.get("LIFTWELL_HOME")
    os.environ["LIFTWELL_HOME"] = str(folder / "logbook")
    try:
        yield
    finally:
        os.environ.pop("LIFTWELL_HOME")
        os.environ.update({} if before is None else {"LIFTWELL_HOME": before})


def filled(page: str) -> str:
    """A page with the output of its console and Python blocks put in."""
    scope: dict[str, object] = {}
    blocks = list(FENCE.finditer(page))
    parts, end, printed = [], 0, ""
    for block in blocks:
        language, body = block.group(1), block.group(2)
        parts.append(page[end : block.start()])
        if language == "python":
            printed = run_python(body, scope)
            parts.append(block.group(0))
        elif language == "console":
            parts.append(f"```console\n{run_console(body)}```")
        else:
            parts.append(f"```text\n{printed}```")
        end = block.end()
    return "".join([*parts, page[end:]])


def run_python(code: str, scope: dict[str, object]) -> str:
    """What a block prints; names stay for the next block of the page."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "guide", "exec"), scope)  # our own pages
    return said.getvalue()


def run_console(block: str) -> str:
    """The commands of a block (lines that begin with "$ ") with what they print on stdout."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "COLUMNS": "80", "NO_COLOR": "1"}
    lines = []
    for command in (line for line in block.splitlines() if line.startswith("$ ")):
        done = subprocess.run(
            command[2:],
            shell=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
        lines += [command, *(line.rstrip() for line in done.stdout.splitlines())]
    return "\n".join(lines) + "\n"


def written() -> Iterator[tuple[Path, Maker]]:
    """Pages that are made whole: where they lie, and what makes them."""
    yield DOCS / "findings.md", findings_page
    yield DOCS / "evidence.md", evidence_page
    yield DOCS / "analysis.schema.json", schema_text
    yield DOCS / "answers.md", answers_page
    yield DOCS / "answers.schema.json", schema_of(AnswersDocument)
    yield DOCS / "screen.schema.json", schema_of(ScreenDocument)
    yield DOCS / "triage.schema.json", schema_of(TriageDocument)
    yield DOCS / "diary.md", diary_page
    yield DOCS / "diary.schema.json", schema_of(DiaryDocument)
    yield DOCS / "plan.schema.json", schema_of(PlanDocument)
    yield DOCS / "exercises.md", exercises_page
    yield DOCS / "simulated_lifters.md", lifters_page
    yield DOCS / "pictures" / "simulated-lifters.svg", lifters_picture
    yield GUIDE / "sixteen-weeks.md", notebook


def note_picture() -> bytes:
    """The referral note of a case, as a picture."""
    account = read_answers(NOTE_CASE)
    return picture("referral.typ", referral_inputs(referral_note(account, triage(account), "GB")))


def main() -> None:
    """Write everything."""
    NOTE.write_bytes(note_picture())
    print(NOTE.relative_to(ROOT))
    for path, make in written():
        path.write_text(make(), "utf-8")
        print(path.relative_to(ROOT))
    for path, text in pictures(DOCS):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
    with tempfile.TemporaryDirectory(prefix="liftwell-guide-") as folder:
        for name, text in run_pages(Path(folder)).items():
            (GUIDE / name).write_text(text, "utf-8")
            print((GUIDE / name).relative_to(ROOT))
    subprocess.run([sys.executable, str(ROOT / "bench" / "pictures.py")], check=True)


if __name__ == "__main__":
    main()
