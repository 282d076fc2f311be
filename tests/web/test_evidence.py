"""Evidence in the app: found by words, filtered, and each record at an address of its own."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from liftwell.evidence import all_claims

PAGE = "/of/me/evidence"


def test_every_record_is_there_with_its_address(me: TestClient) -> None:
    page = me.get(PAGE).text
    assert set(re.findall(r'<li id="([^"]+)" class="record"', page)) == set(all_claims())


def test_words_find_and_a_part_is_enough_for_a_page_that_asks(me: TestClient) -> None:
    whole = me.get(PAGE, params={"asked": "trap bar"}).text
    part = me.get(PAGE, params={"asked": "trap bar"}, headers={"hx-request": "true", "hx-target": "found"}).text
    assert "<html" in whole
    assert "<html" not in part
    ids = re.findall(r'<li id="([^"]+)" class="record"', part)
    assert ids
    assert ids == re.findall(r'<li id="([^"]+)" class="record"', whole)


def test_a_name_nearly_right_leads_on(me: TestClient) -> None:
    key = next(iter(all_claims()))
    assert f"#{key}" in me.get(PAGE, params={"asked": key[:-1] + "x"}).text


@pytest.mark.parametrize("asked", ["<script>", "'\"", "%00", "x" * 200, "."])
def test_odd_words_find_nothing_and_hurt_nothing(me: TestClient, asked: str) -> None:
    answer = me.get(PAGE, params={"asked": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_sources_are_links_that_only_a_click_follows(me: TestClient) -> None:
    page = me.get(PAGE).text
    assert 'href="https://doi.org/10.' in page
    assert 'src="https' not in page


def test_a_standing_filters(me: TestClient) -> None:
    found = re.findall(r'<li id="([^"]+)" class="record"', me.get(PAGE, params={"standing": "contested"}).text)
    assert found
    assert {all_claims()[key].standing for key in found} == {"contested"}
    assert me.get(PAGE, params={"standing": "surely"}).status_code == 422
