"""Whatever is sent to whatever address of a real server: an answer in words, never a failure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error

from liftwell.web.app import made
from tests.web.server import Server, serving
from tests.web.walk import routes


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("hostile")) as running:
        running.begin()
        yield running


# Every route as FastAPI itself describes it.
DESCRIBED = schemathesis.openapi.from_dict(made(None, jobs=False).openapi())  # type: ignore[arg-type]  # only described
OPERATIONS: list[Any] = [found.ok() for found in DESCRIBED.get_all_operations()]  # type: ignore[union-attr]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_no_request_makes_it_fail(operation: Any, server: Server) -> None:  # noqa: ANN401
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def asked(case: Case[Any]) -> None:
        answer = case.call(base_url=server.address, headers=server.bearer, timeout=60, allow_redirects=False)
        case.validate_response(answer, checks=[not_a_server_error])
        assert "Traceback" not in answer.text

    asked()


def test_every_route_is_described() -> None:
    assert {route.path for route in routes() if route.include_in_schema} == set(DESCRIBED.raw_schema["paths"])
