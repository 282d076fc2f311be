"""Settings: units, retention, and what goes in and out of the logbook, looked at before it is kept."""

from __future__ import annotations

import io
import json
import random
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from liftwell.logbook.brought_in import batches_of
from liftwell.logbook.contents import contents
from liftwell.training.diary import Done, Lift
from liftwell.web.desk import Desk
from liftwell.web.folder import Told
from tests.web.clips import SHORT, another

PAGE = "/of/me/settings"
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    + "".join(
        f'2026-10-{day:02} 18:30:00,"Evening",1h,"Deadlift (Barbell)",{order},{100 + day},5,0,0,"","",\n'
        for day in range(1, 9)
        for order in (1, 2, 3)
    )
)


def sent(app: TestClient, name: str, content: bytes) -> tuple[int, str]:
    answer = app.post(f"{PAGE}/import", files={"file": (name, content)})
    return answer.status_code, answer.text


def token_of(page: str) -> str:
    return page.split("/settings/import/")[1].split('"', maxsplit=1)[0]


def everything(desk: Desk) -> str:
    return json.dumps(contents(desk.logbook, "me"), default=str, sort_keys=True)


def test_units_are_kept_and_used(lifter: TestClient) -> None:
    lifter.post(f"{PAGE}/units", data={"weight": "lb", "length": "in"})
    assert "<option selected>lb" in lifter.get(PAGE).text
    plan = lifter.post("/of/me/plan/check", data={"tick": "none", "now": "1", "walking": "true", "leg": "none"}).text
    assert ' lb" required' in plan
    assert lifter.post(f"{PAGE}/units", data={"weight": "stone", "length": "in"}).status_code == 422


def test_a_form_of_equipment_that_is_kept_unread_changes_no_plate(lifter: TestClient, desk: Desk) -> None:
    saved = desk.saved(desk.shelf("me"))
    saved.keep("about.equipment", ["barbell 20 kg"])
    saved.keep("about.smallest_step_kg", 2.5)
    saved.keep("about.plates_kg", [20, 20, 5, 1.25])
    lifter.post(f"{PAGE}/units", data={"weight": "lb", "length": "cm"})  # how loads are said makes no other plates
    page = lifter.get(PAGE).text
    shown = {name: re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)[0] for name in ("step", "plates")}
    lifter.post(f"{PAGE}/equipment", data={"owned": ["barbell"], "size barbell": "20 kg", **shown})
    saved = desk.saved(desk.shelf("me"))
    assert (saved.at("about.smallest_step_kg"), saved.at("about.plates_kg")) == (2.5, [20, 20, 5, 1.25])


def test_a_foreign_log_is_looked_at_kept_and_taken_back(me: TestClient, desk: Desk) -> None:
    before = everything(desk)
    _, page = sent(me, "strong.csv", STRONG.encode())
    assert "8 workouts, 24 sets, 2026-10-01 to 2026-10-08" in page
    assert "None of it is in the logbook yet." in page
    assert everything(desk) == before
    me.post(f"{PAGE}/import/{token_of(page)}", data={"unit": "lb"})
    assert round(desk.shelf("me").diary().done[0].lift.load_kg, 1) == 45.8  # 101 lb
    assert "8 workouts" in me.get(PAGE).text
    _, again = sent(me, "strong.csv", STRONG.encode())
    again = me.post(f"{PAGE}/import/{token_of(again)}/look", data={"unit": "lb"}).text
    assert "In the logbook of me already: 8 of 8 workouts" in again
    (batch,) = batches_of(desk.logbook, "me")
    me.post(f"{PAGE}/undo-import", data={"batch": batch.key})
    assert json.loads(everything(desk))["workout"] == []
    assert desk.shelf("me").diary().done == ()
    assert me.post(f"{PAGE}/undo-import", data={"batch": batch.key}).status_code == 422


def test_everything_goes_out_and_comes_back_under_another_name(lifter: TestClient, desk: Desk) -> None:
    desk.shelf("me").put(Done(desk.now().date(), Lift("conventional_deadlift", 3, 5, 100.0), None, 6.0))
    out = lifter.get(f"{PAGE}/export/json")
    assert "attachment" in out.headers["content-disposition"]
    _, page = sent(lifter, "me.json", out.content)
    lifter.post(f"{PAGE}/import/{token_of(page)}", data={"called": "copy"})
    assert desk.shelf("copy").diary().done == desk.shelf("me").diary().done


def test_exports_are_what_they_say(lifter: TestClient, desk: Desk) -> None:
    desk.shelf("me").put(Done(desk.now().date(), Lift("conventional_deadlift", 3, 5, 100.0), None, 6.0))
    tables = zipfile.ZipFile(io.BytesIO(lifter.get(f"{PAGE}/export/csv").content))
    assert "sets.csv" in tables.namelist()
    assert lifter.get(f"{PAGE}/export/fhir").json()["resourceType"] == "Bundle"
    assert lifter.get(f"{PAGE}/export/ical").text.startswith("BEGIN:VCALENDAR")
    assert lifter.get(f"{PAGE}/export/xls").status_code == 422


