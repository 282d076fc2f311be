"""The size and the names of the code, as CONTRIBUTING promises them."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "liftwell"
MODULES = sorted(SOURCE.rglob("*.py"))
EMPTY_NAMES = {"utils", "util", "helpers", "core", "common", "misc", "services", "models"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(module: Path) -> str:
    """Path below src/liftwell."""
    return module.relative_to(SOURCE).as_posix()


def lines(module: Path) -> int:
    """Lines of a file."""
    return len(module.read_text("utf-8").splitlines())


def functions(module: Path) -> list[Function]:
    """Every function and method of a file."""
    return [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None or len(function.body) == 1:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_module_or_function_is_long(module: Path) -> None:
    assert lines(module) <= 400
    assert {function.name: length(function) for function in functions(module) if length(function) > 40} == {}


def test_most_are_short() -> None:
    assert statistics.median(lines(module) for module in MODULES if module.name != "__init__.py") <= 150
    assert statistics.median(length(function) for module in MODULES for function in functions(module)) <= 8


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_file_is_named_after_a_noun_or_a_step(module: Path) -> None:
    assert not EMPTY_NAMES & {part.removesuffix(".py") for part in module.relative_to(SOURCE).parts}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_every_public_thing_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    public = [n for n in tree.body if isinstance(n, ast.ClassDef | Function) and not n.name.startswith("_")]
    assert ast.get_docstring(tree)
    assert [thing.name for thing in public if ast.get_docstring(thing) is None] == []
