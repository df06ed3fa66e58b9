"""The networks as ONNX graphs, with the names and shapes that the engine asks for (standard operators)."""
from dataclasses import dataclass

import torch
import torch.nn as nn

from .autoencoder import Autoencoder
from .flow import sigma
from .transformer import CausalTransformer, SinkJudge


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
        x0 = self.transformer.after(hidden, time, latent, timestep)
        return (latent - x0) / sigma(timestep)[:, None, :, None, None]


def _halves(autoencoder, kind: str, first: bool) -> Graph:
    half = autoencoder.encoder if kind == "encoder" else autoencoder.decoder
    module = (_Encode if kind == "encoder" else _Decode)(autoencoder)
    name, result = ("frames", "mu") if kind == "encoder" else ("latent", "frames")
    picture = lambda port: {3: f"{port}.height", 4: f"{port}.width"}  # one name would claim one size
    caches = range(len(half.memories) + (kind == "decoder"))  # and the frame that was shown last

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
        return (torch.randn(rows, frames, size, 3, c.dim), torch.randn(rows, frames, c.dim + c.text_len * c.text_dim),
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
