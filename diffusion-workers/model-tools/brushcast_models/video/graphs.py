"""The networks as ONNX graphs, with the names and shapes that the engine asks for (opset 17, standard operators)."""
import os
import tempfile
import warnings
from dataclasses import dataclass

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from onnx import numpy_helper

from ..errors import ModelError
from .autoencoder import Autoencoder
from .flow import sigma
from .transformer import CausalTransformer, SinkJudge

OPSET = 17
SMALLEST_HALVED = 1024  # values of a weight, below which it stays in single precision
TOLERANCE = 1e-4  # of the largest value


@dataclass
class Graph:
    module: nn.Module
    inputs: dict[str, dict[int, str]]  # names, and which of their sides are free
    outputs: dict[str, dict[int, str]]
    example: object  # (size) -> inputs, in order


class _Encode(nn.Module):
    def __init__(self, autoencoder):
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, frames, *caches):
        latents, new = self.autoencoder.encode(frames, list(caches) or None)
        return (latents, *new)


class _Decode(_Encode):
    def forward(self, latents, *caches):
        frames, new = self.autoencoder.decode(latents, list(caches) or None)
        return (frames, *new)


class _TextKeys(nn.Module):
    def __init__(self, transformer):
        super().__init__()
        self.text = transformer.text

    def forward(self, states):
        return tuple(x for pair in self.text(states) for x in pair)


class _OfTransformer(nn.Module):
    def __init__(self, transformer):
        super().__init__()
        self.transformer = transformer


class _Step(_OfTransformer):
    def forward(self, latent, timestep, start, slot_mask, *rest):
        pairs = list(zip(rest[::2], rest[1::2]))
        layers = len(pairs) // 2
        flow, new = self.transformer.flow(latent, timestep, start, slot_mask, pairs[:layers], pairs[layers:])
        return (flow, *(x for pair in new for x in pair))


class _AdaptiveStep(_OfTransformer):
    def forward(self, latent, timestep, start, slot_mask, evict, valid, threshold, *rest):
        pairs = list(zip(rest[::2], rest[1::2]))
        layers = len(pairs) // 2
        judges = [SinkJudge(evict[layer], valid, threshold) for layer in range(layers)]
        flow, new = self.transformer.flow(latent, timestep, start, slot_mask, pairs[:layers], pairs[layers:], judges)
        return (flow, torch.stack([judge.chosen for judge in judges]), *(x for pair in new for x in pair))


class _Embed(_OfTransformer):
    def forward(self, latent, timestep, cross_v):
        return self.transformer.before(latent, timestep, cross_v)


class _Block(_OfTransformer):
    def __init__(self, transformer, layer: int):
        super().__init__(transformer)
        self.layer = layer

    def forward(self, hidden, modulation, start, slot_mask, cross_k, cross_v, past_k, past_v, evict, valid, threshold):
        hidden, k, v, chosen = self.transformer.block(self.layer, hidden, modulation, start, slot_mask, (cross_k, cross_v),
                                                      (past_k, past_v), SinkJudge(evict, valid, threshold))
        return hidden, chosen, k, v


class _Head(_OfTransformer):
    def forward(self, hidden, time, latent, timestep):
        x0 = self.transformer.after(hidden, time, latent)
        return (latent - x0) / sigma(timestep)[:, None, :, None, None]


def _halves(autoencoder, kind: str, first: bool) -> Graph:
    half = autoencoder.encoder if kind == "encoder" else autoencoder.decoder
    module = (_Encode if kind == "encoder" else _Decode)(autoencoder)
    name, result = ("frames", "mu") if kind == "encoder" else ("latent", "frames")
    picture = lambda port: {3: f"{port}.height", 4: f"{port}.width"}  # one name would claim one size
    caches = range(len(half.memories))

    def example(size: int):
        torch.manual_seed(size)
        h, w = 2 * size, 3 * size  # of a latent
        shape = (1, 3, 1 if first else 4, 8 * h, 8 * w) if kind == "encoder" else (1, autoencoder.config.channels, 1, h, w)
        inputs = [torch.rand(shape) * 2 - 1 if kind == "encoder" else torch.randn(shape) * autoencoder.config.scale]
        if not first:
            with torch.no_grad():  # caches are of the shapes that a first call gives
                start = inputs[0][:, :, :1]
                known = autoencoder.encode(start)[1] if kind == "encoder" else autoencoder.decode(start)[1]
            inputs += [torch.randn_like(cache) for cache in known]
        return tuple(inputs)

    ports = lambda *names: {port: picture(port) for port in names}
    inputs = ports(name, *([] if first else [f"cache.{i}" for i in caches]))
    return Graph(module, inputs, ports(result, *(f"cache_out.{i}" for i in caches)), example)


