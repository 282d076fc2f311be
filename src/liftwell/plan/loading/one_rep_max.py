"""Seven published estimates of a best single from a set of several repetitions to the limit, and the one we use.

Every formula takes the load (any unit, comes back in it) and the repetitions that were possible, and holds for 1 to 10
of them: above ten they part from each other and from the lifter (Reynolds 2006, doi:10.1519/R-15304.1). Outside there
is no estimate: None. In the deadlift all of them came out too low (LeSuer 1997, doi:10.1519/00124278-199711000-00001),
which is the side that a plan may be off to. For one repetition some give a little more or less than the load, as they
were published.
"""

from __future__ import annotations

from math import exp

from liftwell.evidence import threshold
from liftwell.plan.loading.rpe_chart import single_from_rated
from liftwell.training.session import Set


def _valid(reps: int) -> bool:
    return 1 <= reps <= threshold("single_estimate_max_reps")


def epley(load: float, reps: int) -> float | None:
    """Epley B. *Poundage chart.* Boyd Epley Workout, Lincoln 1985: a thirtieth of the load for each repetition."""
    return load * (1 + reps / 30) if _valid(reps) else None


def brzycki(load: float, reps: int) -> float | None:
    """Brzycki M. *Strength testing: predicting a one-rep max from reps-to-fatigue.* JOPERD 1993;64(1):88–90.

    doi:10.1080/07303084.1993.10606684. The same as Epley at ten, lower below, and the load itself for a single.
    """
    return load * 36 / (37 - reps) if _valid(reps) else None


def lander(load: float, reps: int) -> float | None:
    """Lander J. *Maximum based on reps.* NSCA Journal 1985;6(6):60–61."""
    return 100 * load / (101.3 - 2.67123 * reps) if _valid(reps) else None


def lombardi(load: float, reps: int) -> float | None:
    """Lombardi VP. *Beginning weight training.* Brown, Dubuque 1989: a power of the repetitions."""
    return float(load * reps**0.10) if _valid(reps) else None


def mayhew(load: float, reps: int) -> float | None:
    """Mayhew JL et al. Journal of Applied Sport Science Research 1992;6(4):200–206: bench presses of students."""
    return 100 * load / (52.2 + 41.9 * exp(-0.055 * reps)) if _valid(reps) else None


def oconner(load: float, reps: int) -> float | None:
    """O'Conner B, Simmons J, O'Shea P. *Weight training today.* West, St. Paul 1989: a fortieth for each repetition."""
    return load * (1 + 0.025 * reps) if _valid(reps) else None


def wathan(load: float, reps: int) -> float | None:
    """Wathan D. *Load assignment.* In: Essentials of strength training and conditioning. Human Kinetics 1994."""
    return 100 * load / (48.8 + 53.8 * exp(-0.075 * reps)) if _valid(reps) else None


def estimated_single(done: Set) -> float | None:
    """The best single (kg) that a set speaks for, None where it tells nothing.

    A set with an RPE goes by the RPE chart, the only one of these that knows sets which were not to the limit. A set
    without one goes by Brzycki as if it had been to the limit: the lower of the usual two, and a set with something
    left only makes the estimate lower. Which formula to trust is our judgement.
    """
    if done.load_kg <= 0:
        return None
    if done.rpe is None:
        return brzycki(done.load_kg, done.reps)
    return single_from_rated(done.load_kg, done.reps, done.rpe)
