"""The built-in video model's networks: a stream is the whole clip, the graphs are the networks, the window is plain attention."""
import json
import os
import sys

import numpy as np
import pytest
import torch

import record_video_session
from brushcast_models.errors import ModelError
from brushcast_models.video import folder, graphs
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig
from brushcast_models.video.flow import MotionNoise, sigma, sigmas
from brushcast_models.video.stream import OnnxNetworks, Settings, Stream, TorchNetworks
from brushcast_models.video.transformer import CausalTransformer, SinkJudge, TransformerConfig
from brushcast_models.video.window import Positions, Slots, seen

BUILTIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../engine/src/main/resources/models/builtin")


def close(got, wanted, tolerance=1e-4):
    assert got.shape == wanted.shape
    assert float((got - wanted).abs().max() / wanted.abs().max()) < tolerance


@pytest.fixture(scope="session")
def networks():
    torch.manual_seed(5)
    autoencoder = Autoencoder(AutoencoderConfig(fine=16, coarse=24, deep=32)).eval()
    transformer = CausalTransformer(TransformerConfig(dim=64, heads=2, layers=2, hidden=96, text_dim=96)).eval()
    graphs.round_weights(autoencoder), graphs.round_weights(transformer)
    autoencoder.mean.uniform_(-1, 1), autoencoder.std.uniform_(0.5, 2)
    return autoencoder.requires_grad_(False), transformer.requires_grad_(False)


@pytest.fixture(scope="session")
def exported(networks, tmp_path_factory):
    out = str(tmp_path_factory.mktemp("video") / "model")
    errors = folder.write(out, *networks, BUILTIN)
    assert max(errors.values()) < 1e-4  # at two sizes beside the one that was traced
    return out


def video(frames: int) -> torch.Tensor:
    return torch.rand(3, frames, 32, 48, generator=torch.Generator().manual_seed(3)) * 2 - 1


def piecewise(code, pieces):
    out, caches = [], None
    for piece in pieces:
        result, caches = code(piece, caches)
        out.append(result)
    return torch.cat(out, 2)


