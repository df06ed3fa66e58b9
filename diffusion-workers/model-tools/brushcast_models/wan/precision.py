"""Numbers of a graph: single precision, half, or bfloat16."""
import onnx
import torch
from onnx import TensorProto, numpy_helper

from ..errors import ModelError

TYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
TOLERANCES = {"fp32": 1e-4, "fp16": 4e-2, "bf16": 1e-4}  # of the largest value; bf16 is compared with rounded weights
WHOLE = ("timestep", "adapt_thr")  # inputs that stay in single precision: bfloat16 has no 701


def type_of(precision: str) -> torch.dtype:
    if precision not in TYPES:
        raise ModelError(f"precision is {precision}, expected one of {', '.join(TYPES)}")
    return TYPES[precision]


def cast(names, inputs, kind: torch.dtype) -> tuple:
    """Inputs as a graph of that precision takes them."""
    return tuple(x.to(kind) if x.is_floating_point() and name not in WHOLE else x for name, x in zip(names, inputs, strict=True))


def lifted(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph, weights rounded as they are, calculating in single precision: what a CPU can run of one in bfloat16."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for weight in copy.graph.initializer:
        _lift(weight)
    for node in copy.graph.node:
        for attribute in node.attribute:
            if attribute.HasField("t"):
                _lift(attribute.t)
            elif attribute.name == "to" and attribute.i == TensorProto.BFLOAT16:
                attribute.i = TensorProto.FLOAT
    del copy.graph.value_info[:]
    for port in (*copy.graph.input, *copy.graph.output):
        if port.type.tensor_type.elem_type == TensorProto.BFLOAT16:
            port.type.tensor_type.elem_type = TensorProto.FLOAT
    return copy


def _lift(tensor: TensorProto) -> None:
    if tensor.data_type == TensorProto.BFLOAT16:
        values = numpy_helper.to_array(tensor).astype("float32")
        tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
