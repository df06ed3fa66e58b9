"""Puts a model folder together: graphs, configurations, tokenizers, index."""
import json
import os
import shutil

import diffusers

from . import graphs, onnx_file
from .checkpoint import Checkpoint


def write(checkpoint: Checkpoint, out: str, half: bool = False, external_data: bool = False,
          safety_checker: bool = False, report=print) -> None:
    """Writes the folder OUT, whole or not at all."""
    partial = out.rstrip("/") + ".partial"
    shutil.rmtree(partial, ignore_errors=True)
    write_configurations(checkpoint, partial, safety_checker)
    for graph in all_graphs(checkpoint, safety_checker):
        error = onnx_file.write(graph, os.path.join(partial, graph.name), half, external_data)
        report(f"{graph.name}: largest error against torch {error:.1e} of the largest value")
    os.rename(partial, out)


def all_graphs(checkpoint: Checkpoint, safety_checker: bool) -> list[graphs.Graph]:
    # Autoencoders of SDXL overflow in half precision, as their configuration says of those of SD too, which do not.
    overflows = len(checkpoint.text_encoders) == 2 and getattr(checkpoint.vae.config, "force_upcast", False)
    made = [graphs.unet(checkpoint.unet),
            graphs.vae_encoder(checkpoint.vae, not overflows),
            graphs.vae_decoder(checkpoint.vae, not overflows)]
    made += [graphs.text_encoder(encoder, "text_encoder" + suffix)
             for encoder, suffix in zip(checkpoint.text_encoders, ("", "_2"))]
    if safety_checker and checkpoint.safety_checker is not None:
        made.append(graphs.safety_checker(checkpoint.safety_checker))
    return made


def write_configurations(checkpoint: Checkpoint, out: str, safety_checker: bool) -> None:
    dump(configuration(checkpoint.unet), out, "unet/config.json")
    for half in ("encoder", "decoder"):
        dump(configuration(checkpoint.vae), out, f"vae_{half}/config.json")
    checkpoint.scheduler.save_pretrained(os.path.join(out, "scheduler"))
    suffixes = ("", "_2")[: len(checkpoint.text_encoders)]
    for encoder, tokenizer, suffix in zip(checkpoint.text_encoders, checkpoint.tokenizers, suffixes):
        encoder.config._name_or_path = ""
        encoder.config.save_pretrained(os.path.join(out, "text_encoder" + suffix))
        tokenizer.save_pretrained(os.path.join(out, "tokenizer" + suffix))
    graph = ["diffusers", "OnnxRuntimeModel"]
    index = {"_class_name": checkpoint.pipeline, "_diffusers_version": diffusers.__version__}
    index |= {part: graph for part in ("unet", "vae_encoder", "vae_decoder")}
    for suffix in suffixes:
        index |= {"text_encoder" + suffix: graph, "tokenizer" + suffix: ["transformers", "CLIPTokenizer"]}
    index["scheduler"] = ["diffusers", type(checkpoint.scheduler).__name__]
    has_checker = safety_checker and checkpoint.safety_checker is not None
    index["safety_checker"] = graph if has_checker else [None, None]
    dump(index, out, "model_index.json")


def configuration(module) -> dict:
    """A diffusers module's configuration, without the path on the machine that it was loaded from."""
    return {key: value for key, value in json.loads(module.to_json_string()).items() if key != "_name_or_path"}


def dump(values: dict, out: str, file: str) -> None:
    path = os.path.join(out, file)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(values, f, indent=2)
        f.write("\n")
