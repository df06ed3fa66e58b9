"""What pictures are compared by. Videos [B,3,T,H,W] in [-1,1]; a loss is a number for each clip."""
import torch
import torch.nn.functional as F

EPS = 1e-3


def soft_l1(d: torch.Tensor) -> torch.Tensor:
    return (d * d + EPS * EPS).sqrt() - EPS


def _slopes(x):
    return x[..., 1:] - x[..., :-1], x[..., 1:, :] - x[..., :-1, :]


def _texture(x):
    """How much fine detail there is around each place: a blurred texture has less, a shifted one as much."""
    fine = x - F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    return F.avg_pool2d(fine.abs(), 8, 4)


def pixels(got: torch.Tensor, want: torch.Tensor, texture: float = 1.0) -> torch.Tensor:
    """Colours, edges at three sizes, and how much texture there is."""
    clips = got.shape[0]
    p, q = (x.transpose(1, 2).flatten(0, 1).float() for x in (got, want))
    mean = lambda x: x.reshape(clips, -1).mean(1)
    loss = mean(soft_l1(p - q))
    if texture:
        loss = loss + texture * mean(soft_l1(_texture(p) - _texture(q)))
    for weight in (0.5, 0.25, 0.125):
        loss = loss + weight * sum(mean(soft_l1(a - b)) for a, b in zip(_slopes(p), _slopes(q)))
        p, q = F.avg_pool2d(p, 2), F.avg_pool2d(q, 2)
    return loss


def steps(got: torch.Tensor, want: torch.Tensor) -> torch.Tensor:
    """Changes from frame to frame."""
    change = lambda x: x[:, :, 1:].float() - x[:, :, :-1].float()
    return soft_l1(change(got) - change(want)).flatten(1).mean(1)


def latents(got: torch.Tensor, want: torch.Tensor, scale: float) -> torch.Tensor:
    """Of clean latents: for a flow, the same times sigma."""
    d = (got.float() - want.float()) / scale
    return (F.huber_loss(d, torch.zeros_like(d), reduction="none", delta=0.5)).flatten(1).mean(1)
