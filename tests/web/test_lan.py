"""Phones on the network at home: nothing without the code, a certificate that fits, and guessing that leads nowhere."""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from starlette.testclient import TestClient

from liftwell.errors import CannotRead
from liftwell.web.app import behind, made
from liftwell.web.certificate import Certificate, certificate_of, names_here
from liftwell.web.desk import Desk
from liftwell.web.pairing import DIGITS, MOST_WRONG, Pairing
from tests.web.conftest import KEY
from tests.web.server import serving
from tests.web.walk import PARTS, routes

NAMES: Final = ("liftwell.local", "192.168.1.20")
NOW: Final = datetime(2026, 11, 27, 12, tzinfo=UTC)
PHONE: Final = "https://liftwell.local:8438"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def pairing() -> Pairing:
    return Pairing(Clock(), "12345678")


@pytest.fixture
def phone(desk: Desk, pairing: Pairing) -> Iterator[TestClient]:
    """A phone that nobody knows yet."""
    desk.logbook.add_athlete("me")
    app = behind(made(desk, jobs=False), KEY, NAMES, pairing)
    with TestClient(app, base_url=PHONE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


# --- who gets in ---------------------------------------------------------------------------------


def test_a_stranger_reaches_nothing_on_any_route(phone: TestClient) -> None:
    asked = 0
    for route in routes():
        path = route.path
        for part, value in PARTS.items():
            path = path.replace(part, value)
        for method in (*(route.methods or ()), "HEAD", "OPTIONS"):
            answer = phone.request(method, path)
            assert answer.status_code == 401, (method, path)
            assert not phone.cookies
            asked += 1
    assert asked > 100
    for path in ("/", "/static/x/app.js", "/openapi.json", "/pair/x", "/of/me"):
        assert phone.get(path).status_code == 401
    for method in ("POST", "PUT", "DELETE"):
        assert phone.request(method, "/pair?code=12345678").status_code == 401


def test_the_page_for_strangers_tells_nothing(phone: TestClient) -> None:
    page = phone.get("/pair")
    assert page.status_code == 200
    assert 'name="code"' in page.text
    assert "me" not in re.findall(r"\w+", re.sub(r"<[^>]*>", "", page.text))
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("told", ["12345678", "1234 5678", " 1234-5678 "])
def test_the_code_lets_a_phone_in_for_good(phone: TestClient, told: str) -> None:
    answer = phone.get("/pair", params={"code": told})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    for part in ("secure", "httponly", "samesite=strict"):
        assert part in cookie
    assert phone.get("/of/me/start").status_code == 200
    assert phone.get("/pair").headers["location"] == "/"


@pytest.mark.parametrize("told", ["12345679", "", "1", "٣" * 8, "12345678" * 9, "abcdefgh"])
def test_another_code_does_not(phone: TestClient, told: str) -> None:
    answer = phone.get("/pair", params={"code": told})
    assert answer.status_code in (200, 403)
    assert not phone.cookies
    assert phone.get("/of/me/start").status_code == 401


def test_guessing_has_to_wait_longer_each_time(phone: TestClient, pairing: Pairing) -> None:
    clock = pairing.now
    assert isinstance(clock, Clock)
    waits = []
    for _ in range(3):
        for number in range(MOST_WRONG):
            assert phone.get("/pair", params={"code": f"{number:08}"}).status_code == 403
        waits.append(pairing.waits_s())
        assert phone.get("/pair", params={"code": pairing.code}).status_code == 403  # not even the right one
        assert "try again in" in phone.get("/pair", params={"code": pairing.code}).text
        clock.now += waits[-1]
    assert waits == [60, 120, 240]
    assert phone.get("/pair", params={"code": pairing.code}).status_code == 303


def test_another_page_can_neither_pair_nor_use_up_the_guesses(phone: TestClient, pairing: Pairing) -> None:
    for _ in range(MOST_WRONG + 1):
        answer = phone.get("/pair?code=1", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
    assert pairing.waits_s() == 0


def test_a_name_that_is_not_ours_is_refused(phone: TestClient) -> None:
    assert phone.get("/pair", headers={"host": "evil.example"}).status_code == 421


def test_every_start_has_a_code_of_its_own() -> None:
    codes = {Pairing().code for _ in range(50)}
    assert len(codes) > 45
    assert all(re.fullmatch(rf"\d{{{DIGITS}}}", code) for code in codes)


# --- the certificate -----------------------------------------------------------------------------


def read(certificate: Certificate) -> tuple[x509.Certificate, x509.Certificate]:
    """The server's own certificate, and the authority's."""
    own, authority = x509.load_pem_x509_certificates(certificate.chain.read_bytes())
    return own, authority


def test_the_certificate_is_for_these_names_and_signed_by_the_authority(tmp_path: Path) -> None:
    made_ = certificate_of(tmp_path, NAMES, NOW)
    own, authority = read(made_)
    own.verify_directly_issued_by(authority)
    names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["liftwell.local"]
    assert names.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address("192.168.1.20")]
    assert own.not_valid_after_utc - own.not_valid_before_utc <= timedelta(days=398)
    for file in (tmp_path / "lan").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file


def test_the_authority_can_sign_for_home_networks_alone(tmp_path: Path) -> None:
    _, authority = read(certificate_of(tmp_path, NAMES, NOW))
    only = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert only.critical
    permitted = only.value.permitted_subtrees or []
    networks = [ipaddress.ip_network(one.value) for one in permitted if isinstance(one, x509.IPAddress)]
    assert networks
    assert all(net.is_private or net == ipaddress.ip_network("100.64.0.0/10") for net in networks)
    names = {one.value for one in permitted if isinstance(one, x509.DNSName)}
    assert {"local", "localhost"} <= names
    assert not names & {"com", "org", "net", "de", "uk"}


def test_it_stays_until_the_names_change_or_it_ends_and_the_authority_longer(tmp_path: Path) -> None:
    first = certificate_of(tmp_path, NAMES, NOW)
    assert certificate_of(tmp_path, NAMES, NOW + timedelta(days=300)).fingerprint == first.fingerprint
    other = certificate_of(tmp_path, ("gym.local",), NOW)
    assert other.fingerprint != first.fingerprint
    later = certificate_of(tmp_path, ("gym.local",), NOW + timedelta(days=370))
    assert later.fingerprint != other.fingerprint
    assert read(later)[1] == read(first)[1]


@pytest.mark.parametrize("file", ["authority.pem", "authority.key", "server.pem", "server.key"])
def test_a_damaged_file_is_said_in_one_sentence(tmp_path: Path, file: str) -> None:
    certificate_of(tmp_path, NAMES, NOW)
    (tmp_path / "lan" / file).write_text("nonsense")
    with pytest.raises(CannotRead, match="delete that folder"):
        certificate_of(tmp_path, NAMES, NOW)


def test_the_names_of_this_machine_are_of_its_home() -> None:
    names = names_here()
    assert "localhost" in names
    for name in names:
        if re.fullmatch(r"[\d.]+", name):
            assert ipaddress.ip_address(name).is_private


# --- a real server -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """What a phone asks over TLS, trusting the authority of the folder and nobody else."""

    port: int
    trusts: ssl.SSLContext

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
        line = HTTPSConnection("localhost", self.port, timeout=30, context=self.trusts)
        line.request("GET", path, headers={"cookie": cookie} if cookie else {})
        answer = line.getresponse()
        found = answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read().decode()
        line.close()
        return found


def test_a_phone_pairs_with_a_real_server_over_tls(tmp_path: Path) -> None:
    with serving(tmp_path, options=("--lan", "--lan-port", "0", "--name", "gym.local")) as server:
        server.begin()
        assert server.process.stdout is not None
        told = ""
        while "SHA-256" not in told:
            told += server.process.stdout.readline()
        port = int(re.findall(r"https://gym\.local:(\d+)/pair", told)[0])
        code = re.findall(r"Pairing code: (\d{4} \d{4})", told)[0].replace(" ", "")
        trusts = ssl.create_default_context(cafile=str(tmp_path / "data" / "lan" / "authority.pem"))
        phone = Line(port, trusts)
        assert phone.get("/of/me/start")[0] == 401
        status, headers, _ = phone.get(f"/pair?code={code}")
        assert status == 303
        cookie = headers["set-cookie"].split(";")[0]
        status, _, page = phone.get("/of/me/start", cookie)
        assert (status, "First, is it safe to train?" in page) == (200, True)
        assert server.page("/of/me/start")  # and this machine goes on as before
        with pytest.raises(ssl.SSLCertVerificationError):
            Line(port, ssl.create_default_context()).get("/")
