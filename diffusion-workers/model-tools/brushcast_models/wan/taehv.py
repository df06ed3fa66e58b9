"""The decoder of TAEHV, the tiny autoencoder for Wan's latents: [1,T,16,h,w] to frames [1,4T,3,8h,8w] from 0 to 1."""
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS = (256, 128, 64, 64)


class Remembering(nn.Module):
    """Each frame beside the one before it; the first beside zeros."""

    def __init__(self, channels: int):
        super().__init__()
        conv = lambda n: nn.Conv2d(n, channels, 3, padding=1)
        self.conv = nn.Sequential(conv(2 * channels), nn.ReLU(), conv(channels), nn.ReLU(), conv(channels))

    def forward(self, x):
        before = torch.cat([torch.zeros_like(x[:1]), x[:-1]])
        return F.relu(self.conv(torch.cat([x, before], 1)) + x)


class Grow(nn.Module):
    """Several frames from one."""

    def __init__(self, channels: int, times: int):
        super().__init__()
        self.conv = nn.Conv2d(channels, times * channels, 1, bias=False)

    def forward(self, x):
        _, c, h, w = x.shape
        return self.conv(x).reshape(-1, c, h, w)


class Soft(nn.Module):
    def forward(self, x):
        return 3 * torch.tanh(x / 3)


class Taehv(nn.Module):
    def __init__(self, widths=WIDTHS):
        super().__init__()
        a, b, c, d = widths
        block = lambda n: [Remembering(n) for _ in range(3)]
        self.decoder = nn.ModuleList([
            Soft(), nn.Conv2d(16, a, 3, padding=1), nn.ReLU(), *block(a), nn.Upsample(scale_factor=2), Grow(a, 1),
            nn.Conv2d(a, b, 3, padding=1, bias=False), *block(b), nn.Upsample(scale_factor=2), Grow(b, 2),
            nn.Conv2d(b, c, 3, padding=1, bias=False), *block(c), nn.Upsample(scale_factor=2), Grow(c, 2),
            nn.Conv2d(c, d, 3, padding=1, bias=False), nn.ReLU(), nn.Conv2d(d, 3, 3, padding=1)])

    def forward(self, latent):
        x = latent[0]
        for layer in self.decoder:
            x = layer(x)
        return x[None]

    @staticmethod
    def of(weights: dict) -> "Taehv":
        """Of a published checkpoint. One that grows more frames than are wanted keeps the last."""
        widths = tuple(weights[f"decoder.{i}.weight"].shape[0] for i in (1, 8, 14, 20))
        made = Taehv(widths)
        wanted = made.state_dict()
        fits = {name: weights[name][-value.shape[0]:] if name.endswith(".conv.weight") else weights[name]
                for name, value in wanted.items()}
        made.load_state_dict(fits)
        return made.eval()
