"""Graphs of causal Wan2.1 against the recorded ones and, where the package is installed, against the reference's own classes."""
import numpy as np
import onnx
import pytest
import torch

import recorded_wan
from brushcast_models.video.graph_file import session
from brushcast_models.wan import checkpoint, graph_file, graphs
from brushcast_models.wan.autoencoder import WanAutoencoder
from brushcast_models.wan.taehv import Taehv
from brushcast_models.wan.transformer import CausalWan
from brushcast_models.wan.umt5 import Umt5
from small_wan import SMALL, random, same

WINDOW, SINKS, THRESHOLD = 6, 3, 0.2


@pytest.fixture(scope="module")
def recorded():
    """The recorded model's weights in this package's networks."""
    autoencoder = WanAutoencoder(4)
    autoencoder.load_state_dict(recorded_wan.autoencoder())
    transformer = checkpoint.fill(CausalWan(SMALL), recorded_wan.transformer(), "recorded")
    return {"dit_step": lambda: graphs.step(transformer), "dit_step_adapt": lambda: graphs.step(transformer, judging=True),
            "text_kv": lambda: graphs.text_keys(transformer),
            "vae_enc_first": lambda: graphs.half(autoencoder, "encoder", True),
            "vae_enc_step": lambda: graphs.half(autoencoder, "encoder", False),
            "vae_dec_first": lambda: graphs.half(autoencoder, "decoder", True),
            "vae_dec_step": lambda: graphs.half(autoencoder, "decoder", False),
            "taehv_dec": lambda: graphs.tiny_decoder(Taehv.of(recorded_wan.taehv()))}


@pytest.mark.parametrize("name", ["dit_step", "dit_step_adapt", "text_kv", "vae_enc_first", "vae_enc_step", "vae_dec_first",
                                  "vae_dec_step", "taehv_dec"])
def test_a_graph_has_the_ports_of_the_recorded_one_and_gives_the_same(recorded, name, tmp_path):
    graph = recorded[name]()
    path = str(tmp_path / "graph.onnx")
    assert graph_file.write(graph, path, "fp32") < 2e-5

    mine, theirs = session(path, 1), session(recorded_wan.path(name), 1)
    for side in ("get_inputs", "get_outputs"):
        ports = [{p.name: (p.type, len(p.shape)) for p in getattr(run, side)()} for run in (mine, theirs)]
        assert ports[0] == ports[1]
    for size in (1, 2, 3):
        feed = {port: x.numpy() for port, x in zip(graph.inputs, graph.example(size))}
        if name == "dit_step_adapt":
            feed["adapt_thr"] = np.array(THRESHOLD, np.float32)
        for output, got, wanted in zip(graph.outputs, mine.run(list(graph.outputs), feed), theirs.run(list(graph.outputs), feed)):
            if wanted.dtype == np.int64:
                assert np.array_equal(got, wanted), output
            else:
                same(got, wanted)


@pytest.mark.parametrize("frames", [1, 2])
def test_a_graph_that_judges_sinks_judges_none_where_none_count(recorded, frames, tmp_path):
    graph = recorded["dit_step_adapt"]()
    path = str(tmp_path / "graph.onnx")
    graph_file.write(graph, path, "fp32")
    feed = {port: x.numpy() for port, x in zip(graph.inputs, graph.example(2))}
    feed["latent"] = np.repeat(feed["latent"], frames, 2)
    feed["timestep"] = np.repeat(feed["timestep"], frames, 1)
    feed["evict_slot"][:], feed["sink_valid"][:], feed["adapt_thr"] = -1, False, np.array(0.99, np.float32)
    judged = dict(zip(graph.outputs, session(path, 1).run(list(graph.outputs), feed)))
    plain = {port: feed[port] for port in recorded["dit_step"]().inputs}
    assert np.all(judged["adapt_slot"] == -1)
    same(judged["flow"], session(recorded_wan.path("dit_step"), 1).run(["flow"], plain)[0])


@pytest.fixture(scope="module")
def reference():
    reason = "streamdiffusionv2 is not installed: see requirements-wan.txt"
    return {"wan": pytest.importorskip("models.wan.causal_model", reason=reason),
            "vae": pytest.importorskip("models.wan.wan_base.modules.vae", reason=reason),
            "t5": pytest.importorskip("models.wan.wan_base.modules.t5", reason=reason),
            "taehv": pytest.importorskip("models.wan.taehv_wrapper", reason=reason)}


