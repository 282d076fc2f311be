"""`liftwell demo` talks to nobody and writes only where it says: watched from outside with strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

# "?" lets strace pass over calls that the processor's own table does not have (arm64 has no `open`).
WATCHED = (
    *("connect", "sendto", "sendmsg", "openat", "openat2", "?open", "?creat", "?mkdir", "mkdirat"),
    *("?rename", "?renameat", "renameat2", "linkat", "symlinkat", "mknodat"),
)
CALL = re.compile(r"^(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>-?\d+)")
FOLDER_AND_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)(?:<(?P<folder>[^>]*)>)?, )?"(?P<path>(?:[^"\\]|\\.)*)"')
ADDRESS = re.compile(r'inet_addr\("(?P<v4>[^"]+)"\)|inet_pton\(AF_INET6, "(?P<v6>[^"]+)"')
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
OPENING = ("open", "openat", "openat2")
TALKING = ("connect", "sendto", "sendmsg")
# Not files: the terminal, the null device, shared memory and the process's own description.
NOT_FILES = (Path("/dev"), Path("/proc"))


@dataclass(frozen=True, slots=True)
class Watched:
    """Exit status, standard error and strace's lines of one run; the folders that the run was given."""

    status: int
    complaint: str
    lines: tuple[str, ...]
    home: Path
    out: Path
    temporary: Path

    @property
    def documented(self) -> tuple[Path, ...]:
        """Where liftwell says that it writes."""
        return self.out, self.home / ".cache" / "liftwell", self.temporary


def reached(line: str) -> str | None:
    """The address outside this machine that a line of strace tells of, if any."""
    call = CALL.match(line)
    if call is None or call["name"] not in TALKING or "AF_INET" not in call["arguments"]:
        return None
    address = ADDRESS.search(call["arguments"])
    found = (address["v4"] or address["v6"]) if address else call["arguments"]
    return None if found.startswith("127.") or found == "::1" else found


def written(line: str) -> Path | None:
    """The path that a line of strace creates, opens for writing or puts in place, if any."""
    call = CALL.match(line)
    if call is None or call["name"] in TALKING or int(call["result"]) < 0:
        return None
    if call["name"] in OPENING and not WRITING.search(call["arguments"]):
        return None
    places = list(FOLDER_AND_PATH.finditer(call["arguments"]))
    if not places:
        return None
    # The last one: of a rename it is the new name, of all others the only one.
    return Path(os.path.normpath(Path(places[-1]["folder"] or "") / places[-1]["path"]))


def within(path: Path, *folders: Path) -> bool:
    """Whether the path is one of the folders or lies in one."""
    return any(path.is_relative_to(folder) for folder in folders)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """`liftwell demo` with an empty home folder and without CI, which would itself switch telemetry off."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, so nobody can watch what liftwell connects to and writes")
    root = tmp_path_factory.mktemp("privacy").resolve()
    home, temporary, trace = root / "home", root / "temporary", root / "trace"
    for folder in (home, temporary, trace):
        folder.mkdir()
    # One file per thread, so that no line is broken in two; -y names the folder behind a descriptor.
    watch = [strace, "-ff", "-y", "-qq", "-s", "4096", "-e", f"trace={','.join(WATCHED)}", "-o", f"{trace}/thread"]
    start = [sys.executable, "-c", "import sys; from liftwell.cli.app import main; sys.exit(main())"]
    keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
    # Python's own bytecode beside the sources is the interpreter's doing.
    environment = keep | {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*watch, *start, "demo", "--out", str(root / "out")],
        env=environment,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    lines = [line for file in sorted(trace.iterdir()) for line in file.read_text(errors="replace").splitlines()]
    return Watched(done.returncode, done.stderr, tuple(lines), home, root / "out", temporary)


def test_the_demo_ran_and_was_watched(watched: Watched) -> None:
    assert watched.status == 0, watched.complaint
    assert (watched.out / "analysis.json").is_file()
    assert watched.out in {written(line) for line in watched.lines}, "strace did not see the results arrive"


def test_nothing_leaves_the_machine(watched: Watched) -> None:
    assert {address for line in watched.lines if (address := reached(line))} == set()


def test_files_appear_only_where_documented(watched: Watched) -> None:
    paths = {path for line in watched.lines if (path := written(line))}
    stray = {path for path in paths if not within(path, *watched.documented, *NOT_FILES)}
    stray -= {parent for place in watched.documented for parent in place.parents}
    # The results are made in a hidden folder beside the output folder, which takes its name at the end.
    hidden = f"{watched.out.parent}/.{watched.out.name}."
    assert {path for path in stray if not str(path).startswith(hidden)} == set()


def test_the_home_folder_holds_the_cache_and_nothing_else(watched: Watched) -> None:
    found = {path for path in watched.home.rglob("*") if path.is_file()}
    assert {path for path in found if not within(path, *watched.documented)} == set()
    assert {path.name for path in watched.home.iterdir()} <= {".cache"}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        (
            'connect(3<socket:[7]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("52.1.2.3")}, 16) = 0',
            "52.1.2.3",
        ),
        ('connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("9.9.9.9")}, 16) = -1 E', "9.9.9.9"),
        ('connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0', None),
        (
            'connect(3, {sa_family=AF_INET6, sin6_port=htons(1), inet_pton(AF_INET6, "2a00::1", &sin6_addr)}, 28) = 0',
            "2a00::1",
        ),
        ('connect(3, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110) = -1 ENOENT (No such file)', None),
        ('sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_addr=inet_addr("8.8.8.8")}, 16) = 1', "8.8.8.8"),
        ('openat(AT_FDCWD</a>, "b", O_RDONLY) = 3</a/b>', None),
    ],
)
def test_reading_an_address(line: str, address: str | None) -> None:
    assert reached(line) == address


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('openat(AT_FDCWD</a>, "b", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3</a/b>', "/a/b"),
        ('openat(AT_FDCWD</a>, "/c/d", O_RDWR|O_CLOEXEC) = 3</c/d>', "/c/d"),
        ('openat(7</e>, "../f", O_WRONLY) = 3</f>', "/f"),
        ('openat(AT_FDCWD</a>, "b", O_RDONLY|O_CLOEXEC) = 3</a/b>', None),
        ('openat(AT_FDCWD</a>, "b", O_WRONLY|O_CREAT, 0666) = -1 EACCES (Permission denied)', None),
        ('mkdir("/g", 0777) = 0', "/g"),
        ('rename("/g", "/h") = 0', "/h"),
        ('renameat2(AT_FDCWD</a>, "i", 5</j>, "k", 0) = 0', "/j/k"),
        ('connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0', None),
    ],
)
def test_reading_a_written_path(line: str, path: str | None) -> None:
    assert written(line) == (Path(path) if path else None)
