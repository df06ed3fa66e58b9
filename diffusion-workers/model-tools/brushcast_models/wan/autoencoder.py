"""Wan's autoencoder, frame by frame: each temporal convolution remembers the last frames that went into it.

A stream's first frame (and latent) goes by another way: resampling in time is skipped. Shapes: [1,C,T,H,W]. What is remembered is two
frames of a convolution's input, one where the encoder halves in time. A stream without memory sees zeros before its first frame.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

LATENT = 16
MEAN = [-0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508,
        0.4134, -0.0715, 0.5517, -0.3632, -0.1922, -0.9497, 0.2503, -0.2921]
DEVIATION = [2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743,
             3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253, 2.8251, 1.9160]


class Memory:
    """What a call was given, and what it leaves, in the order of the convolutions."""

    def __init__(self, kept):
        self.kept, self.left = kept, []

    def last(self):
        """What the next convolution has kept; None at a stream's beginning."""
        return self.kept[len(self.left)] if self.kept else None

    def before(self, x):
        """The two frames before x and x; the last two of these are kept."""
        kept = self.last()
        before = torch.zeros_like(x[:, :, :1]).repeat(1, 1, 2, 1, 1) if kept is None else kept
        x = torch.cat([before, x], 2)
        self.left.append(x[:, :, -2:])
        return x


class TimeConv(nn.Conv3d):
    """3x3x3, or 3x1x1; frames come with those before them."""

    def forward(self, x, memory: Memory):
        return super().forward(memory.before(x))


class Norm(nn.Module):
    def __init__(self, channels: int, sides: int):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels, *[1] * sides))

    def forward(self, x):
        y = F.normalize(x.float(), dim=1) * self.gamma.shape[0] ** 0.5
        return y.to(x.dtype) * self.gamma


class Residual(nn.Module):
    def __init__(self, channels: int, out: int):
        super().__init__()
        self.residual = nn.ModuleList([
            Norm(channels, 3), nn.SiLU(), TimeConv(channels, out, 3, padding=(0, 1, 1)),
            Norm(out, 3), nn.SiLU(), nn.Identity(), TimeConv(out, out, 3, padding=(0, 1, 1))])
        self.shortcut = nn.Conv3d(channels, out, 1) if channels != out else nn.Identity()

    def forward(self, x, memory: Memory):
        return through(self.residual, x, memory) + self.shortcut(x)


class FrameAttention(nn.Module):
    """Over the places of one frame, with a single head."""

    def __init__(self, channels: int):
        super().__init__()
        self.norm = Norm(channels, 2)
        self.to_qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.proj = nn.Conv2d(channels, channels, 1)

    def forward(self, x, memory: Memory):
        frames = by_frame(x)
        t, c, h, w = frames.shape
        q, k, v = self.to_qkv(self.norm(frames)).flatten(2).transpose(1, 2).chunk(3, -1)
        y = F.softmax((q.float() * c ** -0.5).to(q.dtype) @ k.transpose(1, 2), -1) @ v
        return x + by_clip(self.proj(y.transpose(1, 2).reshape(t, c, h, w)))


class Down(nn.Module):
    def __init__(self, channels: int, in_time: bool):
        super().__init__()
        self.resample = nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(channels, channels, 3, 2))
        self.time_conv = nn.Conv3d(channels, channels, (3, 1, 1), (2, 1, 1)) if in_time else None

    def forward(self, x, memory: Memory):
        x = by_clip(self.resample(by_frame(x)))
        if self.time_conv is None:
            return x
        kept = memory.last()
        memory.left.append(x[:, :, -1:])
        return x if kept is None else self.time_conv(torch.cat([kept, x], 2))


