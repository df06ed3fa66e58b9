"""Checkpoints of the real shapes but with few, random weights: to test with, and to measure with (speed does not depend
on the weights)."""
import os

import torch
from diffusers import (
    AutoencoderKL, AutoencoderTiny, EulerDiscreteScheduler, LatentConsistencyModelPipeline, LCMScheduler, PNDMScheduler,
    StableDiffusionInstructPix2PixPipeline, StableDiffusionPipeline, StableDiffusionXLPipeline, UNet2DConditionModel)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

TOKENIZER = os.path.join(os.path.dirname(__file__), "../../engine/src/main/resources/models/builtin/tokenizer")
SCHEDULE = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000,
                steps_offset=1)


def tokenizer(pad: str = "<|endoftext|>") -> CLIPTokenizer:
    """A vocabulary of 914 entries."""
    return CLIPTokenizer(os.path.join(TOKENIZER, "vocab.json"), os.path.join(TOKENIZER, "merges.txt"),
                         pad_token=pad, model_max_length=77)


def text_config(words, width: int, layers: int, act: str = "quick_gelu") -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=len(words), hidden_size=width, intermediate_size=2 * width, num_hidden_layers=layers,
        num_attention_heads=4, hidden_act=act, projection_dim=width, bos_token_id=words.bos_token_id,
        eos_token_id=words.eos_token_id, pad_token_id=words.pad_token_id)


def unet(channels: tuple, context: int, **more) -> UNet2DConditionModel:
    settings = dict(sample_size=64, layers_per_block=1, norm_num_groups=8, attention_head_dim=8)
    if len(channels) == 2:
        settings |= dict(sample_size=16, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
                         up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"))
    return UNet2DConditionModel(block_out_channels=channels, cross_attention_dim=context, **settings | more)


def tiny_vae(width: int = 16) -> AutoencoderTiny:
    blocks = dict(num_encoder_blocks=(1, 1, 1, 1), num_decoder_blocks=(1, 1, 1, 1)) if width < 64 else {}
    return AutoencoderTiny(encoder_block_out_channels=(width,) * 4, decoder_block_out_channels=(width,) * 4, **blocks)


def kl_vae(scaling: float = 0.18215) -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(8, 16, 16, 32), down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, latent_channels=4, layers_per_block=1, norm_num_groups=4,
        scaling_factor=scaling, sample_size=64)


def sd15(seed: int = 1) -> StableDiffusionPipeline:
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusionPipeline(
        kl_vae(), CLIPTextModel(text_config(words, 32, 2)), words, unet((16, 32), 32), PNDMScheduler(**SCHEDULE),
        None, None, requires_safety_checker=False)


def sd2(seed: int = 1) -> StableDiffusionPipeline:
    torch.manual_seed(seed)
    words = tokenizer(pad="!")
    return StableDiffusionPipeline(
        kl_vae(), CLIPTextModel(text_config(words, 48, 3, "gelu")), words,
        unet((16, 32), 48, use_linear_projection=True, attention_head_dim=(2, 4)),
        EulerDiscreteScheduler(**SCHEDULE, prediction_type="v_prediction", timestep_spacing="trailing"),
        None, None, requires_safety_checker=False)


def sdxl(seed: int = 1) -> StableDiffusionXLPipeline:
    torch.manual_seed(seed)
    words, more_words = tokenizer(), tokenizer(pad="!")
    net = unet((16, 32), 32 + 48, use_linear_projection=True, addition_embed_type="text_time",
               addition_time_embed_dim=8, projection_class_embeddings_input_dim=48 + 6 * 8,
               transformer_layers_per_block=(1, 2))
    return StableDiffusionXLPipeline(
        kl_vae(0.13025), CLIPTextModel(text_config(words, 32, 2)),
        CLIPTextModelWithProjection(text_config(more_words, 48, 3, "gelu")), words, more_words, net,
        EulerDiscreteScheduler(**SCHEDULE, timestep_spacing="trailing"))


def instruct_pix2pix(seed: int = 1) -> StableDiffusionInstructPix2PixPipeline:
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusionInstructPix2PixPipeline(
        kl_vae(), CLIPTextModel(text_config(words, 32, 2)), words, unet((16, 32), 32, in_channels=8),
        EulerDiscreteScheduler(**SCHEDULE), None, None, requires_safety_checker=False)


def lcm(seed: int = 1) -> LatentConsistencyModelPipeline:
    """A latent consistency model distilled as a whole: its UNet is told the guidance scale."""
    torch.manual_seed(seed)
    words = tokenizer()
    return LatentConsistencyModelPipeline(
        kl_vae(), CLIPTextModel(text_config(words, 32, 2)), words, unet((16, 32), 32, time_cond_proj_dim=32),
        LCMScheduler(**SCHEDULE), None, None, requires_safety_checker=False)


def sd_turbo(seed: int = 1) -> StableDiffusionPipeline:
    """SD-Turbo's UNet (866 million parameters) and TAESD; of its text encoder, which runs once per prompt, four layers."""
    torch.manual_seed(seed)
    words = tokenizer(pad="!")
    return StableDiffusionPipeline(
        tiny_vae(64), CLIPTextModel(text_config(words, 1024, 4, "gelu")), words,
        unet((320, 640, 1280, 1280), 1024, layers_per_block=2, norm_num_groups=32, use_linear_projection=True,
             attention_head_dim=(5, 10, 20, 20)),
        EulerDiscreteScheduler(**SCHEDULE, timestep_spacing="trailing"), None, None, requires_safety_checker=False)


def benchmark(seed: int = 1) -> StableDiffusionPipeline:
    """SD-1.5-shaped: four levels, a UNet of 23.6 million parameters, and the tiny autoencoder in its real size."""
    torch.manual_seed(seed)
    words = tokenizer()
    return StableDiffusionPipeline(
        tiny_vae(64), CLIPTextModel(text_config(words, 256, 4)), words,
        unet((64, 128, 256, 256), 256, norm_num_groups=32), PNDMScheduler(**SCHEDULE),
        None, None, requires_safety_checker=False)
