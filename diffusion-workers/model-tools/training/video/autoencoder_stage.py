"""First stage: the autoencoder, on clips of the photos and of all styles under a moving camera."""
import torch

import losses

FRAMES = 13  # of a clip: a frame alone and three groups
TRACK = 0.02  # how fast the spread of the raw latents is followed


def loss_of(run, clips, autoencoder, batch: int, size: int, texture: float, latent_noise: float):
    """Reconstruction from latents with a little noise on them, which spreads what they say: the transformer's are not exact."""

    def spread(raw):
        with torch.no_grad():
            seen = raw.detach().float().transpose(0, 1).flatten(1)
            autoencoder.mean.lerp_(seen.mean(1), TRACK)
            autoencoder.std.lerp_(seen.std(1).clamp(min=1e-3), TRACK)

    def loss(step: int, progress: float):
        _, target, _ = clips.batch(clips.styles(batch), FRAMES, size, size)
        with run.amp():
            raw, _ = autoencoder.encoder(clips.noisy(target, 0.3))
            if step == 0 and float(autoencoder.std.max()) == 1:
                for _ in range(200):
                    spread(raw)
            spread(raw)
            normal = autoencoder.normal(raw.float())
            level = latent_noise * torch.rand(batch, 1, 1, 1, 1, device=run.device) ** 2 * autoencoder.config.scale
            got, _ = autoencoder.decoder(autoencoder.raw(normal + level * torch.randn_like(normal)))
        pictures = losses.pixels(got, target, texture * min(1, 2 * progress)).mean()
        changes = losses.steps(got, target).mean()
        kept = 1e-4 * (raw.float() ** 2).mean()
        return pictures + 0.5 * changes + kept, {"pictures": pictures, "changes": changes,
                                                 "l1_255": 127.5 * (got.float() - target).abs().mean()}

    return loss