@pytest.mark.parametrize("threshold,judging", [(-1, False), (THRESHOLD, True)])
def test_a_pass_is_the_references_with_its_cache(reference, threshold, judging, tmp_path):
    """Nine chunks past the window's end in two rows; with replaced sinks as well. Which slots a pass sees, evicts and writes is read
    from the reference's own cache and queue."""
    theirs = random(reference["wan"].CausalWanModel(dim=64, ffn_dim=128, text_dim=32, text_len=16, num_heads=2, num_layers=2))
    mine = checkpoint.fill(CausalWan(SMALL), theirs.state_dict(), "reference")
    step_path, text_path = str(tmp_path / "step.onnx"), str(tmp_path / "text.onnx")
    graph, text = graphs.step(mine, judging), graphs.text_keys(mine)
    graph_file.write(graph, step_path, "fp32"), graph_file.write(text, text_path, "fp32")
    step_run, text_run = session(step_path, 1), session(text_path, 1)

    rows, h, w = 2, 4, 6
    tokens = h * w // 4
    kept = [{"k": torch.zeros(rows, WINDOW * tokens, 2, 32), "v": torch.zeros(rows, WINDOW * tokens, 2, 32),
             "global_end_index": torch.zeros(rows, dtype=torch.long), "local_end_index": torch.zeros(rows, dtype=torch.long),
             "total_steps": 1, "current_step": 1} for _ in range(2)]
    cross = [{"k": None, "v": None, "is_init": False} for _ in range(2)]
    for block in theirs.blocks:
        block.self_attn.sink_size, block.self_attn.adapt_sink_thr = SINKS, threshold
    prompt = torch.randn(1, 16, 32)
    cross_keys = dict(zip(text.outputs, text_run.run(list(text.outputs), {"prompt_embeds": prompt.numpy()})))

    replaced = 0
    for position, frames in [(0, 2), *((n, 1) for n in range(2, 11))]:
        latent = torch.randn(rows, 16, frames, h, w)
        times = torch.full((rows, frames), 700.0) - position
        before = [{of: cache[of].clone() for of in "kv"} for cache in kept]
        full = [int(cache["local_end_index"][0]) >= WINDOW * tokens for cache in kept]
        # Sinks that the window's beginning has not reached yet are zeros for the reference, and count.
        queue = [[list(row) for row in block.self_attn.evict_idx or [[]]] for block in theirs.blocks]
        start = torch.full((rows,), position * tokens)
        with torch.no_grad():
            wanted = theirs(latent, times, prompt.expand(rows, -1, -1), 99999, kv_cache=kept, crossattn_cache=cross, current_start=start,
                            current_end=start + frames * tokens)
        mask, evict, changed = np.zeros((2, rows, WINDOW), bool), np.full((2, rows), -1), np.full((2, rows), -1)
        for layer in range(2):
            for row in range(rows):
                slots = lambda x: x[row].reshape(WINDOW, tokens, -1)
                differs = (slots(kept[layer]["k"]) != slots(before[layer]["k"])).any(-1).any(-1).nonzero().flatten().tolist()
                assert len(differs) == frames
                changed[layer, row] = differs[0]
                mask[layer, row, :int(kept[layer]["local_end_index"][row]) // tokens] = True
                if judging and full[layer]:
                    evict[layer, row] = queue[layer][row][0] // tokens - 1
                else:
                    mask[layer, row, differs] = False
        feed = {"latent": latent.numpy(), "timestep": times.numpy(), "start_frame": np.full(rows, position), "slot_mask": mask}
        feed |= cross_keys | {f"past_{of}.{layer}": before[layer][of].numpy() for layer in range(2) for of in "kv"}
        if judging:
            feed |= {"evict_slot": evict, "sink_valid": np.ones((rows, SINKS), bool),
                     "adapt_thr": np.array(threshold if frames == 1 else -2, np.float32)}
        got = dict(zip(graph.outputs, step_run.run(list(graph.outputs), feed)))
        same(got["flow"], wanted.numpy())
        for layer in range(2):
            for row in range(rows):
                at = slice(changed[layer, row] * tokens, (changed[layer, row] + frames) * tokens)
                same(got[f"new_k.{layer}"][row], kept[layer]["k"][row, at].numpy())
                same(got[f"new_v.{layer}"][row], kept[layer]["v"][row, at].numpy())
                if judging and full[layer]:
                    sink = got["adapt_slot"][layer, row]
                    assert changed[layer, row] == (sink if sink >= 0 else evict[layer, row])
                    replaced += sink >= 0
    assert not judging or replaced > 0


def test_the_autoencoder_is_the_references(reference):
    theirs = random(reference["vae"].WanVAE_(dim=4, z_dim=16, temperal_downsample=[False, True, True]))
    mine = checkpoint.fill(WanAutoencoder(4), theirs.state_dict(), "reference")
    frames, latents = torch.rand(1, 3, 13, 32, 48) * 2 - 1, torch.randn(1, 16, 4, 4, 6)
    scale = [mine.mean.flatten(), 1 / mine.deviation.flatten()]
    with torch.no_grad():
        means = torch.cat([theirs.stream_encode(frames[:, :, a:b], None) for a, b in ((0, 5), (5, 9), (9, 13))], 2)
        decoded = torch.cat([theirs.stream_decode(latents[:, :, a:b], scale) for a, b in ((0, 2), (2, 3), (3, 4))], 2).clamp(-1, 1)
        for run, given, parts, wanted in ((mine.encode, frames, ((0, 1), (1, 5), (5, 9), (9, 13)), means),
                                          (mine.decode, latents, ((0, 1), (1, 2), (2, 3), (3, 4)), decoded)):
            kept, got = None, []
            for a, b in parts:
                result, kept = run(given[:, :, a:b], kept)
                got.append(result)
            same(torch.cat(got, 2).numpy(), wanted.numpy())


def test_taehv_is_the_references_and_keeps_the_last_of_what_it_grows(reference, tmp_path):
    theirs = reference["taehv"].TAEHV.__new__(reference["taehv"].TAEHV)
    path = str(tmp_path / "tiny.pth")
    weights = random(Taehv()).state_dict()
    weights["decoder.7.conv.weight"] = torch.randn(512, 256, 1, 1) * 0.1
    encoder = _encoder_weights(reference["taehv"])
    torch.save(weights | encoder, path)
    theirs.__init__(checkpoint_path=path)
    mine = checkpoint.tiny_decoder(path)
    latents = torch.randn(1, 3, 16, 4, 6)
    with torch.no_grad():
        same(mine(latents).numpy(), theirs.decode_video(latents, parallel=False).numpy())


def _encoder_weights(package) -> dict:
    layers = [package.conv(3, 64), None, package.TPool(64, 2)]
    for stride in (2, 1, None):
        layers += [package.conv(64, 64, stride=2, bias=False), *(package.MemBlock(64, 64) for _ in range(3))]
        layers += [package.TPool(64, stride)] if stride else [package.conv(64, 16)]
    return {f"encoder.{i}.{name}": x for i, layer in enumerate(layers) if layer for name, x in layer.state_dict().items()}


def test_the_text_encoder_is_the_references(reference, tmp_path):
    theirs = random(reference["t5"].T5Encoder(100, 32, 32, 48, 4, 2, 32, False, 0.1))
    mine = Umt5.of(theirs.state_dict())
    path = str(tmp_path / "text.onnx")
    graph_file.write(graphs.text_encoder(mine, 512), path, "fp32")
    ids, mask = torch.randint(0, 100, (1, 512)), (torch.arange(512) < 300).long()[None]
    with torch.no_grad():
        wanted = theirs(ids, mask)
    same(session(path, 1).run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0], wanted.numpy())


