"""A number that a verdict turns on has its record: none is written into the code of the rooms that judge."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import liftwell
from liftwell.evidence import all_thresholds
from liftwell.technique.findings import RULES
from liftwell.technique.rule import Rule

PACKAGE = Path(liftwell.__file__).parent
JUDGING = [path for room in ("capture", "technique") for path in sorted((PACKAGE / room).glob("*.py"))]
RECORDED = ("threshold", "mark")  # how a record is read; ids of rules stand as text
HARMLESS = (0, 1, 2)  # none, one and a pair; and one or two standard deviations
TOLERANCE = 1e-3  # of rounding
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def bare_thresholds(code: str) -> list[str]:
    """Comparisons by size with a number that stands in the code, here or in a constant of the module."""
    tree = ast.parse(code)
    named = {name for statement in tree.body for name in _numbers(statement)}
    compared = (node for node in ast.walk(tree) if isinstance(node, ast.Compare))
    return [
        ast.unparse(node)
        for node in compared
        if any(isinstance(op, ORDER) for op in node.ops)
        and not any(_is_recorded(part) for part in ast.walk(node))
        and any(_is_number(part, named) for side in (node.left, *node.comparators) for part in _size(side))
    ]


def _numbers(statement: ast.stmt) -> Iterator[str]:
    """Names that a statement at the top of a module gives to numbers."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return
    if any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in _size(statement.value)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))


def _size(side: ast.expr) -> Iterator[ast.AST]:
    """The parts of an expression that decide how large it is: not what it is indexed with."""
    yield side
    for child in ast.iter_child_nodes(side):
        if isinstance(child, ast.expr) and not (isinstance(side, ast.Subscript) and child is side.slice):
            yield from _size(child)


def _is_recorded(part: ast.AST) -> bool:
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in RECORDED


def _is_number(part: ast.AST, named: set[str]) -> bool:
    if isinstance(part, ast.Name):
        return part.id in named
    if not isinstance(part, ast.Constant) or isinstance(part.value, bool) or not isinstance(part.value, int | float):
        return False
    return part.value not in HARMLESS and abs(part.value) > TOLERANCE


@pytest.mark.parametrize("path", JUDGING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_threshold_stands_in_the_code(path: Path) -> None:
    assert bare_thresholds(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("a > 0.3", ["a > 0.3"]),
        ("LIMIT: Final = 12\ndef f(a):\n    return a < 2 * LIMIT", ["a < 2 * LIMIT"]),
        ("LIMIT, MORE = 1.0, 2.0\nabs(a) >= MORE", ["abs(a) >= MORE"]),
        ("LIMIT = float(np.radians(90.0))\na <= LIMIT", ["a <= LIMIT"]),
        ("-5 < a[0]", ["-5 < a[0]"]),
        ("f(a, 0.7) > b", ["f(a, 0.7) > b"]),
        ("a > threshold('lean_max_deg')", []),
        ("OFFSET = 0.3\na - OFFSET > mark('gap_max_m', 'm')", []),
        ("len(a) < 2", []),
        ("a[:, 3] > b + 1e-6", []),
        ("a == 0.3", []),
    ],
)
def test_the_search_finds_what_it_is_for(code: str, found: list[str]) -> None:
    assert bare_thresholds(code) == found


@pytest.mark.parametrize("key", list(all_thresholds()))
def test_every_record_is_used(key: str) -> None:
    assert any(f'"{key}"' in path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_id_has_its_record(path: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    texts = [part.value for call in calls if _is_recorded(call) for part in call.args if isinstance(part, ast.Constant)]
    assert [key for key in texts if "_" in str(key) and key not in all_thresholds()] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_held_against_records(rule: Rule) -> None:
    marks = [key for key in (rule.above, rule.below) if key is not None]
    assert marks
    assert set(marks) <= set(all_thresholds())
