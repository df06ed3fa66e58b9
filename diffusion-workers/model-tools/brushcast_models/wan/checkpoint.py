"""Reads published weights: a folder of Wan2.1, StreamDiffusionV2's generator, TAEHV."""
import json
import os
import pickle

import torch

from ..errors import ModelError, first_line
from .autoencoder import WanAutoencoder
from .taehv import Taehv
from .transformer import CausalWan, WanConfig
from .umt5 import Umt5

AUTOENCODER = "Wan2.1_VAE.pth"
TEXT_ENCODER = "models_t5_umt5-xxl-enc-bf16.pth"
TOKENIZER = "google/umt5-xxl"
HELD = ("generator", "generator_ema", "state_dict")  # under one of these a training run keeps the weights


def weights(path: str) -> dict:
    """A file's weights by name, in single precision."""
    try:
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except FileNotFoundError as error:
        raise ModelError(f"{path} is missing: download it") from error
    except (OSError, RuntimeError, pickle.UnpicklingError) as error:
        raise ModelError(f"{path} is no file of PyTorch weights, or not whole: {first_line(error)}") from error
    for key in HELD:
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict) or not all(isinstance(x, torch.Tensor) for x in content.values()):
        raise ModelError(f"{path} holds no weights by name")
    return {name: x.float() if x.is_floating_point() else x for name, x in content.items()}


def fill(network: torch.nn.Module, found: dict, path: str) -> torch.nn.Module:
    """Loads all of a network's weights; a file that has not just these is another model's."""
    wanted = {name: x.shape for name, x in network.state_dict().items()}
    missing, surplus = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    wrong = sorted(name for name in wanted.keys() & found.keys() if wanted[name] != found[name].shape)
    for names, what in ((missing, "lacks"), (surplus, "has besides"), (wrong, "has in another shape")):
        if names:
            raise ModelError(f"{path} {what} {len(names)} weights, the first {names[0]}: it is of another model")
    network.load_state_dict(found)
    return network.eval()


def transformer(base: str, generator: str) -> CausalWan:
    """The generator's weights in the shape that the base model's config.json says."""
    path = os.path.join(base, "config.json")
    try:
        with open(path) as file:
            config = WanConfig.of(json.load(file))
    except FileNotFoundError as error:
        raise ModelError(f"{path} is missing: give the folder of Wan2.1-T2V-1.3B or -14B as it is published") from error
    except (KeyError, ValueError) as error:
        raise ModelError(f"{path} does not say {first_line(error)}") from error
    path = os.path.join(generator, "model.pt") if os.path.isdir(generator) else generator
    found = {name.removeprefix("model."): x for name, x in weights(path).items()}
    return fill(CausalWan(config), found, path)


def autoencoder(base: str) -> WanAutoencoder:
    path = os.path.join(base, AUTOENCODER)
    found = weights(path)
    if "encoder.conv1.weight" not in found:
        raise ModelError(f"{path} is not Wan's autoencoder")
    return fill(WanAutoencoder(found["encoder.conv1.weight"].shape[0]), found, path)


def text_encoder(base: str) -> Umt5:
    path = os.path.join(base, TEXT_ENCODER)
    try:
        return Umt5.of(weights(path))
    except (KeyError, RuntimeError) as error:
        raise ModelError(f"{path} is not umt5's encoder: {first_line(error)}") from error


def tiny_decoder(path: str) -> Taehv:
    try:
        return Taehv.of(weights(path))
    except (KeyError, RuntimeError) as error:
        raise ModelError(f"{path} is not TAEHV: {first_line(error)}") from error
