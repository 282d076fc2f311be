"""Whatever is advised names its evidence, and every id that is named has its record."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import liftwell
from liftwell.evidence import all_claims

PACKAGE = Path(liftwell.__file__).parent
# What the safety screen (questions and derived rules) and the clinical reference, section 8.1, refer to.
SCREEN = re.findall(
    r"\S+",
    """
    redflag-cauda-equina redflag-foot-drop redflag-cord-compression redflag-fracture redflag-vascular
    redflag-compartment-rhabdo bone-loading-supervised redflag-malignancy redflag-infection redflag-visceral
    straining-readiness pregnancy-exercise post-surgery-return inflammatory-back-pain young-bone-stress leg-symptoms
    persistent-pain-referral review-when-no-progress youth-supervision
    """,
)
CLINICAL = re.findall(
    r"\S+",
    """
    pain-during-exercise doms-time heat-short-term psoas-function hip-mobilisation si-tests hip-pinch back-pain-triggers
    detraining movement-tests
    """,
)
RULES = re.findall(
    r"\S+",
    """
    performance-pyramid ladder-order load-facts load-ratio technique-ceiling response-outranks none-of-the-three
    provisional-placement test-unloaded-hinge test-stick-hinge test-hip-bend test-knee-extension test-psoas-hold
    test-hip-extension test-back-extensor-hold test-response pattern-leg-nerve pattern-extension pattern-bending
    pattern-next-day pattern-one-side pattern-sitting pattern-buttock pattern-groin pattern-worry pattern-recovery
    pattern-load-spike pattern-time-off pattern-nothing-changes pattern-lowering also-matters sleep-and-stress
    worry-about-lifting comfort-step day-colours clusters cluster-forms exercises-hip exercises-hamstring
    exercises-psoas exercises-glute exercises-hinge exercises-trunk exercises-lats exercises-lockout exercises-lifts
    lats-prevent-rounding psoas-tight-and-weak article-references
    """,
)


def in_python(code: str) -> Iterator[str]:
    """Ids that code calls `evidence`, gives to `claim`, or that can be nothing else by how they begin."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.keyword(arg=str() as name, value=value) if "evidence" in name.lower():
                yield from texts(value)
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ) if "evidence" in name.lower():
                yield from texts(value)
            case ast.Call(func=ast.Name(id="claim"), args=[value]):
                yield from texts(value)
            case ast.Constant(value=str() as text) if re.fullmatch(r"(redflag|pattern)-[a-z-]+", text):
                yield text


def texts(value: ast.AST) -> Iterator[str]:
    """Ids that stand by themselves in a tuple or a list, or alone."""
    parts = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
    yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def in_data(table: object) -> Iterator[str]:
    """Ids under the key `evidence`, however deep it lies."""
    if isinstance(table, list):
        for part in table:
            yield from in_data(part)
    elif isinstance(table, dict):
        for key, value in table.items():
            if key == "evidence":
                yield from [value] if isinstance(value, str) else value
            else:
                yield from in_data(value)


def used() -> set[str]:
    python = {key for path in PACKAGE.rglob("*.py") for key in in_python(path.read_text("utf-8"))}
    return python | {key for path in PACKAGE.rglob("*.toml") for key in in_data(tomllib.loads(path.read_text("utf-8")))}


def test_every_id_in_the_program_has_its_record() -> None:
    assert "bar-distance" in used()
    assert len(used()) > 15
    assert used() - set(all_claims()) == set()


def test_the_search_finds_what_it_is_for() -> None:
    code = """
Rule(evidence=("a", *_EVIDENCE, "b"))
evidence = ["c"]
_EVIDENCE: Final = ("d",)
claim("e")
other = ("f",)
together("redflag-g")
def evidence_of(evidence: tuple[str, ...] = ("h",)) -> str: ...
"""
    assert sorted(in_python(code)) == ["a", "b", "c", "d", "e", "redflag-g"]
    assert list(in_data({"question": [{"evidence": ["a"], "rules": [{"evidence": "b"}]}], "id": "c"})) == ["a", "b"]


@pytest.mark.parametrize("key", [*SCREEN, *CLINICAL, *RULES])
def test_what_the_rules_refer_to_has_its_record(key: str) -> None:
    assert key in all_claims()
