"""One denoising pass of causal Wan2.1 over new latent frames, with a look at the keys and values of earlier ones.

Tokens are 2x2 patches of a latent frame, in the order frame, row, column. Each frame has its own time, which shifts, scales and gates
what goes through a block. Queries and keys are normalised over their full width and rotated by frame, row and column, neighbours of
a head making a pair; keys are kept rotated. Nothing is hidden inside a chunk. Shapes: B rows, F frames, L tokens of a frame, n heads,
d head width, K slots of the window, T tokens of a prompt.
"""
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

PATCH = 2
POSITIONS = 1024  # of a frame, and of a row or a column
NONE = 2.0  # more alike than two things can be


@dataclass(frozen=True)
class WanConfig:
    dim: int = 1536
    heads: int = 12
    layers: int = 30
    hidden: int = 8960
    freq_dim: int = 256
    text_dim: int = 4096
    text_len: int = 512
    channels: int = 16
    eps: float = 1e-6

    @property
    def head_dim(self) -> int:
        return self.dim // self.heads

    @staticmethod
    def of(config: dict) -> "WanConfig":
        """From Wan's own config.json; what it leaves out is as the published models have it."""
        return WanConfig(config["dim"], config["num_heads"], config["num_layers"], config["ffn_dim"], config.get("freq_dim", 256),
                         config.get("text_dim", 4096), config.get("text_len", 512), config.get("in_dim", 16), config.get("eps", 1e-6))


class Gelu(nn.Module):
    """In single precision: runtimes take it apart, and its parts lose more in half than it does."""

    def forward(self, x):
        return F.gelu(x.float(), approximate="tanh").to(x.dtype)


class RmsNorm(nn.Module):
    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(width)), eps

    def forward(self, x):
        y = x.float()
        return (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + self.eps)).to(x.dtype) * self.weight


class Attention(nn.Module):
    def __init__(self, config: WanConfig):
        super().__init__()
        self.heads, self.width = config.heads, config.head_dim
        self.q, self.k, self.v, self.o = (nn.Linear(config.dim, config.dim) for _ in range(4))
        self.norm_q, self.norm_k = (RmsNorm(config.dim, config.eps) for _ in range(2))

    def split(self, x):
        return x.unflatten(-1, (self.heads, self.width))

    def queries(self, x):
        """As far as a head's width asks, smaller: in single precision, for bfloat16 has no such factor."""
        q = self.norm_q(self.q(x))
        return self.split((q.float() * self.width ** -0.5).to(q.dtype))

    def keys(self, x):
        return self.split(self.norm_k(self.k(x)))

    def values(self, x):
        return self.split(self.v(x))

    def look(self, q, k, v, bias=None):
        """q [B,N,n,d], k and v [B or 1,M,n,d], bias [B,1,1,M]."""
        scores = q.transpose(1, 2) @ k.permute(0, 2, 3, 1)
        scores = scores if bias is None else scores + bias
        return self.o((F.softmax(scores, -1) @ v.transpose(1, 2)).transpose(1, 2).flatten(2))


class Block(nn.Module):
    def __init__(self, config: WanConfig):
        super().__init__()
        self.norm1 = nn.LayerNorm(config.dim, config.eps, elementwise_affine=False)
        self.self_attn = Attention(config)
        self.norm3 = nn.LayerNorm(config.dim, config.eps)
        self.cross_attn = Attention(config)
        self.norm2 = nn.LayerNorm(config.dim, config.eps, elementwise_affine=False)
        self.ffn = nn.Sequential(nn.Linear(config.dim, config.hidden), Gelu(),
                                 nn.Linear(config.hidden, config.dim))
        self.modulation = nn.Parameter(torch.zeros(1, 6, config.dim))

    def forward(self, x, times, turn, cross, past, seen, judge=None):
        """x [B,F,rows,columns,dim], times [B,F,6,dim], seen [B,K] or, for a graph that judges sinks, before it was judged.

        Returns x, rotated keys and values [B,F*L,n,d], and which sink is to be replaced [B], or None."""
        shift, scale, gate, shift2, scale2, gate2 = (self.modulation[0] + times)[:, :, None, None].unbind(4)
        y = (self.norm1(x) * (1 + scale) + shift).flatten(1, 3)
        q, k = rotated(self.self_attn.queries(y), turn), rotated(self.self_attn.keys(y), turn)
        v = self.self_attn.values(y)
        replaced = None
        if judge is not None:
            replaced, seen = judge(k, v, past, seen)
        bias = hiding(seen, past[0].shape[1], k)
        y = self.self_attn.look(q, torch.cat([past[0], k], 1), torch.cat([past[1], v], 1), bias)
        x = x + y.view_as(x) * gate
        y = self.norm3(x).flatten(1, 3)
        x = x + self.cross_attn.look(self.cross_attn.queries(y), *cross).view_as(x)
        return x + self.ffn(self.norm2(x) * (1 + scale2) + shift2) * gate2, k, v, replaced


