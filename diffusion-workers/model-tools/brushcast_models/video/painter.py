"""The convolutions around the causal transformer: pictures of a latent frame in, painted pictures out.

A U-Net of the image model's shape works on each of the four pictures of a latent frame, at a quarter, an eighth and a sixteenth
of their sides. At its bottom, where a place is a token of the transformer, the four are one: there the transformer adds what it
knows from earlier frames. Between latents and pictures are two linear maps, at first those of the autoencoder's linear halves.

Shapes: B rows, F latent frames, N = 4*B*F pictures; a latent's sides are h and w, a picture's 8h and 8w.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .autoencoder import GROUP, SPACE, Autoencoder
from .flow import STEPS

PATCH = 4  # sides of a picture over those of the finest features
COLOURS = 3 * PATCH * PATCH
GAIN = 2.0  # of pictures in [-1,1], as the image model has them
HEADS, HEAD_DIM = 4, 16  # of attention to the prompt
FIRST_SCALE = 0.7  # the noise of a stream's first chunk, which is told another time than later ones of as much


def noise_scale(timestep: torch.Tensor) -> torch.Tensor:
    """How much noise a latent has that is told this time: the motion controller's chunks a tenth more than their time says."""
    t = timestep.float()
    later = torch.where(t > STEPS[2], t + 100, t) / 1000
    return torch.where(t >= STEPS[0], torch.full_like(t, FIRST_SCALE), later)


class ChannelNorm(nn.Module):
    """Layer norm over channels, at each place by itself: the same at every size."""

    def __init__(self, channels: int):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        if torch.onnx.is_in_onnx_export():
            x = x - x.mean(1, keepdim=True)
            x = x / ((x * x).mean(1, keepdim=True) + 1e-5).sqrt()
            return x * self.weight[:, None, None] + self.bias[:, None, None]
        y = F.layer_norm(x.permute(0, 2, 3, 1).float(), self.weight.shape, self.weight, self.bias, 1e-5)
        return y.to(x.dtype).permute(0, 3, 1, 2)


class ResBlock(nn.Module):
    def __init__(self, channels: int, emb: int):
        super().__init__()
        self.norm = ChannelNorm(channels)
        self.film = nn.Linear(emb, 3 * channels)
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x, emb):
        scale, shift, gate = self.film(emb)[:, :, None, None].chunk(3, 1)
        h = self.norm(x) * (1 + scale) + shift
        return x + gate * self.conv2(F.silu(self.conv1(h)))


class PromptAttention(nn.Module):
    """Places attend to the prompt's states."""

    def __init__(self, channels: int, text: int):
        super().__init__()
        self.norm = ChannelNorm(channels)
        self.q = nn.Conv2d(channels, HEADS * HEAD_DIM, 1, bias=False)
        self.kv = nn.Linear(text, 2 * HEADS * HEAD_DIM, bias=False)
        self.out = nn.Conv2d(HEADS * HEAD_DIM, channels, 1)

    def forward(self, x, text):
        n, height, width = x.shape[0], x.shape[2], x.shape[3]
        k, v = self.kv(text).chunk(2, -1)
        k = k.reshape(n, -1, HEADS, HEAD_DIM).transpose(1, 2) * HEAD_DIM ** -0.5
        v = v.reshape(n, -1, HEADS, HEAD_DIM).permute(0, 2, 3, 1)
        q = self.q(self.norm(x)).reshape(n, HEADS, HEAD_DIM, -1)
        return x + self.out((v @ (k @ q).softmax(2)).reshape(n, HEADS * HEAD_DIM, height, width))


class Up(nn.Module):
    def __init__(self, coarse: int, fine: int):
        super().__init__()
        self.up = nn.Conv2d(coarse, 4 * fine, 1)
        self.merge = nn.Conv2d(2 * fine, fine, 1)

    def forward(self, x, skip):
        return self.merge(torch.cat([F.pixel_shuffle(self.up(x), 2), skip], 1))


