"""Who may reach the app: by which name, with which key, from which page, and with how much."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from liftwell.web.guard import MOST_CLIP_BYTES, MOST_FORM_BYTES, Guard

KEY = "k" * 43
HOME = "http://127.0.0.1:8437"


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


APP = Starlette(routes=[Route("/{rest:path}", hello, methods=["GET", "HEAD", "POST", "PUT", "DELETE"])])


@pytest.fixture
def stranger() -> Iterator[TestClient]:
    with TestClient(Guard(APP, KEY), base_url=HOME, follow_redirects=False) as client:
        yield client


@pytest.fixture
def guest(stranger: TestClient) -> TestClient:
    assert stranger.get(f"/?key={KEY}").status_code == 303
    return stranger


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/static/x/app.js", "/of/me/lifts", "/of/me/clips", "/?key=wrong", "/?key="])
def test_without_the_key_there_is_nothing(stranger: TestClient, method: str, path: str) -> None:
    answer = stranger.request(method, path)
    assert answer.status_code == 401
    assert not stranger.cookies


def test_the_key_becomes_a_cookie_that_scripts_and_other_pages_do_not_get(stranger: TestClient) -> None:
    answer = stranger.get(f"/of/me/lifts?a=1&key={KEY}&b=%20x")
    assert answer.headers["location"] == "/of/me/lifts?a=1&b=+x"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert stranger.get("/").text == "GET 0"


def test_the_way_in_leads_nowhere_else() -> None:
    scope = {
        "type": "http", "method": "GET", "raw_path": b"//elsewhere.example/a%2Fb", "path": "//elsewhere.example/a/b",
        "query_string": f"key={KEY}".encode(), "headers": [(b"host", b"127.0.0.1:8437")],
    }  # fmt: skip
    answer = Guard(APP, KEY).answer(scope)
    assert answer is not None
    assert answer.headers["location"] == "/elsewhere.example/a%2Fb"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8437", "127.0.0.1.evil.example", "", "192.168.0.7:8437"]
)
def test_another_name_is_another_server(guest: TestClient, host: str) -> None:
    assert guest.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8437", "[::1]:8437", "127.0.0.1:9"])
def test_own_names(guest: TestClient, host: str) -> None:
    assert guest.get("/", headers={"host": host, "authorization": f"Bearer {KEY}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": HOME},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_another_page_presses_no_button(guest: TestClient, method: str, headers: dict[str, str]) -> None:
    assert guest.request(method, "/", headers=headers).status_code == 403
    assert guest.get("/", headers=headers).status_code == 200  # looking changes nothing


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": HOME}, {}])
def test_the_own_page_does(guest: TestClient, headers: dict[str, str]) -> None:
    assert guest.post("/", content=b"abc", headers=headers).text == "POST 3"


@pytest.mark.parametrize(("path", "most"), [("/of/me/clips", MOST_CLIP_BYTES), ("/of/me/settings", MOST_FORM_BYTES)])
def test_what_is_too_large_is_refused_unread(path: str, most: int) -> None:
    said: list[Message] = []

    async def unread() -> Message:
        raise AssertionError("a byte was asked for")

    async def hear(message: Message) -> None:
        said.append(message)

    headers = {"host": "localhost", "authorization": f"Bearer {KEY}", "content-length": str(most + 1)}
    scope = {
        "type": "http", "method": "PUT", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    with ThreadPoolExecutor() as apart:  # where Playwright runs in this process, its loop has this thread
        apart.submit(lambda: asyncio.run(Guard(APP, KEY)(scope, unread, hear))).result()
    assert said[0]["status"] == 413
    assert b"MB" in said[1]["body"] or b"GB" in said[1]["body"]


def test_a_clip_tells_its_size_first(guest: TestClient) -> None:
    assert guest.put("/of/me/clips", content=iter([b"abc"])).status_code == 411


def test_every_answer_has_the_policy(stranger: TestClient) -> None:
    for answer in (stranger.get("/"), stranger.get(f"/?key={KEY}"), stranger.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
