"""umt5's encoder: token ids [1,T] and a mask of what is text [1,T] to states [1,T,dim]. Each layer has its own bias by distance."""
import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from .transformer import Gelu

BUCKETS = 32
FARTHEST = 128  # tokens from which on all distances are one


@dataclass(frozen=True)
class Umt5Config:
    vocabulary: int = 256384
    dim: int = 4096
    hidden: int = 10240
    heads: int = 64
    layers: int = 24
    eps: float = 1e-6


class Norm(nn.Module):
    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(width)), eps

    def forward(self, x):
        y = x.float()
        return self.weight * (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + self.eps)).to(self.weight.dtype)


class Distances(nn.Module):
    """The bias of each head for every pair of places, by the bucket of their distance."""

    def __init__(self, heads: int):
        super().__init__()
        self.embedding = nn.Embedding(BUCKETS, heads)
        half, exact = BUCKETS // 2, BUCKETS // 4
        far = torch.arange(FARTHEST + 1).float()
        wide = exact + (torch.log(far / exact) / math.log(FARTHEST / exact) * (half - exact)).long().clamp(max=half - exact - 1)
        # A table, for a logarithm that is off by its last digit would put a distance into another bucket.
        self.register_buffer("bucket", torch.where(far < exact, far.long(), wide), persistent=False)

    def forward(self, ids):
        at = torch.arange(ids.shape[1], device=ids.device)
        distance = at[None] - at[:, None]
        later = (distance > 0).long() * (BUCKETS // 2)
        bucket = later + self.bucket[distance.abs().clamp(max=FARTHEST)]
        return self.embedding(bucket).permute(2, 0, 1)[None]


class Attention(nn.Module):
    def __init__(self, dim: int, heads: int):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(dim, dim, bias=False) for _ in range(4))

    def forward(self, x, bias):
        q, k, v = (part(x).unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (self.q, self.k, self.v))
        scores = (q @ k.transpose(2, 3) + bias).float()
        return self.o((F.softmax(scores, -1).to(v.dtype) @ v).transpose(1, 2).flatten(2))


class Feed(nn.Module):
    def __init__(self, dim: int, hidden: int):
        super().__init__()
        self.gate = nn.Sequential(nn.Linear(dim, hidden, bias=False), Gelu())
        self.fc1, self.fc2 = nn.Linear(dim, hidden, bias=False), nn.Linear(hidden, dim, bias=False)

    def forward(self, x):
        return self.fc2(self.fc1(x) * self.gate(x))


class Block(nn.Module):
    def __init__(self, config: Umt5Config):
        super().__init__()
        self.norm1, self.norm2 = (Norm(config.dim, config.eps) for _ in range(2))
        self.attn, self.ffn = Attention(config.dim, config.heads), Feed(config.dim, config.hidden)
        self.pos_embedding = Distances(config.heads)

    def forward(self, x, ids, hidden):
        x = x + self.attn(self.norm1(x), self.pos_embedding(ids) + hidden)
        return x + self.ffn(self.norm2(x))


class Umt5(nn.Module):
    def __init__(self, config: Umt5Config):
        super().__init__()
        self.config = config
        self.token_embedding = nn.Embedding(config.vocabulary, config.dim)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = Norm(config.dim, config.eps)

    def forward(self, input_ids, attention_mask):
        x = self.token_embedding(input_ids)
        hidden = torch.where(attention_mask[:, None, None] > 0, 0.0, torch.finfo(x.dtype).min).to(x.dtype)
        for block in self.blocks:
            x = block(x, input_ids, hidden)
        return self.norm(x)

    @staticmethod
    def of(weights: dict) -> "Umt5":
        """Of the published checkpoint; its measures are those of its weights."""
        vocabulary, dim = weights["token_embedding.weight"].shape
        layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))
        made = Umt5(Umt5Config(vocabulary, dim, weights["blocks.0.ffn.fc1.weight"].shape[0],
                               weights["blocks.0.pos_embedding.embedding.weight"].shape[1], layers))
        made.load_state_dict(weights)
        return made.eval()
