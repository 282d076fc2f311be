"""What the page of a clip shows, as one document: read again it is what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liftwell.errors import CannotRead
from liftwell.report.html import REPORT_FACTS, REPORT_SCRIPTS, rendered, report_html, strips
from liftwell.report.shown import FILE, read_shown, shown_of, write_shown
from tests.report.conftest import Shown


@pytest.mark.parametrize("name", ["demo", "refused"])
def test_read_again_it_is_the_same(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    shown: Shown = request.getfixturevalue(name)
    written = shown_of(shown.analysis, shown.film)
    write_shown(written, tmp_path)
    assert read_shown(tmp_path) == written


def test_from_the_document_comes_the_same_report(demo: Shown, tmp_path: Path) -> None:
    write_shown(shown_of(demo.analysis, demo.film), tmp_path)
    again = read_shown(tmp_path)
    facts: dict[str, Any] = {"page": again.page, "data": again.data, "strips": strips(again.stills)}
    made = rendered("report.html", REPORT_SCRIPTS, **REPORT_FACTS, **facts, clip="", film="", evidence="")
    without = type(demo.film)(None, demo.film.stills)
    assert made == report_html(demo.analysis, without)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"page": 1, "data": {}, "stills": []}', b"\xff"])
def test_what_cannot_be_read_is_said(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(CannotRead, match="measure it again"):
        read_shown(tmp_path)
