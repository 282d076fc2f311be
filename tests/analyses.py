"""Analyses made up for tests: `made_analysis` is four plausible reps, `analyses` is anything the nouns allow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from liftwell.analysis import Analysis, Capture, CaptureReason, ClipFacts, Generator, Instants, Rep, Series, Traces
from liftwell.athlete import Athlete, Segments
from liftwell.quantity import REASONS, Quantity

SERIES = {
    "shank": "rad",
    "knee_flexion": "rad",
    "hip_flexion": "rad",
    "hip_on_pelvis": "rad",
    "trunk_inclination": "rad",
    "pelvis": "rad",
    "lumbar_flexion": "rad",
    "thoracic_flexion": "rad",
    "bar_x": "m",
    "bar_y": "m",
    "bar_speed": "m/s",
}
SIZE_PX = (480, 848)
REP_TIMES = ((0.4, 0.7, 2.0, 3.7), (3.7, 4.0, 5.3, 7.0), (7.0, 7.3, 8.6, 10.3), (10.3, 10.6, 11.9, 13.6))
ROUNDING_DEG = (6.0, 12.0, 19.0, 25.0)


def degrees(value: float, sd: float = 3.0) -> Quantity:
    return Quantity(float(np.radians(value)), float(np.radians(sd)), "rad")


def instants(setup: Quantity, liftoff: Quantity | None = None) -> Instants:
    return Instants(setup, liftoff or setup, liftoff or setup, degrees(1.0))


def made_rep(index: int, rounding_deg: float, times: tuple[float, float, float, float]) -> Rep:
    return Rep(
        index,
        *times,
        bar_rise=Quantity(0.552, 0.008, "m"),
        mean_velocity=Quantity(0.43, 0.02, "m/s"),
        peak_velocity=Quantity(0.71, 0.03, "m/s"),
        hip_share=Quantity(0.92 - rounding_deg / 100, 0.04, "1"),
        lumbar_flexion=instants(degrees(rounding_deg), degrees(rounding_deg + 2)),
        thoracic_flexion=instants(degrees(4.0)),
        hip_flexion=instants(degrees(96.0)),
        trunk_inclination=instants(degrees(58.0)),
        bar_to_shin_liftoff=Quantity(0.02, 0.01, "m"),
    )


def made_capture(verdict: str = "good", reasons: Sequence[CaptureReason] = ()) -> Capture:
    scale = Quantity(0.00265, 0.00002, "m/px")
    return Capture(verdict, tuple(reasons), degrees(2.0, 1.5), "right", scale)  # type: ignore[arg-type]


def made_series(time_s: np.ndarray) -> dict[str, Series]:
    wave = 0.5 + 0.4 * np.cos(2 * np.pi * time_s / 3.3)
    value = {name: wave.copy() for name in SERIES}
    return {name: Series(value[name], np.full(len(time_s), 0.05), unit) for name, unit in SERIES.items()}


def made_analysis(rounding_deg: Sequence[float] = ROUNDING_DEG, traces: Traces | None = None) -> Analysis:
    """A 14 s clip of 480 × 848 px; one rep per entry, rounding so many degrees at set-up and 2° more at lift-off."""
    time_s = np.arange(0.0, 14.0, 0.1)
    length = Quantity(0.43, 0.01, "m")
    return Analysis(
        generator=Generator("0.1.0", "blazepose-heavy", "0" * 64, {"load_kg": 100.0, "fast": False}),
        clip=ClipFacts("lifter.mp4", 14.0, 30.0, 480, 848, 420),
        capture=made_capture(),
        athlete=Athlete(1.82, 82.0, "male"),
        segments=Segments(length, length, length, length),
        reps=tuple(
            made_rep(i, angle, times)
            for i, (angle, times) in enumerate(zip(rounding_deg, REP_TIMES, strict=False), start=1)
        ),
        time_s=time_s,
        series=made_series(time_s),
        timing_s={"wall": 12.5, "look": 4.0, "measure": 7.0},
        traces=traces,
    )


def refused_analysis() -> Analysis:
    """What the engine returns for a clip filmed from the front."""
    reason = CaptureReason("not_side_on", "The camera is 45° from side-on; put it level with the bar's end.", True)
    unseen = Quantity.unseen("m/px", "refused")
    return Analysis(
        generator=Generator("0.1.0", "blazepose-heavy", "0" * 64, {}),
        clip=ClipFacts("front.mp4", 9.0, 30.0, 480, 848, 270),
        capture=Capture("refused", (reason,), degrees(45.0, 3.0), None, unseen),
        athlete=Athlete(),
        segments=Segments(),
        reps=(),
        time_s=np.empty(0),
        series={},
        timing_s={"wall": 2.0, "look": 2.0},
    )


def made_traces() -> Traces:
    """A stick figure that stands still while the bar rises and falls once per rep; sampled at 10 Hz, the bar at 30."""
    time_s, bar_time_s = np.arange(0.0, 14.0, 0.1), np.arange(0.0, 14.0, 1 / 30)
    joints = np.array([[260, 700], [240, 560], [330, 470], [210, 320], [205, 430], [200, 540]], float)
    back = np.column_stack([np.linspace(350, 240, 12), np.linspace(440, 260, 12)])
    rise = np.zeros(len(bar_time_s))
    for _, liftoff, lockout, end in REP_TIMES:
        rise += np.interp(bar_time_s, [liftoff, lockout, lockout + 0.2, end], [0, 200, 200, 0], 0, 0)
    return Traces(
        time_s=time_s,
        joints_px=np.tile(joints, (len(time_s), 1, 1)),
        back_px=np.tile(back, (len(time_s), 1, 1)),
        back_bend=np.zeros((len(time_s), 12)),
        stations=np.linspace(-0.08, 0.95, 12),
        back_depth=np.full((len(time_s), 12), 0.2),
        tallest_depth=np.full(12, 0.18),
        bar_time_s=bar_time_s,
        bar_px=np.column_stack([np.full(len(rise), 200.0), 650.0 - rise]),
        radius_px=100.0,
        size_px=SIZE_PX,
    )


finite = st.floats(-1e4, 1e4)
units = st.sampled_from(["rad", "m", "m/s", "N.m", "N", "1"])


def quantities(unit: str | None = None) -> st.SearchStrategy[Quantity]:
    of = units if unit is None else st.just(unit)
    seen = st.builds(Quantity, finite, st.none() | st.floats(0, 1e4), of)
    return seen | st.builds(Quantity.unseen, of, st.sampled_from(REASONS))


angles = st.builds(Instants, *[quantities("rad")] * 4)
reps = st.builds(
    Rep,
    index=st.integers(1, 30),
    start_s=st.floats(0, 1e4),
    liftoff_s=st.floats(0, 1e4),
    lockout_s=st.floats(0, 1e4),
    end_s=st.floats(0, 1e4),
    bar_rise=quantities("m"),
    mean_velocity=quantities("m/s"),
    peak_velocity=quantities("m/s"),
    hip_share=quantities("1"),
    lumbar_flexion=angles,
    thoracic_flexion=angles,
    hip_flexion=angles,
    trunk_inclination=angles,
    bar_to_shin_liftoff=quantities("m"),
)
captures = st.builds(
    Capture,
    st.sampled_from(["good", "usable", "refused"]),
    st.lists(st.builds(CaptureReason, st.text(), st.text(), st.booleans()), max_size=3).map(tuple),
    quantities("rad"),
    st.sampled_from(["left", "right", None]),
    quantities("m/px"),
)
athletes = st.builds(
    Athlete,
    st.none() | st.floats(1.0, 2.5),
    st.none() | st.floats(30.0, 300.0),
    st.sampled_from(["male", "female", None]),
)


def series_of(times: int) -> st.SearchStrategy[dict[str, Series]]:
    numbers = arrays(np.float64, times, elements=st.floats(-1e3, 1e3) | st.just(np.nan))
    errors = arrays(np.float64, times, elements=st.floats(0, 1e3) | st.just(np.nan))
    columns = {name: st.builds(Series, numbers, errors, st.just(unit)) for name, unit in SERIES.items()}
    return st.fixed_dictionaries({}, optional=columns)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    times = draw(st.integers(0, 6))
    lengths = quantities("m")
    return Analysis(
        generator=Generator("1", draw(st.text()), "f" * 64, draw(st.dictionaries(st.text(), st.text() | finite))),
        clip=ClipFacts(draw(st.text()), draw(st.floats(0, 1e5)), draw(st.floats(1, 1e3)), 480, 848, 99),
        capture=draw(captures),
        athlete=draw(athletes),
        segments=draw(st.builds(Segments, lengths, lengths, lengths, lengths)),
        reps=tuple(draw(st.lists(reps, max_size=3))),
        time_s=np.arange(times) / 10.0,
        series=draw(series_of(times)),
        timing_s={"wall": draw(st.floats(0, 1e5)), "look": 1.0},
    )
