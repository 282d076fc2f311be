"""How true is it: render the bench's clips, analyse them, score them, write docs/accuracy/synthetic.json.

python -m bench.accuracy [--only render] [--clips NAME ...] [--small] [--jobs N]

Clips are kept in LIFTWELL_BENCH (~/.cache/liftwell-bench) by what they are made from, so that a second run renders
nothing. All of it takes about an hour on two cores the first time; --small is ten clips and writes nothing.
bench/accuracy_page.py makes docs/accuracy.md of it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeVar

import liftwell
from bench.accuracy_pictures import side_by_side, worst_picture
from bench.accuracy_tables import QUANTITIES, near, spread, summary
from bench.scoring import Truth, score
from bench.synthetic import EDITION, design
from bench.synthetic.scene import Scene, scene_json
from bench.true_loads import LOAD_KG, MASS_KG
from liftwell.capture.verdict import check_first_pass
from liftwell.exchange.analysis_json import to_document
from liftwell.passes.first import look_through
from liftwell.pose.detect import BlazePose
from liftwell.progress import silent
from liftwell.video.decode import open_clip

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "docs" / "accuracy" / "synthetic.json"
SMALL: Final = 10
PICTURED: Final = ("trunk inclination", "knee flexion", "lumbar flexion, set-up", "lumbar flexion, lift-off")
TASKS: Final = 12  # clips that one process works on
_Result = TypeVar("_Result")


def cache() -> Path:
    """Where rendered clips are kept, outside the repository."""
    return Path(os.environ.get("LIFTWELL_BENCH", Path.home() / ".cache" / "liftwell-bench"))


def clip_of(scene: Scene) -> Path:
    """Where the clip of a scene lies or will lie: by everything it is made from."""
    own = hashlib.sha256(scene_json(scene).encode()).hexdigest()[:12]
    return cache() / f"edition-{EDITION}" / f"{scene.name}-{own}" / f"{scene.name}.mp4"


def rendered(scene: Scene) -> str:
    """The clip of a scene, made if it is not there yet."""
    clip = clip_of(scene)
    if not clip.exists():
        os.environ["LP_NUM_THREADS"] = "1"
        from bench.synthetic.clip import make  # noqa: PLC0415  # OpenGL only where something is rendered

        make(scene, clip.parent)
    return str(clip)


def require_opengl(scenes: Iterable[Scene]) -> None:
    """Ends with a sentence where something has to be rendered and OpenGL cannot be started."""
    if all(clip_of(scene).exists() for scene in scenes):
        return
    try:
        from bench.synthetic.gpu import context  # noqa: PLC0415  # OpenGL only where something is rendered

        context()
    except Exception as wrong:  # noqa: BLE001  # glcontext raises nothing more special
        raise SystemExit(
            f"Clips have to be rendered, and OpenGL does not start ({wrong}). "
            "On Debian: apt install libegl1 libgl1 libegl-mesa0 libgl1-mesa-dri."
        ) from None


def measured_row(scene: Scene) -> dict[str, Any]:
    """A measured clip's row: what it is, and how far the analysis is from its truth."""
    clip = Path(rendered(scene))
    # Full-size plates are what liftwell expects; of any other size a lifter tells it.
    plate_m = 2 * scene.plates[0].radius_m
    analysis = liftwell.analyse(
        clip, mass_kg=MASS_KG, load_kg=LOAD_KG, plate_diameter_m=None if plate_m == 0.45 else plate_m
    )
    document = to_document(analysis).model_dump(mode="json", by_alias=True)
    truth = json.loads(clip.with_suffix(".json").read_text("utf-8"))
    return {"name": scene.name, "conditions": conditions(scene), **score(truth, document)}


def captured_row(scene: Scene) -> dict[str, Any]:
    """A one-second clip's row: what the capture check says before anything is measured."""
    clip = open_clip(rendered(scene))
    first = look_through(clip, BlazePose("full"), silent)
    reasons = check_first_pass(clip, first)
    return {
        "name": scene.name,
        "conditions": conditions(scene),
        "refused": any(reason.refuses for reason in reasons),
        "reasons": [reason.code for reason in reasons],
    }