class Up(nn.Module):
    def __init__(self, channels: int, in_time: bool):
        super().__init__()
        self.resample = nn.Sequential(nn.Identity(), nn.Conv2d(channels, channels // 2, 3, padding=1))
        self.time_conv = TimeConv(channels, 2 * channels, (3, 1, 1)) if in_time else None

    def forward(self, x, memory: Memory):
        if self.time_conv is not None:
            if memory.kept:
                x = self.time_conv(x, memory)
                # Two frames from one: the halves of the channels take turns.
                x = x.unflatten(1, (2, -1)).permute(0, 2, 3, 1, 4, 5).flatten(2, 3)
            else:
                memory.left.append(torch.zeros_like(x).repeat(1, 1, 2, 1, 1))
        return by_clip(self.resample(F.interpolate(by_frame(x), scale_factor=2.0, mode="nearest")))


def by_frame(x):
    return x[0].transpose(0, 1)


def by_clip(frames):
    return frames.transpose(0, 1)[None]


def through(layers, x, memory: Memory):
    for layer in layers:
        remembers = isinstance(layer, (TimeConv, Residual, FrameAttention, Down, Up))
        x = layer(x, memory) if remembers else layer(x)
    return x


def middle(channels: int) -> nn.ModuleList:
    return nn.ModuleList([Residual(channels, channels), FrameAttention(channels), Residual(channels, channels)])


def ending(channels: int, out: int) -> nn.ModuleList:
    return nn.ModuleList([Norm(channels, 3), nn.SiLU(), TimeConv(channels, out, 3, padding=(0, 1, 1))])


class Encoder(nn.Module):
    def __init__(self, base: int):
        super().__init__()
        widths = [base * n for n in (1, 1, 2, 4, 4)]
        self.conv1 = TimeConv(3, base, 3, padding=(0, 1, 1))
        self.downsamples = nn.ModuleList()
        for level, (channels, out) in enumerate(zip(widths, widths[1:])):
            self.downsamples += [Residual(channels, out), Residual(out, out)]
            if level < 3:
                self.downsamples.append(Down(out, level > 0))
        self.middle, self.head = middle(widths[-1]), ending(widths[-1], 2 * LATENT)

    def forward(self, x, memory: Memory):
        x = through(self.downsamples, self.conv1(x, memory), memory)
        return through(self.head, through(self.middle, x, memory), memory)


class Decoder(nn.Module):
    def __init__(self, base: int):
        super().__init__()
        widths = [base * n for n in (4, 4, 4, 2, 1)]
        self.conv1 = TimeConv(LATENT, widths[0], 3, padding=(0, 1, 1))
        self.middle = middle(widths[0])
        self.upsamples = nn.ModuleList()
        for level, (channels, out) in enumerate(zip(widths, widths[1:])):
            channels = channels // 2 if level else channels  # the sampler before it has halved them
            self.upsamples += [Residual(channels, out), Residual(out, out), Residual(out, out)]
            if level < 3:
                self.upsamples.append(Up(out, level < 2))
        self.head = ending(base, 3)

    def forward(self, x, memory: Memory):
        x = through(self.middle, self.conv1(x, memory), memory)
        return through(self.head, through(self.upsamples, x, memory), memory)


class WanAutoencoder(nn.Module):
    def __init__(self, base: int = 96):
        super().__init__()
        self.encoder, self.decoder = Encoder(base), Decoder(base)
        self.conv1, self.conv2 = nn.Conv3d(2 * LATENT, 2 * LATENT, 1), nn.Conv3d(LATENT, LATENT, 1)
        for name, values in (("mean", MEAN), ("deviation", DEVIATION)):
            setattr(self, name, torch.tensor(values).reshape(1, LATENT, 1, 1, 1))

    def encode(self, frames, kept=None):
        """A stream's first frame, or four with what the call before has left; the latent's mean, not normalised."""
        memory = Memory(kept)
        return self.conv1(self.encoder(frames, memory))[:, :LATENT], memory.left

    def decode(self, latent, kept=None):
        """One latent frame in the transformer's scale: one frame at a stream's beginning, else four."""
        memory = Memory(kept)
        x = self.conv2((latent.float() * self.deviation + self.mean).to(latent.dtype))
        return self.decoder(x, memory).clamp(-1, 1), memory.left
