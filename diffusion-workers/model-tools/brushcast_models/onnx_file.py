"""Writes a graph as an ONNX file and checks it against the network it comes from."""
import os
import tempfile
import warnings

import numpy as np
import onnx
import onnxruntime
import torch

from .graphs import Graph

OPSET = 17
LARGEST_FILE = 2**31 - 2**20  # a protocol buffer holds less than 2 GiB
TOLERANCE = {False: 1e-3, True: 4e-2}  # by half precision, of the largest value


def write(graph: Graph, folder: str, half: bool, external_data: bool) -> float:
    """Writes FOLDER/model.onnx. Returns the largest error that was found, relative to the largest value.

    Weights go to model.onnx_data beside it if they are asked to or do not fit."""
    half = half and graph.half
    torch.manual_seed(1)
    checks = [graph.example(rows, side) for rows, side in ((1, 8), (3, 16))]
    with torch.no_grad():
        wanted = [tuples(graph.module(*inputs)) for inputs in checks]
        module = graph.module.half() if half else graph.module
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of tracing: what it warns of is what is checked below
            first = os.path.join(scratch, "model.onnx")
            torch.onnx.export(
                module, cast(graph.example(2, 8), half), first, opset_version=OPSET, dynamo=False,
                input_names=list(graph.inputs), output_names=list(graph.outputs),
                dynamic_axes=graph.inputs | graph.outputs)
            model = onnx.load(first)
    save(model, os.path.join(folder, "model.onnx"), external_data)
    return check(graph, folder, checks, wanted, half)


def save(model: onnx.ModelProto, path: str, external_data: bool) -> None:
    if external_data or model.ByteSize() > LARGEST_FILE:
        onnx.save(model, path, save_as_external_data=True, all_tensors_to_one_file=True,
                  location="model.onnx_data", size_threshold=1024)
    else:
        onnx.save(model, path)


def check(graph: Graph, folder: str, checks: list, wanted: list, half: bool) -> float:
    """Runs the file at other sizes than it was traced with."""
    session = onnxruntime.InferenceSession(os.path.join(folder, "model.onnx"), providers=["CPUExecutionProvider"])
    worst = 0.0
    for inputs, want in zip(checks, wanted):
        feed = {name: value.numpy() for name, value in zip(graph.inputs, cast(inputs, half))}
        for got, value in zip(session.run(None, feed), want):
            value = value.double().numpy()
            error = np.abs(got.astype(np.float64) - value).max() / max(np.abs(value).max(), 1e-9)
            worst = max(worst, float(error))
    if not worst <= TOLERANCE[half]:
        raise ArithmeticError(f"{folder}/model.onnx differs from its network by {worst:.1e} of the largest value, "
                              f"expected at most {TOLERANCE[half]:.0e}: do not use it")
    return worst


def cast(inputs: tuple, half: bool) -> tuple:
    return tuple(x.half() if half and x.is_floating_point() else x for x in inputs)


def tuples(outputs) -> tuple:
    return outputs if isinstance(outputs, tuple) else (outputs,)