def hiding(seen, tokens: int, new):
    """What is added to scores of the window's tokens, then of the new ones [B,1,1,tokens+new]."""
    b, slots = seen.shape
    each = seen[:, :, None].expand(b, slots, tokens // slots).reshape(b, 1, 1, -1)
    bias = torch.where(each, 0.0, torch.finfo(new.dtype).min).to(new.dtype)
    return torch.cat([bias, torch.zeros_like(new[:, None, None, :, 0, 0])], 3)


def rotated(x, turn):
    """x [B,N,n,d]; turn: cosines and sines [B,N,1,d/2]. Neighbours make a pair."""
    cos, sin = turn
    y = x.float().unflatten(-1, (-1, 2))
    a, b = y[..., 0], y[..., 1]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(3).to(x.dtype)


class Turns(nn.Module):
    """Tables of the rotations: a share of the pairs turns with the frame, one each with row and column."""

    def __init__(self, width: int):
        super().__init__()
        side = width // 6
        for name, pairs in (("frame", width // 2 - 2 * side), ("side", side)):
            speeds = 10000 ** (-torch.arange(pairs, dtype=torch.float64) / pairs)
            angles = torch.arange(POSITIONS, dtype=torch.float64)[:, None] * speeds
            # No buffers: those would be rounded with the weights.
            setattr(self, f"{name}_cos", angles.cos().float())
            setattr(self, f"{name}_sin", angles.sin().float())

    def forward(self, start, frames: int, rows: int, columns: int):
        at = start[:, None] + torch.arange(frames, device=start.device)
        return tuple(self._joined(getattr(self, f"frame_{of}"), getattr(self, f"side_{of}"), at, rows, columns)
                     for of in ("cos", "sin"))

    @staticmethod
    def _joined(frame, side, at, rows, columns):
        b, f = at.shape
        shape = lambda x: x.expand(b, f, rows, columns, x.shape[-1])
        parts = [shape(frame[at][:, :, None, None]), shape(side[:rows][None, None, :, None]), shape(side[:columns][None, None, None])]
        return torch.cat(parts, -1).reshape(b, f * rows * columns, 1, -1)


class Head(nn.Module):
    def __init__(self, config: WanConfig):
        super().__init__()
        self.norm = nn.LayerNorm(config.dim, config.eps, elementwise_affine=False)
        self.head = nn.Linear(config.dim, PATCH * PATCH * config.channels)
        self.modulation = nn.Parameter(torch.zeros(1, 2, config.dim))

    def forward(self, x, e):
        shift, scale = (self.modulation[0] + e[:, :, None])[:, :, None, None].unbind(4)
        return self.head(self.norm(x) * (1 + scale) + shift)


class CausalWan(nn.Module):
    def __init__(self, config: WanConfig):
        super().__init__()
        self.config = config
        self.patch_embedding = nn.Conv3d(config.channels, config.dim, (1, PATCH, PATCH), (1, PATCH, PATCH))
        self.text_embedding = nn.Sequential(nn.Linear(config.text_dim, config.dim), Gelu(),
                                            nn.Linear(config.dim, config.dim))
        self.time_embedding = nn.Sequential(nn.Linear(config.freq_dim, config.dim), nn.SiLU(), nn.Linear(config.dim, config.dim))
        self.time_projection = nn.Sequential(nn.SiLU(), nn.Linear(config.dim, 6 * config.dim))
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.head = Head(config)
        self.turns = Turns(config.head_dim)
        speeds = 10000 ** (-torch.arange(config.freq_dim // 2, dtype=torch.float64) / (config.freq_dim // 2))
        self.speeds = speeds.float()

    def text_keys(self, states):
        """A prompt's states [1,T,text_dim] as keys and values of each block, [(1,T,n,d), (1,T,n,d)]."""
        text = self.text_embedding(states)
        return [(block.cross_attn.keys(text), block.cross_attn.values(text)) for block in self.blocks]

    def times(self, timestep, like):
        angles = timestep.float()[..., None] * self.speeds
        e = self.time_embedding(torch.cat([angles.cos(), angles.sin()], -1).to(like.dtype))
        return e, self.time_projection(e).unflatten(-1, (6, self.config.dim))

    def flow(self, latent, timestep, start, slot_mask, cross, past, judges=None):
        """The flow [B,16,F,h,w], and what each block leaves: rotated keys, values, and which sink is to be replaced.

        timestep [B,F], start [B] (the first frame's position), slot_mask [layers,B,K], cross and past as [(keys, values)]."""
        x, e, times = self.before(latent, timestep)
        left = []
        for layer in range(self.config.layers):
            judge = None if judges is None else judges[layer]
            x, *new = self.block(layer, x, times, start, slot_mask[layer], cross[layer], past[layer], judge)
            left.append(new)
        return self.after(x, e), left

    def before(self, latent, timestep):
        """What blocks work on [B,F,rows,columns,dim], and times, as the head takes them and as blocks do."""
        b, channels, frames, h, w = latent.shape
        rows, columns = h // PATCH, w // PATCH
        # The convolution as what it is: runtimes know no convolutions of bfloat16.
        x = latent.reshape(b, channels, frames, rows, PATCH, columns, PATCH).permute(0, 2, 3, 5, 1, 4, 6)
        x = F.linear(x.flatten(4), self.patch_embedding.weight.flatten(1), self.patch_embedding.bias)
        return x, *self.times(timestep, x)

    def block(self, layer: int, x, times, start, seen, cross, past, judge=None):
        turn = self.turns(start, *x.shape[1:4])
        return self.blocks[layer](x, times, turn, cross, past, seen, judge)

    def after(self, x, e):
        x = self.head(x, e).unflatten(-1, (PATCH, PATCH, -1))
        return x.permute(0, 6, 1, 2, 4, 3, 5).flatten(5, 6).flatten(3, 4)


def sink_judge(evict, valid, threshold):
    """Of one block: which sink a new frame has become unlike, and what a pass sees then.

    A sink's likeness is the mean of two cosines, of the mean key and of the mean value of its tokens to the new frame's. The least alike
    is replaced if its likeness is below the threshold (-2: never). A pass that overwrites a slot does not see it: the replaced sink,
    or else the one that was to be evicted. evict [B] (-1: none), valid [B,s] (which sinks count), threshold a number."""

    def cosine(sinks, new):
        lengths = sinks.norm(dim=-1).clamp_min(1e-8) * new.norm(dim=-1).clamp_min(1e-8)
        return (sinks * new).sum(-1) / lengths

    def judge(k, v, past, seen):
        slots, sinks = seen.shape[1], valid.shape[1]
        tokens = past[0].shape[1] // slots
        alike = [cosine(kept.flatten(2)[:, :sinks * tokens].float().unflatten(1, (sinks, tokens)).mean(2),
                        new.flatten(2).float().mean(1, keepdim=True)) for kept, new in zip(past, (k, v))]
        alike = torch.where(valid, (alike[0] + alike[1]) / 2, torch.full_like(alike[0], NONE))
        least, at = alike.min(1)
        replaced = torch.where(least < threshold, at, torch.full_like(at, -1))
        hidden = torch.where((evict >= 0) & (replaced >= 0), replaced, evict)
        return replaced, seen & (torch.arange(slots, device=seen.device) != hidden[:, None])

    return judge