def test_blocks_one_after_the_other_are_the_step(recorded, tmp_path):
    graph = recorded["dit_step_adapt"]()
    feed = {port: x.numpy() for port, x in zip(graph.inputs, graph.example(3))}
    feed["adapt_thr"] = np.array(THRESHOLD, np.float32)
    wanted = dict(zip(graph.outputs, session(recorded_wan.path("dit_step_adapt"), 1).run(list(graph.outputs), feed)))

    def run(name: str, given: dict) -> dict:
        part, path = graphs.blocks(graph.module.transformer)[name], str(tmp_path / f"{name}.onnx")
        graph_file.write(part, path, "fp32")
        return dict(zip(part.outputs, session(path, 1).run(list(part.outputs), {port: given[port] for port in part.inputs})))

    carried = run("embed", feed)
    for layer in (0, 1):
        of = {f"{kind}_{x}": feed[f"{kind}_{x}.{layer}"] for kind in ("cross", "past") for x in "kv"}
        of |= {port: feed[port][layer] for port in ("slot_mask", "evict_slot")}
        left = run(f"block_0{layer}", feed | carried | of)
        carried["hidden"] = left["hidden_out"]
        assert np.array_equal(left["adapt_slot"], wanted["adapt_slot"][layer])
        same(left["new_k"], wanted[f"new_k.{layer}"])
    same(run("head", carried)["flow"], wanted["flow"])