def _named(pattern: str, layers: int, sides: dict[int, str]) -> dict[str, dict[int, str]]:
    return {pattern.format(kind, layer): sides for layer in range(layers) for kind in "kv"}


def text_keys(transformer: CausalTransformer) -> Graph:
    c = transformer.config
    return Graph(_TextKeys(transformer), {"prompt_embeds": {}}, _named("cross_{}.{}", c.layers, {}),
                 lambda size: (torch.randn(1, c.text_len, c.text_dim),))


LATENT = {0: "rows", 2: "frames", 3: "height", 4: "width"}
HIDDEN = {0: "rows", 1: "frames", 2: "token_rows", 3: "token_columns"}
SINKS = {"evict_slot": {0: "rows"}, "sink_valid": {0: "rows", 1: "sinks"}, "adapt_thr": {}}


def _sinks(shape: tuple, rows: int, slots: int):
    """What a graph that judges sinks is told; some frames are unlike enough."""
    return torch.randint(-1, slots, shape), torch.rand(rows, max(1, slots - 2)) > 0.3, torch.tensor(-0.05)


def step(transformer: CausalTransformer, adaptive: bool = False) -> Graph:
    c = transformer.config

    def example(size: int):
        torch.manual_seed(size)
        rows, frames, slots, h, w = size, 1 + size % 2, 2 + size, 2 * size, 6
        tokens = h * w // 4
        mask = torch.rand(c.layers, rows, slots) > 0.4
        keys = lambda n, count: [torch.randn(n, count, c.heads, c.head_dim) for _ in range(2 * c.layers)]
        sinks = _sinks((c.layers, rows), rows, slots) if adaptive else ()
        return (torch.randn(rows, c.channels, frames, h, w) * 3, torch.rand(rows, frames) * 700,
                torch.randint(0, 50, (rows,)), mask, *sinks, *keys(rows if size % 2 else 1, c.text_len), *keys(rows, slots * tokens))

    sinks = SINKS | {"evict_slot": {1: "rows"}} if adaptive else {}
    return Graph(
        (_AdaptiveStep if adaptive else _Step)(transformer),
        {"latent": LATENT, "timestep": {0: "rows", 1: "frames"}, "start_frame": {0: "rows"},
         "slot_mask": {1: "rows", 2: "slots"}} | sinks | _named("cross_{}.{}", c.layers, {0: "prompts"})
        | _named("past_{}.{}", c.layers, {0: "rows", 1: "window"}),
        {"flow": LATENT} | ({"adapt_slot": {1: "rows"}} if adaptive else {})
        | _named("new_{}.{}", c.layers, {0: "rows", 1: "tokens"}), example)


def embed(transformer: CausalTransformer) -> Graph:
    c = transformer.config

    def example(size: int):
        torch.manual_seed(size)
        rows, frames = size, 1 + size % 2
        return (torch.randn(rows, c.channels, frames, 2 * size, 6) * 3, torch.rand(rows, frames) * 700,
                torch.randn(rows if size % 2 else 1, c.text_len, c.heads, c.head_dim))

    return Graph(_Embed(transformer),
                 {"latent": LATENT, "timestep": {0: "rows", 1: "frames"}, "cross_v": {0: "prompts"}},
                 {"hidden": HIDDEN, "time": {0: "rows", 1: "frames"}, "modulation": {0: "rows", 1: "frames"}}, example)


