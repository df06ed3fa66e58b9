"""The causal transformer: one denoising pass over new latent frames, with a look at the keys and values of earlier ones.

Tokens are 2x2 patches of a latent frame. Each block: attention over [window, new frames] with queries and keys rotated by frame,
row and column; attention over the prompt's keys; a feed-forward part with a 3x3 depthwise convolution. Around the blocks, what is
fine and near is the painter's (`painter.py`); they say what was before. Every frame has its own time, and time and prompt together
scale and shift what goes into a block. Inside, the network says what the clean latent is (x0); what comes out is the flow, (x - x0) / sigma(t), with the schedule's own table, so that the runtime finds just that x0.

Of a rotated pair the first halves come first in a head, then the second halves (the same as neighbours, with the weights'
columns in another order). Shapes: B rows, F frames, L tokens of a frame, n heads, d head width.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from .flow import sigma
from .painter import Painter

PATCH = 2


@dataclass(frozen=True)
class TransformerConfig:
    dim: int = 256
    heads: int = 4
    layers: int = 6
    hidden: int = 768
    text_dim: int = 96
    text_len: int = 16
    channels: int = 192
    freq_dim: int = 128
    painter: tuple[int, int, int] = (64, 96, 160)  # channels at a quarter, an eighth, a sixteenth of a picture's sides
    scale: float = 80.0  # standard deviation of a clean latent

    @property
    def head_dim(self) -> int:
        return self.dim // self.heads

    def to_dict(self) -> dict:
        return asdict(self)


def rotation(d: int, start, frames: int, rows: int, columns: int):
    """Cosines and sines [B,F*rows*columns,1,d/2]: a share of the pairs turns with the frame, one each with row and column."""
    side = d // 6
    parts = [d // 2 - 2 * side, side, side]
    speeds = [10000 ** (-torch.arange(n, device=start.device, dtype=torch.float32) / n) for n in parts]
    at = [start.float()[:, None] + torch.arange(frames, device=start.device),
          torch.arange(rows, device=start.device).float(), torch.arange(columns, device=start.device).float()]
    time, row, column = (a[..., None] * speed for a, speed in zip(at, speeds))
    shape = (time.shape[0], frames, rows, columns)
    angles = torch.cat([time[:, :, None, None].expand(*shape, parts[0]), row[:, None].expand(*shape, side),
                        column.expand(*shape, side)], -1).reshape(time.shape[0], -1, 1, d // 2)
    return angles.cos(), angles.sin()


def rotate(x, turn):
    cos, sin = turn
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


class RootNorm(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        x = x.float()
        return x * (x * x).mean(-1, keepdim=True).add(1e-6).rsqrt() * self.weight


def attend(q, k, v, bias=None):
    """Queries [B,N,n,d] over keys and values [B or 1,M,n,d]; the bias is added to the scores, or says what is seen."""
    q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
    if torch.onnx.is_in_onnx_export():
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
        y = (scores if bias is None else scores + bias).softmax(-1) @ v
    else:
        device = q.device.type
        kind = torch.get_autocast_dtype(device) if torch.is_autocast_enabled(device) else torch.float32
        q, k, v = q.to(kind), k.expand(q.shape[0], -1, -1, -1).to(kind), v.expand(q.shape[0], -1, -1, -1).to(kind)
        bias = bias if bias is None or bias.dtype == torch.bool else bias.to(kind)
        y = F.scaled_dot_product_attention(q, k, v, bias)
    return y.transpose(1, 2).flatten(2)


def window_look(slot_mask, past, frames: int, tokens: int, judge=None):
    """Attention of a block over the slots of its window that are seen, slot_mask [B,K], and the new frames themselves."""
    def look(q, k, v):
        keys, values = past
        seen = slot_mask if judge is None else judge.seen(slot_mask, keys, values, k, v)
        b, slots = seen.shape
        hidden = torch.where(seen[:, :, None].expand(b, slots, tokens).reshape(b, 1, 1, -1), 0.0, -1e9)
        bias = torch.cat([hidden, torch.zeros(b, 1, 1, frames * tokens, device=hidden.device)], 3)
        return attend(q, torch.cat([keys, k], 1), torch.cat([values, v], 1), bias)

    return look


class SinkJudge:
    """Whether a frame takes the place of a sink that it has become unlike, decided in each block by itself: half the sum of the
    cosines of mean keys and mean values is below a threshold. The least like one goes; `chosen` is it, or -1 [B]."""

    def __init__(self, evict, valid, threshold):
        self.evict, self.valid, self.threshold, self.chosen = evict, valid, threshold, None  # [B], [B,sinks], []

    def seen(self, slot_mask, keys, values, k, v):
        b, slots = slot_mask.shape
        sinks = self.valid.shape[1]
        likeness = sum(self._cosine(x, y, b, slots, sinks) for x, y in ((keys, k), (values, v))) / 2
        least, which = torch.where(self.valid, likeness, torch.full_like(likeness, 2.0)).min(1)
        self.chosen = torch.where(least < self.threshold, which, torch.full_like(which, -1))
        # While the window fills nothing is evicted, and the sink that is chosen makes room the next time.
        hides = torch.where((self.evict >= 0) & (self.chosen >= 0), self.chosen, self.evict)
        return slot_mask & (torch.arange(slots, device=hides.device)[None] != hides[:, None])

    @staticmethod
    def _cosine(window, new, b, slots, sinks):
        of_slots = window.reshape(b, slots, -1, window.shape[2] * window.shape[3]).mean(2)[:, :sinks]
        return F.cosine_similarity(of_slots, new.flatten(2).mean(1)[:, None], -1)


class Block(nn.Module):
    def __init__(self, c: TransformerConfig):
        super().__init__()
        self.heads = c.heads
        self.norm1 = nn.LayerNorm(c.dim, 1e-6, elementwise_affine=False)
        self.norm2 = nn.LayerNorm(c.dim, 1e-6)
        self.norm3 = nn.LayerNorm(c.dim, 1e-6, elementwise_affine=False)
        self.qkv, self.out = nn.Linear(c.dim, 3 * c.dim), nn.Linear(c.dim, c.dim)
        self.norm_q, self.norm_k, self.norm_cross = RootNorm(c.dim), RootNorm(c.dim), RootNorm(c.dim)
        self.cross_q, self.cross_out = nn.Linear(c.dim, c.dim), nn.Linear(c.dim, c.dim)
        self.near = nn.Conv2d(c.dim, c.dim, 3, padding=1, groups=c.dim)
        self.up, self.down = nn.Linear(c.dim, c.hidden), nn.Linear(c.hidden, c.dim)
        self.modulation = nn.Parameter(torch.randn(6, c.dim) * c.dim ** -0.5)
        with torch.no_grad():
            self.modulation[2] += 0.5
            self.modulation[5] += 0.5

    def _heads(self, x):
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1)

    def forward(self, x, e0, turn, cross, look, rows, columns):
        """x [B,F,L,dim], e0 [B,F,6,dim]; `look` says what the queries see. Returns x, new keys and new values."""
        b, f, length, dim = x.shape
        m = [(self.modulation + e0)[:, :, None, i] for i in range(6)]
        q, k, v = self.qkv(self.norm1(x) * (1 + m[1]) + m[0]).flatten(1, 2).chunk(3, -1)
        q, k = rotate(self._heads(self.norm_q(q)), turn), rotate(self._heads(self.norm_k(k)), turn)
        v = self._heads(v)
        x = x + m[2] * self.out(look(q, k, v)).reshape(b, f, length, dim)
        cross_k, cross_v = cross
        q = self._heads(self.norm_cross(self.cross_q(self.norm2(x))).flatten(1, 2))
        if cross_k.shape[0] == b * f and f > 1:  # a prompt for each frame: in training only
            q = q.reshape(b * f, length, self.heads, -1)
        x = x + self.cross_out(attend(q, cross_k, cross_v)).reshape(b, f, length, dim)
        y = self.norm3(x) * (1 + m[4]) + m[3]
        grid = y.reshape(b * f, rows, columns, dim).permute(0, 3, 1, 2)
        y = y + self.near(grid).permute(0, 2, 3, 1).reshape(b, f, length, dim)
        return x + m[5] * self.down(F.silu(self.up(y))), k, v


class TextKeys(nn.Module):
    """A prompt's states [B,text,text_dim] to keys and values [B,text,n,d] for each block. The first one's values begin with the
    states themselves: with them they reach what is around the blocks."""

    def __init__(self, c: TransformerConfig):
        super().__init__()
        self.heads = c.heads
        half = c.dim // 2
        self.one, self.two = nn.Linear(c.text_dim, c.dim), nn.Linear(c.dim, half)
        self.keys = nn.ModuleList(nn.Linear(half, c.dim) for _ in range(c.layers))
        self.values = nn.ModuleList(nn.Linear(half, c.dim - c.text_dim if layer == 0 else c.dim) for layer in range(c.layers))
        self.norms = nn.ModuleList(RootNorm(c.dim) for _ in range(c.layers))

    def forward(self, states):
        x = self.two(F.silu(self.one(states)))
        split = lambda y: y.reshape(y.shape[0], y.shape[1], self.heads, -1)
        values = [value(x) for value in self.values]
        values[0] = torch.cat([states, values[0]], -1)
        return [(split(norm(key(x))), split(value)) for norm, key, value in zip(self.norms, self.keys, values)]


class CausalTransformer(nn.Module):
    def __init__(self, config: TransformerConfig = TransformerConfig()):
        super().__init__()
        c = self.config = config
        self.text = TextKeys(c)
        self.painter = Painter(c.channels, c.text_dim, c.dim, c.painter)
        self.embed = nn.Linear(c.channels * PATCH * PATCH, c.dim)
        self.time1, self.time2, self.prompt = nn.Linear(c.freq_dim, c.dim), nn.Linear(c.dim, c.dim), nn.Linear(c.dim, c.dim)
        self.modulate = nn.Linear(c.dim, 6 * c.dim)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.layers))
        self.norm = nn.LayerNorm(c.dim, 1e-6, elementwise_affine=False)
        self.modulation = nn.Parameter(torch.randn(2, c.dim) * c.dim ** -0.5)
        nn.init.normal_(self.modulate.weight, std=0.02), nn.init.zeros_(self.modulate.bias)

    def _times(self, t):
        half = self.config.freq_dim // 2
        angles = t.float()[..., None] * 10000 ** (-torch.arange(half, device=t.device, dtype=torch.float32) / half)
        return torch.cat([angles.cos(), angles.sin()], -1)

    def _patches(self, x, rows, columns):
        b, c, f = x.shape[:3]
        x = x.reshape(b, c, f, rows, PATCH, columns, PATCH).permute(0, 2, 3, 5, 1, 4, 6)
        return x.reshape(b, f, rows * columns, c * PATCH * PATCH)

    def _said(self, told):
        """Of what time and prompt say: for blocks and head [B,F,dim], for the painter [B,F,emb], the prompt's states."""
        c = self.config
        e, states = told[..., : c.dim], told[..., c.dim :]
        states = states.reshape(*told.shape[:2], c.text_len, c.text_dim)
        return e, self.painter.emb(e, states), states

    def before(self, latent, timestep, cross_v):
        """Hidden states [B,F,rows,columns,dim], what time and prompt say to the head [B,F,dim + text_len * text_dim] and to the
        blocks [B,F,6,dim]."""
        x, told, e0, _ = self._before(latent, timestep, cross_v)
        return x, told, e0

    def _before(self, latent, timestep, cross_v):
        b, _, f, h, w = latent.shape
        rows, columns = h // PATCH, w // PATCH
        values = cross_v.flatten(2)
        values = values.reshape(b, f, *values.shape[1:]) if values.shape[0] == b * f and f > 1 else values[:, None]
        values = values.expand(b, f, *values.shape[2:])
        states = values[..., : self.config.text_dim].flatten(2)
        e = self.time2(F.silu(self.time1(self._times(timestep)))) + self.prompt(values.mean(2))
        told = torch.cat([e, states], -1)
        tokens, kept = self.painter.before(latent, timestep, *self._said(told)[1:])
        x = self.embed(self._patches(latent * (3 / self.config.scale), rows, columns)) + tokens
        return x.reshape(b, f, rows, columns, -1), told, self.modulate(F.silu(e)).reshape(b, f, 6, -1), kept

    def after(self, x, told, latent, timestep, kept=None):
        """The clean latent that hidden states [B,F,rows,columns,dim] mean; without `kept` the painter looks again."""
        e, emb, states = self._said(told)
        if kept is None:
            _, kept = self.painter.before(latent, timestep, emb, states)
        shift, scale = (self.modulation[i] + e[:, :, None] for i in (0, 1))
        tokens = self.norm(x.flatten(2, 3)) * (1 + scale) + shift
        return self.painter.after(tokens, kept, latent.shape).float()

    def _run(self, latent, timestep, turn, cross, looks):
        x, told, e0, kept = self._before(latent, timestep, cross[0][1])
        rows, columns = x.shape[2:4]
        shape, x = x.shape, x.flatten(2, 3)
        new = []
        for block, one, look in zip(self.blocks, cross, looks):
            x, k, v = block(x, e0, turn, one, look, rows, columns)
            new.append((k, v))
        return self.after(x.reshape(shape), told, latent, timestep, kept), new

    def block(self, layer, x, e0, start, slot_mask, cross, past, judge=None):
        """One block of a pass: hidden states [B,F,rows,columns,dim] to the next ones, new keys and values, and with a judge
        the sink that the frame takes the place of, or -1 [B]."""
        f, rows, columns = x.shape[1:4]
        look = window_look(slot_mask, past, f, rows * columns, judge)
        turn = rotation(self.config.head_dim, start, f, rows, columns)
        y, k, v = self.blocks[layer](x.flatten(2, 3), e0, turn, cross, look, rows, columns)
        return y.reshape(x.shape), k, v, judge.chosen if judge else None

    def x0(self, latent, timestep, start, slot_mask, cross, past, judges=None):
        """A pass of a stream: the clean latent [B,192,F,h,w] and what each block leaves, [(keys, values)] of [B,F*L,n,d].

        timestep [B,F], start [B] (the first frame's number), slot_mask [layers,B,K], cross and past as [(keys, values)]."""
        _, _, f, h, w = latent.shape
        rows, columns = h // PATCH, w // PATCH
        turn = rotation(self.config.head_dim, start, f, rows, columns)
        looks = [window_look(slot_mask[layer], past[layer], f, rows * columns, judges[layer] if judges else None)
                 for layer in range(self.config.layers)]
        return self._run(latent, timestep, turn, cross, looks)

    def flow(self, latent, timestep, start, slot_mask, cross, past, judges=None):
        x0, new = self.x0(latent, timestep, start, slot_mask, cross, past, judges)
        return (latent - x0) / sigma(timestep)[:, None, :, None, None], new

    def clip(self, latent, timestep, positions, seen, cross):
        """All frames of a clip in one pass, each seeing what `seen` [F,F] says: for a single step just what passes one after
        the other give. positions [B,F]; cross of each frame ([B*F,...]) or of the clip. Returns x0."""
        b, _, f, h, w = latent.shape
        rows, columns = h // PATCH, w // PATCH
        cos, sin = rotation(self.config.head_dim, positions.flatten(), 1, rows, columns)
        turn = cos.reshape(b, -1, 1, cos.shape[-1]), sin.reshape(b, -1, 1, sin.shape[-1])
        length = rows * columns
        mask = seen.repeat_interleave(length, 0).repeat_interleave(length, 1)[None, None]
        return self._run(latent, timestep, turn, cross, [lambda q, k, v: attend(q, k, v, mask)] * self.config.layers)[0]
