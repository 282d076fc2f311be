"""`liftwell whatif`: what another bar, stance or height would change for this body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final, get_args

import typer
from rich.console import Console

from liftwell.athlete import Athlete, Segments
from liftwell.cli import parameters as given
from liftwell.consultation.typed import (
    parse_angle,
    parse_block_height,
    parse_length,
    parse_plate_diameter,
)
from liftwell.errors import CannotRead, ImpossibleValue
from liftwell.lift import Lift

if TYPE_CHECKING:
    import numpy as np

    from liftwell.finding import WhatIf

HELP: Final = (
    "What another bar, stance or height would change for this body: how far the hips have to bend to reach the bar, "
    "what the low back has to give where they cannot, and the moment at the low back, against the lift of today.\n\n"
    "From a clip that was analysed ([cyan]--from[/cyan]: your own lengths, your own way of pulling), from a tape, or "
    "from the height alone. It is a model's prediction, each number with its error."
)
EPILOG: Final = """[bold]Examples[/bold]

[cyan]liftwell whatif --from set1.liftwell --load 140 --mass 82[/cyan]

[cyan]liftwell whatif --height 1.80 --mass 82 --load 140[/cyan]

[cyan]liftwell whatif --height 1.80 --thigh 46cm --trunk 54cm --hip-range 118 --load 315lb --mass 180lb[/cyan]

[cyan]liftwell whatif --from set1.liftwell --blocks 5cm --blocks 15cm[/cyan]

[cyan]liftwell whatif --height 5ft11 --json > whatif.json[/cyan]

[bold]How to measure[/bold]

Lengths: with a tape, from joint to joint.

Hip range: on hands and knees, rock back with a still back until it rounds.

Then the angle by which the thigh has come towards the belly; 0 is standing.

Low back's range: how far it bends, from standing tall, in a toe-touch.
"""
BODY: Final = "About the body"

From = Annotated[
    str | None,
    typer.Option("--from", metavar="DIR[#REP]", help="An analysed clip: its folder of results, or analysis.json.",
                 rich_help_panel=BODY),
]  # fmt: skip


Shank = Annotated[
    float | None,
    typer.Option(parser=parse_length("shank"), metavar="43cm|17in", help="Ankle to knee.", rich_help_panel=BODY),
]
Thigh = Annotated[
    float | None,
    typer.Option(parser=parse_length("thigh"), metavar="43cm|17in", help="Knee to hip.", rich_help_panel=BODY),
]
Trunk = Annotated[
    float | None,
    typer.Option(parser=parse_length("trunk"), metavar="50cm|20in", help="Hip to shoulder.", rich_help_panel=BODY),
]
Arm = Annotated[
    float | None,
    typer.Option(parser=parse_length("arm"), metavar="67cm|26in", help="Shoulder to the bar in the hand.",
                 rich_help_panel=BODY),
]  # fmt: skip
HipRange = Annotated[
    float | None,
    typer.Option(parser=parse_angle("hip range"), metavar="118", rich_help_panel=BODY,
                 help="Degrees that the hips bend, with bent knees, before the back has to."),
]  # fmt: skip
LumbarRange = Annotated[
    float | None,
    typer.Option(parser=parse_angle("lumbar range"), metavar="50", rich_help_panel=BODY,
                 help="Degrees that the low back bends in a toe-touch; half of it is then a mark too."),
]  # fmt: skip
LiftOption = Annotated[
    Lift | None,
    typer.Option("--lift", metavar="NAME", rich_help_panel=given.LIFTER,
                 help=f"The lift of today, conventional if not told: {', '.join(get_args(Lift))}."),
]  # fmt: skip
Blocks = Annotated[
    list[float] | None,
    typer.Option("--blocks", parser=parse_block_height, metavar="8cm|3in", rich_help_panel=given.LIFTER,
                 help="Height of blocks to look at; as often as you like. With --lift block, the first is today's."),
]  # fmt: skip
PlateDiameter = Annotated[
    float | None,
    typer.Option(parser=parse_plate_diameter, metavar="450mm|45cm|0.45", rich_help_panel=given.LIFTER,
                 help="Of the plates, 450 mm if not told."),
]  # fmt: skip
AsJson = Annotated[
    bool,
    typer.Option("--json", metavar="", help="Print it as JSON, and nothing else, to stdout.",
                 rich_help_panel=given.RESULTS),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What the person said: angles in rad, lengths in m, None where nothing."""

    athlete: Athlete
    lengths: Mapping[str, float | None]
    load_kg: float | None
    lift: Lift | None
    blocks_m: tuple[float, ...]
    plate_diameter_m: float | None
    hip_range: float | None
    lumbar_range: float | None


