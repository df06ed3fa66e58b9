"""The streaming autoencoder: 8x8 in space and 4x in time to 192 channels, causal, cheap on a CPU.

    encode   frames [B,3,T,H,W] in [-1,1] -> latents [B,192,F,H/8,W/8]
    decode   latents                      -> frames, clamped to [-1,1]

A stream's first frame alone is a latent frame, then every group of four. The only layers that look back are `Memory` blocks, one
frame back; without a frame before (a stream's start) they see the first frame itself, as if it had stood there for ever. What a
block has seen last is its cache, so a clip gives the same whole or piece by piece. Networks work on [B,T,C,h,w], caches are
[B,C,1,h,w].
"""
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from .steady import Steady

GROUP = 4  # frames of a latent frame
SPACE = 8  # sides of a frame over those of its latent


@dataclass(frozen=True)
class AutoencoderConfig:
    fine: int = 64  # channels at a quarter of the sides, frame by frame
    coarse: int = 128  # at an eighth, frame by frame
    deep: int = 160  # at an eighth, latent frame by latent frame
    encoder_blocks: int = 1  # of `deep`
    decoder_blocks: int = 2
    decoder_fine_blocks: int = 2
    channels: int = 192
    scale: float = 80.0  # standard deviation of a latent, beside which noise of 1 is little

    def to_dict(self) -> dict:
        return asdict(self)


