"""liftwell measures a barbell lift from one side-on phone clip.

    import liftwell

    a = liftwell.analyse("clip.mp4", height_m=1.80, mass_kg=82, load_kg=140)
    a.reps[0].lumbar_flexion.setup

Names load on first use (PEP 562): `import liftwell` alone loads no numerical library.
Units and signs: `docs/conventions.md`. Everything raised on purpose is a `liftwell.errors.LiftwellError`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liftwell import errors
    from liftwell.analyse import analyse
    from liftwell.analysis import Analysis, Motion, Position, Rep
    from liftwell.correction import JointPlace, PersonPlace, PlatePlace
    from liftwell.finding import Finding
    from liftwell.quantity import Quantity

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Finding",
    "JointPlace",
    "Motion",
    "PersonPlace",
    "PlatePlace",
    "Position",
    "Quantity",
    "Rep",
    "__version__",
    "analyse",
    "errors",
]

_HOMES = {
    "Analysis": "liftwell.analysis",
    "Finding": "liftwell.finding",
    "JointPlace": "liftwell.correction",
    "Motion": "liftwell.analysis",
    "PersonPlace": "liftwell.correction",
    "PlatePlace": "liftwell.correction",
    "Position": "liftwell.analysis",
    "Quantity": "liftwell.quantity",
    "Rep": "liftwell.analysis",
}


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module("liftwell.errors")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'liftwell' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, with `analyse` always the function.

    Python's import system binds a submodule to its name in the package, so that the module
    `liftwell.analyse` would take the place of the function of that name. A property is asked
    before anything bound, and its setter lets that one binding go.
    """

    @property
    def analyse(self) -> object:
        return import_module("liftwell.analyse").analyse

    @analyse.setter
    def analyse(self, _: ModuleType) -> None: ...


sys.modules[__name__].__class__ = _Package
