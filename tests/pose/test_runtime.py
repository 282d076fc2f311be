"""The networks run, and leave the process as they found it."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import pytest

from liftwell.pose.detect import weights
from liftwell.pose.runtime import Network


class _Stack(ctypes.Structure):
    _fields_ = (("place", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


@pytest.mark.skipif(sys.platform != "linux", reason="signal stacks are asked for by a call of Linux' C library")
def test_loading_leaves_no_signal_stack_in_this_thread() -> None:
    """OpenVINO's is too small for the registers of some processors: Ctrl-C would be a segmentation fault."""
    before, after = _Stack(), _Stack()
    library = ctypes.CDLL(None)
    library.sigaltstack(None, ctypes.byref(before))
    Network(weights("pose_landmark_full.tflite"))
    library.sigaltstack(None, ctypes.byref(after))
    assert (after.place, after.size) == (before.place, before.size)


def test_two_streams_give_what_one_gives() -> None:
    picture = np.linspace(0, 1, 256 * 256 * 3, dtype=np.float32).reshape(1, 256, 256, 3)
    alone = Network(weights("pose_landmark_full.tflite"))(picture)
    network = Network(weights("pose_landmark_full.tflite"), streams=2)
    runs = [network.start(picture), network.start(picture)]
    for run in runs:
        for name, values in run.result().items():
            assert np.allclose(values, alone[name], atol=1e-4)