def each(layer: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """A layer of pictures, for each frame."""
    frames = x.shape[1]
    y = layer(x.flatten(0, 1))
    return y.reshape(-1, frames, *y.shape[1:])


def active(x: torch.Tensor) -> torch.Tensor:
    """Never flat: a few large first steps would leave a plain ReLU at zero everywhere, and the network without a gradient for ever."""
    return F.leaky_relu(x, 0.1)


class Memory(nn.Module):
    """A residual block that sees half of the channels of the frame before."""

    def __init__(self, channels: int):
        super().__init__()
        self.kept = channels // 2
        self.first = nn.Conv2d(channels + self.kept, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x, cache=None):
        seen = x[:, :, : self.kept]
        before = seen[:, :1] if cache is None else cache.transpose(1, 2)
        before = before if x.shape[1] == 1 else torch.cat([before, seen[:, :-1]], 1)
        y = x + each(self.second, active(each(self.first, torch.cat([x, before], 2))))
        return y, seen[:, -1:].transpose(1, 2)


class Half(nn.Module):
    """What encoder and decoder share: memory blocks in an order, each with a cache of that number."""

    def __init__(self, shapes: list[int]):
        super().__init__()
        self.memories = nn.ModuleList(Memory(channels) for channels in shapes)

    def remember(self, at: int, x, caches, new):
        x, cache = self.memories[at](x, None if caches is None else caches[at])
        new.append(cache)
        return x


class Encoder(Half):
    def __init__(self, c: AutoencoderConfig):
        super().__init__([c.fine, c.coarse] + [c.deep] * c.encoder_blocks)
        self.stem = nn.Conv2d(3, c.fine, 8, stride=4, padding=2)
        self.down = nn.Conv2d(c.fine, c.coarse, 3, stride=2, padding=1)
        self.merge = nn.Conv2d(GROUP * c.coarse, c.deep, 1)
        self.out = nn.Conv2d(c.deep, c.channels, 3, padding=1)
        self.coarse = nn.Conv2d(GROUP * 3, c.channels, SPACE, stride=SPACE, bias=False)

    def forward(self, frames, caches=None):
        """Frames [B,3,T,H,W]: 1 + 4n of a stream's start, or 4n with the caches. Returns raw latents and the new caches."""
        new, frames = [], frames.transpose(1, 2)
        x = self.remember(0, each(self.stem, frames), caches, new)
        x = self.remember(1, each(self.down, active(x)), caches, new)
        x = each(self.merge, grouped(active(x), caches is None))
        for at in range(2, len(self.memories)):
            x = self.remember(at, x, caches, new)
        x = each(self.out, active(x)) + each(self.coarse, grouped(frames, caches is None))
        return x.transpose(1, 2), new


def grouped(x, begins: bool):
    """[B,T,C,h,w] to groups [B,T/4,4*C,h,w]; a stream's first frame stands for a group of its own."""
    if begins:
        x = torch.cat([x[:, :1]] * (GROUP - 1) + [x], 1)
    return x.reshape(-1, x.shape[1] // GROUP, GROUP * x.shape[2], *x.shape[3:])


def ungrouped(x, begins: bool):
    """The other way: of a stream's first group its newest frame."""
    x = x.reshape(-1, GROUP * x.shape[1], x.shape[2] // GROUP, *x.shape[3:])
    return x[:, GROUP - 1 :] if begins else x


class Decoder(Half):
    def __init__(self, c: AutoencoderConfig):
        super().__init__([c.deep] * c.decoder_blocks + [c.coarse] + [c.fine] * c.decoder_fine_blocks)
        self.deep = c.decoder_blocks
        self.inp = nn.Conv2d(c.channels, c.deep, 3, padding=1)
        self.grow = nn.Conv2d(c.deep, GROUP * c.coarse, 1)
        self.up = nn.Sequential(nn.Conv2d(c.coarse, 4 * c.fine, 1), nn.PixelShuffle(2))
        self.out = nn.Sequential(nn.Conv2d(c.fine, 3 * 16, 3, padding=1), nn.PixelShuffle(4))
        self.coarse = nn.Conv2d(c.channels, GROUP * 3 * SPACE * SPACE, 1, bias=False)
        self.whole = nn.PixelShuffle(SPACE)

    def forward(self, latents, caches=None):
        """Raw latents [B,192,F,h,w], the first of a stream where there are no caches: it gives one frame, others four."""
        new, latents, begins = [], latents.transpose(1, 2), caches is None
        x = each(self.inp, latents)
        for at in range(self.deep):
            x = self.remember(at, x, caches, new)
        x = ungrouped(each(self.grow, active(x)), begins)
        x = self.remember(self.deep, x, caches, new)
        x = each(self.up, active(x))
        for at in range(self.deep + 1, len(self.memories)):
            x = self.remember(at, x, caches, new)
        x = each(self.out, active(x)) + each(self.whole, ungrouped(each(self.coarse, latents), begins))
        return x.transpose(1, 2), new


class Autoencoder(nn.Module):
    """Both halves, and how raw latents are brought to the spread that the transformer is told of."""

    def __init__(self, config: AutoencoderConfig = AutoencoderConfig()):
        super().__init__()
        self.config = config
        self.encoder, self.decoder = Encoder(config), Decoder(config)
        self._begin()
        self.steady = Steady()
        self.register_buffer("mean", torch.zeros(config.channels))
        self.register_buffer("std", torch.ones(config.channels))

    def _begin(self) -> None:
        """The networks add little to the linear halves beside them."""
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d) and layer.bias is not None:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                nn.init.zeros_(layer.bias)
        with torch.no_grad():
            for layer in self.modules():
                if isinstance(layer, Memory):
                    layer.second.weight *= 0.3
            self.encoder.out.weight *= 0.05
            self.decoder.out[0].weight *= 0.05

    @torch.no_grad()
    def begin_with(self, components: torch.Tensor) -> None:
        """What the linear halves know, to which the networks add nothing at first: orthogonal pictures [channels,4,3,8,8] of four
        frames, those that clips are mostly made of."""
        flat = components.flatten(1, 2)
        self.encoder.coarse.weight.copy_(flat)
        self.decoder.coarse.weight.copy_(flat.flatten(1).T[..., None, None])
        self.encoder.out.weight.zero_()
        self.decoder.out[0].weight.zero_()

    def normal(self, raw):
        return (raw - self._each(self.mean)) * self._each(self.config.scale / self.std)

    def raw(self, latents):
        return latents * self._each(self.std / self.config.scale) + self._each(self.mean)

    @staticmethod
    def _each(values):
        return values.reshape(-1, 1, 1, 1)

    def encode(self, frames, caches=None):
        raw, new = self.encoder(frames, caches)
        return self.normal(raw), new

    def decode(self, latents, caches=None):
        """What is shown; the last cache is the frame that was shown last."""
        frames, new = self.decoder(self.raw(latents), caches and caches[:-1])
        frames, shown = self.steady.clip(frames.clamp(-1, 1), caches and caches[-1][:, :, 0])
        return frames, [*new, shown[:, :, None]]