def block(transformer: CausalTransformer, layer: int) -> Graph:
    c = transformer.config

    def example(size: int):
        torch.manual_seed(size)
        rows, frames, slots, tokens = size, 1 + size % 2, 2 + size, 3 * size
        keys = lambda n, count: [torch.randn(n, count, c.heads, c.head_dim) for _ in range(2)]
        return (torch.randn(rows, frames, size, 3, c.dim), torch.randn(rows, frames, 6, c.dim) / 3, torch.randint(0, 50, (rows,)),
                torch.rand(rows, slots) > 0.4, *keys(rows if size % 2 else 1, c.text_len), *keys(rows, slots * tokens),
                *_sinks((rows,), rows, slots))

    past, new = {0: "rows", 1: "window"}, {0: "rows", 1: "tokens"}
    return Graph(_Block(transformer, layer),
                 {"hidden": HIDDEN, "modulation": {0: "rows", 1: "frames"}, "start_frame": {0: "rows"},
                  "slot_mask": {0: "rows", 1: "slots"}, "cross_k": {0: "prompts"}, "cross_v": {0: "prompts"},
                  "past_k": past, "past_v": past} | SINKS,
                 {"hidden_out": HIDDEN, "adapt_slot": {0: "rows"}, "new_k": new, "new_v": new}, example)


def head(transformer: CausalTransformer) -> Graph:
    c = transformer.config

    def example(size: int):
        torch.manual_seed(size)
        rows, frames = size, 1 + size % 2
        return (torch.randn(rows, frames, size, 3, c.dim), torch.randn(rows, frames, c.dim),
                torch.randn(rows, c.channels, frames, 2 * size, 6) * 3, torch.rand(rows, frames) * 700)

    frames = {0: "rows", 1: "frames"}
    return Graph(_Head(transformer), {"hidden": HIDDEN, "time": frames, "latent": LATENT, "timestep": frames},
                 {"flow": LATENT}, example)


def block_graphs(transformer: CausalTransformer) -> dict[str, Graph]:
    """The step in parts, for several devices, by their path in a model folder: one after the other they are the step."""
    of = "transformer/blocks/"
    return ({of + "embed.onnx": embed(transformer)}
            | {of + f"block_{layer:02}.onnx": block(transformer, layer) for layer in range(transformer.config.layers)}
            | {of + "head.onnx": head(transformer)})


def all_graphs(autoencoder: Autoencoder, transformer: CausalTransformer, blocks: bool = False,
               adaptive: bool = False) -> dict[str, Graph]:
    """By their path in a model folder; on request with the step that can replace sinks, and with the step's blocks one by one."""
    return {
        "transformer/step.onnx": step(transformer),
        "transformer/text_kv.onnx": text_keys(transformer),
        "vae_encoder/first.onnx": _halves(autoencoder, "encoder", True),
        "vae_encoder/step.onnx": _halves(autoencoder, "encoder", False),
        "vae_decoder/first.onnx": _halves(autoencoder, "decoder", True),
        "vae_decoder/step.onnx": _halves(autoencoder, "decoder", False),
    } | ({"transformer/step_adaptive.onnx": step(transformer, True)} if adaptive else {}) | (
        block_graphs(transformer) if blocks else {})


def write(graph: Graph, path: str, half: bool = True) -> float:
    """Writes a graph; weights in half precision on disk, computed with in single. The network's own weights are rounded alike.
    Returns the largest error against the network at other sizes than it was traced with, relative to the largest value."""
    module = graph.module.eval()
    if half:
        round_weights(module)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # of tracing: what it warns of is what is checked below
        first = os.path.join(scratch, "model.onnx")
        torch.onnx.export(module, graph.example(2), first, opset_version=OPSET, dynamo=False, input_names=list(graph.inputs),
                          output_names=list(graph.outputs), dynamic_axes=graph.inputs | graph.outputs)
        model = onnx.load(first)
        results = module(*graph.example(2))
        state_sides(model, graph, results if isinstance(results, tuple) else (results,))
    if half:
        halve(model)
    onnx.save(model, path)
    error = max(_error(graph, path, size) for size in (1, 3, 4))
    if error > TOLERANCE:
        raise ModelError(f"{path} is off by {error:.1e} of the largest value")
    return error


def state_sides(model: onnx.ModelProto, graph: Graph, results) -> None:
    """Writes down the outputs' sides that are not free, which tracing loses."""
    for port, result in zip(model.graph.output, results, strict=True):
        for at, (side, size) in enumerate(zip(port.type.tensor_type.shape.dim, result.shape, strict=True)):
            if at not in graph.outputs[port.name]:
                side.dim_value = size


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
        wanted = graph.module(*inputs)
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    got = session(path, 1).run(list(graph.outputs), {name: x.numpy() for name, x in zip(graph.inputs, inputs)})
    return max(float(np.abs(g - w.numpy()).max() / max(1e-6, float(w.abs().max()))) for g, w in zip(got, wanted))
