"""`import liftwell`: light, and `liftwell.analyse` is the function whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import liftwell
from liftwell.analysis import Analysis, Rep
from liftwell.errors import LiftwellError
from liftwell.quantity import Quantity

HEAVY = ("numpy", "scipy", "cv2", "av", "openvino", "pydantic", "typer", "rich")


def python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("code", ["import liftwell", "import liftwell; liftwell.errors; dir(liftwell)"])
def test_import_alone_loads_no_heavy_library(code: str) -> None:
    assert python(f"{code}; import sys; print([name for name in {HEAVY} if name in sys.modules])") == "[]"


IMPORTS = (
    "liftwell.analyse",
    "import liftwell.analyse",
    "from liftwell import analyse",
    "from liftwell.analyse import analyse",
    "import importlib; importlib.import_module('liftwell.analyse')",
)
# Each time as if for the first time, but for the heavy libraries, which take seconds.
EACH = """
import sys
from types import FunctionType
for before in sys.argv[1:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "liftwell"]:
        del sys.modules[name]
    scope = {}
    exec(f"import liftwell\\n{before}\\nfrom liftwell import analyse", scope)
    named, analyse, of_module = scope["liftwell"].analyse, scope["analyse"], sys.modules["liftwell.analyse"].analyse
    print(isinstance(named, FunctionType), named is analyse is of_module)
"""


def test_analyse_is_the_function_however_it_was_imported() -> None:
    assert python(EACH, *IMPORTS).splitlines() == ["True True"] * len(IMPORTS)


def test_names_load_on_first_use() -> None:
    assert liftwell.Analysis is Analysis
    assert liftwell.Rep is Rep
    assert liftwell.Quantity is Quantity
    assert liftwell.errors.LiftwellError is LiftwellError
    assert set(liftwell.__all__) <= set(dir(liftwell))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'analyze'"):
        _ = getattr(liftwell, "analyze")  # noqa: B009  (a plain attribute would be a type error)


def test_version_is_that_of_the_installed_package() -> None:
    assert version("liftwell") == liftwell.__version__


def test_changelog_names_the_version(root: Path) -> None:
    assert f"## {liftwell.__version__}" in (root / "CHANGELOG.md").read_text("utf-8")


def test_every_dependency_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    names = {requirement.split(">")[0] for requirement in project["dependencies"]}
    locked = {line.split("==")[0] for line in (root / "requirements.lock").read_text().splitlines() if "==" in line}
    assert names <= locked
