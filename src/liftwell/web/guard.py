"""Guard: who may reach the app at all, before any page is asked: even at home there are other programs and pages.

Three doors. The name by which the server is called must be its own, or a page of the internet could point a name at
this machine (DNS rebinding). Who has no key gets nothing: the key is in the address that `liftwell serve` opens, and
then in a cookie that other pages cannot send. And what changes something must come from a page of the app itself, as
the browser tells with each request (`Sec-Fetch-Site`, `Origin`), so that no other page presses buttons here.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from liftwell.web.pairing import Pairing

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
MOST_CLIP_BYTES: Final = 2 * 1024**3
MOST_FORM_BYTES: Final = 64 * 1024**2
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=()"),
)
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
_CLIPS: Final = "/clips"  # the end of the only address that takes a file of gigabytes
KEY: Final = "key"
PAIR: Final = "/pair"
# A calendar program has neither key nor cookie; see `is_feed`.
_FEED: Final = re.compile(r"/feed/([^/]+)/([0-9a-f]{32})\.ics")
_YEAR_S: Final = 365 * 86_400
# Before somebody is known nothing of the app is shown, not even its styles.
_ASK_CODE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Pair this phone with liftwell</title>
<main><h1>liftwell</h1><form action="/pair" method="get"><p><label>{words}<br>
<input name="code" inputmode="numeric" autocomplete="one-time-code" size="12" maxlength="12" required autofocus></label>
<button>Pair</button></p></form></main></html>
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """Stands before `app`. key: the secret of this data folder; names: by which the server may be called; pairing:
    where phones at home may come in by a code, None on a server for this machine alone.
    """

    app: ASGIApp
    key: str
    names: tuple[str, ...] = LOOPBACK
    pairing: Pairing | None = None

    @property
    def cookie(self) -> str:
        """The name of the cookie: another one for each key, for cookies do not know ports. Over TLS "s" follows: the
        plain server could not renew one that is for TLS alone.
        """
        return "liftwell_" + hashlib.sha256(self.key.encode()).hexdigest()[:12]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS:
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        answer = self.answer(scope)
        await (self.app if answer is None else answer)(scope, receive, guarded)

    def answer(self, scope: Scope) -> Response | None:
        """What is said to a request that goes no further, None where it may."""
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.names:
            return _refusal(421, "This server has another name; open the address that liftwell serve printed.")
        if (entered := self._entering(scope)) is not None:
            return entered
        return self._to_known(scope, headers) if self._has_key(headers) else self._to_stranger(scope, headers)

    def _to_known(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["path"] == PAIR and self.pairing is not None:
            return RedirectResponse("/", 303)
        if scope["method"] not in _SAFE and not _from_here(headers):
            return _refusal(403, "This came from another page; open liftwell itself and do it there.")
        return _too_large(scope, headers)

    def _to_stranger(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["method"] == "GET" and is_feed(self.key, scope["path"]):
            return None
        if self.pairing is None:
            return _refusal(401, "Open liftwell by the address that liftwell serve printed: it holds the key.")
        if scope["path"] == PAIR and scope["method"] == "GET":
            return self._paired(scope, headers, self.pairing)
        return _refusal(401, "Pair this phone first: open the address /pair of this server.")

    def _entering(self, scope: Scope) -> Response | None:
        """Whoever comes with the key gets it as a cookie, and an address without it."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = asked.pop(KEY, [])
        if scope["method"] != "GET" or not given or not self._is_key(given[0]):
            return None
        rest = urlencode(asked, doseq=True)
        # "//elsewhere" would be an address of another server
        path = "/" + scope["raw_path"].decode("latin-1").lstrip("/\\")
        return self._let_in(scope, path + (f"?{rest}" if rest else ""))

    def _paired(self, scope: Scope, headers: Headers, pairing: Pairing) -> Response:
        """The one page for who has no key yet: it asks for the code, and gives the key for it."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("code", [""])[0]
        if not given:
            return HTMLResponse(_ASK_CODE.format(words="Type the code that liftwell serve shows on its machine."))
        if not _from_here(headers):
            return _refusal(403, "This came from another page; type the code on this one.")
        if not pairing.opens(given):
            waits = pairing.waits_s()
            words = f"Too many wrong codes; try again in {waits} s." if waits else "That is not the code."
            return HTMLResponse(_ASK_CODE.format(words=words), 403)
        return self._let_in(scope, "/")

    def _let_in(self, scope: Scope, address: str) -> Response:
        answer, secure = RedirectResponse(address, 303), scope.get("scheme") == "https"
        answer.set_cookie(
            self.cookie + "s" * secure, self.key, max_age=_YEAR_S, httponly=True, samesite="strict", secure=secure
        )
        return answer

    def _has_key(self, headers: Headers) -> bool:
        cookies = cookie_parser(headers.get("cookie", ""))
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        told = (cookies.get(self.cookie, ""), cookies.get(self.cookie + "s", ""), bearer)
        return any(self._is_key(one) for one in told)

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.key.encode())


def feed_signature(key: str, name: str) -> str:
    """What the address of the calendar of `name` ends in: whoever has it reads that calendar, and nothing else."""
    return hmac.new(key.encode(), b"calendar/" + name.encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:32]


def is_feed(key: str, path: str) -> bool:
    """Whether that is the address of a calendar, as only this server makes it."""
    found = _FEED.fullmatch(path)
    return found is not None and hmac.compare_digest(feed_signature(key, found[1]), found[2])


def _host(header: str) -> str:
    """The name without the port."""
    return header.rpartition(":")[0] if not header.endswith("]") and ":" in header else header


def _from_here(headers: Headers) -> bool:
    """Whether a page of the app itself asks; a program that is no browser tells neither, and has shown the key."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _too_large(scope: Scope, headers: Headers) -> Response | None:
    """Refuse what is too large from its header, before a byte of it is read."""
    if scope["method"] in _SAFE:
        return None
    clip = scope["path"].endswith(_CLIPS)
    most = MOST_CLIP_BYTES if clip else MOST_FORM_BYTES
    told = headers.get("content-length", "")
    if not told.isdecimal():
        return _refusal(411, "The size of what is sent must be told first.") if clip else None
    if int(told) > most:
        what = "A clip may have 2 GB; cut it to the one set." if clip else f"A file here may have {most >> 20} MB."
        return _refusal(413, what)
    return None


def _refusal(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence + "\n", status, headers={"connection": "close"})
