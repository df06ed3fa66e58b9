"""Writes a graph in a precision, and compares it with its network."""
import os
import tempfile

import numpy as np
import onnx
import torch

from ..errors import ModelError
from ..onnx_file import LARGEST_FILE
from ..video.graph_file import SIZES, as_tuple, session, traced
from ..video.graphs import Graph
from ..weight_file import WeightFile
from .precision import TOLERANCES, cast, lifted, type_of


def write(graph: Graph, path: str, precision: str, weights: WeightFile | None = None) -> float:
    """Writes PATH; weights go into their own file if there is one. The network's own are in that precision afterwards.

    Returns the largest error against the network at other sizes than it was traced with, relative to the largest value."""
    kind = type_of(precision)
    module = graph.module.float().eval().requires_grad_(False)
    if precision == "bf16":
        module.to(kind).float()  # as rounded, for comparison
    checks = [graph.example(size) for size in SIZES]
    with torch.no_grad():
        wanted = [as_tuple(module(*inputs)) for inputs in checks]
    inputs = cast(graph.inputs, graph.example(2), kind)  # before the module is: it makes some of them
    model = traced(graph, module.to(kind), inputs)
    if weights is None and model.ByteSize() > LARGEST_FILE:
        raise ModelError(f"{path} is larger than one file can be: its weights want a file of their own")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    runnable = lifted(model) if precision == "bf16" else None
    onnx.save(model, path) if weights is None else weights.save(model, path)
    del model
    error = _worst(path, runnable, graph, checks, wanted, torch.float32 if precision == "bf16" else kind)
    if not error <= TOLERANCES[precision]:
        raise ModelError(f"{path} is off by {error:.1e} of the largest value, expected at most {TOLERANCES[precision]:.0e}")
    return error


def _worst(path: str, runnable, graph: Graph, checks: list, wanted: list, kind: torch.dtype) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        if runnable is not None:
            path = os.path.join(scratch, "lifted.onnx")
            with WeightFile(path + "_data") as weights:
                weights.save(runnable, path)
        run = session(path, 1)
        worst = 0.0
        for inputs, want in zip(checks, wanted):
            feed = {name: x.numpy() for name, x in zip(graph.inputs, cast(graph.inputs, inputs, kind))}
            for got, value in zip(run.run(list(graph.outputs), feed), want, strict=True):
                if not value.is_floating_point():
                    worst = worst if np.array_equal(got, value.numpy()) else np.inf
                    continue
                error = np.abs(got.astype(np.float64) - value.double().numpy()).max() / max(1e-9, float(value.abs().max()))
                worst = max(worst, float(error)) if np.isfinite(error) else np.inf
        return worst
