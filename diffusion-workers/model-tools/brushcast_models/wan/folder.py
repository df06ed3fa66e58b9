"""Makes a video model's folder of published weights, part by part: no two networks are in memory at once."""
import os
import shutil
from dataclasses import dataclass

from ..errors import ModelError
from ..video.folder import FAMILY, WEIGHTS, dump
from ..weight_file import WeightFile
from . import checkpoint, graphs
from .autoencoder import LATENT
from .graph_file import write
from .transformer import WanConfig
from .umt5 import Umt5Config

RUN = {"noise_scale": 0.8, "window": 6, "sinks": 3, "sink_threshold": 0.2, "t_refresh": 50, "latents_per_chunk": 1}
FAST = RUN | {"window": 5, "sinks": 2, "sink_threshold": -1}
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")


@dataclass(frozen=True)
class Wish:
    """What a folder is to be made of, and how."""

    base: str  # of Wan2.1
    generator: str
    taehv: str | None = None
    transformer: str = "fp32"  # precision
    autoencoder: str = "fp32"
    text: str = "fp32"
    with_text_encoder: bool = True
    blocks: bool = False
    steps: int = 2
    run: dict | None = None


def make(wish: Wish, out: str, report=print) -> None:
    """The whole folder, or none."""
    if os.path.exists(out):
        raise ModelError(f"{out} is there already: remove it, or give another name")
    tokenizer = os.path.join(wish.base, checkpoint.TOKENIZER)
    if not os.path.isfile(os.path.join(tokenizer, "tokenizer.json")):
        raise ModelError(f"{tokenizer} has no tokenizer.json: make it with AutoTokenizer.from_pretrained(...).save_pretrained(...)")
    making = out.rstrip("/") + ".making"
    shutil.rmtree(making, ignore_errors=True)
    try:
        config = _transformer(wish, making, report)
        _autoencoder(wish, making, report)
        _text(wish, making, config, tokenizer, report)
        _describe(wish, making)
        os.rename(making, out)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _transformer(wish: Wish, out: str, report) -> WanConfig:
    network = checkpoint.transformer(wish.base, wish.generator)
    with WeightFile(f"{out}/transformer/{WEIGHTS}") as weights:
        for name, graph in (("step", graphs.step(network)), ("step_adaptive", graphs.step(network, judging=True)),
                            ("text_kv", graphs.text_keys(network))):
            _one(graph, out, f"transformer/{name}.onnx", wish.transformer, weights, report)
    if wish.blocks:
        with WeightFile(f"{out}/transformer/blocks/{WEIGHTS}") as weights:
            for name, graph in graphs.blocks(network).items():
                _one(graph, out, f"transformer/blocks/{name}.onnx", wish.transformer, weights, report)
    c = network.config
    dump(f"{out}/transformer/config.json", {
        "_class_name": "CausalWanModel", "num_layers": c.layers, "num_attention_heads": c.heads, "attention_head_dim": c.head_dim,
        "text_dim": c.text_dim, "text_len": c.text_len, "in_channels": c.channels, "patch_size": [1, 2, 2], "ffn_dim": c.hidden,
        "freq_dim": c.freq_dim})
    return c


def _autoencoder(wish: Wish, out: str, report) -> None:
    network = checkpoint.autoencoder(wish.base)
    kinds = ("encoder",) if wish.taehv else ("encoder", "decoder")
    for kind in kinds:
        with WeightFile(f"{out}/vae_{kind}/{WEIGHTS}") as weights:
            for name in ("first", "step"):
                graph = graphs.half(network, kind, name == "first")
                _one(graph, out, f"vae_{kind}/{name}.onnx", wish.autoencoder, weights, report)
        dump(f"{out}/vae_{kind}/config.json", {"_class_name": "AutoencoderKLWan", "latent_channels": LATENT, "downscale_factor": 8,
                                               "frames_per_latent": 4})
    if wish.taehv:
        graph = graphs.tiny_decoder(checkpoint.tiny_decoder(wish.taehv))
        _one(graph, out, "taehv_decoder/model.onnx", wish.autoencoder, None, report)
        dump(f"{out}/taehv_decoder/config.json", {"_class_name": "TAEHV", "latent_channels": LATENT, "downscale_factor": 8})


def _text(wish: Wish, out: str, config: WanConfig, tokenizer: str, report) -> None:
    shape = Umt5Config(dim=config.text_dim)
    if wish.with_text_encoder:
        network = checkpoint.text_encoder(wish.base)
        shape = network.config
        if shape.dim != config.text_dim:
            raise ModelError(f"the text encoder's states are {shape.dim} wide, but the transformer takes {config.text_dim}")
        with WeightFile(f"{out}/text_encoder/{WEIGHTS}") as weights:
            _one(graphs.text_encoder(network, config.text_len), out, "text_encoder/model.onnx", wish.text, weights, report)
    dump(f"{out}/text_encoder/config.json", {
        "architectures": ["UMT5EncoderModel"], "model_type": "umt5", "d_model": shape.dim, "d_ff": shape.hidden,
        "num_heads": shape.heads, "num_layers": shape.layers, "vocab_size": shape.vocabulary, "text_len": config.text_len})
    os.makedirs(f"{out}/tokenizer")
    for file in TOKENIZER_FILES:
        if os.path.isfile(os.path.join(tokenizer, file)):
            shutil.copy(os.path.join(tokenizer, file), f"{out}/tokenizer/{file}")


def _describe(wish: Wish, out: str) -> None:
    runtime = ["diffusers", "OnnxRuntimeModel"]
    parts = ["text_encoder", "transformer", "vae_encoder", "taehv_decoder" if wish.taehv else "vae_decoder"]
    dump(f"{out}/model_index.json", {"_class_name": FAMILY, "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
                                     "tokenizer": ["transformers", "T5TokenizerFast"]} | dict.fromkeys(parts, runtime))
    dump(f"{out}/scheduler/scheduler_config.json", {
        "_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 8.0,
        "step_times": [700, 500, 400, 200], "steps": wish.steps} | (wish.run or RUN))


def _one(graph, out: str, name: str, precision: str, weights, report) -> None:
    error = write(graph, os.path.join(out, name), precision, weights)
    report(f"{name} ({precision}): largest error against its network {error:.1e} of the largest value", flush=True)
