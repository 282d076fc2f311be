"""One base for everything raised on purpose, and a listener that minds nothing."""

from __future__ import annotations

import pytest

from liftwell.errors import CannotRead, CannotWrite, ImpossibleValue, LiftwellError
from liftwell.progress import Progress, silent


@pytest.mark.parametrize("kind", [ImpossibleValue, CannotRead, CannotWrite])
def test_one_except_clause_catches_them_all(kind: type[LiftwellError]) -> None:
    with pytest.raises(LiftwellError) as caught:
        raise kind("The file a.mp4 is empty; give another one.")
    assert str(caught.value) == "The file a.mp4 is empty; give another one."


def test_nobody_has_to_listen() -> None:
    silent(Progress("look", 1, 2))
    assert Progress("look", 1, 2) == Progress(stage="look", done=1, total=2)
