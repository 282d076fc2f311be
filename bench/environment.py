"""Environments of their own for programs that liftwell is compared with, made on first use and kept in the cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

CACHE: Final = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "liftwell-bench"
PYTHON: Final = "3.11"  # the newest for which all of them have wheels


def python_with(name: str, requirement: str) -> Path | None:
    """Python of an environment that holds `requirement`; None, with the reason printed, where it cannot be made."""
    home = CACHE / name
    python, ready = home / "bin" / "python", home / "ready"
    if ready.exists() and ready.read_text("utf-8") == requirement:
        return python
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    try:
        if uv is None:
            raise FileNotFoundError("uv is not installed")
        for command in (
            [uv, "venv", "--clear", "--python", PYTHON, home],
            [uv, "pip", "install", "--python", python, requirement],
        ):
            subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        print(f"\nNo comparison with {requirement}: it could not be installed into {home} (is there a network?): "
              f"{' '.join(error.stderr.split())[-200:]}")  # fmt: skip
        return None
    except OSError as error:
        print(f"\nNo comparison with {requirement}: its environment could not be made in {home} ({error}).")
        return None
    ready.write_text(requirement, "utf-8")
    return python
