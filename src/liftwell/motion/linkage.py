"""The sagittal linkage: one jointed body fitted to a whole active stretch of a clip at once.

Foot planted, constant segment lengths, hands on the bar, calm angles. Joint by joint, landmarks are wrong by
centimetres, and wrong in the same way from picture to picture; a body that has to stay one body is not.
Coordinates: x forward, y up, in nominal metres (a body of shank + thigh + trunk = 1.33 m), so that the fit
is the same for a child, a giant and a clip without any scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded

from liftwell.motion.landmark_bias import ANKLE_OVER_JOINT, bias_at
from liftwell.pose.smooth import gaussian

FloatArray = NDArray[np.float64]

NOMINAL_BODY_M: Final = 1.33
POINTS: Final = ("ankle", "knee", "hip", "shoulder", "elbow", "wrist", "hand")
# How far along each link every point lies: shank, thigh, trunk, arm. Elbow and wrist at 41 % and 81 % of the
# way from shoulder to bar (calibrated on synthetic bodies, agrees with Winter 2009 table 4.1 within 2 %).
REACH: Final[FloatArray] = np.array(
    [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 0.41], [1, 1, 1, 0.81], [1, 1, 1, 1]], float
)
# Noise of each point in nominal metres, after the known bias has been taken out (rendered bodies).
POINT_SD: Final[FloatArray] = np.array([0.02, 0.025, 0.02, 0.015, 0.02, 0.03, 0.007])
# Hip and shoulder a second time, as the outline of the back tells them: no landmark's bias, but errors of their own.
_UNDER_SD: Final = 0.01
_SEEN_REACH: Final[FloatArray] = np.vstack([REACH, REACH[2:4]])
_GIVEN_REACH: Final[FloatArray] = np.vstack([_SEEN_REACH, REACH[:6]])
_SEEN_SD: Final[FloatArray] = np.append(POINT_SD, [_UNDER_SD, _UNDER_SD])
ROBUST: Final = 3.0  # standard deviations from which a point begins to lose its say
# How sharply a segment may turn, rad/s^1.5 (root of the density of white angular acceleration); the last for the
# trunk's change in length, m/s^1.5. As a density it does not depend on how often the body is sampled.
TURN: Final = np.array([0.8, 0.8, 0.8, 0.8, 0.1])
STRETCH_SD: Final = 0.03
SHANK_PER_THIGH, SHANK_PER_THIGH_SD = 1.04, 0.05
# Globals: ankle x, y; lengths of shank, thigh, trunk, arm; parallax factor k, bar offset x, y.
PRIOR_SD: Final = np.array([0.06, 0.06, 0.08, 0.08, 0.08, 0.08, 0.05, 0.08, 0.04])
HIDDEN_FOOT_SD: Final = 1.0  # of the ankle where it was hardly ever seen beside the plate
LEAST_ANKLES: Final = 0.05  # of the samples; with fewer it was not
NARROWING: Final = (0.24, 0.12, 0.06, 0.06, 0.06)  # nominal metres in which ankles count, look after look
TAIL: Final = 2.0  # Geman–McClure: a hip that the model put on the thigh for ten pictures must not count
PARALLAX: Final = 0.82
PRIOR_WEIGHT: Final = 3.0
LOCAL, GLOBAL = 5, 9
_ARM: Final = 3


@dataclass(frozen=True, slots=True)
class Sightings:
    """What the fit is given: time_s (T,), points (T, 6, 2) ankle…wrist, trust (T, 6) 1 = normal, 0 = ignore.

    `plate` (T, 2) is the near plate's centre in the same coordinates before parallax, NaN where not seen;
    `under` (T, 2, 2) hip and shoulder joint as the outline tells them, NaN or None where it does not;
    `given` (T, 6, 2) joints ankle…wrist as a person put them in place, to given_sd (T, 6), likewise.
    """

    time_s: FloatArray
    points: FloatArray
    trust: FloatArray
    plate: FloatArray
    under: FloatArray | None = None
    given: FloatArray | None = None
    given_sd: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class _Prior:
    """What is known of the globals before they are fitted: `guess` (9,), and how strongly (9,) it holds them."""

    guess: FloatArray
    strength: FloatArray


@dataclass(frozen=True, slots=True)
class Linkage:
    """The fitted body. `angle` (T, 4) rad of shank, thigh, trunk, arm: 0 upright, positive tilted forward;
    `angle_sd` (T, 4) its noise; joints (T, 7, 2) ankle, knee, hip, shoulder, elbow, wrist, hand; `length` (4,);
    `parallax` k and `bar_offset` (2,) map the plate's centre to the bar at the lifter's own depth.
    """

    time_s: FloatArray
    angle: FloatArray
    angle_sd: FloatArray
    joints: FloatArray
    length: FloatArray
    parallax: float
    bar_offset: FloatArray
    residual: float


def fit(seen: Sightings, rounds: int = 20) -> Linkage:
    """Robust Gauss–Newton over all samples at once; the cost grows linearly with the number of samples."""
    local, prior = _first_guess(seen)
    shared = prior.guess.copy()
    shared[7:9] = _bar_beside_hands(seen)
    for _ in range(rounds):
        residual, j_local, j_shared, weight = _linearise(seen, local, shared)
        step_local, step_shared, _ = _solve(seen, local, shared, prior, residual, j_local, j_shared, weight)
        step_local[:, :4] = np.clip(step_local[:, :4], -0.3, 0.3)
        local, shared = local + step_local, shared + step_shared
        if np.abs(step_local).max() < 1e-3:
            break
    return _result(seen, local, shared, prior)


def _first_guess(seen: Sightings) -> tuple[FloatArray, _Prior]:
    """Angles straight from the landmarks, lengths from high percentiles (foreshortening only shortens)."""
    ankle, knee, hip, shoulder, _, wrist = (seen.points[:, k] for k in range(6))
    trusted, sd = seen.trust[:, 0] > 0, PRIOR_SD.copy()
    if trusted.mean() < LEAST_ANKLES:
        trusted, sd[:2] = np.ones(len(ankle), bool), HIDDEN_FOOT_SD
    foot = _where_most_are(ankle[trusted]) - ANKLE_OVER_JOINT

    def apart(a: FloatArray, b: FloatArray, percentile: float) -> float:
        return float(np.percentile(np.linalg.norm(a - b, axis=-1), percentile))

    lengths = [apart(knee[trusted], ankle[trusted], 60), apart(hip, knee, 70), apart(shoulder, hip, 60)]
    arm = apart(shoulder, wrist, 80) / REACH[5, _ARM]
    links = [knee - foot, hip - knee, shoulder - hip, shoulder - wrist]
    angles = [np.arctan2(link[:, 0], link[:, 1]) for link in links]
    local = np.stack([*angles, np.zeros(len(ankle))], axis=1)
    return local, _Prior(np.array([*foot, *lengths, arm, PARALLAX, 0.0, 0.0]), (PRIOR_WEIGHT / sd) ** 2)


def _bar_beside_hands(seen: Sightings) -> FloatArray:
    """(2,) where the fit begins to look for the bar: from a camera far to the front or the back the plate is seen so
    far beside the hands that a search from straight in front of them would take all its places for mistakes.
    """
    shoulder, wrist = seen.points[:, 3], seen.points[:, 5]
    hand = shoulder + (wrist - shoulder) / REACH[5, _ARM]
    beside = (hand - PARALLAX * seen.plate)[np.isfinite(seen.plate[:, 0])]
    return np.median(beside, axis=0) if len(beside) else np.zeros(2)


def _where_most_are(ankles: FloatArray) -> FloatArray:
    """(2,) the place around which most of (N, 2) lie: the median, then a mean that odd ones have less and less say in.

    A foot has to be found by ankles: a knee that is read along a wrong arc, in a long wait with the ankle behind the
    plate, would else outvote them.
    """
    place = np.median(ankles, axis=0)
    for reach in NARROWING:
        weight = 1 / (1 + (np.linalg.norm(ankles - place, axis=1) / reach) ** 2) ** TAIL
        place = weight @ ankles / weight.sum()
    return np.asarray(place)


def _pose(
    local: FloatArray, shared: FloatArray, reach: FloatArray = _SEEN_REACH
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Points (T, P, 2) without landmark bias, as far along the links as `reach` (P, 4) says; unit vectors along
    (T, 4, 2) and across (T, 4, 2); lengths (T, 4).
    """
    along = np.stack([np.sin(local[:, :4]), np.cos(local[:, :4])], -1)
    across = np.stack([np.cos(local[:, :4]), -np.sin(local[:, :4])], -1)
    length = np.broadcast_to(shared[2:6], local[:, :4].shape).copy()
    length[:, 2] += local[:, 4]
    length[:, _ARM] *= -1  # from the shoulder down to the hand
    points = shared[:2] + np.einsum("pk,tkd->tpd", reach, length[..., None] * along)
    return points, along, across, length


