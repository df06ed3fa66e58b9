"""The built-in video model's networks: a stream is the whole clip, and the window is plain attention."""
import pytest
import torch

from brushcast_models.video.flow import MotionNoise, sigma, sigmas
from brushcast_models.video.transformer import SinkJudge
from brushcast_models.video.window import Positions, Slots, seen
from small_video import close, video


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
    assert latents.shape == (1, 192, 4, 4, 6)
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
    past = [tuple(torch.cat([frame[layer][i] for frame in kept], 1) if kept else torch.full((1, tokens, 4, 32), 7.0)
                  for i in (0, 1)) for layer in range(2)]
    mask = torch.full((2, 1, slots), bool(kept))
    count = frames.stop - frames.start
    x0, new = transformer.x0(latent[:, :, frames], torch.full((1, count), 650.0), torch.tensor([start]), mask, cross, past)
    return x0, [[tuple(x[:, i * tokens : (i + 1) * tokens] for x in pair) for pair in new] for i in range(count)]


def test_passes_one_after_the_other_are_attention_over_the_same_frames(networks):
    # Frames fewer than the window holds: chunk by chunk on what earlier chunks left, against all frames in one pass.
    transformer, frames = networks[1], 5
    latent, states = torch.randn(1, 192, frames, 4, 6) * 5, torch.randn(1, 16, 96)
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
    latent = torch.randn(1, 192, frames, 4, 6) * 5
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
    inputs = torch.randn(1, 192, 1, 4, 6), torch.full((1, 1), 700.0), torch.tensor([4])
    mask = torch.tensor([[[True, False, True]]]).expand(2, 1, 3)
    past = [(torch.randn(1, 18, 4, 32), torch.randn(1, 18, 4, 32)) for _ in range(2)]
    before, _ = transformer.x0(*inputs, mask, cross, past)
    for keys, values in past:
        keys[:, 6:12], values[:, 6:12] = 100, -100
    torch.testing.assert_close(transformer.x0(*inputs, mask, cross, past)[0], before)
    past[0][0][:, :6] = 0
    assert not torch.allclose(transformer.x0(*inputs, mask, cross, past)[0], before)


def test_only_how_far_frames_are_apart_matters(networks):
    # Rotation by frame number: all numbers moved by the same is the same.
    transformer = networks[1]
    latent, cross = torch.randn(1, 192, 4, 4, 6), transformer.text(torch.randn(1, 16, 96))
    time, all_seen = torch.full((1, 4), 700.0), torch.ones(4, 4, dtype=torch.bool)
    at = torch.tensor([[0, 1, 2, 5]])
    near = transformer.clip(latent, time, at, all_seen, cross)
    close(transformer.clip(latent, time, at + 30, all_seen, cross), near)
    assert not torch.allclose(transformer.clip(latent, time, torch.tensor([[0, 1, 2, 3]]), all_seen, cross), near)


def test_the_runtime_finds_what_the_network_means(networks):
    transformer = networks[1]
    cross = transformer.text(torch.randn(1, 16, 96))
    latent, time = torch.randn(1, 192, 2, 4, 6), torch.tensor([[700.0, 412.0]])
    nothing = torch.zeros(2, 1, 1, dtype=torch.bool), cross, [(torch.zeros(1, 6, 4, 32),) * 2] * 2
    flow, _ = transformer.flow(latent, time, torch.tensor([0]), *nothing)
    x0, _ = transformer.x0(latent, time, torch.tensor([0]), *nothing)
    close(latent - sigma(time)[:, None, :, None, None] * flow, x0)


def test_a_frame_takes_the_place_of_the_sink_that_it_is_least_like(networks):
    transformer = networks[1]
    cross = transformer.text(torch.randn(1, 16, 96))
    inputs = torch.randn(1, 192, 1, 4, 6), torch.full((1, 1), 700.0), torch.tensor([4])
    _, new = transformer.x0(*inputs, torch.ones(2, 1, 1, dtype=torch.bool), cross, [(torch.zeros(1, 6, 4, 32),) * 2] * 2)
    like, unlike = new[0], tuple(-x for x in new[0])
    past = [tuple(torch.cat([like[i], unlike[i], like[i], like[i]], 1) for i in (0, 1))] + [(torch.randn(1, 24, 4, 32),) * 2]
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
