"""A video model's folder: graphs, what they are, how they want to be run."""
import contextlib
import json
import os
import shutil

import torch

from ..errors import ModelError
from ..weight_file import WeightFile
from . import graph_file, graphs
from .autoencoder import SPACE, Autoencoder
from .flow import SHIFT, STEPS, TRAIN_STEPS
from .transformer import CausalTransformer

FAMILY = "CausalVideoPipeline"
WEIGHTS = "weights.bin"
RUN = {"noise_scale": 0.7, "window": 6, "sinks": 3, "t_refresh": 50, "latents_per_chunk": 1, "steps": 1,
       "width": 256, "height": 144}


def dump(path: str, content: dict) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(content, file, indent=2)
        file.write("\n")


def write(out: str, autoencoder: Autoencoder, transformer: CausalTransformer, image_model: str, half: bool = True,
          run: dict = RUN, blocks: bool = False, adaptive: bool = False) -> dict[str, float]:
    """The whole folder, or none. The text encoder and the tokenizer are those of an image model's folder; with blocks the
    transformer is there in parts too, for several devices; adaptive: with the step that can replace sinks.
    Returns the largest error of each graph."""
    if os.path.exists(out):
        raise ModelError(f"{out} is there already")
    for part in ("text_encoder", "tokenizer"):
        if not os.path.isdir(os.path.join(image_model, part)):
            raise ModelError(f"{image_model} has no {part}")
    making = out.rstrip("/") + ".making"
    shutil.rmtree(making, ignore_errors=True)
    try:
        errors = _write_graphs(making, graphs.all_graphs(autoencoder, transformer, blocks, adaptive), half)
        _describe(making, autoencoder, transformer, run)
        for part in ("text_encoder", "tokenizer", "styles.json", "SOURCES.md"):
            source = os.path.join(image_model, part)
            if os.path.isdir(source):
                shutil.copytree(source, os.path.join(making, part))
            elif os.path.exists(source):
                shutil.copy(source, making)
        os.rename(making, out)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return errors


def _write_graphs(out: str, made: dict[str, graphs.Graph], half: bool) -> dict[str, float]:
    """The graphs of one folder have one file of weights beside them, in which those that they share are once."""
    errors = {}
    with contextlib.ExitStack() as opened:
        files = {part: opened.enter_context(WeightFile(os.path.join(out, part, WEIGHTS)))
                 for part in {os.path.dirname(path) for path in made}}
        for path, graph in made.items():
            errors[path] = graph_file.write(graph, os.path.join(out, path), half, files[os.path.dirname(path)])
    return errors


def _describe(out: str, autoencoder: Autoencoder, transformer: CausalTransformer, run: dict) -> None:
    runtime = ["diffusers", "OnnxRuntimeModel"]
    dump(f"{out}/model_index.json", {
        "_class_name": FAMILY, "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"], "text_encoder": runtime,
        "tokenizer": ["transformers", "CLIPTokenizer"], "transformer": runtime, "vae_decoder": runtime, "vae_encoder": runtime})
    dump(f"{out}/scheduler/scheduler_config.json", {
        "_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": TRAIN_STEPS, "shift": SHIFT,
        "step_times": list(STEPS)} | run)
    c = transformer.config
    dump(f"{out}/transformer/config.json", {
        "_class_name": "CausalVideoTransformer", "num_layers": c.layers, "num_attention_heads": c.heads,
        "attention_head_dim": c.head_dim, "text_dim": c.text_dim, "text_len": c.text_len, "in_channels": c.channels,
        "patch_size": [1, 2, 2], "ffn_dim": c.hidden, "freq_dim": c.freq_dim, "latent_scale": c.scale})
    kept = lambda half: [memory.kept for memory in half.memories]
    for half, caches in (("encoder", kept(autoencoder.encoder)), ("decoder", [*kept(autoencoder.decoder), 3])):
        dump(f"{out}/vae_{half}/config.json", {
            "_class_name": "StreamingAutoencoder", "latent_channels": c.channels, "downscale_factor": SPACE,
            "frames_per_latent": 4, "caches": caches} | autoencoder.config.to_dict())


def save(path: str, **networks: torch.nn.Module) -> None:
    """Weights in half precision with the networks' measures, by name."""
    halved = lambda state: {name: x.half() if x.is_floating_point() and x.dim() > 1 else x for name, x in state.items()}
    content = {name: {"config": network.config.to_dict(), "weights": halved(network.state_dict())}
               for name, network in networks.items()}
    torch.save(content, path + ".part")
    os.replace(path + ".part", path)


def load(path: str, name: str, kind: type, config: type):
    """A network that `save` has written; kind and config are its classes."""
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)[name]
    except (OSError, KeyError, RuntimeError) as error:
        raise ModelError(f"{path} has no weights of a video model's {name}: {error}") from error
    network = kind(config(**content["config"]))
    network.load_state_dict({name: x.float() for name, x in content["weights"].items()})
    return network.eval()
