"""Traces a graph (opset 17), writes it with its weights in half precision, and compares it with its network."""
import os
import tempfile
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from onnx import numpy_helper

from ..errors import ModelError
from ..weight_file import WeightFile
from .graphs import Graph

OPSET = 17
SMALLEST_HALVED = 1024  # values of a weight, below which it stays in single precision
TOLERANCE = 1e-4  # of the largest value
SIZES = (1, 3, 4)  # of the checks; traced with 2


def write(graph: Graph, path: str, half: bool = True, weights: WeightFile | None = None) -> float:
    """Writes a graph; weights in half precision on disk, computed with in single, and in their own file if there is one. The
    network's own weights are rounded alike.
    Returns the largest error against the network at other sizes than it was traced with, relative to the largest value."""
    module = graph.module.eval()
    if half:
        round_weights(module)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    model = traced(graph, module, graph.example(2))
    if half:
        halve(model)
    onnx.save(model, path) if weights is None else weights.save(model, path)
    error = max(_error(graph, path, size) for size in SIZES)
    if error > TOLERANCE:
        raise ModelError(f"{path} is off by {error:.1e} of the largest value")
    return error


def traced(graph: Graph, module: nn.Module, inputs: tuple) -> onnx.ModelProto:
    """The module's graph, with the ports of GRAPH; the sides of its outputs that are not free are written down, which tracing loses."""
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing: what it warns of is what is checked
        path = os.path.join(scratch, "model.onnx")
        torch.onnx.export(module, inputs, path, opset_version=OPSET, dynamo=False, input_names=list(graph.inputs),
                          output_names=list(graph.outputs), dynamic_axes=graph.inputs | graph.outputs)
        model = onnx.load(path)
        results = as_tuple(module(*inputs))
    for port, result in zip(model.graph.output, results, strict=True):
        for at, (side, size) in enumerate(zip(port.type.tensor_type.shape.dim, result.shape, strict=True)):
            if at not in graph.outputs[port.name]:
                side.dim_value = size
    return model


def as_tuple(results) -> tuple:
    return results if isinstance(results, tuple) else (results,)


def round_weights(module: nn.Module) -> None:
    with torch.no_grad():
        for weight in module.parameters():
            if weight.numel() >= SMALLEST_HALVED:
                weight.copy_(weight.half().float())


def halve(model: onnx.ModelProto) -> None:
    """Stores weights in half precision, with a cast back that runtimes do once, when they load the graph."""
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != onnx.TensorProto.FLOAT or np.prod(weight.dims) < SMALLEST_HALVED:
            continue
        values, name = numpy_helper.to_array(weight), weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def session(path: str, threads: int = 0) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _error(graph: Graph, path: str, size: int) -> float:
    inputs = graph.example(size)
    with torch.no_grad():
        wanted = as_tuple(graph.module(*inputs))
    got = session(path, 1).run(list(graph.outputs), {name: x.numpy() for name, x in zip(graph.inputs, inputs)})
    return max(float(np.abs(g - w.numpy()).max() / max(1e-6, float(w.abs().max()))) for g, w in zip(got, wanted))
