"""A small video model of random weights, a clip for it, and how alike things are to be."""
import os

import torch

from brushcast_models.video import graph_file
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig

BUILTIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../engine/src/main/resources/models/builtin")


def networks() -> tuple:
    torch.manual_seed(5)
    autoencoder = Autoencoder(AutoencoderConfig(fine=16, coarse=24, deep=32)).eval()
    transformer = CausalTransformer(TransformerConfig(dim=128, heads=4, layers=2, hidden=96, painter=(16, 16, 24))).eval()
    graph_file.round_weights(autoencoder), graph_file.round_weights(transformer)
    autoencoder.mean.uniform_(-1, 1), autoencoder.std.uniform_(0.5, 2)
    autoencoder.steady.sure.data.fill_(1)  # noise is equally unlike everywhere: which shift it is is then a matter of rounding
    return autoencoder.requires_grad_(False), transformer.requires_grad_(False)


def close(got, wanted, tolerance=1e-4):
    assert got.shape == wanted.shape
    assert float((got - wanted).abs().max() / wanted.abs().max()) < tolerance


def video(frames: int) -> torch.Tensor:
    return torch.rand(3, frames, 32, 48, generator=torch.Generator().manual_seed(3)) * 2 - 1
