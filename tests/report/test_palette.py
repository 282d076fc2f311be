"""The colours of rounding: calm at the tallest posture, warmer as it grows, told apart without red-green vision."""

from __future__ import annotations

import numpy as np

from liftwell.report.palette import UNKNOWN, of_rounding

# Protanopia and deuteranopia in linear RGB: Viénot, Brettel & Mollon 1999.
PROTAN = np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]])
DEUTAN = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])


def test_below_the_tallest_posture_is_as_calm_as_at_it_and_the_scale_ends() -> None:
    colours = of_rounding(np.array([-1.0, 0.0, 1.0, 3.0]))
    np.testing.assert_array_equal(colours[0], colours[1])
    np.testing.assert_array_equal(colours[2], colours[3])


def test_unknown_is_grey() -> None:
    assert tuple(of_rounding(np.array([np.nan]))[0]) == UNKNOWN


def test_neutral_middle_and_strong_differ_for_colour_blind_eyes() -> None:
    linear = (of_rounding(np.array([0.0, 0.5, 1.0]))[:, ::-1] / 255) ** 2.2
    for eye in (np.eye(3), PROTAN, DEUTAN):
        seen = np.clip(linear @ eye.T, 0, 1) ** (1 / 2.2)
        distances = [np.linalg.norm(seen[a] - seen[b]) for a, b in ((0, 1), (1, 2), (0, 2))]
        assert min(distances) > 0.25
