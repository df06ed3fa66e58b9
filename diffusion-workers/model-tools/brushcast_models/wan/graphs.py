"""Wan's networks as graphs, with the names and shapes that the engine asks for (opset 17, standard operators)."""
import torch
import torch.nn as nn

from ..video.graphs import Graph
from .autoencoder import LATENT, WanAutoencoder
from .taehv import Taehv
from .transformer import CausalWan, sink_judge
from .umt5 import Umt5


class _TextKeys(nn.Module):
    def __init__(self, transformer: CausalWan):
        super().__init__()
        self.transformer = transformer

    def forward(self, states):
        return tuple(x for pair in self.transformer.text_keys(states) for x in pair)


class _Step(nn.Module):
    def __init__(self, transformer: CausalWan):
        super().__init__()
        self.transformer = transformer

    def forward(self, latent, timestep, start, slot_mask, *rest):
        cross, past = _pairs(rest)
        flow, left = self.transformer.flow(latent, timestep, start, slot_mask, cross, past)
        return flow, *(x for new in left for x in new[:2])


class _JudgingStep(_Step):
    def forward(self, latent, timestep, start, slot_mask, evict_slot, sink_valid, adapt_thr, *rest):
        cross, past = _pairs(rest)
        judges = [sink_judge(evict_slot[layer], sink_valid, adapt_thr) for layer in range(len(past))]
        flow, left = self.transformer.flow(latent, timestep, start, slot_mask, cross, past, judges)
        return flow, torch.stack([new[2] for new in left]), *(x for new in left for x in new[:2])


class _Embed(_TextKeys):
    def forward(self, latent, timestep):
        return self.transformer.before(latent, timestep)


class _Block(_TextKeys):
    def __init__(self, transformer: CausalWan, layer: int):
        super().__init__(transformer)
        self.layer = layer

    def forward(self, hidden, modulation, start, slot_mask, cross_k, cross_v, past_k, past_v, evict, valid, threshold):
        hidden, k, v, replaced = self.transformer.block(self.layer, hidden, modulation, start, slot_mask, (cross_k, cross_v),
                                                        (past_k, past_v), sink_judge(evict, valid, threshold))
        return hidden, replaced, k, v


class _Head(_TextKeys):
    def forward(self, hidden, time):
        return self.transformer.after(hidden, time)


def _pairs(ports):
    pairs = list(zip(ports[::2], ports[1::2]))
    return pairs[:len(pairs) // 2], pairs[len(pairs) // 2:]


class _Encode(nn.Module):
    def __init__(self, autoencoder: WanAutoencoder):
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, frames, *kept):
        mean, left = self.autoencoder.encode(frames, kept or None)
        return mean, *left


class _Decode(_Encode):
    def forward(self, latent, *kept):
        frames, left = self.autoencoder.decode(latent, kept or None)
        return frames, *left


def _layered(pattern: str, layers: int, sides: dict[int, str]) -> dict[str, dict[int, str]]:
    return {pattern.format(kind, layer): sides for layer in range(layers) for kind in "kv"}


def text_keys(transformer: CausalWan) -> Graph:
    c = transformer.config
    return Graph(_TextKeys(transformer), {"prompt_embeds": {}}, _layered("cross_{}.{}", c.layers, {}),
                 lambda size: (torch.randn(1, c.text_len, c.text_dim),))


def step(transformer: CausalWan, judging: bool = False) -> Graph:
    """A pass; one that judges sinks takes three inputs more, and says which sink each block wants replaced."""
    c = transformer.config
    latent = {0: "rows", 2: "frames", 3: "height", 4: "width"}
    adaptive = {"evict_slot": {1: "rows"}, "sink_valid": {0: "rows", 1: "sinks"}, "adapt_thr": {}} if judging else {}

    def example(size: int):
        torch.manual_seed(size)
        rows, frames, slots, h, w = size, 1 if judging else 1 + size % 2, 2 + size, 2 * size, 6
        tokens = h * w // 4
        keys = lambda n, count: [torch.randn(n, count, c.heads, c.head_dim) for _ in range(2 * c.layers)]
        sinks = max(1, size - 1)
        judged = (torch.randint(-1, slots, (c.layers, rows)), torch.rand(rows, sinks) > 0.3, torch.tensor(0.0)) if judging else ()
        return (torch.randn(rows, c.channels, frames, h, w), torch.randint(0, 1000, (rows, frames)).float(),
                torch.randint(0, 50, (rows,)), torch.rand(c.layers, rows, slots) > 0.4, *judged,
                *keys(rows if size % 2 else 1, c.text_len), *keys(rows, slots * tokens))

    return Graph(
        (_JudgingStep if judging else _Step)(transformer),
        {"latent": latent, "timestep": {0: "rows", 1: "frames"}, "start_frame": {0: "rows"}, "slot_mask": {1: "rows", 2: "slots"}}
        | adaptive | _layered("cross_{}.{}", c.layers, {0: "prompts"}) | _layered("past_{}.{}", c.layers, {0: "rows", 1: "window"}),
        {"flow": latent} | ({"adapt_slot": {1: "rows"}} if judging else {})
        | _layered("new_{}.{}", c.layers, {0: "rows", 1: "tokens"}), example)


