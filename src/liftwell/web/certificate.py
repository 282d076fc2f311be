"""Certificates for the phone at home: an authority of this folder's own, and what it signs for this machine.

The authority may sign for home networks and nothing else (RFC 5280, 4.2.1.10), so that a phone on which it is installed
trusts nobody else by it: no address of the internet can be signed with it, whoever gets hold of its key.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from liftwell.errors import CannotRead
from liftwell.exchange.hand_written import write_whole
from liftwell.web.folder import Folder

_AUTHORITY_KEY: Final = "authority.key"
_SERVER: Final = ("server.pem", "server.key")
_YEARS: Final = timedelta(days=3650)
# Phones refuse what holds for longer than 398 days (CA/Browser Forum, ballot SC-31; Apple, Chrome).
_SERVER_DAYS: Final = timedelta(days=397)
_RENEW_BEFORE: Final = timedelta(days=30)
_HOME_NAMES: Final = ("local", "localhost", "home.arpa", "internal", "lan", "fritz.box")
_HOME_NETWORKS: Final = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "100.64.0.0/10", "fc00::/7",
    "fe80::/10", "::1/128",
)  # fmt: skip

# An address in each kind of home network.
_SOMEWHERE: Final = ("192.168.255.255", "10.255.255.255", "172.31.255.255", "100.127.255.255")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server speaks TLS with: the files of its chain and key.

    fingerprint: SHA-256 of the server's certificate, as browsers show it.
    """

    chain: Path
    key: Path
    fingerprint: str


def certificate_of(folder: Path, names: Sequence[str], now: datetime) -> Certificate:
    """The certificate of this folder for these names and addresses, made where there is none, or none that fits.

    Raises CannotRead where the files are there and cannot be read.
    """
    signed = Folder(folder).authority
    room = signed.parent
    room.mkdir(mode=0o700, exist_ok=True)
    try:
        authority = _authority(signed, now)
        chain = _server(room, authority, names, now)
    except (OSError, ValueError) as error:
        raise CannotRead(f"The certificate in {room} cannot be used ({error}); delete that folder.") from None
    own = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    shown = own.fingerprint(hashes.SHA256()).hex(":").upper()
    return Certificate(chain, room / _SERVER[1], shown)


@dataclass(frozen=True, slots=True)
class _Signer:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def _authority(signed: Path, now: datetime) -> _Signer:
    secret = signed.with_name(_AUTHORITY_KEY)
    if signed.exists() and secret.exists():
        key = load_pem_private_key(secret.read_bytes(), None)
        found = x509.load_pem_x509_certificate(signed.read_bytes())
        if isinstance(key, ec.EllipticCurvePrivateKey) and found.not_valid_after_utc > now + _SERVER_DAYS:
            return _Signer(found, key)
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named(f"liftwell on {socket.gethostname()[:40] or 'this machine'}")
    networks = [x509.IPAddress(ipaddress.ip_network(one)) for one in _HOME_NETWORKS]
    only = x509.NameConstraints([*(x509.DNSName(one) for one in (*_HOME_NAMES, _own_name())), *networks], None)
    made = (
        _begun(name, name, key, now, _YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(only, critical=True)
        .sign(key, hashes.SHA256())
    )
    write_whole(_pem(key), secret)
    write_whole(made.public_bytes(Encoding.PEM), signed)
    return _Signer(made, key)


def _server(room: Path, authority: _Signer, names: Sequence[str], now: datetime) -> Path:
    """The chain for these names; a new one where the old one is for others, or ends soon."""
    chain, secret = (room / name for name in _SERVER)
    if chain.exists() and secret.exists():
        load_pem_private_key(secret.read_bytes(), None)
        found = x509.load_pem_x509_certificates(chain.read_bytes())
        if found[-1] == authority.certificate and _fits(found[0], names, now):
            return chain
    key = ec.generate_private_key(ec.SECP256R1())
    own = authority.key.public_key()
    made = (
        _begun(_named("liftwell"), authority.certificate.subject, key, now, _SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName([_alternative(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    write_whole(_pem(key), secret)
    write_whole(made.public_bytes(Encoding.PEM) + authority.certificate.public_bytes(Encoding.PEM), chain)
    return chain


def _fits(found: x509.Certificate, names: Sequence[str], now: datetime) -> bool:
    listed = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return found.not_valid_after_utc > now + _RENEW_BEFORE and set(listed) == {_alternative(one) for one in names}


def _begun(
    whose: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, holds: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a phone whose clock is behind
        .not_valid_after(now + holds)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs, crl_sign=signs, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return x509.DNSName(name)


def _own_name() -> str:
    """The plain name of this machine, by which a router may know it."""
    return socket.gethostname().split(".")[0].lower() or "localhost"


def names_here() -> tuple[str, ...]:
    """Every name and address by which a phone at home may reach this machine, the most useful first."""
    name = _own_name()
    return tuple(dict.fromkeys((*addresses_here(), f"{name}.local", name, "localhost", "127.0.0.1")))


def addresses_here() -> tuple[str, ...]:
    """The addresses of this machine in its home networks. Nothing is sent: a way is chosen, and told."""
    found = []
    for somewhere in _SOMEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line, suppress(OSError):
            line.connect((somewhere, 9))
            found.append(str(line.getsockname()[0]))
    return tuple(dict.fromkeys(one for one in found if _is_home(one)))


def _is_home(address: str) -> bool:
    one = ipaddress.ip_address(address)
    return not one.is_loopback and any(one in ipaddress.ip_network(net) for net in _HOME_NETWORKS if ":" not in net)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def utc_now() -> datetime:
    """The moment, as certificates tell it."""
    return datetime.now(UTC)