def test_a_backup_is_restored_and_every_page_goes_on(lifter: TestClient, desk: Desk) -> None:
    backup = lifter.get(f"{PAGE}/backup").content
    assert backup.startswith(b"SQLite format 3")
    desk.logbook.add_athlete("later")
    _, page = sent(lifter, "backup.db", backup)
    assert "me" in page
    assert desk.logbook.athletes() == ("later", "me")
    lifter.post(f"{PAGE}/import/{token_of(page)}")
    assert desk.logbook.athletes() == ("me",)
    assert lifter.get("/of/me/start").status_code == 200
    kept = next(desk.folder.path.glob("logbook-before-restore-*.db"))
    with sqlite3.connect(kept) as old:
        assert {name for (name,) in old.execute("SELECT name FROM athlete")} == {"later", "me"}


def test_nothing_hostile_is_kept_or_makes_it_fail(me: TestClient, desk: Desk) -> None:
    before, chance = everything(desk), random.Random(3)
    bodies = [b"", b"\x00" * 50, b"{", b"[]", b"null", b'{"schema": 5}', b"[[[", STRONG.encode()[:90], b"a,b\n" * 50,
              b"SQLite format 3\x00" + bytes(200), *(chance.randbytes(300) for _ in range(8))]  # fmt: skip
    for ending in ("csv", "json", "toml", "db", "txt", ""):
        for body in bodies[: 10 if ending != "csv" else None]:
            status, page = sent(me, f"../x.{ending}", body)
            assert status in (200, 422), (ending, body[:40], status)
            assert "Traceback" not in page
    assert everything(desk) == before
    assert desk.logbook.athletes() == ("me",)


@pytest.mark.parametrize("token", ["x" * 32, "..", "%2e%2e", "a/b"])
def test_a_file_that_does_not_wait_is_not_there(me: TestClient, token: str) -> None:
    assert me.post(f"{PAGE}/import/{token}").status_code in (404, 405)


def test_clips_are_kept_as_long_as_chosen(me: TestClient, desk: Desk, tmp_path: Path) -> None:
    clip = tmp_path / "set.mp4"
    clip.write_bytes(b"film")
    day = desk.now().date().replace(day=1)
    desk.shelf("me").keep_clip(day, clip, "{}")
    assert me.post(f"{PAGE}/clips", data={"keep": "days", "days": "-1"}).status_code == 422
    me.post(f"{PAGE}/clips", data={"keep": "days", "days": "7"})
    assert "Delete the 1 past their day" in me.get(PAGE).text
    me.post(f"{PAGE}/clips/delete")
    assert not clip.exists()


def test_everything_is_deleted_only_by_its_word(queue: TestClient, desk: Desk) -> None:
    assert queue.post(f"{PAGE}/everything", data={"confirm": "yes"}).status_code == 422
    assert desk.logbook.athletes() == ("me",)
    queue.post(f"{PAGE}/everything", data={"confirm": "DELETE"})
    assert desk.logbook.athletes() == ()


def test_each_import_is_taken_back_by_itself(me: TestClient, desk: Desk) -> None:
    for name, month in (("one.csv", "10"), ("two.csv", "09")):
        _, page = sent(me, name, STRONG.replace("2026-10", f"2026-{month}").encode())
        me.post(f"{PAGE}/import/{token_of(page)}", data={"unit": "kg"})
    older = batches_of(desk.logbook, "me")[-1]
    assert older.source.file_name == "one.csv"
    me.post(f"{PAGE}/undo-import", data={"batch": older.key})
    assert {one.on.month for one in desk.shelf("me").diary().done} == {9}
    assert me.post(f"{PAGE}/undo-import", data={"batch": older.key}).status_code == 422


def test_a_name_of_another_log_means_what_is_chosen(me: TestClient, desk: Desk) -> None:
    log = STRONG.replace("Deadlift (Barbell)", "Heavy thing") + STRONG.split("\n", 1)[1]
    _, page = sent(me, "strong.csv", log.encode())
    assert '<option value="conventional_deadlift" selected>' in page
    chosen = {"lift": ["Heavy thing", "Deadlift (Barbell)"], "means": ["sumo_deadlift", ""], "unit": "kg"}
    me.post(f"{PAGE}/import/{token_of(page)}", data=chosen)
    assert {one.lift.exercise for one in desk.shelf("me").diary().done} == {"sumo_deadlift"}
    _, page = sent(me, "strong.csv", log.replace("2026-10", "2026-09").encode())
    wrong = {"lift": ["Heavy thing"], "means": ["flying"], "unit": "kg"}
    assert me.post(f"{PAGE}/import/{token_of(page)}", data=wrong).status_code == 422


