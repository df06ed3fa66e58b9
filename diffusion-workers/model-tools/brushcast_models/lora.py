"""Fuses LoRAs into a pipeline's weights, so that the exported graph is as fast as without them."""
import os
from dataclasses import dataclass

import torch

from .errors import ModelError


@dataclass(frozen=True)
class Lora:
    """A LoRA's weights and how much of it: 1 is all."""

    path: str
    scale: float = 1.0

    @staticmethod
    def parse(text: str) -> "Lora":
        """From FILE or FILE:SCALE."""
        path, colon, scale = text.rpartition(":")
        if colon and not os.path.exists(text):
            return Lora(path, float(scale))
        return Lora(text)


def fuse(pipe, loras: list[Lora]) -> None:
    """Fuses each into the weights. One that changes nothing was made for another model: that is an error."""
    for number, lora in enumerate(loras):
        if not os.path.isfile(lora.path):
            raise ModelError(f"{lora.path} is no file: give a LoRA's .safetensors")
        before = fingerprint(pipe)
        folder, file = os.path.split(os.path.abspath(lora.path))
        name = f"lora{number}"
        try:
            pipe.load_lora_weights(folder, weight_name=file, adapter_name=name)
        except (RuntimeError, ValueError, KeyError) as e:
            raise ModelError(f"{lora.path} does not fit this model: it was made for another one") from e
        pipe.set_adapters([name], [lora.scale])
        pipe.fuse_lora(adapter_names=[name])
        pipe.unload_lora_weights()
        if lora.scale != 0 and fingerprint(pipe) == before:
            raise ModelError(f"{lora.path} changes nothing in this model: it was made for another one")


def fingerprint(pipe) -> list[float]:
    """A number per parameter that a change of the parameter changes."""
    modules = [pipe.unet, pipe.text_encoder] + [m for m in [getattr(pipe, "text_encoder_2", None)] if m is not None]
    with torch.no_grad():
        return [float(p.double().square().sum() + p.double().sum()) for m in modules for p in m.parameters()]
