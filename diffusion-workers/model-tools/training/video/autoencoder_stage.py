"""First stage: the autoencoder, on clips of the photos and of all styles under a moving camera."""
import torch

import losses
from brushcast_models.video.autoencoder import GROUP, SPACE

FRAMES = 13  # of a clip: a frame alone and three groups
TRACK = 0.02  # how fast the spread of the raw latents is followed
SEEN = 512  # clips that the principal components are taken from, about


@torch.no_grad()
def principal(clips, channels: int, size: int, batch: int) -> torch.Tensor:
    """The first components [channels,4,3,8,8] of what 8x8 pixels show in four frames: what a linear autoencoder would keep."""
    sums, count = 0, 0
    while count < SEEN:
        _, target, _ = clips.batch(clips.styles(batch), GROUP, size, size)
        x = target.unflatten(4, (-1, SPACE)).unflatten(3, (-1, SPACE))  # [B,3,4,h,8,w,8]
        x = x.permute(0, 3, 5, 2, 1, 4, 6).flatten(3).flatten(0, 2).double()
        sums, count = sums + x.T @ x / len(x), count + batch
    found = torch.linalg.eigh(sums).eigenvectors.flip(1)[:, :channels].T.float()
    return found.reshape(channels, GROUP, 3, SPACE, SPACE)


def tempered(std: torch.Tensor) -> torch.Tensor:
    """What channels are divided by, from their spread: its root, so that those that make up more of a picture stay larger, and
    what is off by as much in a latent is about as far off in a picture. Over all channels the spread of a latent is 1."""
    return (std * std.mean()).sqrt()


def loss_of(run, clips, autoencoder, batch: int, size: int, texture: float, latent_noise: float):
    """Reconstruction from latents with a little noise on them, which spreads what they say: the transformer's are not exact."""

    def spread(raw):
        with torch.no_grad():
            seen = raw.detach().float().transpose(0, 1).flatten(1)
            autoencoder.mean.lerp_(seen.mean(1), TRACK)
            autoencoder.std.lerp_(tempered(seen.std(1).clamp(min=1e-3)), TRACK)

    def loss(step: int, progress: float):
        if step == 0:
            autoencoder.begin_with(principal(clips, autoencoder.config.channels, size, batch))
        _, target, _ = clips.batch(clips.styles(batch), FRAMES, size, size)
        with run.amp():
            raw, _ = autoencoder.encoder(clips.noisy(target, 0.3))
            if step == 0:
                for _ in range(200):
                    spread(raw)
            spread(raw)
            normal = autoencoder.normal(raw.float())
            level = latent_noise * torch.rand(batch, 1, 1, 1, 1, device=run.device) ** 2 * autoencoder.config.scale
            got, _ = autoencoder.decoder(autoencoder.raw(normal + level * torch.randn_like(normal)))
        pictures = losses.pixels(got, target, texture * min(1, 2 * progress)).mean()
        changes = losses.steps(got, target).mean()
        kept = 1e-4 * (raw.float() ** 2).mean()
        return pictures + 1.5 * changes + kept, {"pictures": pictures, "changes": changes,
                                                 "l1_255": 127.5 * (got.float() - target).abs().mean()}

    return loss
