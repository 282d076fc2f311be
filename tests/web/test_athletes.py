"""Everybody at a glance, and everything of somebody gone when they go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from liftwell.training.diary import Morning
from liftwell.web.desk import Desk
from liftwell.web.rendering import home_of
from tests.web.clips import SHORT, another


def test_who_needs_somebody_comes_first(me: TestClient, desk: Desk) -> None:
    for name in ("ada", "bob"):
        me.post("/athletes", data={"name": name})
    desk.shelf("bob").put(Morning(desk.now().date() - timedelta(days=1), 8))
    page = me.get("/athletes").text
    assert page.index(">bob<") < page.index(">ada<") < page.index(">me<")
    assert "Please look:" in page


def test_a_hundred_are_listed(me: TestClient, desk: Desk) -> None:
    for number in range(100):
        desk.logbook.add_athlete(f"lifter {number:03}")
    assert me.get("/athletes").text.count('scope="row"') == 101


@pytest.mark.parametrize("name", ["a/b", "..", ".", "50%", "%2F", "a b", "Zoë", "q?x#y", "a\\b", "start", "&lt;"])
def test_every_name_has_an_address(me: TestClient, desk: Desk, name: str) -> None:
    me.post("/athletes", data={"name": name})
    page = me.get(f"{home_of(name)}/start")
    assert page.status_code == 200
    assert f"{home_of(name)}/lifts".replace("&", "&amp;") in page.text
    assert desk.logbook.athletes()


def test_a_name_that_cannot_be_is_said(me: TestClient) -> None:
    assert me.post("/athletes", data={"name": "me"}).status_code == 422
    assert me.post("/athletes", data={"name": " "}).status_code == 422


def test_renaming_takes_the_clips_along_and_removing_takes_them_away(queue: TestClient, desk: Desk) -> None:
    token = queue.put("/of/me/clips?file=a.mp4", content=another(SHORT, 1)).json()["token"]
    queue.post(f"/of/me/lifts/{token}/cancel")
    token = queue.put("/of/me/clips?file=b.mp4", content=another(SHORT, 2)).json()["token"]
    queue.post("/of/me/rename", data={"to": "Ada / L."})
    assert desk.logbook.athletes() == ("Ada / L.",)
    home = home_of("Ada / L.")
    assert "b.mp4" in queue.get(f"{home}/lifts").text
    assert queue.get(f"/of/me/lifts/{token}").status_code == 404
    assert queue.post(f"{home}/remove", data={"confirm": "ada"}).status_code == 422
    assert desk.logbook.athletes()
    queue.post(f"{home}/remove", data={"confirm": "Ada / L."})
    assert desk.logbook.athletes() == ()
    assert not list(desk.folder.clips.iterdir())
