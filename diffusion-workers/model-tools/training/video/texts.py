"""The image model: its text encoder and tokenizer, which the video model takes as they are, and its pictures to compare with."""
import torch
import torch.nn.functional as F

from model import PATCH, SCALING, TEXT_LEN, Model
from tokenizer import Tokenizer
from transformer_stage import Texts

FIRST_TIME = 999  # of one full step


def load_image_model(checkpoint: str) -> tuple[Model, Tokenizer]:
    """From a checkpoint of the image model's `train.py`."""
    content = torch.load(checkpoint, map_location="cpu")
    model = Model(**content["cfg"])
    model.load_state_dict(content["ema"])
    return model.eval().requires_grad_(False), Tokenizer(content["merges"], TEXT_LEN)


def load_texts(checkpoint: str, caption, names, device, rng) -> Texts:
    model, tokenizer = load_image_model(checkpoint)
    return Texts(model.text, tokenizer, caption, names, device, rng)


@torch.no_grad()
def image_by_image(model: Model, states: torch.Tensor, video: torch.Tensor, seed: int = 2) -> torch.Tensor:
    """A clip [1,3,T,H,W] through the image model as a live stream goes: one step, the same noise for every frame."""
    frames = video[0].transpose(0, 1)
    picture = F.pixel_unshuffle(frames, PATCH) * SCALING
    noise = torch.randn(picture[:1].shape, generator=torch.Generator().manual_seed(seed)).to(video.device)
    alpha, sigma = model.unet.alpha[FIRST_TIME], model.unet.sigma[FIRST_TIME]
    times = torch.full((len(frames),), FIRST_TIME, device=video.device)
    x0 = model.unet.x0(torch.cat([alpha * picture + sigma * noise, picture], 1), times, states.expand(len(frames), -1, -1))
    return F.pixel_shuffle(x0 / SCALING, PATCH).clamp(-1, 1).transpose(0, 1)[None]