class Painter(nn.Module):
    """In two halves, `before` and `after` the transformer. Names of parts are those of the image model's U-Net."""

    def __init__(self, channels: int, text: int, dim: int, widths: tuple[int, int, int], emb: int = 128):
        super().__init__()
        c1, c2, c3 = widths
        blocks = lambda c, n: nn.ModuleList(ResBlock(c, emb) for _ in range(n))
        self.look, self.show = (nn.Conv2d(a, b, 1) for a, b in ((channels, GROUP * 3 * SPACE ** 2), (GROUP * 3 * SPACE ** 2, channels)))
        self.p1, self.p2, self.pool = nn.Linear(text, emb), nn.Linear(emb, emb), nn.Linear(text, 1, bias=False)
        self.tnorm, self.pnorm = nn.LayerNorm(emb), nn.LayerNorm(emb)
        self.always = nn.Parameter(torch.zeros(emb))  # what the image model makes of its one step's time
        self.time = nn.Linear(dim, emb)
        self.inp = nn.Conv2d(COLOURS, c1, 1)
        self.d1, self.down1 = blocks(c1, 1), nn.Conv2d(c1, c2, 3, stride=2, padding=1)
        self.d2, self.a2, self.down2 = blocks(c2, 1), PromptAttention(c2, text), nn.Conv2d(c2, c3, 3, stride=2, padding=1)
        self.mid, self.a3 = blocks(c3, 2), PromptAttention(c3, text)
        self.up2, self.u2 = Up(c3, c2), blocks(c2, 1)
        self.up1, self.u1 = Up(c2, c1), blocks(c1, 2)
        self.norm, self.film, self.out = ChannelNorm(c1), nn.Linear(emb, 2 * c1), nn.Conv2d(c1, COLOURS, 3, padding=1)
        self.skip = nn.Linear(emb, COLOURS)
        self.to_tokens, self.from_tokens = nn.Linear(GROUP * c3, dim), nn.Linear(dim, GROUP * c3)

    @torch.no_grad()
    def begin_with(self, unet: dict[str, torch.Tensor], autoencoder: Autoencoder, full_step: int = 999) -> None:
        """From the weights of the image model's U-Net, which is told the time of its one full step and no noise."""
        own, half = self.state_dict(), unet["t1.weight"].shape[1] // 2
        taken = {name: value for name, value in unet.items() if name in own and value.shape == own[name].shape}
        taken["inp.weight"], taken["inp.bias"] = unet["inp.weight"][:, COLOURS:], unet["inp.bias"]
        taken["skip.weight"], taken["skip.bias"] = unet["skip.weight"][COLOURS:], unet["skip.bias"][COLOURS:]
        angles = full_step * 10000 ** (-torch.arange(half, dtype=torch.float32) / half)
        t = F.silu(F.linear(torch.cat([angles.cos(), angles.sin()]), unet["t1.weight"], unet["t1.bias"]))
        taken["always"] = F.linear(t, unet["t2.weight"], unet["t2.bias"])
        self.load_state_dict(own | taken)
        for layer in (self.time, self.from_tokens):  # at first the transformer changes nothing
            nn.init.zeros_(layer.weight), nn.init.zeros_(layer.bias)
        spread = autoencoder.std / autoencoder.config.scale
        out = autoencoder.decoder.coarse.weight[:, :, 0, 0]
        self.look.weight.copy_((out * spread)[..., None, None])
        self.look.bias.copy_(out @ autoencoder.mean)
        back = autoencoder.encoder.coarse.weight.flatten(1)
        self.show.weight.copy_((back / spread[:, None])[..., None, None])
        self.show.bias.copy_(-autoencoder.mean / spread)

    def emb(self, e, states):
        """[B,F,emb] of what the transformer makes of the time [B,F,dim] and of a prompt's states [B,F,text,d]."""
        prompt = (states * self.pool(states).softmax(2)).sum(2)
        prompt = self.p2(F.silu(self.p1(prompt)))
        return F.silu(self.tnorm(self.always + self.time(e)) + self.pnorm(prompt))

    def before(self, latent, timestep, emb, states):
        """Tokens [B,F,h/2*w/2,dim], and what `after` goes on with."""
        b, _, f, h, w = latent.shape
        x = latent / (1 - noise_scale(timestep))[:, None, :, None, None]
        x = self.look(x.transpose(1, 2).reshape(b * f, -1, h, w)).reshape(b * f * GROUP, -1, h, w)
        picture = GAIN * F.pixel_unshuffle(F.pixel_shuffle(x, SPACE), PATCH)
        of_pictures = lambda y: y[:, :, None].expand(b, f, GROUP, *y.shape[2:]).reshape(b * f * GROUP, *y.shape[2:])
        emb, states = of_pictures(emb), of_pictures(states)
        x = self.inp(picture)
        for block in self.d1:
            x = block(x, emb)
        fine, x = x, self.down1(x)
        for block in self.d2:
            x = block(x, emb)
        coarse = self.a2(x, states)
        x = self.a3(self.mid[0](self.down2(coarse), emb), states)
        tokens = x.reshape(b, f, GROUP * x.shape[1], -1).transpose(2, 3)
        return self.to_tokens(tokens), (picture, emb, fine, coarse, x)

    def after(self, tokens, kept, shape):
        """The clean latent [B,channels,F,h,w] that tokens and the pictures themselves mean."""
        picture, emb, fine, coarse, x = kept
        b, channels, f, h, w = shape
        x = x + self.from_tokens(tokens).transpose(2, 3).reshape(x.shape)
        for block in self.mid[1:]:
            x = block(x, emb)
        x = self.up2(x, coarse)
        for block in self.u2:
            x = block(x, emb)
        x = self.up1(x, fine)
        for block in self.u1:
            x = block(x, emb)
        scale, shift = self.film(emb)[:, :, None, None].chunk(2, 1)
        x = self.out(F.silu(self.norm(x) * (1 + scale) + shift)) + self.skip(emb)[:, :, None, None] * picture
        x = F.pixel_unshuffle(F.pixel_shuffle(x / GAIN, PATCH), SPACE).reshape(b * f, -1, h, w)
        return self.show(x).reshape(b, f, channels, h, w).transpose(1, 2)
