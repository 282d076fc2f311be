"""Phone: whom to call in a country, from `countries.toml`, which no clinician has signed yet (`clinical.md` 2.8)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

LOCAL_EMERGENCY: Final = "your local emergency number"
LOCAL_ADVICE: Final = "your urgent advice line or a clinic"


@dataclass(frozen=True, slots=True)
class Phone:
    """The numbers of a country (ISO 3166-1 alpha-2 code), code None where the country is not known to us.

    emergency: as it is said after "phone"; advice: None where there is no line for the whole country; note: where that
    line does not reach; reviewed: when the rows were last looked at; signed: whether a registered clinician has signed.
    """

    country: str | None
    emergency: str
    advice: str | None
    note: str
    reviewed: date
    signed: bool

    @property
    def ask(self) -> str:
        """Whom to phone for advice, as it is said after "phone"."""
        return self.advice or LOCAL_ADVICE

    @property
    def lines(self) -> tuple[str, ...]:
        """Both numbers, each as one short sentence."""
        advice = () if self.advice is None else (f"Health advice: {self.advice}{f' ({self.note})' * bool(self.note)}.",)
        return (f"Emergency: {self.emergency}.", *advice)

    def overdue(self, on: date) -> bool:
        """Whether nobody has looked at the numbers for longer than they may stand."""
        return on - self.reviewed > timedelta(days=_shipped()["review_after_days"])


def phone_of(country: str | None = None) -> Phone:
    """The numbers of a country, in upper or lower case; the general words where it is unknown."""
    code = country.strip().upper() if country is not None else None
    row = countries().get(code, {}) if code is not None else {}
    return Phone(
        code if row else None,
        row.get("emergency", LOCAL_EMERGENCY),
        row.get("advice"),
        row.get("note", ""),
        _shipped()["reviewed"],
        _shipped()["signed"],
    )


def countries() -> Mapping[str, Mapping[str, str]]:
    """Every row of the file by country code."""
    rows: dict[str, dict[str, str]] = _shipped()["country"]
    return rows


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((files("liftwell.screen") / "countries.toml").read_text("utf-8"))
