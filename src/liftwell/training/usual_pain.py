"""UsualPain: what pain on waking is usual for this person, and the anchor that only falls (`clinical.md` 5.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import median_low

from liftwell.evidence import threshold


@dataclass(frozen=True, slots=True)
class UsualPain:
    """Usual pain on waking, followed from morning to morning.

    told: what the person said at the start, None if never asked; recent: the last mornings that do not follow a hinge
    day, oldest first; anchor: what it was at entry, falling only; lower_since, lower_most: since when the usual lies
    below the anchor and its highest value since; flare_since: since when it lies two points above,
    answered: the plan has answered that; high_since: since when it is so high that no hinge is loaded.
    """

    told: int | None = None
    recent: tuple[int, ...] = ()
    anchor: int | None = None
    lower_since: date | None = None
    lower_most: int = 0
    flare_since: date | None = None
    answered: bool = False
    high_since: date | None = None

    @classmethod
    def at_entry(cls, told: int | None) -> UsualPain:
        """The usual pain as it was told when the plan began."""
        return cls(told, (), told)

    @property
    def base(self) -> int | None:
        """The usual now: the median of the last mornings, or what was told; the lower of two middle ones."""
        enough = len(self.recent) >= threshold("usual_mornings_min")
        return median_low(self.recent) if enough else self.told

    @property
    def effective(self) -> int | None:
        """What a day is held against: the usual, but never above the anchor."""
        base, anchor = self.base, self.anchor
        if base is None or anchor is None:
            return base
        return min(base, anchor)

    def after_morning(self, on: date, pain: int) -> UsualPain:
        """With one more morning that does not follow a hinge day."""
        most = int(threshold("usual_mornings"))
        found = replace(self.as_of(on), recent=(*self.recent, pain)[-most:])
        base = found.base
        if base is None:
            return found
        if found.anchor is None:
            return replace(found, anchor=base)
        return found.followed(on, base)

    def as_of(self, on: date) -> UsualPain:
        """As it stands on that day: the anchor falls with the days, whether or not a morning was told since."""
        since = self.lower_since
        if since is None or (on - since).days < threshold("anchor_falls_days"):
            return self
        return replace(self, anchor=self.lower_most, lower_since=None, lower_most=0)

    def flares(self, on: date) -> bool:
        """Whether the usual has lain two points or more above the anchor for a week."""
        since = self.flare_since
        return since is not None and not self.answered and (on - since).days >= threshold("flare_days")

    def high_days(self, on: date) -> int:
        """For how many days the usual has been so high that no hinge is loaded."""
        return 0 if self.high_since is None else (on - self.high_since).days

    def followed(self, on: date, base: int) -> UsualPain:
        """With the usual as it is on that day held against the anchor."""
        assert self.anchor is not None
        flare = base >= self.anchor + threshold("flare_above")
        high = base >= threshold("high_pain_min")
        found = replace(
            self,
            flare_since=(self.flare_since or on) if flare else None,
            answered=self.answered and flare,
            high_since=(self.high_since or on) if high else None,
        )
        if base >= self.anchor:
            return replace(found, lower_since=None, lower_most=0)
        since, most = self.lower_since or on, max(base, self.lower_most)
        if (on - since).days >= threshold("anchor_falls_days"):
            return replace(found, anchor=most, lower_since=None, lower_most=0)
        return replace(found, lower_since=since, lower_most=most)