def blocks(transformer: CausalWan) -> dict[str, Graph]:
    """The step in parts, for several devices, by their names: one after the other they are the step that judges sinks."""
    c = transformer.config
    latent = {0: "rows", 2: "frames", 3: "height", 4: "width"}
    hidden, frames = {0: "rows", 1: "frames", 2: "token_rows", 3: "token_columns"}, {0: "rows", 1: "frames"}
    past, new = {0: "rows", 1: "window"}, {0: "rows", 1: "tokens"}
    states = lambda size: torch.randn(size, 1, size, 3, c.dim)

    def embed(size: int):
        torch.manual_seed(size)
        return torch.randn(size, c.channels, 1 + size % 2, 2 * size, 6), torch.randint(0, 1000, (size, 1 + size % 2)).float()

    def block(size: int):
        torch.manual_seed(size)
        slots, tokens = 2 + size, 3 * size
        keys = lambda rows, count: [torch.randn(rows, count, c.heads, c.head_dim) for _ in "kv"]
        return (states(size), torch.randn(size, 1, 6, c.dim), torch.randint(0, 50, (size,)), torch.rand(size, slots) > 0.4,
                *keys(size if size % 2 else 1, c.text_len), *keys(size, slots * tokens),
                torch.randint(-1, slots, (size,)), torch.rand(size, max(1, size - 1)) > 0.3, torch.tensor(0.0))

    inputs = {"hidden": hidden, "modulation": frames, "start_frame": {0: "rows"}, "slot_mask": {0: "rows", 1: "slots"},
              "cross_k": {0: "prompts"}, "cross_v": {0: "prompts"}, "past_k": past, "past_v": past,
              "evict_slot": {0: "rows"}, "sink_valid": {0: "rows", 1: "sinks"}, "adapt_thr": {}}
    outputs = {"hidden_out": hidden, "adapt_slot": {0: "rows"}, "new_k": new, "new_v": new}
    return {"embed": Graph(_Embed(transformer), {"latent": latent, "timestep": frames},
                           {"hidden": hidden, "time": frames, "modulation": frames}, embed)} | {
        f"block_{layer:02}": Graph(_Block(transformer, layer), inputs, outputs, block) for layer in range(c.layers)} | {
        "head": Graph(_Head(transformer), {"hidden": hidden, "time": frames}, {"flow": latent},
                      lambda size: (states(size), torch.randn(size, 1, c.dim)))}


def half(autoencoder: WanAutoencoder, kind: str, first: bool) -> Graph:
    """The autoencoder's encoder or decoder, for a stream's first frame or the others."""
    encodes = kind == "encoder"
    autoencoder.float()  # the graph before may have left it in half
    run = autoencoder.encode if encodes else autoencoder.decode
    name, result = ("frames", "mu") if encodes else ("latent", "frames")
    sides = lambda port: {3: f"{port}.height", 4: f"{port}.width"}  # one name would claim one size

    def example(size: int):
        torch.manual_seed(size)
        h, w = 2 * size, 3 * size  # of a latent
        count = 1 if first or not encodes else 4
        given = torch.rand(1, 3, count, 8 * h, 8 * w) * 2 - 1 if encodes else torch.randn(1, LATENT, 1, h, w)
        if first:
            return (given,)
        with torch.no_grad():
            left = run(given[:, :, :1])[1]
        return given, *(torch.randn_like(x) for x in left)

    with torch.no_grad():
        caches = range(len(run(torch.zeros(1, 3, 1, 16, 16) if encodes else torch.zeros(1, LATENT, 1, 2, 2))[1]))
    named = lambda *names: {port: sides(port) for port in names}
    return Graph((_Encode if encodes else _Decode)(autoencoder), named(name, *([] if first else [f"cache.{i}" for i in caches])),
                 named(result, *(f"cache_out.{i}" for i in caches)), example)


def tiny_decoder(taehv: Taehv) -> Graph:
    def example(size: int):
        torch.manual_seed(size)
        return (torch.randn(1, 1 + size, LATENT, 2 * size, 6),)

    free = lambda port: {1: f"{port}.frames", 3: f"{port}.height", 4: f"{port}.width"}
    return Graph(taehv, {"latent": free("latent")}, {"video": free("video")}, example)


def text_encoder(encoder: Umt5, tokens: int) -> Graph:
    def example(size: int):
        torch.manual_seed(size)
        text = tokens * size // 4
        return torch.randint(0, encoder.config.vocabulary, (1, tokens)), (torch.arange(tokens) < text).long()[None]

    # The length is said to be free, lest a runtime calculates all layers' biases of one length beforehand: 1.6 GB.
    return Graph(encoder, {name: {1: "tokens"} for name in ("input_ids", "attention_mask")}, {"prompt_embeds": {1: "tokens"}}, example)
