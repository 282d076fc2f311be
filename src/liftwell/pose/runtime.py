"""Neural networks on the processor. The only file that imports OpenVINO."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# OpenVINO's telemetry package sends usage data and writes into the home folder when it can be imported.
# Making that import fail is the switch that also works before its first use.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

import openvino  # noqa: E402

Array = NDArray[np.float32]


def cache_folder() -> Path | None:
    """Where compiled networks are kept between runs (`~/.cache/liftwell`), None when it cannot be written."""
    root = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(root) if root else Path.home() / ".cache") / "liftwell"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


class Network:
    """A compiled `.tflite` network. `streams` requests can run at the same time, sharing two threads."""

    def __init__(self, weights: Path, *, streams: int = 1) -> None:
        # Compiling leaves the thread it runs in a signal stack too small for this processor's registers, and the next
        # Ctrl-C in that thread would be a segmentation fault: so it happens in a thread that ends at once.
        with ThreadPoolExecutor(1) as elsewhere:
            self._compiled = elsewhere.submit(_compiled, weights, streams).result()
        self._names = [output.get_any_name() for output in self._compiled.outputs]
        self._idle = [self._compiled.create_infer_request() for _ in range(streams)]

    def start(self, batch: Array) -> Run:
        """Begin to infer `batch` in the background; raises IndexError when all streams are busy."""
        request = self._idle.pop()
        request.set_input_tensor(openvino.Tensor(batch))
        request.start_async()
        return Run(self, request, batch)

    def __call__(self, batch: Array) -> dict[str, Array]:
        """Infer and wait: output name -> array."""
        return self.start(batch).result()

    def collect(self, request: Any) -> dict[str, Array]:
        """Wait for a request and take its outputs; the request is idle again."""
        request.wait()
        self._idle.append(request)
        return {name: request.get_output_tensor(i).data.copy() for i, name in enumerate(self._names)}


class Run:
    """An inference under way; holds on to its input, which OpenVINO reads without copying."""

    def __init__(self, network: Network, request: Any, batch: Array) -> None:
        self._network, self._request, self._batch = network, request, batch

    def result(self) -> dict[str, Array]:
        """Wait for the outputs: name -> array. Call once."""
        return self._network.collect(self._request)


def _compiled(weights: Path, streams: int) -> Any:
    """The network made ready for the processor, from the cache where it has been before."""
    engine = openvino.Core()
    folder = cache_folder()
    if folder is not None:
        engine.set_property({"CACHE_DIR": str(folder)})
    options: dict[str, Any] = {
        "INFERENCE_NUM_THREADS": 2,
        "NUM_STREAMS": streams,
        # Processors with bfloat16 would silently use it: other numbers on other machines, and here slower.
        "INFERENCE_PRECISION_HINT": "f32",
    }
    return engine.compile_model(str(weights), "CPU", options)