def whatif(
    *,
    source: From = None,
    height: given.Height = None,
    mass: given.Mass = None,
    sex: given.SexOption = None,
    load: given.Load = None,
    lift: LiftOption = None,
    blocks: Blocks = None,
    plate_diameter: PlateDiameter = None,
    shank: Shank = None,
    thigh: Thigh = None,
    trunk: Trunk = None,
    arm: Arm = None,
    hip_range: HipRange = None,
    lumbar_range: LumbarRange = None,
    as_json: AsJson = False,
    debug: given.Debug = False,
) -> None:
    """Put the body together, ask the model, and print the table or the JSON."""
    del debug  # looked for by the last line of defence
    # Only now: pydantic and numpy take a while to load, and --help should not.
    from liftwell.cli.whatif_table import print_what_if  # noqa: PLC0415
    from liftwell.exchange.what_if_document import what_if_document  # noqa: PLC0415

    lengths = {"shank": shank, "thigh": thigh, "trunk": trunk, "arm": arm}
    told = Told(
        Athlete(height, mass, sex), lengths, load, lift, tuple(blocks or ()), plate_diameter, hip_range, lumbar_range
    )
    found = _of_tape(told) if source is None else _of_clip(told, source)
    if as_json:
        document = what_if_document(found).model_dump(mode="json", by_alias=True)
        typer.echo(json.dumps(document, ensure_ascii=False))
        return
    print_what_if(Console(highlight=False), found)


def _of_tape(told: Told) -> WhatIf:
    from liftwell.loads.advice import what_if  # noqa: PLC0415
    from liftwell.loads.build import body_of, given_hip, taped  # noqa: PLC0415
    from liftwell.loads.options import Question  # noqa: PLC0415
    from liftwell.loads.style import PLATE_RADIUS_M  # noqa: PLC0415

    lengths = Segments(**{name: taped(length) for name, length in told.lengths.items()})
    hips = None if told.hip_range is None else given_hip(told.hip_range)
    body = body_of(told.athlete, lengths, hip_range=hips, lumbar_range=told.lumbar_range)
    radius = PLATE_RADIUS_M if told.plate_diameter_m is None else told.plate_diameter_m / 2
    lift, today_m, others = _today(told)
    return what_if(Question(body, told.load_kg, radius, lift, today_m), _rng(), others)


def _today(told: Told) -> tuple[str, float, tuple[float, ...]]:
    """Today's lift, the blocks (m) that it starts from, and those to look at as well."""
    from liftwell.loads.variants import pulled_as  # noqa: PLC0415

    lift = pulled_as(told.lift)
    if told.lift == "block":
        if not told.blocks_m:
            raise ImpossibleValue("A block pull starts from blocks; give their height, such as --blocks 10cm.")
        return lift, told.blocks_m[0], told.blocks_m[1:]
    return lift, 0.0, told.blocks_m


def _of_clip(told: Told, source: str) -> WhatIf:
    from liftwell.cli.compare import named  # noqa: PLC0415
    from liftwell.exchange import analysis_json, measured_set  # noqa: PLC0415
    from liftwell.loads.advice import setups_for  # noqa: PLC0415

    what = named(source)
    document = analysis_json.read(what.path)
    if document.capture.verdict == "refused":
        raise CannotRead(
            f"{document.clip.name} was not measured, so it says nothing of this body; "
            "film it again, or leave out --from."
        )
    measured = measured_set.with_facts(measured_set.measured_of(document, what.rep), told.athlete, told.lengths)
    measured = replace(measured, lift=told.lift or measured.lift)
    if told.plate_diameter_m is not None:
        measured = replace(measured, plate_radius_m=told.plate_diameter_m / 2)
    load = told.load_kg or measured_set.load_of(document)
    return setups_for(
        measured, load, _rng(), hip_range=told.hip_range, lumbar_range=told.lumbar_range, blocks_m=told.blocks_m
    )


def _rng() -> np.random.Generator:
    import numpy as np  # noqa: PLC0415

    from liftwell.loads.options import SEED  # noqa: PLC0415

    return np.random.default_rng(SEED)
