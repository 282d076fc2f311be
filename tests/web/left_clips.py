"""A measured clip of an athlete, as the queue leaves it behind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from liftwell.analysis import Analysis
from liftwell.exchange import analysis_json
from liftwell.web.child import Ended
from liftwell.web.desk import RESULT, Desk
from liftwell.web.folder import Told

LIGHT_SET: Final = Path(__file__).parents[1] / "data" / "light_set.mp4"


def kept_clip(desk: Desk, name: str, path: Path, analysis: Analysis) -> str:
    """The token of a clip that was sent and measured."""
    clip, place = desk.folder.begin_clip(path.name)
    shutil.copy(path, place)
    clip.results.mkdir()
    analysis_json.write(analysis_json.to_document(analysis), clip.results / RESULT)
    clip.tell(Told(athlete=name, name=path.name, sent_on=desk.now().date(), sha256="0" * 64))
    desk.record(clip, Ended(0))
    return clip.token