def conditions(scene: Scene) -> dict[str, Any]:
    """What errors are told apart by."""
    view, body = scene.view, max(scene.build.shares, key=lambda name: scene.build.shares[name])
    return {
        "yaw": round(view.yaw, 1),
        "style": scene.style,
        "top": scene.outfit.top,
        "hair": scene.outfit.hair,
        "belt": scene.outfit.belt,
        "body": body,
        "height_px": view.height,
        "rate_hz": view.rate_hz,
        "light": round(scene.recording.light, 2),
        "shake_px": round(scene.recording.shake_px, 1),
        "distance_m": round(view.distance_m, 1),
        "plate_m": 2 * scene.plates[0].radius_m,
        "bystander": scene.room.bystander,
        "begins": scene.acts[0].do,
    }


def each(work: Callable[[Scene], _Result], scenes: Iterable[Scene], jobs: int, what: str) -> list[_Result]:
    """`work` on every scene, `jobs` at a time, in the order of the scenes; says how far it is.

    Processes are begun anew now and then: OpenGL in software keeps some memory of every clip.
    """
    waiting, results = list(scenes), {}
    for start in range(0, len(waiting), TASKS * jobs):
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            begun = {pool.submit(work, scene): scene.name for scene in waiting[start : start + TASKS * jobs]}
            for future in as_completed(begun):
                results[begun[future]] = future.result()
                print(f"\r{what}: {len(results)}/{len(waiting)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [results[scene.name] for scene in waiting]


def worst(rows: list[dict[str, Any]], scenes: list[Scene]) -> list[str]:
    """Lines that show the worst reported clip of four quantities within 15° of side-on, with a picture of each."""
    by_name = {scene.name: scene for scene in scenes}
    some = [row for row in near(rows) if design.is_reported(row["name"])]
    pictures, captions = [], []
    for quantity in (q for q in QUANTITIES if q.name in PICTURED):
        found = spread(some, quantity)
        if found is None:
            continue
        scene = by_name[found.worst_clip]
        clip = clip_of(scene)
        truth = json.loads(clip.with_suffix(".json").read_text("utf-8"))
        pulls = Truth.of(truth).pulls()
        pictures.append(worst_picture(scene, clip, truth, max(0.0, pulls[0][1] - 0.1) if pulls else 1.0))
        what = f"{scene.style}, {scene.outfit.top.replace('_', ' ')}, yaw {scene.view.yaw:.0f}°"
        company = ", somebody behind" if scene.room.bystander else ""
        captions.append(f"{quantity.name} off by {found.worst:.1f} {quantity.unit} in {scene.name} ({what}{company})")
    side_by_side(pictures, RESULTS.parent / "worst.jpg")
    return [
        "![The worst clips, true joints in green, fitted ones in red](accuracy/worst.jpg)",
        "",
        f"The worst reported clips, from left to right: {'; '.join(captions)}. Green is true, red is what was fitted.",
    ]


def commit() -> str:
    """The commit that the results come from, with a mark if the tree has changed since."""
    asked = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def main() -> None:
    """Render, analyse, score, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", choices=("render",), help="stop after rendering")
    options.add_argument("--clips", nargs="*", default=[], help="names of clips (m00…m95, c000…c199); nothing written")
    options.add_argument("--small", action="store_true", help="ten of the measured clips; nothing is written")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="clips at a time")
    chosen = options.parse_args()
    clips, windows = design.measured(), design.captured()
    if chosen.small:
        clips, windows = [scene for scene in clips if design.is_reported(scene.name)][:SMALL], []
    if chosen.clips:
        clips, windows = ([s for s in some if s.name in chosen.clips] for some in (clips, windows))
    require_opengl([*clips, *windows])
    each(rendered, [*clips, *windows], chosen.jobs, "rendered")
    if chosen.only == "render":
        return
    results: dict[str, Any] = {
        "commit": commit(),
        "edition": EDITION,
        "measured": each(measured_row, clips, chosen.jobs, "measured"),
        "captured": each(captured_row, windows, chosen.jobs, "checked"),
    }
    if chosen.small or chosen.clips:
        print("\n".join(summary(results["measured"])))
        return
    results["worst"] = worst(results["measured"], clips)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