@pytest.mark.parametrize("groups", [[4, 4, 4], [4, 8], [12]])
def test_an_autoencoder_gives_the_same_whole_or_piece_by_piece(networks, groups):
    autoencoder, clip = networks[0], video(13)[None]
    latents, _ = autoencoder.encode(clip)
    assert latents.shape == (1, 16, 4, 4, 6)
    close(piecewise(autoencoder.encode, clip.split([1, *groups], 2)), latents)
    pictures, _ = autoencoder.decode(latents)
    assert pictures.shape == clip.shape
    close(piecewise(autoencoder.decode, latents.split([1, *(n // 4 for n in groups)], 2)), pictures)


def test_an_autoencoder_sees_nothing_that_is_to_come(networks):
    clip = video(13)[None]
    changed = clip.clone()
    changed[:, :, 9:] = 0
    before, after = (networks[0].encode(x)[0] for x in (clip, changed))
    torch.testing.assert_close(before[:, :, :3], after[:, :, :3])
    assert not torch.allclose(before[:, :, 3], after[:, :, 3])


def test_a_still_stream_begins_as_if_it_had_always_been(networks):
    still = video(1)[None].expand(-1, -1, 9, -1, -1)
    latents, _ = networks[0].encode(still)
    close(latents[:, :, 1:], latents[:, :, :1].expand(-1, -1, 2, -1, -1))


def window_pass(transformer, latent, frames: slice, start: int, kept, cross):
    """One pass over some frames of a clip that sees the window of `kept` keys and values, each of a frame."""
    tokens = latent.shape[3] * latent.shape[4] // 4
    slots = max(1, len(kept))
    past = [tuple(torch.cat([frame[layer][i] for frame in kept], 1) if kept else torch.full((1, tokens, 2, 32), 7.0)
                  for i in (0, 1)) for layer in range(2)]
    mask = torch.full((2, 1, slots), bool(kept))
    count = frames.stop - frames.start
    x0, new = transformer.x0(latent[:, :, frames], torch.full((1, count), 650.0), torch.tensor([start]), mask, cross, past)
    return x0, [[tuple(x[:, i * tokens : (i + 1) * tokens] for x in pair) for pair in new] for i in range(count)]


def test_passes_one_after_the_other_are_attention_over_the_same_frames(networks):
    # Frames fewer than the window holds: chunk by chunk on what earlier chunks left, against all frames in one pass.
    transformer, frames = networks[1], 5
    latent, states = torch.randn(1, 16, frames, 4, 6) * 5, torch.randn(1, 16, 96)
    cross = transformer.text(states)
    whole = transformer.clip(latent, torch.full((1, frames), 650.0), torch.arange(frames)[None],
                             torch.tensor(seen(frames, 6, 3)), cross)
    kept, out = [], []
    for chunk in (slice(0, 2), slice(2, 3), slice(3, 4), slice(4, 5)):
        x0, new = window_pass(transformer, latent, chunk, chunk.start, kept, cross)
        out.append(x0)
        kept += new
    close(torch.cat(out, 2), whole)


def test_a_stream_beyond_its_window_is_attention_over_sinks_and_the_newest(networks):
    transformer, frames = networks[1], 9
    latent = torch.randn(1, 16, frames, 4, 6) * 5
    cross = transformer.text(torch.randn(1, 16, 96))
    table = seen(frames, 6, 3)
    assert [at for at, is_seen in enumerate(table[8]) if is_seen] == [0, 1, 2, 6, 7, 8]
    whole = transformer.clip(latent, torch.full((1, frames), 650.0), torch.arange(frames)[None], torch.tensor(table), cross)
    kept, out = {}, []
    for chunk in [slice(0, 2)] + [slice(at, at + 1) for at in range(2, frames)]:
        see = [kept[at] for at in kept if table[chunk.start][at]]
        x0, new = window_pass(transformer, latent, chunk, chunk.start, see, cross)
        out.append(x0)
        kept |= dict(enumerate(new, chunk.start))
    close(torch.cat(out, 2), whole)


def test_hidden_slots_change_nothing(networks):
    transformer = networks[1]
    cross = transformer.text(torch.randn(1, 16, 96))
    inputs = torch.randn(1, 16, 1, 4, 6), torch.full((1, 1), 700.0), torch.tensor([4])
    mask = torch.tensor([[[True, False, True]]]).expand(2, 1, 3)
    past = [(torch.randn(1, 18, 2, 32), torch.randn(1, 18, 2, 32)) for _ in range(2)]
    before, _ = transformer.x0(*inputs, mask, cross, past)
    for keys, values in past:
        keys[:, 6:12], values[:, 6:12] = 100, -100
    torch.testing.assert_close(transformer.x0(*inputs, mask, cross, past)[0], before)
    past[0][0][:, :6] = 0
    assert not torch.allclose(transformer.x0(*inputs, mask, cross, past)[0], before)


def test_only_how_far_frames_are_apart_matters(networks):
    # Rotation by frame number: all numbers moved by the same is the same.
    transformer = networks[1]
    latent, cross = torch.randn(1, 16, 4, 4, 6), transformer.text(torch.randn(1, 16, 96))
    time, all_seen = torch.full((1, 4), 700.0), torch.ones(4, 4, dtype=torch.bool)
    at = torch.tensor([[0, 1, 2, 5]])
    near = transformer.clip(latent, time, at, all_seen, cross)
    close(transformer.clip(latent, time, at + 30, all_seen, cross), near)
    assert not torch.allclose(transformer.clip(latent, time, torch.tensor([[0, 1, 2, 3]]), all_seen, cross), near)


def test_the_runtime_finds_what_the_network_means(networks):
    transformer = networks[1]
    cross = transformer.text(torch.randn(1, 16, 96))
    latent, time = torch.randn(1, 16, 2, 4, 6), torch.tensor([[700.0, 412.0]])
    nothing = torch.zeros(2, 1, 1, dtype=torch.bool), cross, [(torch.zeros(1, 6, 2, 32),) * 2] * 2
    flow, _ = transformer.flow(latent, time, torch.tensor([0]), *nothing)
    x0, _ = transformer.x0(latent, time, torch.tensor([0]), *nothing)
    close(latent - sigma(time)[:, None, :, None, None] * flow, x0)


def test_a_folder_says_what_it_is_and_how_it_runs(exported):
    assert json.load(open(f"{exported}/model_index.json"))["_class_name"] == "CausalVideoPipeline"
    run = json.load(open(f"{exported}/scheduler/scheduler_config.json"))
    assert (run["shift"], run["step_times"], run["window"], run["sinks"]) == (8.0, [700, 500, 400, 200], 6, 3)
    assert {"text_encoder", "tokenizer", "transformer", "vae_encoder", "vae_decoder"} <= set(os.listdir(exported))


def test_graphs_have_the_names_of_the_contract(exported):
    def ports(path):
        session = graphs.session(os.path.join(exported, path))
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
    graphs.write(whole, str(tmp_path / "step.onnx"))
    for path, graph in graphs.block_graphs(transformer).items():
        graphs.write(graph, str(tmp_path / path))
    run = lambda path, inputs: graphs.session(str(tmp_path / path), 1).run(None, inputs)
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


def test_a_frame_takes_the_place_of_the_sink_that_it_is_least_like(networks):
    transformer = networks[1]
    cross = transformer.text(torch.randn(1, 16, 96))
    inputs = torch.randn(1, 16, 1, 4, 6), torch.full((1, 1), 700.0), torch.tensor([4])
    _, new = transformer.x0(*inputs, torch.ones(2, 1, 1, dtype=torch.bool), cross, [(torch.zeros(1, 6, 2, 32),) * 2] * 2)
    like, unlike = new[0], tuple(-x for x in new[0])
    past = [tuple(torch.cat([like[i], unlike[i], like[i], like[i]], 1) for i in (0, 1))] + [(torch.randn(1, 24, 2, 32),) * 2]
    mask = torch.ones(2, 1, 4, dtype=torch.bool)

    def judged(valid, threshold, evict=3):
        judges = [SinkJudge(torch.tensor([evict]), torch.tensor([valid]), torch.tensor(threshold)) for _ in range(2)]
        x0, _ = transformer.x0(*inputs, mask, cross, past, judges)
        return int(judges[0].chosen), x0

    assert judged([True, True], -0.5)[0] == 1
    assert judged([True, False], -0.5)[0] == -1, "a sink that is not looked at stays"
    stays, x0 = judged([True, True], -2.0)
    hidden = mask.clone()
    hidden[:, :, 3] = False
    assert stays == -1
    close(x0, transformer.x0(*inputs, hidden, cross, past)[0])  # what is evicted is not seen
    assert not torch.allclose(judged([True, True], -0.5)[1], x0)  # the sink is hidden in its place


CACHES = {"encoder": [8, 12, 16], "decoder": [16, 16, 12, 8, 8]}  # channels


@pytest.mark.parametrize("steps", [1, 2])
def test_a_stream_through_the_graphs_is_a_stream_through_the_networks(networks, exported, steps):
    states, clip = torch.randn(1, 16, 96), video(5 + 4 * 7)
    settings = Settings(steps=steps, t_refresh=8)  # the window wraps, and so do the positions
    wanted = Stream(TorchNetworks(*networks), states, settings).clip(clip)
    assert wanted.shape == clip.shape
    close(Stream(OnnxNetworks(exported, 1), states, settings).clip(clip), wanted, 1e-3)


def test_the_window_keeps_sinks_and_replaces_the_oldest():
    slots = Slots(6, 3)
    written = [slots.take(n)[1] for n in (2, 1, 1, 1, 1, 1, 1, 1, 1)]
    assert written == [[0, 1], [2], [3], [4], [5], [3], [4], [5], [3]]
    assert slots.take(1) == ([True, True, True, True, False, True], [4])


def test_positions_begin_again_at_the_last_slot():
    positions = Positions(6, 50)
    taken = [positions.take(2)] + [positions.take(1) for _ in range(95)]
    assert taken[47:51] == [48, 49, 5, 6]
    assert max(taken) == 49


def test_motion_takes_noise_away():
    still, moving = torch.zeros(3, 8, 8), torch.ones(3, 8, 8)
    motion = MotionNoise(0.8)
    scale, time = motion.next(still, [still] * 4)
    assert (round(scale, 6), time) == (0.8, 700)
    scale, time = motion.next(still, [moving, still])
    assert (round(scale, 6), time) == (0.71, 610)


def test_levels_are_those_of_the_nearest_entry():
    table = sigmas()
    assert abs(float(table[999]) - 0.00794) < 1e-5
    for t in (0.0, 200.0, 500.0, 700.0, 1000.0):
        nearest = min(table.tolist(), key=lambda level: abs(1000 * level - t))
        assert float(sigma(torch.tensor(t))) == pytest.approx(nearest, rel=1e-6)


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
    assert shapes == {"frames_out": (5 + 4 * chunks, 48, 64, 3), "noise": (chunks, 1, 1, 16, 6, 8),
                      "prep_noise": (1, 2, 16, 6, 8), "mu": (2 + chunks, 16, 6, 8)}
    assert len(os.listdir(out / "models-builtin")) == 6
