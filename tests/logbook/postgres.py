"""A PostgreSQL of our own for as long as tests run: in a temporary folder, on a socket, as its own user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin",)


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/").glob("usr/lib/postgresql/*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """The address of an empty database; PostgreSQL refuses root, so that root runs it as another user."""
    with tempfile.TemporaryDirectory(prefix="lw-pg-") as name:
        folder = Path(name)
        user = _user()
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
            folder.chmod(0o700)

        def run(*arguments: str) -> None:
            subprocess.run(
                [str(programs / arguments[0]), *arguments[1:]], check=True, capture_output=True, timeout=120,
                user=None if user is None else user.pw_uid, group=None if user is None else user.pw_gid,
                cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)},
            )  # fmt: skip

        run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "liftwell", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            folder.chmod(0o711)
            yield f"postgresql+psycopg://liftwell@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")


def _user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
