"""The graphs of a model folder: their inputs and outputs, named and shaped as Hugging Face Optimum does, but for the
UNet's timestep: it has one value per row, so that rows at different steps share a batch."""
from dataclasses import dataclass
from typing import Callable

import torch
from torch import nn

LATENT = {0: "batch", 2: "height", 3: "width"}
ROWS = {0: "batch"}


@dataclass
class Graph:
    """One network to export. `example(rows, side)` makes inputs for pictures or latents with sides of `side` units."""

    name: str
    module: nn.Module
    inputs: dict[str, dict[int, str]]
    outputs: dict[str, dict[int, str]]
    example: Callable[[int, int], tuple]
    half: bool = True  # whether it keeps its quality in half precision


class Unet(nn.Module):
    def __init__(self, unet, extras: list[str]):
        super().__init__()
        self.unet, self.extras = unet, extras

    def forward(self, sample, timestep, states, *extras):
        named = dict(zip(self.extras, extras))
        condition = named.pop("timestep_cond", None)
        added = named or None
        return self.unet(sample, timestep, states, timestep_cond=condition, added_cond_kwargs=added, return_dict=False)[0]


class Encoder(nn.Module):
    """Picture to latent, or for a variational autoencoder to mean and log variance side by side."""

    def __init__(self, vae):
        super().__init__()
        self.encoder, self.last = vae.encoder, getattr(vae, "quant_conv", None) or nn.Identity()

    def forward(self, sample):
        return self.last(self.encoder(sample))


class Decoder(nn.Module):
    def __init__(self, vae):
        super().__init__()
        self.first, self.decoder = getattr(vae, "post_quant_conv", None) or nn.Identity(), vae.decoder

    def forward(self, latent):
        return self.decoder(self.first(latent))


class Text(nn.Module):
    """All hidden states besides the last one, for models that were trained on an earlier one."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.projects = type(encoder).__name__.endswith("WithProjection")

    def forward(self, ids):
        out = self.encoder(input_ids=ids, output_hidden_states=True, return_dict=True)
        first = (out.text_embeds, out.last_hidden_state) if self.projects else (out.last_hidden_state, out.pooler_output)
        return (*first, *out.hidden_states)


class Safety(nn.Module):
    def __init__(self, checker):
        super().__init__()
        self.checker = checker

    def forward(self, clip_input, images):
        return self.checker.forward_onnx(clip_input, images)


def unet(net) -> Graph:
    config = net.config
    extras = {}
    if config.time_cond_proj_dim:
        extras["timestep_cond"] = lambda rows: torch.randn(rows, config.time_cond_proj_dim)
    if config.addition_embed_type == "text_time":
        pooled = config.projection_class_embeddings_input_dim - 6 * config.addition_time_embed_dim
        extras["text_embeds"] = lambda rows: torch.randn(rows, pooled)
        extras["time_ids"] = lambda rows: torch.tensor([[512.0, 512, 0, 0, 512, 512]]).repeat(rows, 1)

    def example(rows, side):
        return (
            torch.randn(rows, config.in_channels, side, side),
            torch.linspace(999, 99, rows).long(),
            torch.randn(rows, 77, config.cross_attention_dim),
            *(make(rows) for make in extras.values()),
        )

    names = {"sample": LATENT, "timestep": ROWS, "encoder_hidden_states": {0: "batch", 1: "sequence_length"}}
    names |= {name: ROWS for name in extras}
    return Graph("unet", Unet(net, list(extras)), names, {"out_sample": LATENT}, example)


def vae_encoder(vae, half: bool) -> Graph:
    variational = getattr(vae, "quant_conv", None) is not None
    out = "latent_parameters" if variational else "latent_sample"
    scale = 2 ** (len(vae.config.block_out_channels) - 1)
    return Graph("vae_encoder", Encoder(vae), {"sample": LATENT}, {out: LATENT},
                 lambda rows, side: (torch.rand(rows, 3, side * scale, side * scale) * 2 - 1,), half)


def vae_decoder(vae, half: bool) -> Graph:
    channels = vae.config.latent_channels
    return Graph("vae_decoder", Decoder(vae), {"latent_sample": LATENT}, {"sample": LATENT},
                 lambda rows, side: (torch.randn(rows, channels, side, side),), half)


def text_encoder(encoder, name: str) -> Graph:
    config = encoder.config
    text = Text(encoder)
    outputs = ["text_embeds", "last_hidden_state"] if text.projects else ["last_hidden_state", "pooler_output"]
    outputs += [f"hidden_states.{i}" for i in range(config.num_hidden_layers + 1)]

    def example(rows, side):
        ids = torch.randint(0, config.vocab_size - 2, (rows, config.max_position_embeddings))
        ids[:, 5 + side :] = config.eos_token_id if config.eos_token_id < config.vocab_size else config.vocab_size - 1
        return (ids,)

    return Graph(name, text, {"input_ids": ROWS}, {out: ROWS for out in outputs}, example)


def safety_checker(checker) -> Graph:
    side = checker.config.vision_config.image_size
    return Graph("safety_checker", Safety(checker), {"clip_input": ROWS, "images": {0: "batch", 1: "height", 2: "width"}},
                 {"out_images": {0: "batch", 1: "height", 2: "width"}, "has_nsfw_concepts": ROWS},
                 lambda rows, size: (torch.randn(rows, 3, side, side), torch.rand(rows, 8 * size, 8 * size, 3)))
