"""Make the pictures of the documentation from rendered clips, the way everybody sees them.

python bench/pictures.py      writes docs/pictures and docs/screenshots; needs Debian's Chromium (or LIFTWELL_CHROMIUM)
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES, SCREENSHOTS = ROOT / "docs" / "pictures", ROOT / "docs" / "screenshots"
DEMO = ROOT / "src" / "liftwell" / "demo" / "lifter.mp4"
DATA = ROOT / "tests" / "data"
# A signed case: nobody's answers.
ANSWERS = ROOT / "tests" / "triage" / "cases" / "C01.toml"
# Five kinds of report: a set that changes, touch and go, a set that starts at the top, company, and a refused clip.
CLIPS: Final = {
    "demo": DEMO,
    "touch_and_go": DATA / "touch_and_go.mp4",
    "starts_at_top": DATA / "starts_at_top.mp4",
    "two_people": DATA / "two_people.mp4",
    "refused": DATA / "oblique45.mp4",
}
Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
# Width, height of the window, pixels per point, how many windows of the page are shown, size of the finished picture.
SCREENS: Final = {"phone": (390, 844, 2, 4.5, 0.5), "desktop": (1280, 900, 1, 3.0, 0.55)}

Image = NDArray[np.uint8]


def liftwell(*arguments: str) -> None:
    """Run the command that everybody uses."""
    command = [str(Path(sys.executable).with_name("liftwell")), *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"liftwell {' '.join(arguments)} failed: {done.stderr[-500:]}")


def analyse(clip: Path, out: Path) -> Path:
    """The report of a clip."""
    liftwell("analyse", str(clip), "--out", str(out))
    return out / "report.html"


def compare(results: Path, one: int, other: int) -> Path:
    """The page that lays two reps of a set over each other."""
    page = results.with_suffix(".html")
    liftwell("compare", f"{results}#{one}", f"{results}#{other}", "--out", str(page))
    return page


def triage(out: Path) -> Path:
    """The page of a triage with self-tests to repeat."""
    liftwell("triage", "--answers", str(ANSWERS), "--out", str(out))
    return out


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, offline."""
    path = os.environ.get("LIFTWELL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("No Chromium: install it, or name it with LIFTWELL_CHROMIUM.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def opened(chromium: Browser, report: Path, screen: str, scheme: Scheme) -> Page:
    """A report in a window, ready to be pictured."""
    width, height, ratio, _, _ = SCREENS[screen]
    page = chromium.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=ratio, color_scheme=scheme
    )
    page.goto(report.as_uri())
    page.wait_for_timeout(800)  # the film decodes its first picture
    return page


def screenshot(chromium: Browser, report: Path, screen: str) -> Image:
    """The upper part of a report, light beside dark."""
    _, height, ratio, windows, scale = SCREENS[screen]
    sides = []
    for scheme in SCHEMES:
        page = opened(chromium, report, screen, scheme)
        shown = _decoded(page.screenshot(full_page=True))[: round(windows * height * ratio)]
        sides.append(cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        page.close()
    return np.hstack([np.asarray(side, np.uint8) for side in sides])


def keep(name: str, chromium: Browser, report: Path) -> None:
    """A page on every screen."""
    for screen in SCREENS:
        save(SCREENSHOTS / f"{name}-{screen}.jpg", screenshot(chromium, report, screen), 62)


def strips(chromium: Browser, report: Path) -> list[Image]:
    """The key pictures of every rep, as they stand in the report."""
    page = opened(chromium, report, "desktop", "light")
    found = [_decoded(strip.screenshot()) for strip in page.locator(".strip").all()]
    page.close()
    return [picture[:, : _used(picture)] for picture in found]


def _used(picture: Image) -> int:
    """Columns up to the last one that shows anything."""
    return int(np.flatnonzero((picture != picture[:1, -1:]).any(axis=(0, 2)))[-1]) + 1


def overlay_strip(folder: Path) -> Image:
    """Set-up and mid-pull of the first rep, lockout of the second, set-up of the last, out of overlay.mp4."""
    reps = json.loads((folder / "analysis.json").read_text("utf-8"))["reps"]
    first, second, last = reps[0], reps[1], reps[-1]
    middle = (first["liftoff_s"] + first["lockout_s"]) / 2
    times = [first["liftoff_s"] - 0.1, middle, second["lockout_s"] + 0.1, last["liftoff_s"] - 0.1]
    found: list[Image] = []
    with av.open(str(folder / "overlay.mp4")) as container:
        for frame in container.decode(video=0):
            if len(found) < len(times) and float(frame.time or 0.0) >= times[len(found)]:
                found.append(np.asarray(frame.to_ndarray(format="bgr24"), np.uint8))
    return np.hstack(found)


def _decoded(png: bytes) -> Image:
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def save(path: Path, picture: Image, quality: int = 80) -> None:
    """Write a JPEG and say how large it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    print(f"{path.relative_to(ROOT)}: {picture.shape[1]} × {picture.shape[0]}, {path.stat().st_size // 1024} KiB")


def main() -> None:
    """Analyse the clips, look at their reports, keep what is seen."""
    with tempfile.TemporaryDirectory(prefix="liftwell-pictures-") as folder, browser() as chromium:
        keep("triage", chromium, triage(Path(folder) / "triage.html"))
        for name, clip in CLIPS.items():
            report = analyse(clip, Path(folder) / name)
            keep(name, chromium, report)
            if name == "demo":
                save(PICTURES / "demo.jpg", overlay_strip(report.parent), 82)
                first, *_, last = strips(chromium, report)
                save(PICTURES / "rep-first.jpg", first)
                save(PICTURES / "rep-last.jpg", last)
                keep("compare", chromium, compare(report.parent, 1, 4))


if __name__ == "__main__":
    main()
