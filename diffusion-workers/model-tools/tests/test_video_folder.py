"""The built-in video model's folder: its graphs are the networks."""
import json
import os
import sys

import numpy as np
import pytest
import torch

import record_video_session
from brushcast_models.errors import ModelError
from brushcast_models.video import folder, graph_file, graphs
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig
from brushcast_models.video.stream import OnnxNetworks, Settings, Stream, TorchNetworks
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig
from small_video import BUILTIN, close, video

CACHES = {"encoder": [8, 12, 16], "decoder": [16, 16, 12, 8, 8, 3]}  # channels


def test_a_folder_says_what_it_is_and_how_it_runs(exported):
    assert json.load(open(f"{exported}/model_index.json"))["_class_name"] == "CausalVideoPipeline"
    run = json.load(open(f"{exported}/scheduler/scheduler_config.json"))
    assert (run["shift"], run["step_times"], run["window"], run["sinks"]) == (8.0, [700, 500, 400, 200], 6, 3)
    assert {"text_encoder", "tokenizer", "transformer", "vae_encoder", "vae_decoder"} <= set(os.listdir(exported))


def test_weights_that_graphs_share_are_in_a_folder_once(networks, exported):
    autoencoder, transformer = networks
    decoder = torch.nn.ModuleList([autoencoder.decoder, autoencoder.steady])
    parts = {"transformer": transformer, "vae_encoder": autoencoder.encoder, "vae_decoder": decoder}
    for part, network in parts.items():
        kept = os.path.getsize(f"{exported}/{part}/weights.bin")
        large = [weight for weight in network.parameters() if weight.numel() >= graph_file.SMALLEST_HALVED]
        halved = 2 * sum(weight.numel() for weight in large)
        assert halved <= kept < 1.1 * halved + (len(large) + 40) * 4096, part  # each begins at a page
        graphs_of_it = [os.path.getsize(f"{exported}/{part}/{name}") for name in os.listdir(f"{exported}/{part}") if name.endswith(".onnx")]
        assert max(graphs_of_it) < 600_000, part  # the decoder steadies frame after frame


def test_graphs_have_the_names_of_the_contract(exported):
    def ports(path):
        session = graph_file.session(os.path.join(exported, path))
        return [port.name for port in session.get_inputs()], [port.name for port in session.get_outputs()]

    pairs = lambda name: [f"{name}_{kind}.{layer}" for layer in range(2) for kind in "kv"]
    assert ports("transformer/text_kv.onnx") == (["prompt_embeds"], pairs("cross"))
    assert ports("transformer/step.onnx") == (
        ["latent", "timestep", "start_frame", "slot_mask", *pairs("cross"), *pairs("past")], ["flow", *pairs("new")])
    for half, given, made in (("encoder", "frames", "mu"), ("decoder", "latent", "frames")):
        assert ports(f"vae_{half}/first.onnx") == ([given], [made, *(f"cache_out.{i}" for i in range(len(CACHES[half])))])
        assert ports(f"vae_{half}/step.onnx")[0] == [given, *(f"cache.{i}" for i in range(len(CACHES[half])))]


def test_blocks_one_after_the_other_are_the_step(networks, tmp_path):
    transformer = networks[1]
    whole = graphs.step(transformer, adaptive=True)
    graph_file.write(whole, str(tmp_path / "step.onnx"))
    for path, graph in graphs.block_graphs(transformer).items():
        graph_file.write(graph, str(tmp_path / path))
    run = lambda path, inputs: graph_file.session(str(tmp_path / path), 1).run(None, inputs)
    names = [f"transformer/blocks/{name}.onnx" for name in ("embed", "block_00", "block_01", "head")]
    judged = []
    for size in (1, 2, 3, 4):
        inputs = {name: x.numpy() for name, x in zip(whole.inputs, whole.example(size))}
        flow, sinks, *new = run("step.onnx", inputs)
        judged += sinks.flatten().tolist()
        latent = {name: inputs[name] for name in ("latent", "timestep")}
        hidden, time, modulation = run(names[0], latent | {"cross_v": inputs["cross_v.0"]})
        for layer in (0, 1):
            of_layer = {name: inputs[name][layer] for name in ("slot_mask", "evict_slot")} | {
                name: inputs[f"{name}.{layer}"] for name in ("cross_k", "cross_v", "past_k", "past_v")}
            hidden, sink, k, v = run(names[1 + layer], of_layer | {
                "hidden": hidden, "modulation": modulation} | {name: inputs[name] for name in ("start_frame", "sink_valid", "adapt_thr")})
            assert (sink == sinks[layer]).all()
            np.testing.assert_allclose(k, new[2 * layer], atol=1e-5)
            np.testing.assert_allclose(v, new[2 * layer + 1], atol=1e-5)
        np.testing.assert_allclose(run(names[3], {"hidden": hidden, "time": time} | latent)[0], flow, atol=1e-4)
    assert min(judged) < 0 <= max(judged)


@pytest.mark.parametrize("steps", [1, 2])
def test_a_stream_through_the_graphs_is_a_stream_through_the_networks(networks, exported, steps):
    states, clip = torch.randn(1, 16, 96), video(5 + 4 * 7)
    settings = Settings(steps=steps, t_refresh=8)  # the window wraps, and so do the positions
    wanted = Stream(TorchNetworks(*networks), states, settings).clip(clip)
    assert wanted.shape == clip.shape
    close(Stream(OnnxNetworks(exported, 1), states, settings).clip(clip), wanted, 1e-3)


def test_weights_are_kept_in_half_precision(networks, tmp_path):
    path = str(tmp_path / "weights.pt")
    folder.save(path, autoencoder=networks[0])
    loaded = folder.load(path, "autoencoder", Autoencoder, AutoencoderConfig)
    assert loaded.config == networks[0].config
    latents = networks[0].encode(video(5)[None])[0]
    close(loaded.encode(video(5)[None])[0], latents, 2e-3)


def test_what_is_no_training_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no weights of a video model's transformer"):
        folder.load(str(tmp_path / "none.pt"), "transformer", CausalTransformer, TransformerConfig)


def test_a_folder_that_is_there_is_not_overwritten(networks, tmp_path):
    with pytest.raises(ModelError, match="is there already"):
        folder.write(str(tmp_path), *networks, BUILTIN)


def test_sessions_are_recorded_for_the_engine(exported, tmp_path, monkeypatch):
    out = tmp_path / "recorded"
    monkeypatch.setattr(sys, "argv", ["record", exported, str(out)])
    assert record_video_session.main() == 0
    case = json.load(open(out / "session_builtin_two_steps/case.json"))
    shapes = {name: np.load(out / f"session_builtin_two_steps/{name}.npy").shape for name in ("frames_out", "noise", "prep_noise", "mu")}
    chunks = len(case["scalars"]["groups"]["values"])
    assert shapes == {"frames_out": (5 + 4 * chunks, 48, 64, 3), "noise": (chunks, 1, 1, 192, 6, 8),
                      "prep_noise": (1, 2, 192, 6, 8), "mu": (2 + chunks, 192, 6, 8)}
    assert len(os.listdir(out / "models-builtin")) == 6