def _linearise(
    seen: Sightings, local: FloatArray, shared: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Residuals (T, P, 2), derivatives of the prediction by local (…, 5) and shared (…, 9) unknowns, weights (T, P).

    P = 9 points seen, and 6 more where a person put joints in place.
    """
    reach = _SEEN_REACH if seen.given is None else _GIVEN_REACH
    points, along, across, length = _pose(local, shared, reach)
    predicted = points.copy()
    predicted[:, :6] += bias_at(local, along, across)
    bar = shared[6] * seen.plate + shared[7:9]
    under = np.full((len(bar), 2, 2), np.nan) if seen.under is None else seen.under
    told = () if seen.given is None else (seen.given,)
    observed = np.concatenate([seen.points, bar[:, None], under, *told], axis=1)
    residual = observed - predicted
    j_local = np.zeros((*residual.shape, LOCAL))
    j_local[..., :4] = np.einsum("pk,tkd->tpdk", reach, length[..., None] * across)
    j_local[..., 4] = reach[:, 2, None] * along[:, 2][:, None]
    j_shared = np.zeros((*residual.shape, GLOBAL))
    j_shared[..., 0, 0] = j_shared[..., 1, 1] = 1.0
    sign = np.array([1, 1, 1, -1.0])
    j_shared[..., 2:6] = np.einsum("pk,tkd->tpdk", reach * sign, along)
    j_shared[:, 6, :, 6] = -np.nan_to_num(seen.plate)
    j_shared[:, 6, 0, 7] = j_shared[:, 6, 1, 8] = -1.0
    trust = np.concatenate([seen.trust, np.isfinite(seen.plate[:, :1]), np.isfinite(under[..., 0])], axis=1)
    residual = np.nan_to_num(residual)
    off = np.linalg.norm(residual[:, : len(_SEEN_SD)], axis=-1) / _SEEN_SD
    weight = trust / _SEEN_SD**2 / (1 + (off / ROBUST) ** 2) ** TAIL
    if seen.given_sd is not None:
        # A person who says where a joint is does not lose their say for being far from the model.
        weight = np.concatenate([weight, np.nan_to_num(seen.given_sd**-2.0)], axis=1)
    return residual, j_local, j_shared, weight


def _solve(
    seen: Sightings,
    local: FloatArray,
    shared: FloatArray,
    prior: _Prior,
    residual: FloatArray,
    j_local: FloatArray,
    j_shared: FloatArray,
    weight: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """One Gauss–Newton step (T, 5) and (9,), and the covariance (9, 9) of the globals."""
    n = len(local)
    blocks = np.einsum("tp,tpdi,tpdj->tij", weight, j_local, j_local)
    border = np.einsum("tp,tpdi,tpdj->tij", weight, j_local, j_shared).reshape(n * LOCAL, GLOBAL)
    corner = np.einsum("tp,tpdi,tpdj->ij", weight, j_shared, j_shared)
    right_local = np.einsum("tp,tpdi,tpd->ti", weight, j_local, residual)
    right_shared = np.einsum("tp,tpdi,tpd->i", weight, j_shared, residual)
    band = _banded(blocks)
    _calm(seen.time_s, local, band, right_local)
    _stay_near(shared, prior, corner, right_shared)
    solved = solveh_banded(band, np.column_stack([right_local.ravel(), border]), lower=True)
    schur = corner - border.T @ solved[:, 1:]
    covariance = np.linalg.inv(schur)
    step_shared = covariance @ (right_shared - border.T @ solved[:, 0])
    step_local = solved[:, 0] - solved[:, 1:] @ step_shared
    return step_local.reshape(n, LOCAL), step_shared, covariance


def _banded(blocks: FloatArray) -> FloatArray:
    """Diagonal blocks (T, 5, 5) in SciPy's lower banded storage, with room for second differences."""
    n = len(blocks)
    band = np.zeros((2 * LOCAL + 1, n * LOCAL))
    for row in range(LOCAL):
        for column in range(row + 1):
            band[row - column, column::LOCAL] = blocks[:, row, column]
    band[0] += 1e-9
    band[0, 4::LOCAL] += STRETCH_SD**-2
    return band


def _calm(time_s: FloatArray, local: FloatArray, band: FloatArray, right: FloatArray) -> None:
    """Add the cost of turning sharply (second differences over uneven times); changes `band` and `right`.

    White acceleration has a density over time, so a longer gap weighs a sample's acceleration less.
    """
    right[:, 4] -= local[:, 4] / STRETCH_SD**2
    if len(time_s) < 3:
        return
    before, after = np.diff(time_s)[:-1], np.diff(time_s)[1:]
    span = (before + after) / 2
    taps = np.stack([1 / (before * span), -(1 / before + 1 / after) / span, 1 / (after * span)], axis=1)
    strength = span[:, None] / TURN**2
    bend = sum(taps[:, k, None] * local[k : len(local) - 2 + k] for k in range(3))
    for k in range(3):
        right[k : len(local) - 2 + k] -= strength * taps[:, k, None] * bend
        for m in range(k + 1):
            columns = band[(k - m) * LOCAL].reshape(-1, LOCAL)
            columns[m : len(local) - 2 + m] += strength * (taps[:, k] * taps[:, m])[:, None]


def _stay_near(shared: FloatArray, prior: _Prior, corner: FloatArray, right: FloatArray) -> None:
    """Add what is known of bodies and cameras before looking; changes `corner` and `right`."""
    corner[np.diag_indices(GLOBAL)] += prior.strength
    right += prior.strength * (prior.guess - shared)
    gap = shared[2] - SHANK_PER_THIGH * shared[3]
    pull = np.zeros(GLOBAL)
    pull[2], pull[3] = 1.0, -SHANK_PER_THIGH
    strength_ratio = (SHANK_PER_THIGH_SD * shared[3]) ** -2
    corner += strength_ratio * np.outer(pull, pull)
    right -= strength_ratio * gap * pull


def _result(seen: Sightings, local: FloatArray, shared: FloatArray, prior: _Prior) -> Linkage:
    residual, j_local, j_shared, weight = _linearise(seen, local, shared)
    _, _, covariance = _solve(seen, local, shared, prior, residual, j_local, j_shared, weight)
    off = np.linalg.norm(residual[:, :6], axis=-1)
    joints = _pose(local, shared)[0][:, : len(POINTS)]
    return Linkage(
        time_s=seen.time_s,
        angle=local[:, :4],
        angle_sd=_angle_noise(seen.time_s, j_local, weight, covariance, shared),
        joints=joints,
        length=shared[2:6],
        parallax=float(shared[6]),
        bar_offset=shared[7:9],
        residual=float(np.median(off[seen.trust > 0])) if (seen.trust > 0).any() else float("nan"),
    )


def _angle_noise(
    time_s: FloatArray, j_local: FloatArray, weight: FloatArray, covariance: FloatArray, shared: FloatArray
) -> FloatArray:
    """(T, 4) rad: from the evidence within 0.2 s of each sample, plus what an uncertain foot does to every angle."""
    blocks = np.einsum("tp,tpdi,tpdj->tij", weight, j_local, j_local)
    near = gaussian(time_s, blocks, 0.1) + np.diag([1.0, 1.0, 1.0, 1.0, STRETCH_SD**-2])
    noise = np.sqrt(np.diagonal(np.linalg.inv(near), axis1=1, axis2=2)[:, :4])
    foot = np.sqrt(np.trace(covariance[:2, :2])) / shared[2:6]
    return np.asarray(np.hypot(noise, foot * np.array([1.0, 0.3, 0.1, 0.1])))
