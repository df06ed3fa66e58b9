"""Loads the parts of a Stable Diffusion checkpoint."""
import os
from dataclasses import dataclass

import torch
from diffusers import AutoencoderTiny, DiffusionPipeline, LCMScheduler

from .errors import ModelError, first_line
from .lora import Lora, fuse


@dataclass
class Checkpoint:
    """What a model folder is made from, in float32 and ready for inference."""

    pipeline: str  # class of the pipeline that the checkpoint is of
    unet: torch.nn.Module
    vae: torch.nn.Module
    text_encoders: list  # one; two for SDXL
    tokenizers: list
    scheduler: object
    safety_checker: torch.nn.Module | None


def load(path: str, taesd: str | None = None, loras: list[Lora] = (), lcm: bool = False) -> Checkpoint:
    """Loads a checkpoint in the diffusers layout, with the tiny autoencoder in place of its own and LoRAs fused."""
    try:
        pipe = DiffusionPipeline.from_pretrained(path, torch_dtype=torch.float32)
    except (OSError, ValueError) as e:
        raise ModelError(f"{path} is not a checkpoint in the diffusers layout: {first_line(e)}") from e
    if getattr(pipe, "text_encoder", None) is None or not hasattr(pipe, "unet"):
        raise ModelError(f"{path} is a {type(pipe).__name__}, expected one with a UNet and a CLIP text encoder")
    fuse(pipe, loras)
    if taesd:
        if not os.path.isdir(taesd) and os.path.exists(taesd):
            raise ModelError(f"{taesd} is a file, expected the folder of an AutoencoderTiny")
        pipe.vae = AutoencoderTiny.from_pretrained(taesd, torch_dtype=torch.float32)
    return of(pipe, lcm)


def of(pipe, lcm: bool = False) -> Checkpoint:
    """The parts of a pipeline that is in memory."""
    second = [name for name in ("text_encoder_2",) if getattr(pipe, name, None) is not None]
    return Checkpoint(
        pipeline=type(pipe).__name__,
        unet=pipe.unet.eval(),
        vae=pipe.vae.eval(),
        text_encoders=[pipe.text_encoder.eval()] + [getattr(pipe, name).eval() for name in second],
        tokenizers=[pipe.tokenizer] + [pipe.tokenizer_2 for _ in second],
        scheduler=lcm_scheduler(pipe.scheduler) if lcm else pipe.scheduler,
        safety_checker=getattr(pipe, "safety_checker", None),
    )


def lcm_scheduler(scheduler):
    """The same noise schedule, sampled as a latent consistency model is."""
    return LCMScheduler.from_config(scheduler.config)
