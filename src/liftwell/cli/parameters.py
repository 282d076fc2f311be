"""The options that commands share, as they stand in `--help`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from liftwell.athlete import Sex
from liftwell.consultation.typed import parse_height, parse_load, parse_mass, parse_plate_diameter
from liftwell.correction import JOINTS, JointPlace, PersonPlace, PlatePlace, parse_person, parse_plate, parse_point
from liftwell.lift import Facing, Lift, TestName
from liftwell.progress import Form

LIFTER = "About the lifter and the bar"
RESULTS = "Results"
CORRECTIONS = "Where the program was mistaken: pixels of the picture as shown, seconds"
FAST_HELP = "About 1.5 times as fast; no numbers for the back, larger errors, a coarser overlay."

Clips = Annotated[
    list[Path], typer.Argument(metavar="CLIP", readable=False, help="Video files, straight from the phone.")
]
Height = Annotated[
    float | None,
    typer.Option(parser=parse_height, metavar="1.80|180cm|5ft11", help="The lifter's height.", rich_help_panel=LIFTER),
]
Mass = Annotated[
    float | None,
    typer.Option(
        parser=parse_mass,
        metavar="82|180lb",
        help="The lifter's body mass, for the moments.",
        rich_help_panel=LIFTER,
    ),
]
Load = Annotated[
    float | None,
    typer.Option(
        parser=parse_load,
        metavar="140|315lb",
        help="The bar with its plates, for the moments.",
        rich_help_panel=LIFTER,
    ),
]
SexOption = Annotated[
    Sex | None,
    typer.Option(
        "--sex",
        help="Whose table of body parts counts; without it the mean of both, with a larger error.",
        rich_help_panel=LIFTER,
    ),
]
LiftOption = Annotated[
    Lift | None,
    typer.Option(
        "--lift",
        metavar="NAME",
        help=f"Which lift it is, so that it is held to its own marks: {', '.join(get_args(Lift))}.",
        rich_help_panel=LIFTER,
    ),
]
TestOption = Annotated[
    TestName | None,
    typer.Option(
        "--test",
        metavar="NAME",
        help=f"The clip shows a self-test and no bar: {' or '.join(get_args(TestName))}.",
        rich_help_panel=LIFTER,
    ),
]
PlateDiameter = Annotated[
    float | None,
    typer.Option(
        parser=parse_plate_diameter,
        metavar="450mm|45cm|0.45",
        help="The plate nearest to the camera.",
        rich_help_panel=LIFTER,
    ),
]
FacingOption = Annotated[
    Facing | None,
    typer.Option("--facing", help="Where the lifter faces, if it was seen the other way.", rich_help_panel=LIFTER),
]
NearSide = Annotated[
    Facing | None,
    typer.Option(
        "--near-side",
        help="Which side of the body the camera sees, if the phone mirrored the picture.",
        rich_help_panel=LIFTER,
    ),
]
Person = Annotated[
    PersonPlace | None,
    typer.Option(
        "--person",
        parser=parse_person,
        metavar="X,Y[@S]",
        help="The lifter is seen here, of several people in the picture; at that second, or for most of the clip.",
        rich_help_panel=CORRECTIONS,
    ),
]
Plate = Annotated[
    PlatePlace | None,
    typer.Option(
        "--plate",
        parser=parse_plate,
        metavar="X,Y,R[@S]",
        help="The plate nearest to the camera: its middle and its radius, at that second or at first.",
        rich_help_panel=CORRECTIONS,
    ),
]
Points = Annotated[
    list[JointPlace] | None,
    typer.Option(
        "--point",
        parser=parse_point,
        metavar="JOINT@S=X,Y",
        help=f"A joint of the near side is here at that second; as often as needed. Joints: {', '.join(JOINTS)}.",
        rich_help_panel=CORRECTIONS,
    ),
]
AthleteName = Annotated[
    str | None,
    typer.Option("--athlete", metavar="NAME", help="Whose lift it is; kept in analysis.json.", rich_help_panel=LIFTER),
]
Fast = Annotated[bool, typer.Option("--fast", metavar="", help=FAST_HELP)]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder for the results, if not CLIP.liftwell beside the clip.", rich_help_panel=RESULTS
    ),
]
Copy = Annotated[
    bool,
    typer.Option(
        "--copy",
        metavar="",
        help="Also write clip.mp4: the clip as every browser plays it, small and without sound.",
        rich_help_panel=RESULTS,
    ),
]
AsJson = Annotated[
    bool,
    typer.Option(
        "--json", metavar="", help="Print analysis.json, and nothing else, to stdout.", rich_help_panel=RESULTS
    ),
]
ProgressForm = Annotated[
    Form,
    typer.Option(
        "--progress",
        metavar="text|json",
        help="How far the work is, on stderr: for you, or as lines of JSON for a program.",
        rich_help_panel=RESULTS,
    ),
]
Debug = Annotated[bool, typer.Option("--debug", metavar="", help="Print the details of a failure.")]
