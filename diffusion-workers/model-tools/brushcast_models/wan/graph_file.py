"""Writes a graph in a precision, and compares it with its network."""
import os
import tempfile
import warnings

import numpy as np
import onnx
import torch

from ..errors import ModelError
from ..onnx_file import LARGEST_FILE
from ..video.graphs import OPSET, Graph, session, state_sides
from .precision import TOLERANCES, cast, lifted, type_of
from .weight_file import WeightFile

SIZES = (1, 3, 4)  # of the checks; traced with 2


def write(graph: Graph, path: str, precision: str, weights: WeightFile | None = None) -> float:
    """Writes PATH; weights go into their own file if there is one. The network's own are in that precision afterwards.

    Returns the largest error against the network at other sizes than it was traced with, relative to the largest value."""
    kind = type_of(precision)
    module = graph.module.float().eval().requires_grad_(False)
    if precision == "bf16":
        module.to(kind).float()  # as rounded, for comparison
    checks = [graph.example(size) for size in SIZES]
    with torch.no_grad():
        wanted = [_tuple(module(*inputs)) for inputs in checks]
    model = traced(graph, kind)
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


def traced(graph: Graph, kind: torch.dtype) -> onnx.ModelProto:
    inputs = cast(graph.inputs, graph.example(2), kind)
    module = graph.module.to(kind)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing: what it warns of is what is checked
        path = os.path.join(scratch, "model.onnx")
        torch.onnx.export(module, inputs, path, opset_version=OPSET, dynamo=False, input_names=list(graph.inputs),
                          output_names=list(graph.outputs), dynamic_axes=graph.inputs | graph.outputs)
        model = onnx.load(path)
        state_sides(model, graph, _tuple(module(*inputs)))
    return model


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


def _tuple(results) -> tuple:
    return results if isinstance(results, tuple) else (results,)
