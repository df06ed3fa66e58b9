"""Small networks of Wan's kind with random weights, and how alike things are to be."""
import numpy as np
import torch

from brushcast_models.wan.transformer import WanConfig

torch.set_num_threads(1)  # small products: more threads only wait for each other
SMALL = WanConfig(dim=64, heads=2, layers=2, hidden=128, text_dim=32, text_len=16)


def same(got: np.ndarray, wanted: np.ndarray, tolerance=1e-4):
    assert got.shape == wanted.shape
    assert np.abs(got - wanted).max() <= tolerance * np.abs(wanted).max()


def random(network: torch.nn.Module, seed: int = 3) -> torch.nn.Module:
    torch.manual_seed(seed)
    with torch.no_grad():
        for weight in network.parameters():
            weight.normal_(0, 0.1) if weight.dim() > 1 else weight.add_(torch.randn_like(weight) * 0.1)
    return network.eval().requires_grad_(False)
