"""An export is the same bytes for the same facts, and what is read back is checked first."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liftwell.errors import CannotRead, ImpossibleValue, LiftwellError
from liftwell.exchange import logbook_json
from liftwell.exchange.logbook_json import read_contents, to_json
from liftwell.logbook.contents import Content, contents, put_back
from liftwell.logbook.store import Logbook
from tests.logbook.conftest import a_clock
from tests.logbook.test_contents import export_of


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return export_of(tmp_path_factory.mktemp("exported"), "Ana María")


@pytest.fixture
def file(exported: Content, tmp_path: Path) -> Path:
    path = tmp_path / "me.json"
    path.write_text(to_json(exported), "utf-8")
    return path


def test_there_and_back(file: Path, exported: Content) -> None:
    assert read_contents(file) == exported
    assert to_json(read_contents(file)) == file.read_text("utf-8")


def test_a_restored_logbook_exports_the_same_bytes(file: Path, tmp_path: Path) -> None:
    logbook = Logbook.opened(tmp_path / "logbook.db", a_clock)
    put_back(logbook, read_contents(file), "Ana María")
    assert to_json(contents(logbook, "Ana María")).encode() == file.read_bytes()


def test_a_file_that_a_person_can_read_and_compare(exported: Content) -> None:
    text = to_json(exported)
    assert text.startswith('{\n "answers": [\n')
    assert text.endswith("}\n")
    assert '"athlete": "Ana María"' in text
    assert '"schema": "liftwell.logbook/2"' in text
    assert list(json.loads(text)) == sorted(exported)


def test_no_time_of_the_export_is_in_it(file: Path, tmp_path: Path) -> None:
    put_back(Logbook.opened(tmp_path / "logbook.db", a_clock), read_contents(file), "Ana María")
    later = Logbook.opened(tmp_path / "logbook.db", lambda: a_clock() + timedelta(days=400))
    assert to_json(contents(later, "Ana María")) == file.read_text("utf-8")


def test_an_editor_may_have_put_a_mark_first(file: Path, exported: Content) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_contents(file) == exported


@pytest.mark.parametrize(
    ("bytes_", "sentence"),
    [
        (b"", "is no valid JSON."),
        (b"{", "is no valid JSON."),
        (b"[" * 200_000, "is no valid JSON."),
        (b"1" * 10_000, "is no valid JSON."),
        (b"\xff\xfe{", "cannot be read; it should be a JSON file that liftwell export has written."),
        (b"\x89PNG\r\n", "cannot be read; it should be a JSON file that liftwell export has written."),
    ],
)
def test_what_is_no_json(tmp_path: Path, bytes_: bytes, sentence: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(bytes_)
    with pytest.raises(CannotRead) as caught:
        read_contents(file)
    assert str(caught.value) == f"{file} {sentence}"


@pytest.mark.parametrize("text", ["null", "[]", "3", '"x"', "{}", "NaN", '{"schema": "liftwell.diary/1"}'])
def test_what_is_no_export(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    with pytest.raises(ImpossibleValue, match="no export of a logbook") as caught:
        read_contents(file)
    assert str(caught.value).startswith(f"{file}: ")


def test_the_wrong_place_is_named_with_the_file(file: Path, exported: Content) -> None:
    exported = json.loads(to_json(exported))
    exported["morning"][0]["pain"] = "bad"
    file.write_text(to_json(exported), "utf-8")
    with pytest.raises(ImpossibleValue) as caught:
        read_contents(file)
    assert str(caught.value) == f"{file}: morning, entry 1: pain cannot be 'bad'."


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="There is no file"):
        read_contents(tmp_path / "none.json")
    with pytest.raises(CannotRead, match="cannot be read"):
        read_contents(tmp_path)


def test_a_file_that_is_too_large(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook_json, "MOST_BYTES", 1000)
    with pytest.raises(CannotRead, match="too large for a logbook"):
        read_contents(file)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_is_damaged_anywhere_is_one_sentence(file: Path, exported: Content, data: st.DataObject) -> None:
    whole = to_json(exported).encode()
    at = data.draw(st.integers(0, len(whole)))
    file.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 40)) :])
    try:
        read_contents(file)
    except LiftwellError as error:
        said = str(error)
    else:
        return
    assert said.startswith(str(file))
    assert "\n" not in said
    assert said.encode()