def test_what_there_is_to_train_with_is_kept_in_its_own_words(lifter: TestClient, desk: Desk) -> None:
    saved = desk.saved(desk.shelf("me"))
    saved.keep("about.equipment", ["barbell 15 kg", "45-degree bench", "sled and barbell"])
    page = lifter.get(PAGE).text
    assert 'value="barbell" checked' in page
    assert 'name="size barbell" value="15 kg"' in page
    assert 'value="45-degree bench" checked' in page
    assert 'name="other" value="sled and barbell"' in page
    told = {
        "owned": ["barbell", "kettlebells"], "size barbell": "45 lb", "size kettlebells": "8, 12, 16-24 kg",
        "size dumbbells": "9", "other": "sled", "step": "5lb",
        "plates": "45, 2x25, 2.5 lb",
    }  # fmt: skip
    lifter.post(f"{PAGE}/equipment", data=told)
    saved = desk.saved(desk.shelf("me"))
    assert saved.at("about.equipment") == ["barbell 45 lb", "kettlebells 8, 12, 16-24 kg", "sled"]
    assert round(saved.at("about.smallest_step_kg"), 2) == 2.27
    assert saved.at("about.plates_kg") == [20.412, 11.34, 11.34, 1.134]
    assert 'value="45, 2x25, 2.5 lb"' in lifter.get(PAGE).text
    assert 'name="size kettlebells" value="8, 12, 16-24 kg"' in lifter.get(PAGE).text
    lifter.post(f"{PAGE}/equipment", data={"step": ""})
    assert desk.saved(desk.shelf("me")).at("about.equipment") == ["nothing"]


@pytest.mark.parametrize(
    "told",
    [
        {"size barbell": "heavy"},
        {"size barbell": "9999 kg"},
        {"step": "x"},
        {"plates": "some"},
        {"plates": "30x20"},
        {"plates": "900"},
    ],
)
def test_equipment_that_cannot_be_is_said(lifter: TestClient, desk: Desk, told: dict[str, str]) -> None:
    before = everything(desk)
    assert lifter.post(f"{PAGE}/equipment", data={"owned": "barbell", **told}).status_code == 422
    assert everything(desk) == before


def test_what_is_past_its_day_goes_once_and_what_cannot_go_is_told(
    queue: TestClient, desk: Desk, tmp_path: Path
) -> None:
    for name in ("one.mp4", "two.mp4"):
        (tmp_path / name).write_bytes(name.encode())
        desk.shelf("me").keep_clip(desk.now().date().replace(day=1), tmp_path / name, "{}")
    queue.post(f"{PAGE}/clips", data={"keep": "days", "days": "7"})
    (tmp_path / "two.mp4").write_bytes(b"something else")
    page = queue.post(f"{PAGE}/clips/delete").text
    assert "two.mp4 was left: it is not the file that was measured." in page
    assert not (tmp_path / "one.mp4").exists()
    (tmp_path / "two.mp4").unlink()
    assert "past their day" not in queue.get(PAGE).text


def test_when_everything_is_deleted_nothing_is_left_on_disk(queue: TestClient, desk: Desk) -> None:
    token = queue.put("/of/me/clips?file=a.mp4", content=another(SHORT, 1)).json()["token"]
    clip = desk.folder.clip(token)
    clip.tell(clip.told().model_copy(update={"athlete": "somebody of an older logbook"}))
    queue.post(f"{PAGE}/units", data={"weight": "lb", "length": "in"})
    sent(queue, "strong.csv", STRONG.encode())
    (desk.folder.path / "logbook-before-restore-1.db").write_bytes(b"old")
    desk.logbook.add_athlete("Wilhelmina Unforgettable")
    queue.post(f"{PAGE}/everything", data={"confirm": "DELETE"})
    left = {one.name for one in desk.folder.path.rglob("*") if one.is_file()}
    assert left <= {"logbook.db", "logbook.db-wal", "logbook.db-shm", "jobs.db", "jobs.db-wal", "jobs.db-shm"}
    for file in desk.folder.path.glob("logbook.db*"):
        assert b"Wilhelmina" not in file.read_bytes()


def test_a_damaged_clip_hides_no_other_one(me: TestClient, desk: Desk) -> None:
    for _ in range(2):
        clip, path = desk.folder.begin_clip("a.mp4")
        path.write_bytes(b"x")
        clip.tell(Told(athlete="me", name="a.mp4", sent_on=desk.now().date(), sha256="0"))
    (clip.path / "told.json").write_text("{")
    assert me.get("/athletes").status_code == 200
    assert me.get(PAGE).status_code == 200
    assert len(desk.clips_of("me")) == 1
