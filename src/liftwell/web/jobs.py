"""Jobs: clips waiting to be measured, kept on disk by DBOS, so that neither a closed lid nor a kill loses one.

The only file that knows DBOS. A job is known by the token of its clip and how often it was asked for; what it is to do
stands in the clip's folder, and what it found goes into the logbook under a unique key: a step may run twice.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from liftwell.web.child import FROM_OUTSIDE, Ended, analysed, longest_s, size_of
from liftwell.web.folder import ClipFolder, Folder

QUEUE: Final = "clips"
# A constant, or an upgrade would strand what waits.
_VERSION: Final = "1"
_EXECUTOR: Final = "app"
_TRIES: Final = 3
_QUICK_S: Final = 0.25
_SETTLES_S: Final = 3.0  # a machine that shuts down ends this server too by then
State = Literal["waiting", "running", "done", "failed", "cancelled"]
_STATES: Final[Mapping[str, State]] = {
    "ENQUEUED": "waiting", "DELAYED": "waiting", "PENDING": "running", "SUCCESS": "done", "ERROR": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed", "CANCELLED": "cancelled",
}  # fmt: skip
DIED: Final = "Measuring this clip ended before its time, more than once; it may be damaged. Send another copy of it."


class Desk(Protocol):
    """What a job needs of whoever knows the logbook."""

    def order(self, clip: ClipFolder) -> list[str]:
        """The arguments of `liftwell analyse` for a clip."""

    def record(self, clip: ClipFolder, ended: Ended) -> None:
        """Keep what was found; told twice, it is there once."""


@dataclass(frozen=True, slots=True)
class Job:
    """One asking for one clip. at: when it was asked; sentence: why it failed, empty where it did not."""

    token: str
    run: int
    state: State
    at: datetime
    sentence: str = ""


@dataclass(slots=True)
class _Now:
    """What the running server has in hand. progress: how far each clip is, by token; nothing to keep."""

    folder: Folder
    desk: Desk
    progress: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def tell(self, token: str, told: Mapping[str, Any]) -> None:
        """How far a clip is; what the check of the filming said stays beside it."""
        said = told.get("said", self.progress.get(token, {}).get("said"))
        self.progress[token] = dict(told) if said is None else {**told, "said": said}


_now: _Now | None = None


def _in_hand() -> _Now:
    assert _now is not None, "jobs run only while the app does"
    return _now


@DBOS.workflow(name="measure", max_recovery_attempts=_TRIES)
async def _measure(token: str, run: int) -> dict[str, Any]:
    """Measure a clip, then keep what was found; `run` makes asking again another job."""
    found = await _measured(token, run)
    await _recorded(token, found)
    return found


@DBOS.step(name="measured", preemptible=True)
async def _measured(token: str, run: int) -> dict[str, Any]:  # noqa: ARG001
    now = _in_hand()
    clip = now.folder.clip(token)
    now.progress[token] = {"stage": "begin"}
    try:
        ended = await _undisturbed(now, clip)
    finally:
        now.progress.pop(token, None)
    return {"status": ended.status, "sentence": ended.sentence}


async def _undisturbed(now: _Now, clip: ClipFolder) -> Ended:
    """Measure a clip until nobody ends that from outside; a server that ends with it goes on when it is started."""
    order, longest = now.desk.order(clip), longest_s(size_of(clip.clip))
    for _ in range(_TRIES):
        ended = await analysed(order, longest, lambda told: now.tell(clip.token, told))
        if ended.status not in FROM_OUTSIDE:
            return ended
        await asyncio.sleep(_SETTLES_S)
    return Ended(ended.status, DIED)


@DBOS.step(name="recorded")
async def _recorded(token: str, found: dict[str, Any]) -> None:
    now = _in_hand()
    now.desk.record(now.folder.clip(token), Ended(**found))


@contextmanager
def working(folder: Folder, desk: Desk, at_once: int = 1) -> Iterator[None]:
    """Within the block jobs are done, those first that an earlier server left."""
    global _now  # noqa: PLW0603  (DBOS itself is one for a process)
    for name in [name for name in os.environ if name.startswith("DBOS__")]:
        del os.environ[name]
    _now = _Now(folder, desk)
    DBOS(config=_config(folder.jobs))
    try:
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=at_once, polling_interval_sec=_QUICK_S)
        yield
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)
        _now = None


def _config(file: Path) -> DBOSConfig:
    return DBOSConfig(
        name="liftwell",
        system_database_url=f"sqlite:///{file}",
        application_version=_VERSION,
        executor_id=_EXECUTOR,
        log_level="ERROR",
        serializer=DBOSPortableJSONSerializer(),
        enable_otlp=False,
    )


def ask(clip: ClipFolder, run: int) -> None:
    """Put a clip into the queue; asked twice for the same run it is there once."""
    with SetWorkflowID(_id(clip.token, run)):
        DBOS.enqueue_workflow(QUEUE, _measure, clip.token, run)


def cancel(token: str, run: int) -> None:
    """Take a job back; a child that is measuring ends."""
    DBOS.cancel_workflow(_id(token, run))


def forget(token: str) -> None:
    """Nothing of the jobs of a clip stays."""
    for one in DBOS.list_workflows(workflow_id_prefix=f"{token}.", load_input=False, load_output=False):
        DBOS.cancel_workflow(one.workflow_id)
        DBOS.delete_workflow(one.workflow_id)


def jobs() -> tuple[Job, ...]:
    """The newest job of every clip, oldest first."""
    listed = DBOS.list_workflows(name="measure", load_input=False)
    newest: dict[str, Job] = {}
    for one in listed:
        found = _job(one)
        if found.token not in newest or newest[found.token].run < found.run:
            newest[found.token] = found
    return tuple(sorted(newest.values(), key=lambda job: job.at))


def job_of(token: str) -> Job | None:
    """The newest job of one clip, None where there is none."""
    listed = DBOS.list_workflows(workflow_id_prefix=f"{token}.", load_input=False)
    return max(map(_job, listed), key=lambda job: job.run, default=None)


def progress_of(token: str) -> Mapping[str, Any]:
    """How far a clip is: stage, done and total; empty where it is not being measured."""
    return _in_hand().progress.get(token, {})


def _job(status: Any) -> Job:  # noqa: ANN401  (a record of DBOS)
    token, _, run = status.workflow_id.rpartition(".")
    state = _STATES.get(status.status, "failed")
    output = status.output if isinstance(status.output, dict) else {}
    sentence = str(output.get("sentence", ""))
    if state == "done" and output.get("status", 0) not in (0, 3):
        state = "failed"
    elif state == "failed":
        sentence = DIED
    return Job(token, int(run), state, datetime.fromtimestamp((status.created_at or 0) / 1000), sentence)  # noqa: DTZ006


def _id(token: str, run: int) -> str:
    return f"{token}.{run}"
