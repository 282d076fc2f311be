"""The file of variants says what is published and what is judgement."""

from __future__ import annotations

import re
from importlib.resources import files

import numpy as np
import pytest

from liftwell.errors import ImpossibleValue
from liftwell.loads.variants import VARIANTS, hip_half_width, settings, variant

TEXT = (files("liftwell.loads") / "variants.toml").read_text("utf-8")


@pytest.mark.parametrize("code", VARIANTS)
def test_every_variant_can_be_set_up(code: str) -> None:
    kind = variant(code)
    assert kind.code == code
    assert 0.2 < kind.stance < 0.9
    assert kind.from_floor == (code not in ("romanian", "good-morning"))


def test_a_block_pull_is_a_conventional_one_from_higher_up() -> None:
    assert variant("block") is variant("conventional")


def test_an_unknown_lift_is_named() -> None:
    with pytest.raises(ImpossibleValue, match="'snatch' is not known; choose one of conventional, sumo"):
        variant("snatch")


def test_sumo_stands_and_grips_as_competitors_did() -> None:
    """Escamilla 2000."""
    conventional, sumo = variant("conventional"), variant("sumo")
    assert (conventional.stance, sumo.stance) == (0.32, 0.70)
    assert (conventional.grip, sumo.grip) == (0.55, 0.47)
    assert np.degrees([conventional.toe_out, sumo.toe_out]) == pytest.approx([14, 42])


def test_only_a_trap_bar_is_free_of_the_shins() -> None:
    assert [code for code in VARIANTS if variant(code).gap is None] == ["trap-bar-low", "trap-bar-high"]


def test_hips_of_nobody_in_particular_lie_between() -> None:
    assert hip_half_width("male") < hip_half_width(None) < hip_half_width("female")
    assert hip_half_width("male") * 1.77 == pytest.approx(0.361 * 0.224, abs=1e-4)


def test_straight_knees_allow_what_a_straight_leg_raise_shows() -> None:
    usual = settings("hamstrings")
    for sex in ("male", "female"):
        assert 90 - usual["per_knee"] * usual[sex] == pytest.approx(81.5, abs=1.5)


def test_every_number_has_its_source_or_the_word_judgement() -> None:
    """On its line, in the comment over its table, or (where a table repeats another) on the line that it repeats."""
    told: set[str] = set()
    over, bare = "", []
    for line in TEXT.splitlines():
        if line.startswith("#") or not line.strip():
            over = over + line if line.startswith("#") else ""
        elif line.startswith("["):
            over = f"[{over}"
        elif re.match(r"\w+ = [-\d]", line):
            said = line.partition("#")[2] + over
            if re.search(r"judgement|doi:|PMC|the same|the rule|AAOS", said):
                told.add(line.partition("#")[0].strip())
            elif line.strip() not in told:
                bare.append(line)
    assert bare == []
