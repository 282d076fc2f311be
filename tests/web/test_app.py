"""What the app answers: the way in, where something is wrong, and the files that pages load."""

from __future__ import annotations

import re
import struct

from starlette.testclient import TestClient

from liftwell.web.desk import Desk


def test_a_new_logbook_begins_with_a_welcome(app: TestClient, desk: Desk) -> None:
    page = app.get("/")
    assert "Begin" in page.text
    assert "diagnos" in page.text  # the intended use, in its own words
    answer = app.post("/begin", data={"name": "  Ada  L. "}, follow_redirects=False)
    assert answer.headers["location"] == "/of/Ada%20L./start"
    assert desk.logbook.athletes() == ("Ada L.",)


def test_one_athlete_is_at_home_at_once(me: TestClient) -> None:
    assert me.get("/", follow_redirects=False).headers["location"] == "/of/me/"


def test_what_is_not_there_is_said_in_words(queue: TestClient) -> None:
    for address in ("/nowhere", "/of/nobody/lifts", "/of/me/lifts/" + "x" * 32, "/static/x/none.js"):
        answer = queue.get(address)
        assert answer.status_code == 404, address
        assert "That did not work" in answer.text
        assert "Traceback" not in answer.text


def test_a_program_gets_a_plain_sentence(me: TestClient) -> None:
    answer = me.put("/of/me/clips?load=heavy", content=b"x", headers={"accept": "*/*"})
    assert answer.status_code == 422
    assert answer.text.startswith("The load 'heavy' is not a number")


def test_all_files_of_a_page_are_there_and_stay(queue: TestClient) -> None:
    page = queue.get("/of/me/lifts").text
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(files) > 5
    for file in files:
        answer = queue.get(file)
        assert answer.status_code == 200, file
        assert "immutable" in answer.headers["cache-control"]


def test_a_home_screen_finds_its_icons(queue: TestClient) -> None:
    page = queue.get("/of/me/lifts").text
    (address,) = re.findall(r'rel="manifest" href="([^"]+)"', page)
    icons = [(one["src"], one["type"], one["sizes"]) for one in queue.get(address).json()["icons"]]
    assert {size for _, _, size in icons} == {"any", "192x192", "512x512"}
    for name, kind, size in [*icons, ("mark-180.png", "image/png", "180x180")]:
        answer = queue.get(address.replace("liftwell.webmanifest", name))
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)
        if kind == "image/png":  # width and height stand after the signature and the head of the first chunk
            width, height = struct.unpack(">II", answer.content[16:24])
            assert f"{width}x{height}" == size


def test_no_page_has_script_or_style_of_its_own(queue: TestClient) -> None:
    for address in ("/", "/of/me/lifts", "/nowhere"):
        page = queue.get(address).text
        assert not re.search(r"<script(?![^>]*\b(src|type=\"application/json\"))", page)
        assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", page)
